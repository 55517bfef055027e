#include "batterisk/core/dossier/surroundings.hpp"

#include <algorithm>
#include <array>

namespace batterisk {

std::string_view to_string(Situatie situatie) {
  return situatie == Situatie::Bestaand ? "bestaand" : "geprojecteerd";
}

std::string_view to_string(Twijfel twijfel) {
  switch (twijfel) {
    case Twijfel::GeenVerblijfsobjecten:
      return "geen_verblijfsobjecten";
    case Twijfel::NietGedekt:
      return "niet_gedekt";
    case Twijfel::NietGekoppeld:
      return "niet_gekoppeld";
    case Twijfel::Onvolledig:
      return "onvolledig";
    case Twijfel::LaagAfgebroken:
      return "laag_afgebroken";
    case Twijfel::AndereVerwijzing:
      return "andere_verwijzing";
    case Twijfel::GeenIdentificatie:
      return "geen_identificatie";
    case Twijfel::VerUiteen:
      return "ver_uiteen";
    case Twijfel::StatusOnbekend:
      return "status_onbekend";
  }
  return "";
}

std::string_view to_string(LayerKind kind) {
  switch (kind) {
    case LayerKind::Percelen:
      return "percelen";
    case LayerKind::Panden:
      return "panden";
    case LayerKind::Verblijfsobjecten:
      return "verblijfsobjecten";
    case LayerKind::Standplaatsen:
      return "standplaatsen";
    case LayerKind::Ligplaatsen:
      return "ligplaatsen";
    case LayerKind::Geprojecteerd:
      return "geprojecteerd";
    case LayerKind::KwetsbareObjecten:
      return "kwetsbare_objecten";
    case LayerKind::Personen:
      return "personen";
  }
  return "";
}

const std::vector<LayerKind>& layer_kinds() {
  using enum LayerKind;
  static const std::vector<LayerKind> all{Percelen,    Panden,        Verblijfsobjecten, Standplaatsen,
                                          Ligplaatsen, Geprojecteerd, KwetsbareObjecten, Personen};
  return all;
}

std::optional<LayerKind> layer_kind_from(std::string_view word) {
  for (const LayerKind kind : layer_kinds()) {
    if (to_string(kind) == word) return kind;
  }
  return std::nullopt;
}

void doubt_uncovered_units(std::vector<Pand>& panden) {
  for (Pand& pand : panden) {
    const bool relies_on_units = pand.laag == LayerKind::Panden && pand.verblijfsobjecten.empty() && !pand.aantal_verblijfsobjecten;
    const bool doubted = std::any_of(pand.twijfels.begin(), pand.twijfels.end(),
                                     [](Twijfel twijfel) { return twijfel != Twijfel::StatusOnbekend; });
    if (relies_on_units && !doubted) pand.twijfels.push_back(Twijfel::NietGedekt);
  }
}

std::string_view to_string(Relatie relatie) {
  switch (relatie) {
    case Relatie::Raakt:
      return "raakt";
    case Relatie::Overlapt:
      return "overlapt";
    case Relatie::Bevat:
      return "bevat";
  }
  return "";
}

const LayerReport* Surroundings::report(LayerKind kind) const {
  const auto it =
      std::find_if(reports.begin(), reports.end(), [kind](const LayerReport& r) { return r.kind == kind; });
  return it == reports.end() ? nullptr : &*it;
}

bool Surroundings::knows_objects(const Coverage& in) const {
  const auto covered = [&in](LayerKind kind) { return std::find(in.kinds.begin(), in.kinds.end(), kind) != in.kinds.end(); };
  return covered(LayerKind::Panden) && std::all_of(reports.begin(), reports.end(), [&](const LayerReport& report) {
           if (report.kind == LayerKind::Percelen || report.kind == LayerKind::Personen) return true;
           // Of units each building says itself whether it lacks them.
           return report.usable && (report.kind == LayerKind::Verblijfsobjecten || covered(report.kind));
         });
}

bool Surroundings::lacks_places() const {
  constexpr std::array<std::string_view, 3> without_place{"leeg", "geen_vlak", "coordinaat"};
  return std::any_of(reports.begin(), reports.end(), [&](const LayerReport& report) {
    if (report.kind == LayerKind::Percelen || report.kind == LayerKind::Verblijfsobjecten || report.kind == LayerKind::Personen) {
      return false;
    }
    return std::any_of(report.remarks.begin(), report.remarks.end(), [&](const LayerRemark& remark) {
      return !remark.at_preparation &&
             std::find(without_place.begin(), without_place.end(), remark.reason) != without_place.end();
    });
  });
}

bool Surroundings::covers(LayerKind kind) const {
  if (coverage.empty()) return false;
  const std::vector<LayerKind>& kinds = coverage.front().kinds;
  return std::find(kinds.begin(), kinds.end(), kind) != kinds.end();
}

}  // namespace batterisk
