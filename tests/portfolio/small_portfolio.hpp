#pragma once

#include "support/paths.hpp"
#include "support/temp_folder.hpp"

#include "batterisk/core/rules/rule_set.hpp"
#include "batterisk/portfolio/batch.hpp"
#include "batterisk/portfolio/generate.hpp"

#include <map>
#include <memory>
#include <string>

namespace batterisk::test {

/// Folder with a synthetic portfolio and the rules that its template names.
class SmallPortfolio {
 public:
  explicit SmallPortfolio(std::size_t sites = 24, std::size_t panden = 60) {
    portfolio::write_synthetic({sites, panden, 7}, folder_.path());
  }

  [[nodiscard]] std::filesystem::path operator/(const std::string& name) const { return folder_ / name; }
  [[nodiscard]] portfolio::LoadedPortfolio load() const { return portfolio::load(folder_ / "portefeuille.toml"); }

  /// Replaces the first `from` in a file of the folder.
  void edit(const std::string& file, const std::string& from, const std::string& to) const {
    std::string text = read_bytes(folder_ / file);
    const auto at = text.find(from);
    if (at == std::string::npos) throw std::runtime_error(file + " has no " + from);
    text.replace(at, from.size(), to);
    write_bytes(folder_ / file, text);
  }

  [[nodiscard]] static std::shared_ptr<const RuleSet> rules(std::vector<Deviation> deviations = {}) {
    return std::make_shared<const RuleSet>(load_rule_set(load_rule_catalog(rules_folder()), selection(std::move(deviations))));
  }
  [[nodiscard]] static RuleSelection selection(std::vector<Deviation> deviations = {}) {
    using namespace std::chrono_literals;
    return {"referentie", 2026y / 12 / 1, {}, {}, std::move(deviations)};
  }

  /// Bytes of the outputs in a folder below this one.
  [[nodiscard]] std::map<std::string, std::string> outputs(const std::string& name) const {
    std::map<std::string, std::string> files;
    for (const auto& entry : std::filesystem::directory_iterator{folder_ / name}) {
      if (entry.is_regular_file()) files[entry.path().filename().string()] = read_bytes(entry.path());
    }
    return files;
  }

 private:
  TempFolder folder_;
};

inline Deviation deviation(const std::string& key, double value, const std::string& unit) {
  Deviation d;
  d.parameter = key;
  d.value = value;
  d.unit = unit;
  return d;
}

}  // namespace batterisk::test
