#include "dossier/dossier_reader.hpp"

#include <algorithm>
#include <cmath>

#include <fmt/format.h>

namespace batterisk::detail {
namespace {

WallOpening read_opening(TableReader& reader) {
  WallOpening opening;
  const auto wall = reader.required("wand", [](TableReader& r, std::string_view key) {
    return r.choice(key, {"kop_a", "kop_b", "lang_a", "lang_b"});
  });
  opening.wall = wall == "kop_b"    ? Wall::KopB
                 : wall == "lang_a" ? Wall::LangA
                 : wall == "lang_b" ? Wall::LangB
                                    : Wall::KopA;
  opening.offset = any_sign<Length>(reader, "vanaf_midden").value_or(Length::m(0.0));
  opening.sill = zero_or_more<Length>(reader, "dorpel").value_or(Length::m(0.0));
  opening.width = required_positive<Length>(reader, "breedte");
  opening.height = required_positive<Length>(reader, "hoogte");
  opening.share = zero_or_more<Ratio>(reader, "aandeel");
  reader.finish();
  return opening;
}

void check_shares(const std::string& key, const Place& place, const std::vector<WallOpening>& openings,
                  Findings& findings) {
  const auto given = std::count_if(openings.begin(), openings.end(), [](const auto& o) { return o.share.has_value(); });
  if (given == 0) return;
  double sum = 0.0;
  for (const WallOpening& o : openings) sum += o.share ? o.share->value() : 0.0;
  if (given == static_cast<std::ptrdiff_t>(openings.size()) && std::abs(sum - 1.0) <= 1e-9) return;
  findings.add(codes::opening_shares, Severity::Fout, place, {key, fmt::format("{:.9g}", sum)});
}

void read_room(TableReader& reader, BatteryUnit& unit) {
  unit.internal_volume = required_positive<Volume>(reader, "inhoud");
  unit.room_centre = read_position(reader, "midden");
  reader.finish();
}

BatteryStore read_store(TableReader& reader) {
  BatteryStore store;
  store.floor = required_positive<Area>(reader, "vloeroppervlak");
  const auto height = reader.has("inhoud") ? positive<Length>(reader, "hoogte")
                                           : std::optional{required_positive<Length>(reader, "hoogte")};
  store.volume = positive<Volume>(reader, "inhoud").value_or(Volume::m3(store.floor.m2() * height.value_or(Length::m(1.0)).m()));
  const auto level = reader.required("beschermingsniveau", &TableReader::integer);
  store.protection_level = static_cast<int>(std::clamp<std::int64_t>(level.value_or(1), 1, 3));
  if (level && store.protection_level != *level) {
    reader.findings().add(codes::out_of_range, reader.place_of("beschermingsniveau"),
                          {reader.full("beschermingsniveau"), fmt::format("{}", *level), "1 .. 3"});
  }
  const auto suppression = reader.required("blussing", [](TableReader& r, std::string_view key) {
    return r.choice(key, {"geen", "sprinkler", "deluge", "licht_schuim", "blusgas"});
  });
  store.suppression = suppression == "sprinkler"      ? Suppression::Sprinkler
                      : suppression == "deluge"       ? Suppression::Deluge
                      : suppression == "licht_schuim" ? Suppression::LichtSchuim
                      : suppression == "blusgas"      ? Suppression::Blusgas
                                                      : Suppression::Geen;
  const auto doors = reader.required("deuren", [](TableReader& r, std::string_view key) {
    return r.choice(key, {"automatisch", "handmatig"});
  });
  store.doors = doors == "automatisch" ? StoreDoors::Automatisch : StoreDoors::Handmatig;
  if (reader.has("stof")) {
    const auto goods = reader.choice("stof", {"vast", "brandbare_vloeistof"});
    store.goods = goods == "brandbare_vloeistof" ? StoredGoods::BrandbareVloeistof : StoredGoods::Vast;
  }
  store.mass = positive<Mass>(reader, "massa");
  reader.finish();
  return store;
}

}  // namespace

void read_situation(TableReader& system, BatteryUnit& unit) {
  const auto refuse = [&](const char* key) {
    system.findings().add(codes::not_for_situation, Severity::Fout, system.place_of(key),
                          {system.full(key), std::string{to_string(unit.kind)}});
    (void)system.raw(key);
  };
  const bool building = unit.kind == SystemKind::EosGebouw;
  const bool store = unit.kind == SystemKind::Opslag;
  if (building && !system.has("ruimte")) system.missing("ruimte");
  if (!building && system.has("ruimte")) refuse("ruimte");
  if (store && !system.has("opslag")) system.missing("opslag");
  if (!store && system.has("opslag")) refuse("opslag");
  if (store && system.has("openingen")) refuse("openingen");
  if (building) {
    if (auto room = system.table("ruimte")) read_room(*room, unit);
  }
  if (store) {
    if (auto own = system.table("opslag")) unit.store = read_store(*own);
  } else {
    for (TableReader& own : system.tables("openingen")) unit.openings.push_back(read_opening(own));
    check_shares(system.full("openingen"), system.place_of("openingen"), unit.openings, system.findings());
  }
  // The rules know the energy of a container only.
  const bool by_mass = unit.store && unit.store->mass;
  if ((building || store) && !unit.total_energy && !by_mass) system.missing("energie.eenheid");
}

Measure read_measure(TableReader& reader) {
  Measure measure;
  measure.place = reader.place();
  measure.kind = reader.required("soort", &TableReader::text).value_or("");
  measure.name = reader.text("naam").value_or(measure.kind);
  measure.evidence = reader.text("bewijs").value_or("");
  if (measure.evidence.empty()) {
    reader.findings().add(codes::measure_without_evidence, Severity::Fout, reader.place(), {measure.kind});
  }
  if (!reader.has("waarden")) reader.missing("waarden");
  if (const TomlNode* node = reader.raw("waarden")) {
    if (auto values = reader.table("waarden")) {
      for (const TomlMember& member : *node->as<TomlNode::Table>()) {
        Deviation value;
        value.parameter = member.key;
        value.motivation = measure.evidence;
        value.place = member.key_place;
        read_rule_value(*values, member.key, value);
        measure.values.push_back(std::move(value));
      }
      values->finish();
      if (measure.values.empty()) reader.missing("waarden");
    }
  }
  reader.finish();
  return measure;
}

}  // namespace batterisk::detail
