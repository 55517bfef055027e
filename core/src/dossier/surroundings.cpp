#include "batterisk/core/dossier/surroundings.hpp"

#include <algorithm>

namespace batterisk {

std::string_view to_string(Situatie situatie) {
  return situatie == Situatie::Bestaand ? "bestaand" : "geprojecteerd";
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
  }
  return "";
}

const std::vector<LayerKind>& layer_kinds() {
  using enum LayerKind;
  static const std::vector<LayerKind> all{Percelen,    Panden,        Verblijfsobjecten, Standplaatsen,
                                          Ligplaatsen, Geprojecteerd, KwetsbareObjecten};
  return all;
}

std::optional<LayerKind> layer_kind_from(std::string_view word) {
  for (const LayerKind kind : layer_kinds()) {
    if (to_string(kind) == word) return kind;
  }
  return std::nullopt;
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

}  // namespace batterisk
