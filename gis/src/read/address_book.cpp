#include "read/address_book.hpp"

#include "read/archive_member.hpp"
#include "read/feature_values.hpp"
#include "read/layer_file.hpp"
#include "read/layer_path.hpp"
#include "read/moment.hpp"
#include "read/ogr.hpp"
#include "read/open_dataset.hpp"
#include "read/profile.hpp"

#include <cpl_string.h>
#include <cpl_vsi.h>
#include <ogrsf_frmts.h>

#include <algorithm>
#include <array>
#include <charconv>
#include <filesystem>
#include <limits>
#include <optional>
#include <span>
#include <utility>
#include <variant>

namespace batterisk::gis {
namespace {

bool is_folder(const std::string& path) {
  VSIStatBufL status;
  return VSIStatL(path.c_str(), &status) == 0 && VSI_ISDIR(status.st_mode) != 0;
}

std::string folder_of(const std::string& path) {
  const auto slash = path.rfind('/');
  return slash == std::string::npos ? "." : path.substr(0, slash);
}

/// "NUM" of "9999NUM08112026-000001"; empty for a name of another form.
std::string_view kind_of_part(std::string_view stem) {
  constexpr std::size_t length = 3;
  const auto digit = [](char c) { return c >= '0' && c <= '9'; };
  std::size_t at = 0;
  while (at < stem.size() && digit(stem[at])) ++at;
  if (at == 0 || at + length >= stem.size() || !digit(stem[at + length])) return {};
  return stem.substr(at, length);
}

bool any_of_names(std::span<const ColumnAliases> columns, Meaning meaning, const std::string& key) {
  return std::any_of(columns.begin(), columns.end(), [&](const ColumnAliases& column) {
    return column.meaning == meaning &&
           std::any_of(column.names.begin(), column.names.end(), [&](std::string_view name) { return column_key(name) == key; });
  });
}

std::int64_t second_of(const Moment& moment) {
  constexpr std::int64_t day = 86400;
  return std::chrono::sys_days{moment.day}.time_since_epoch().count() * day + moment.second;
}

/// Calls `use(feature, since)` for the records of this layer in the files that had not ended on the peildatum.
template <class Use>
void each_record(const std::vector<std::string>& files, const char* layer_name, std::chrono::year_month_day peildatum, Use use) {
  const auto columns = profile(LayerKind::Verblijfsobjecten);
  const GdalMessages quiet;  // without an address the id stays
  for (const std::string& path : files) {
    auto found = unpacked(path, {}, {path, path});
    if (auto* packed = std::get_if<LayerFile>(&found)) found = readable_text(std::move(*packed), path);
    const auto* file = std::get_if<LayerFile>(&found);
    if (file == nullptr) continue;
    const OpenedDataset opened = open_vector(file->path, LayerAccess::Plain);
    if (opened.dataset == nullptr) continue;
    for (OGRLayer* layer : opened.dataset->GetLayers()) {
      if (!EQUAL(layer->GetName(), layer_name)) continue;
      std::vector<int> ends;
      int begin = -1;
      OGRFeatureDefn& definition = *layer->GetLayerDefn();
      for (int i = 0; i < definition.GetFieldCount(); ++i) {
        const std::string key = column_key(definition.GetFieldDefn(i)->GetNameRef());
        if (any_of_names(columns, Meaning::Einde, key)) ends.push_back(i);
        if (begin < 0 && any_of_names(columns, Meaning::Begin, key)) begin = i;
      }
      for (const auto& feature : *layer) {
        const bool ended = peildatum.ok() && std::any_of(ends.begin(), ends.end(), [&](int field) {
                             const auto end = moment_of(*feature, field);
                             return end && end->day <= peildatum;
                           });
        if (ended) continue;
        const auto since = begin >= 0 ? moment_of(*feature, begin) : std::nullopt;
        use(*feature, since ? second_of(*since) : std::numeric_limits<std::int64_t>::min());
      }
    }
  }
}

std::string field_text(const OGRFeature& feature, const char* name) { return text(feature, feature.GetFieldIndex(name)); }

/// The digits of "NL.IMBAG.Nummeraanduiding.0221200000330227".
std::optional<std::uint64_t> number_in(std::string_view id) {
  id.remove_prefix(id.rfind('.') + 1);  // of none: 0
  std::uint64_t number = 0;
  const auto [end, error] = std::from_chars(id.data(), id.data() + id.size(), number);
  return error == std::errc{} && end == id.data() + id.size() ? std::optional{number} : std::nullopt;
}

}  // namespace

AddressBook::Files AddressBook::files_in(const std::string& folder) {
  Files files;
  const CPLStringList members{VSIReadDir(folder.c_str())};
  std::vector<std::string> names;
  for (int i = 0; i < members.size(); ++i) names.emplace_back(members[i]);
  std::sort(names.begin(), names.end());
  for (const std::string& name : names) {
    const std::string extension = extension_of(name);
    if (extension != "xml" && extension != "zip") continue;
    const std::string stem = std::filesystem::path{name}.stem().string();
    const std::string_view kind = kind_of_part(stem);
    if (kind == "NUM") files.numbers.push_back(folder + "/" + name);
    if (kind == "OPR") files.streets.push_back(folder + "/" + name);
    if (kind == "WPL") files.towns.push_back(folder + "/" + name);
  }
  return files;
}

std::shared_ptr<AddressBook> AddressBook::beside(const std::string& path, std::chrono::year_month_day peildatum) {
  constexpr int deepest = 6;  // archives in archives, with folders in them
  std::string folder = is_folder(path) ? path : folder_of(path);
  for (int depth = 0; depth < deepest; ++depth) {
    Files files = files_in(folder);
    if (!files.numbers.empty()) {
      auto book = std::make_shared<AddressBook>();
      book->files_ = std::move(files);
      book->peildatum_ = peildatum;
      return book;
    }
    const bool is_archive = folder.ends_with('}') && folder.find('{') != std::string::npos;
    if (!is_archive && !folder.starts_with("/vsi")) return nullptr;
    const auto open = folder.find('{');
    folder = folder_of(is_archive ? folder.substr(open + 1, folder.size() - open - 2) : folder);
  }
  return nullptr;
}

void AddressBook::read_named(const std::vector<std::string>& files, const char* layer, const char* lies_in,
                             std::map<std::string, Named, std::less<>>& to) const {
  each_record(files, layer, peildatum_, [&](const OGRFeature& feature, std::int64_t since) {
    Named& known = to[field_text(feature, "identificatie")];
    if (!known.name.empty() && since < known.since) return;
    known = {since, field_text(feature, "naam"), field_text(feature, lies_in)};
  });
}

void AddressBook::read() {
  was_read_ = true;
  read_named(files_.streets, "Openbareruimte", "woonplaatsRef", streets_);
  read_named(files_.towns, "Woonplaats", "", towns_);
  each_record(files_.numbers, "Nummeraanduiding", peildatum_, [&](const OGRFeature& feature, std::int64_t since) {
    const auto id = number_in(field_text(feature, "identificatie"));
    if (!id) return;
    numbers_.push_back({*id, since, texts_.size()});
    for (const char* part : {"huisnummer", "huisletter", "huisnummertoevoeging", "postcode", "openbareruimteRef", "woonplaatsRef"}) {
      texts_ += field_text(feature, part);
      texts_ += '\0';
    }
  });
  std::stable_sort(numbers_.begin(), numbers_.end(),
                   [](const Number& a, const Number& b) { return a.id != b.id ? a.id < b.id : a.since < b.since; });
}

Adres AddressBook::of(std::string_view id) {
  if (!was_read_) read();
  const auto number = number_in(id);
  if (!number) return {};
  // The newest of its records comes last.
  const auto behind = std::upper_bound(numbers_.begin(), numbers_.end(), *number, [](std::uint64_t a, const Number& b) { return a < b.id; });
  if (behind == numbers_.begin() || (behind - 1)->id != *number) return {};
  std::array<std::string, 6> parts;
  std::size_t at = (behind - 1)->text;
  for (std::string& part : parts) {
    part = texts_.c_str() + at;
    at += part.size() + 1;
  }
  Adres adres{{}, parts[0], parts[1], parts[2], parts[3], {}};
  std::string town = parts[5];  // of its own where it is not that of the street
  if (const auto street = streets_.find(parts[4]); street != streets_.end()) {
    adres.straat = street->second.name;
    if (town.empty()) town = street->second.lies_in;
  }
  if (const auto name = towns_.find(town); name != towns_.end()) adres.woonplaats = name->second.name;
  return adres;
}

}  // namespace batterisk::gis
