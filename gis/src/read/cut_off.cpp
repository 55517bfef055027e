#include "read/cut_off.hpp"

#include "batterisk/core/base/json_reading.hpp"

#include <cpl_vsi.h>
#include <nlohmann/json.hpp>

#include <algorithm>
#include <array>
#include <charconv>
#include <cstddef>
#include <memory>
#include <optional>
#include <regex>
#include <string_view>

namespace batterisk::gis {
namespace {

using nlohmann::json;

struct FileCloser {
  void operator()(VSILFILE* file) const { VSIFCloseL(file); }
};
using File = std::unique_ptr<VSILFILE, FileCloser>;

constexpr std::size_t block = 1 << 16;

/// The object that a JSON text is, without the value of its member "features", which may be a country.
class MembersBesideFeatures {
 public:
  void read(std::string_view text) {
    for (const char c : text) next(c);
  }
  /// Not to be used when it is no JSON object.
  [[nodiscard]] const std::string& text() const { return kept_; }

 private:
  void next(char c) {
    constexpr std::size_t longest = 1 << 20;
    const bool keep = !skipping_ && kept_.size() < longest;
    if (in_string_) {
      if (keep) kept_.push_back(c);
      if (escaped_) {
        escaped_ = false;
      } else if (c == '\\') {
        escaped_ = true;
      } else if (c == '"') {
        in_string_ = false;
        string_end_ = kept_.size();
      }
      return;
    }
    if (c == '"') {
      in_string_ = true;
      string_begin_ = kept_.size();
    } else if (c == '{' || c == '[') {
      if (depth_ == 1 && c == '[' && after_features_) begin_skipping();
      ++depth_;
    } else if (c == '}' || c == ']') {
      --depth_;
      if (skipping_ && depth_ == 1) {
        skipping_ = false;
        kept_ += "[]";
        return;
      }
    }
    if (c == ':' && depth_ == 1 && !skipping_) {
      after_features_ = std::string_view{kept_}.substr(string_begin_, string_end_ - string_begin_) == "\"features\"";
    } else if (c > ' ') {
      after_features_ = false;
    }
    if (keep && !skipping_) kept_.push_back(c);
  }

  void begin_skipping() { skipping_ = true; }

  std::string kept_;
  int depth_ = 0;
  bool in_string_ = false;
  bool escaped_ = false;
  bool skipping_ = false;
  bool after_features_ = false;
  std::size_t string_begin_ = 0;
  std::size_t string_end_ = 0;
};

json members_of(const std::string& path) {
  const File file{VSIFOpenL(path.c_str(), "rb")};
  if (file == nullptr) return {};
  MembersBesideFeatures members;
  std::string text(block, '\0');
  while (const std::size_t n = VSIFReadL(text.data(), 1, text.size(), file.get())) members.read({text.data(), n});
  const std::string& kept = members.text();
  const std::size_t begin = kept.find('{');  // behind a byte order mark
  return begin == std::string::npos ? json{} : parsed_json<json>(std::string_view{kept}.substr(begin));
}

std::optional<std::int64_t> number_in(std::string_view text) {
  std::int64_t number = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), number);
  if (error != std::errc{} || end != text.data() + text.size()) return std::nullopt;  // "unknown"
  return number;
}

std::optional<std::int64_t> number_of(const json& members, const char* key) {
  const auto member = members.find(key);
  if (member == members.end()) return std::nullopt;
  if (member->is_number_integer()) return member->get<std::int64_t>();
  return member->is_string() ? number_in(member->get_ref<const std::string&>()) : std::nullopt;
}

bool is_true(const json& members, const char* key) {
  const auto member = members.find(key);
  return member != members.end() && (*member == true || *member == "true");
}

bool has_next_link(const json& members) {
  const auto next = members.find("next");
  if (next != members.end() && next->is_string() && !next->get_ref<const std::string&>().empty()) return true;
  const auto links = members.find("links");
  if (links == members.end() || !links->is_array()) return false;
  return std::any_of(links->begin(), links->end(), [](const json& l) {
    const auto rel = l.is_object() ? l.find("rel") : l.end();
    return l.is_object() && rel != l.end() && *rel == "next";
  });
}

/// What a service says of an answer.
struct Answer {
  std::optional<std::int64_t> matched;
  std::optional<std::int64_t> returned;
  bool next = false;
};

std::string verdict_on(const Answer& answer, std::int64_t features) {
  if (answer.matched && *answer.matched > features) return "numberMatched " + std::to_string(*answer.matched);
  if (answer.returned && *answer.returned > features) return "numberReturned " + std::to_string(*answer.returned);
  // Of pages that somebody joined, the first may have left its link.
  return answer.next && !answer.matched ? "next" : "";
}

std::string said_by_json(const std::string& path, std::int64_t features) {
  const json members = members_of(path);
  if (!members.is_object()) return {};
  const auto properties = members.find("properties");
  const bool exceeded = is_true(members, "exceededTransferLimit") ||
                        (properties != members.end() && properties->is_object() && is_true(*properties, "exceededTransferLimit"));
  if (exceeded) return "exceededTransferLimit";
  Answer answer{std::nullopt, number_of(members, "numberReturned"), has_next_link(members)};
  for (const char* key : {"numberMatched", "totalFeatures", "count"}) answer.matched = std::max(answer.matched, number_of(members, key));
  return verdict_on(answer, features);
}

std::string part_of(const std::string& path, bool end) {
  const File file{VSIFOpenL(path.c_str(), "rb")};
  if (file == nullptr) return {};
  if (end) {
    VSIFSeekL(file.get(), 0, SEEK_END);
    const vsi_l_offset size = VSIFTellL(file.get());
    VSIFSeekL(file.get(), size > block ? size - block : 0, SEEK_SET);
  }
  std::string text(block, '\0');
  text.resize(VSIFReadL(text.data(), 1, text.size(), file.get()));
  return text;
}

/// The first tag that is an element.
std::string root_tag(const std::string& head) {
  for (std::size_t at = head.find('<'); at != std::string::npos; at = head.find('<', at + 1)) {
    if (at + 1 >= head.size() || head[at + 1] == '?') continue;
    if (head.compare(at, 4, "<!--") == 0) {
      at = head.find("-->", at);
      if (at == std::string::npos) break;
      continue;
    }
    if (head[at + 1] == '!') continue;
    return head.substr(at, head.find('>', at) - at);
  }
  return {};
}

std::string attribute(const std::string& tag, const std::string& name) {
  std::smatch match;
  const std::regex pattern{"\\s" + name + "\\s*=\\s*[\"']([^\"']*)[\"']"};
  return std::regex_search(tag, match, pattern) ? match[1].str() : std::string{};
}

std::string said_by_gml(const std::string& path, std::int64_t features) {
  const std::string root = root_tag(part_of(path, false));
  if (part_of(path, true).find("truncatedResponse") != std::string::npos) return "truncatedResponse";
  Answer answer{number_in(attribute(root, "numberMatched")), number_in(attribute(root, "numberReturned")),
                !attribute(root, "next").empty()};
  answer.returned = std::max(answer.returned, number_in(attribute(root, "numberOfFeatures")));
  return verdict_on(answer, features);
}

}  // namespace

std::string said_to_be_cut_off(GDALDataset& dataset, const std::string& path, std::int64_t features) {
  const std::string_view driver = dataset.GetDriverName();
  if (driver == "GeoJSON" || driver == "ESRIJSON") return said_by_json(path, features);
  if (driver != "GML") return {};
  // A document may hold features of several types, and counts them together.
  std::int64_t all = features;
  if (dataset.GetLayerCount() > 1) {
    all = 0;
    for (OGRLayer* layer : dataset.GetLayers()) all += std::max<std::int64_t>(0, layer->GetFeatureCount());
  }
  return said_by_gml(path, std::max(all, features));
}

bool is_page_size(std::int64_t features) {
  constexpr std::int64_t page = 1000;
  return features > 0 && features % page == 0;
}

}  // namespace batterisk::gis
