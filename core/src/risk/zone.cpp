#include "batterisk/core/risk/zone.hpp"

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

}  // namespace batterisk
