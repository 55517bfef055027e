#include "batterisk/siting/siting_output.hpp"

#include "names.hpp"

#include "batterisk/study/text/addresses.hpp"
#include "batterisk/study/text/texts.hpp"

#include <algorithm>
#include <map>

#include <fmt/format.h>

namespace batterisk::siting {
namespace {

using study::Language;

std::string tenths(double value, Language language) { return study::decimal(value, 1, language); }

// Objects that exclude most, each with the causes by which it does.
std::vector<std::string> largest_takers(const SitingResult& result, const Ruimte& ruimte, Language language) {
  constexpr std::size_t shown = 3;
  struct Sum {
    double m2 = 0.0;
    std::string causes;
    const Pand* pand = nullptr;
  };
  std::map<std::string, Sum> by_object;
  for (const Belemmering& b : ruimte.belemmeringen) {
    Sum& sum = by_object[object_id(result, b)];
    sum.m2 = std::max(sum.m2, area_m2(b.vlak));
    sum.causes += (sum.causes.empty() ? "" : ", ") + b.oorzaak;
    if (b.oordeel == Oordeel::Onbepaald) sum.causes += language == Language::Nl ? " onbepaald" : " undetermined";
    if (b.pand) sum.pand = &(*result.surroundings.panden)[*b.pand];
  }
  std::vector<std::pair<std::string, Sum>> ranked(by_object.begin(), by_object.end());
  std::stable_sort(ranked.begin(), ranked.end(), [](const auto& a, const auto& b) { return a.second.m2 > b.second.m2; });
  std::vector<std::string> lines;
  for (const auto& [id, sum] : ranked) {
    if (lines.size() == shown) {
      const std::size_t more = ranked.size() - shown;
      lines.push_back(language == Language::Nl ? fmt::format("en {} andere", more) : fmt::format("and {} more", more));
      break;
    }
    const std::string address = sum.pand != nullptr ? study::addresses_text(*sum.pand, language) : "";
    lines.push_back(fmt::format("{}{} ({}): {:.0f} m2", id, address.empty() ? "" : ", " + address, sum.causes, sum.m2));
  }
  return lines;
}

std::string causes_text(const SitingResult& result, const Ruimte& ruimte, const std::vector<std::size_t>& which) {
  std::string text;
  for (const std::size_t i : which) {
    const Belemmering& b = ruimte.belemmeringen[i];
    text += fmt::format("{}{} ({})", text.empty() ? "" : ", ", object_id(result, b), b.oorzaak);
  }
  return text;
}

// Why there is no place, and what would make one.
std::string why_text(const SitingResult& result, const Ruimte& ruimte, Language language) {
  const bool nl = language == Language::Nl;
  const Waarom& why = *ruimte.waarom;
  std::string out;
  if (!why.samen.empty()) {
    const std::string names = causes_text(result, ruimte, why.samen);
    if (why.samen.size() == 1) {
      out += nl ? fmt::format("  geen plaats: {} sluit alles uit\n", names) : fmt::format("  no place: {} excludes all\n", names);
    } else {
      out += nl ? fmt::format("  geen plaats: {} sluiten samen alles uit; zonder één ervan laat de rest ruimte\n", names)
                : fmt::format("  no place: {} exclude all together; without one of them the others leave room\n", names);
    }
  }
  if (why.opening) {
    const Opening& o = *why.opening;
    const std::string names = causes_text(result, ruimte, o.bindend);
    out += nl ? fmt::format("  plaats als elke rand {} m naar binnen schuift: {:.2f}, {:.2f}; daar zijn nu tegen {}\n",
                            tenths(o.verschuiving_m, language), o.punt.x, o.punt.y, names)
              : fmt::format("  a place if every edge moves inwards by {} m: {:.2f}, {:.2f}; against it there are now {}\n",
                            tenths(o.verschuiving_m, language), o.punt.x, o.punt.y, names);
  }
  return out;
}

}  // namespace

std::string siting_summary(const SitingResult& result, Language language) {
  const bool nl = language == Language::Nl;
  std::string out = fmt::format("{}: {}\n", nl ? "Doel" : "Goal", to_string(result.gezocht.doel));
  for (const Ruimte& r : result.ruimten) {
    out += nl ? fmt::format("\n{}, {:.0f}° gedraaid: {} m2 van {} m2 waar de opstelling past", r.locatie, degrees(r.draaiing),
                            tenths(area_m2(r.mogelijk), language), tenths(area_m2(r.passend), language))
              : fmt::format("\n{}, turned by {:.0f}°: {} m2 of {} m2 where the layout fits", r.locatie, degrees(r.draaiing),
                            tenths(area_m2(r.mogelijk), language), tenths(area_m2(r.passend), language));
    if (!r.onbekend.empty()) {
      out += nl ? fmt::format("; {} m2 niet te zeggen", tenths(area_m2(r.onbekend), language))
                : fmt::format("; {} m2 cannot be said", tenths(area_m2(r.onbekend), language));
    }
    out += '\n';
    if (r.plaats) {
      const Plaats& p = *r.plaats;
      const std::string confirmed = p.bevestigd ? (nl ? "bevestigd door een berekening" : "confirmed by a study")
                                                : (nl ? "NIET bevestigd" : "NOT confirmed");
      out += nl ? fmt::format("  plaats van de eerste eenheid: {:.2f}, {:.2f} ({} m tot de rand), oordeel daar {}, {}\n", p.punt.x, p.punt.y,
                              tenths(p.rand_m, language), batterisk::to_string(p.oordeel), confirmed)
                : fmt::format("  place of the first unit: {:.2f}, {:.2f} ({} m to the edge), verdict there {}, {}\n", p.punt.x, p.punt.y,
                              tenths(p.rand_m, language), batterisk::to_string(p.oordeel), confirmed);
    }
    if (r.waarom) out += why_text(result, r, language);
    for (const std::string& line : largest_takers(result, r, language)) out += "  - " + line + '\n';
  }
  return out;
}

std::string capacity_summary(const CapacityResult& result, Language language) {
  const bool nl = language == Language::Nl;
  std::string out = fmt::format("{}: {}\n", nl ? "Doel" : "Goal", to_string(result.ruimten.gezocht.doel));
  for (const Opstelling& found : result.opstellingen) {
    out += nl ? fmt::format("\n{}: {} eenheden, {} MWh", found.locatie, found.eenheden.size(), tenths(found.energie_mwh, language))
              : fmt::format("\n{}: {} units, {} MWh", found.locatie, found.eenheden.size(), tenths(found.energie_mwh, language));
    if (found.bewezen_optimaal()) {
      out += nl ? fmt::format(", bewezen optimaal ({})", found.bovengrens.bewijs) : fmt::format(", proven optimal ({})", found.bovengrens.bewijs);
    } else {
      out += nl ? fmt::format("; bovengrens {} ({})", found.bovengrens.aantal, found.bovengrens.bewijs)
                : fmt::format("; upper bound {} ({})", found.bovengrens.aantal, found.bovengrens.bewijs);
    }
    out += '\n';
    if (found.bevestigd) {
      out += nl ? fmt::format("  oordeel van de opstelling: {}, bevestigd door een berekening\n", batterisk::to_string(found.oordeel))
                : fmt::format("  verdict of the layout: {}, confirmed by a study\n", batterisk::to_string(found.oordeel));
    }
    if (found.eenheden.size() < found.ingepast) {
      out += nl ? fmt::format("  {} eenheden passen waar elke apart mag staan; samen halen zij het doel niet\n", found.ingepast)
                : fmt::format("  {} units fit where each alone may stand; together they do not meet the goal\n", found.ingepast);
    }
  }
  return out;
}

}  // namespace batterisk::siting
