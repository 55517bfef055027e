#include "read/occurrence.hpp"

#include "read/feature_values.hpp"

#include <algorithm>
#include <charconv>

namespace batterisk::gis {
namespace {

using std::chrono::year;

/// Programs write the first day of their calendar for "none".
constexpr year first_end{1900};
/// And the last one for "never".
constexpr year never{9999};

std::optional<std::int64_t> number_in(const std::string& text) {
  std::int64_t number = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), number);
  if (text.empty() || error != std::errc{} || end != text.data() + text.size()) return std::nullopt;
  return number;
}

/// Date in a column; a text that is none is remarked upon.
std::optional<Moment> date_in(const OGRFeature& feature, int field, const std::string& id, LayerReport& report) {
  const auto found = moment_of(feature, field);
  if (found) return found;
  const std::string given = text(feature, field);
  if (!given.empty()) remark(report, "geen_datum", id + " " + given);
  return std::nullopt;
}

}  // namespace

std::weak_ordering operator<=>(const Occurrence& a, const Occurrence& b) {
  if (a.begins_later != b.begins_later) return a.begins_later ? std::weak_ordering::less : std::weak_ordering::greater;
  if (const auto order = a.number <=> b.number; order != 0) return order;
  if (const auto order = a.begin <=> b.begin; order != 0) return order;
  if (const auto order = a.registered <=> b.registered; order != 0) return order;
  return a.delivery <=> b.delivery;
}

bool tells_occurrences(const LayerSource& source) {
  return std::any_of(source.columns.begin(), source.columns.end(), [](const auto& column) {
    const Meaning meaning = column.first;
    return meaning == Meaning::Voorkomen || meaning == Meaning::Begin || meaning == Meaning::Registratie || meaning == Meaning::Einde;
  });
}

std::optional<Occurrence> occurrence_of(const OGRFeature& feature, const std::string& id, const LayerSource& source,
                                        const LayerRequest& request, LayerReport& report) {
  Occurrence occurrence;
  occurrence.delivery = request.datum;
  for (const auto& [meaning, field] : source.columns) {
    if (meaning == Meaning::Voorkomen) occurrence.number = number_in(text(feature, field));
    if (meaning == Meaning::Begin) occurrence.begin = date_in(feature, field, id, report);
    if (meaning == Meaning::Registratie) occurrence.registered = date_in(feature, field, id, report);
    if (meaning != Meaning::Einde) continue;
    const auto end = date_in(feature, field, id, report);
    if (!end) continue;
    if (end->day.year() < first_end) {
      remark(report, "geen_datum", id + " " + text(feature, field));
    } else if (request.peildatum.ok() && end->day <= request.peildatum) {
      return std::nullopt;
    } else {
      remark(report, end->day.year() < never ? "einde_later" : "einde_open", id);
    }
  }
  occurrence.begins_later = request.peildatum.ok() && occurrence.begin && occurrence.begin->day > request.peildatum;
  if (occurrence.begins_later) remark(report, "begint_later", id);
  return occurrence;
}

}  // namespace batterisk::gis
