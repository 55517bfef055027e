#include "batterisk/study/archive/archive.hpp"

#include "batterisk/study/dossier/dossier_edit.hpp"

#include "batterisk/core/base/codes.hpp"
#include "batterisk/core/base/system_reason.hpp"
#include "batterisk/gis/prepare/prepare.hpp"
#include "batterisk/gis/read/layer.hpp"

#include <fmt/format.h>

namespace batterisk::study {
namespace {

class Beside {
 public:
  Beside(const StoredStudy& study, const std::filesystem::path& path)
      : study_{study}, name_{path.stem().string() + "-lagen"}, folder_{path.parent_path() / name_} {}

  [[nodiscard]] bool travelled(const std::filesystem::path& file) const {
    return file.string().starts_with(study_.unpacked->path().string()) && std::filesystem::exists(file);
  }

  // The place of the copy relative to the dossier, as TOML.
  [[nodiscard]] std::string copied(const std::filesystem::path& file) const {
    std::filesystem::create_directories(folder_);
    std::filesystem::copy_file(file, folder_ / file.filename(), std::filesystem::copy_options::overwrite_existing);
    return toml_string(name_ + "/" + file.filename().string());
  }

  [[nodiscard]] std::string prepared(std::vector<gis::LayerRequest> layers) const {
    const bool known = !study_.extract.empty();
    // An extract that does not say of which ground it is reaches as far as its objects do.
    for (gis::LayerRequest& layer : layers) {
      if (known) continue;
      layer.origin.reset();
      layer.omtrek.reset();
    }
    const gis::PreparedFolder made =
        gis::prepare_folder(layers, known ? std::optional{study_.extract} : std::nullopt, folder_ / "voorbereid");
    if (has_error(made.diagnostics)) throw FileError(made.diagnostics);
    return toml_string(name_ + "/voorbereid");
  }

 private:
  const StoredStudy& study_;
  std::string name_;
  std::filesystem::path folder_;
};

}  // namespace

std::string with_files_beside(const StoredStudy& study, const Dossier& dossier, std::string text,
                              const std::filesystem::path& path) {
  const Beside beside{study, path};
  try {
    std::vector<gis::LayerRequest> prepared;
    std::size_t written = 0;
    for (const LayerSource& layer : dossier.layers) {
      const std::string table = layer.prepared ? "" : fmt::format("omgeving.laag[{}]", written++);
      if (!beside.travelled(layer.path)) continue;
      if (layer.prepared) {
        prepared.push_back(gis::request_of(layer));
      } else {
        text = with_value(text, table, "pad", beside.copied(layer.path));
      }
    }
    if (!prepared.empty()) text = with_value(text, "omgeving", "map", beside.prepared(std::move(prepared)));
    if (beside.travelled(dossier.weather_table)) text = with_value(text, "weer", "tabel", beside.copied(dossier.weather_table));
  } catch (const std::filesystem::filesystem_error& failed) {
    const std::string shown = failed.path2().empty() ? failed.path1().generic_string() : failed.path2().generic_string();
    throw FileError({{codes::not_writable, Severity::Fout, {shown, 0, 0, {}}, {shown, system_reason(failed.code())}}});
  }
  return text;
}

}  // namespace batterisk::study
