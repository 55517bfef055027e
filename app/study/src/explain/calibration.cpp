#include "batterisk/study/explain/calibration.hpp"

#include "batterisk/study/tables/tables.hpp"
#include "batterisk/study/text/json_text.hpp"

#include <fmt/format.h>
#include <nlohmann/json.hpp>

namespace batterisk::study {
namespace {

double deviation_pct(const TorchCalibration& fit) { return 100.0 * (fit.rack.m() / fit.rack_published.m() - 1.0); }

std::string quoted(const std::string& text) { return json_text(nlohmann::json(text), -1); }

std::string four_digits(double value) { return fmt::format("{:.3e}", value); }

}  // namespace

std::string calibration_toml(const TorchCalibration& fit, const Provenance& q_ref, Language language) {
  const bool dutch = language == Language::Nl;
  std::string text = fmt::format(
      fmt::runtime(dutch ? "# In de regels: {} W, met {:.2f} m vanaf de wand.\n"
                           "# Toets, niet aangepast: rek van {:g} kWh {:.2f} m, gepubliceerd {:g} m ({:+.1f} %).\n"
                         : "# In the rules: {} W, with {:.2f} m from the wall.\n"
                           "# Check, not fitted: rack of {:g} kWh {:.2f} m, published {:g} m ({:+.1f} %).\n"),
      four_digits(fit.in_rules.w()), fit.module.m(), fit.rack_energy.kwh(), fit.rack.m(), fit.rack_published.m(),
      deviation_pct(fit));
  for (const auto& key : fit.inputs) {
    text += fmt::format("# {} = {} {}\n", key->key, key->waarde, key->eenheid == "-" ? "" : key->eenheid);
  }
  text += fmt::format("[{}]\nomschrijving_nl = {}\nomschrijving_en = {}\nwaarde = {}\neenheid = \"W\"\n", q_ref.key,
                      quoted(q_ref.omschrijving_nl), quoted(q_ref.omschrijving_en), four_digits(fit.fitted.w()));
  text += fmt::format("bron = \"batterisk\"\nvindplaats = \"methode 2.6; sha256 van de invoer {}\"\n"
                      "bewijs = \"gekalibreerd\"\nstatus = \"onbevestigd\"\n",
                      fit.inputs_sha256);
  return text;
}

std::string calibration_json(const TorchCalibration& fit) {
  nlohmann::ordered_json inputs = nlohmann::ordered_json::array();
  for (const auto& key : fit.inputs) {
    inputs.push_back({{"parameter", key->key}, {"waarde", key->waarde}, {"eenheid", key->eenheid}});
  }
  const nlohmann::ordered_json json = {
      {"parameter", "s1.q_ref"},
      {"waarde_w", rounded(fit.fitted.w())},
      {"bewijs", to_string(Bewijs::Gekalibreerd)},
      {"invoer_sha256", fit.inputs_sha256},
      {"invoer", std::move(inputs)},
      {"in_regels", {{"waarde_w", rounded(fit.in_rules.w())}, {"afstand_wand_m", rounded(fit.module.m())}}},
      {"toets_rek",
       {{"energie_kwh", rounded(fit.rack_energy.kwh())},
        {"afstand_wand_m", rounded(fit.rack.m())},
        {"gepubliceerd_m", rounded(fit.rack_published.m())},
        {"verschil_pct", rounded(deviation_pct(fit))}}}};
  return json_text(json) + "\n";
}

}  // namespace batterisk::study
