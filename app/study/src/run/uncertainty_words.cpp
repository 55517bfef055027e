#include "batterisk/study/run/uncertainty.hpp"

#include "batterisk/study/run/summary.hpp"

#include <algorithm>

#include <fmt/format.h>

namespace batterisk::study {
namespace {

// A share of samples in per cent, whole where that says enough.
std::string share_text(double share, std::uint32_t samples, Language language) {
  const double least = 3.0 / samples;
  const auto percent = [&](double v) {
    const double p = 100.0 * v;
    return decimal(p, p < 9.95 || p > 90.05 ? 1 : 0, language) + " %";
  };
  if (share < least) return "< " + percent(least);
  if (share > 1.0 - least) return "> " + percent(1.0 - least);
  return percent(share);
}

}  // namespace

std::string chance_text(const ChanceBox& chance, std::uint32_t samples, Language language) {
  const std::string low = share_text(chance.low, samples, language);
  const std::string high = share_text(chance.high, samples, language);
  if (low == high) return low;
  return fmt::format(fmt::runtime(language == Language::Nl ? "tussen {} en {}" : "between {} and {}"), low, high);
}

std::string index_text(const Estimate& index, Language language) {
  if (index.holds_zero()) return language == Language::Nl ? "niet van 0 te onderscheiden" : "not told from 0";
  return fmt::format("{} ± {}", decimal(index.value, 2, language), decimal(index.error, 2, language));
}

std::vector<std::string> uncertainty_lines(const StudyResult& result, Language language) {
  const Uncertainty& u = *result.onzekerheid;
  const bool dutch = language == Language::Nl;
  std::vector<std::string> lines;
  const auto say = [&](const char* nl, const char* en, auto&&... args) {
    lines.push_back(fmt::format(fmt::runtime(dutch ? nl : en), args...));
  };
  const auto intervals = std::count_if(u.waarden.begin(), u.waarden.end(), [](const ValueUncertainty& v) { return v.waarde.interval; });
  const auto drawn = static_cast<std::ptrdiff_t>(u.waarden.size()) - intervals;
  say("Hoe zeker: {} trekkingen (zaad {}); {} waarden uit hun verdeling, {} als interval waarbinnen alles kan ({} instellingen per trekking).",
      "How sure: {} samples (seed {}); {} values from their distribution, {} as an interval in which anything can be ({} settings a sample).",
      u.request.draws, u.request.seed, drawn, intervals, u.instellingen);
  if (u.request.evidence == Evidence::Ignored) {
    say("Op verzoek zijn alle waarden uit hun verdeling getrokken, ook die waarvan het bewijs daar te zwak voor is.",
        "As asked, all values were drawn from their distribution, also those whose evidence is too weak for that.");
  }
  if (u.gezochte_uitkomsten > 0) {
    say("De uitersten zijn deels gezocht en niet bewezen: de grenzen kunnen iets ruimer zijn.",
        "The extremes were in part searched for and not proven: the bounds may be somewhat wider.");
  }
  const auto metres = [&](double m) { return decimal(m, 0, language) + " m"; };
  for (const ZoneUncertainty& zone : u.zones) {
    const auto computed = std::find_if(result.zones.begin(), result.zones.end(), [&](const ZoneResult& z) { return z.naam == zone.naam; });
    const std::string here = metres(computed == result.zones.end() ? 0.0 : computed->grootste_afstand_m);
    const std::string middle = zone.onder_m[1] == zone.boven_m[1] ? metres(zone.onder_m[1]) : metres(zone.onder_m[1]) + " - " + metres(zone.boven_m[1]);
    say("  {}: berekend {}; bijna zeker tot {}, half om half tot {}, bijna nooit voorbij {}", "  {}: computed {}; nearly surely to {}, half and half to {}, hardly ever beyond {}",
        zone.naam, here, metres(zone.onder_m[0]), middle, metres(zone.boven_m[2]));
  }
  std::size_t flips = 0;
  for (const PandUncertainty& pand : u.panden) {
    bool any = false;
    for (std::size_t z = 0; z < u.zones.size(); ++z) any = any || may_flip(pand.kans[z], pand.berekend[z]);
    flips += any ? 1 : 0;
  }
  say("Gebouwen die bij een zone aan de andere kant kunnen liggen (kans boven 5 %): {}.",
      "Buildings that may be on the other side of a zone (chance above 5 %): {}.", flips);
  std::vector<const ValueUncertainty*> worth;
  for (const ValueUncertainty& value : u.waarden) {
    if (value.zekerder.value_or(0) > 0) worth.push_back(&value);
  }
  std::stable_sort(worth.begin(), worth.end(), [](const auto* a, const auto* b) { return *a->zekerder > *b->zekerder; });
  if (worth.size() > 5) worth.resize(5);
  std::string list;
  for (const ValueUncertainty* value : worth) list += fmt::format("{}{} ({})", list.empty() ? "" : ", ", value->waarde.keys.front()->key, *value->zekerder);
  if (!list.empty()) {
    say("Meten loont bij (zo veel van {} onzekere zones van gebouwen worden zeker): {}.",
        "Worth measuring (so many of {} unsure zones of buildings become sure): {}.", u.onzeker, list);
  }
  say("De oordelen hangen hier niet van af.", "The verdicts do not depend on this.");
  return lines;
}

}  // namespace batterisk::study
