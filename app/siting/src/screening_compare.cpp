#include "batterisk/siting/screening.hpp"

#include "screening_records.hpp"

#include "batterisk/core/base/codes_portfolio.hpp"
#include "batterisk/core/base/csv.hpp"
#include "batterisk/gis/shape/minkowski.hpp"
#include "batterisk/gis/shape/overlay.hpp"
#include "batterisk/study/tables/tables.hpp"

#include <cmath>

#include <fmt/format.h>

namespace batterisk::siting {
namespace {

using gis::FieldType;
using portfolio::Manifest;

constexpr double m2_per_ha = 10'000.0;

bool fits(const Manifest& record) { return record.at("uitkomst") != to_string(Uitkomst::PastNiet) && record.at("uitkomst") != to_string(Uitkomst::NietTeZeggen); }

double number(const Manifest& record, const char* key) { return record.value(key, 0.0); }

// The area in which most of a plot lies; "" for none.
std::string area_of(const MultiPolygon& plot, const std::vector<Terrein>& areas) {
  std::string best;
  double most = 0.0;
  for (const Terrein& area : areas) {
    if (!bounds(area.vlak).intersects(bounds(plot))) continue;
    const double here = area_m2(gis::common(area.vlak, plot));
    if (here <= most) continue;
    most = here;
    best = area.id;
  }
  return best;
}

}  // namespace

std::string screening_date(const std::filesystem::path& folder) { return read_screening(folder).at("peildatum").get<std::string>(); }

ScreeningDifference compare_screenings(const std::filesystem::path& a, const std::filesystem::path& b, const std::vector<Terrein>& areas) {
  const Manifest of_a = read_screening(a);
  const Manifest of_b = read_screening(b);
  for (const char* key : {"terreinen_sha256", "terreinen", "hoeveel_tussen_m"}) {
    if (of_a.value(key, Manifest()) != of_b.value(key, Manifest())) throw FileError({{codes::batch_of_other, Severity::Fout, {b.string(), 0, 0, {}}, {b.string(), key}}});
  }
  const std::vector<Manifest> before = read_records(a, of_a);
  const std::vector<Manifest> after = read_records(b, of_b);
  ScreeningDifference difference;
  gis::FeatureTable& table = difference.terreinen;
  table = {"verschil_terreinen",
           gis::GeometryType::MultiPolygon,
           {{"identificatie", FieldType::Text},
            {"gebied", FieldType::Text},
            {"ha", FieldType::Real},
            {"uitkomst_a", FieldType::Text},
            {"uitkomst_b", FieldType::Text},
            {"verschil", FieldType::Text},
            {"mogelijk_m2_a", FieldType::Real},
            {"mogelijk_m2_b", FieldType::Real},
            {"energie_mwh_a", FieldType::Real},
            {"energie_mwh_b", FieldType::Real}},
           {},
           "Wat er per terrein verandert tussen twee beoordelingen van dezelfde terreinen",
           {}};
  for (std::size_t i = 0; i < before.size(); ++i) {
    const MultiPolygon shape = shape_from(before[i].at("vlak"));
    const double ha = area_m2(shape) / m2_per_ha;
    const std::string area = area_of(shape, areas);
    const bool fitted = fits(before[i]);
    const bool fits_now = fits(after[i]);
    const double mwh = number(after[i], "energie_mwh") - number(before[i], "energie_mwh");
    Gebiedsverschil& sum = difference.per_gebied[area];
    ++sum.terreinen;
    if (fits_now && !fitted) sum.ha_erbij += ha;
    if (fitted && !fits_now) sum.ha_weg += ha;
    (mwh > 0.0 ? sum.mwh_erbij : sum.mwh_weg) += std::abs(mwh);
    const double room = number(after[i], "mogelijk_m2") - number(before[i], "mogelijk_m2");
    const char* word = fits_now == fitted ? (room > 0.0 ? "meer" : room < 0.0 ? "minder" : "gelijk") : fits_now ? "erbij" : "weg";
    const auto counted = [](const Manifest& record) { return record.contains("energie_mwh") ? gis::Value{record.at("energie_mwh").get<double>()} : gis::Value{}; };
    table.rows.push_back({{before[i].at("identificatie").get<std::string>(), area.empty() ? gis::Value{} : gis::Value{area}, study::rounded(ha),
                           before[i].at("uitkomst").get<std::string>(), after[i].at("uitkomst").get<std::string>(), std::string{word},
                           number(before[i], "mogelijk_m2"), number(after[i], "mogelijk_m2"), counted(before[i]), counted(after[i])},
                          shape});
  }
  return difference;
}

std::string area_sums_csv(const ScreeningDifference& difference) {
  std::string text = "gebied,terreinen,ha_erbij,ha_weg,mwh_erbij,mwh_weg\n";
  for (const auto& [area, sum] : difference.per_gebied) {
    text += fmt::format("{},{},{:g},{:g},{:g},{:g}\n", csv_cell(area), sum.terreinen, study::rounded(sum.ha_erbij), study::rounded(sum.ha_weg),
                        study::rounded(sum.mwh_erbij), study::rounded(sum.mwh_weg));
  }
  return text;
}

}  // namespace batterisk::siting
