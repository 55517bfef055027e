#include "batterisk/core/surroundings.hpp"
#include "batterisk/core/zone.hpp"

#include <algorithm>

namespace batterisk {

std::string_view to_string(Aandachtsgebied kind) {
  switch (kind) {
    case Aandachtsgebied::Brand:
      return "brand";
    case Aandachtsgebied::Explosie:
      return "explosie";
    case Aandachtsgebied::Gifwolk:
      return "gifwolk";
  }
  return "";
}

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
  }
  return "";
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
