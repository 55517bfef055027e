#pragma once

#include "batterisk/study/run/study.hpp"
#include "batterisk/study/text/texts.hpp"

#include "batterisk/study/uncertainty/probability_box.hpp"
#include "batterisk/study/uncertainty/sensitivity_index.hpp"
#include "batterisk/study/uncertainty/uncertain_values.hpp"

#include <array>
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

namespace batterisk::study {

/// What to compute about the uncertainty of a study.
struct UncertaintyRequest {
  std::uint32_t draws = 1024;  ///< a power of two, 64 to 65,536
  std::uint64_t seed = 1;
  Evidence evidence = Evidence::Decides;
  std::size_t contours = 0;  ///< samples whose own PR contours are kept (at most `draws`)
};

/// A chance of which the samples give a lower and an upper bound: they are equal where nothing is an interval.
struct ChanceBox {
  double low = 0.0;
  double high = 0.0;
  double low_error = 0.0;   ///< half the width of the 95 % interval of the sampling
  double high_error = 0.0;
};

/// Shares of the samples for which zones are drawn: nearly all, half, few.
inline constexpr std::array<double, 3> drawn_chances{0.95, 0.5, 0.05};

/// One zone of the result under uncertainty.
struct ZoneUncertainty {
  std::string naam;  ///< as in ZoneResult
  /// The points that lie in the zone with at least each of `drawn_chances`, by the lower and by the upper bound.
  std::array<MultiPolygon, drawn_chances.size()> onder;
  std::array<MultiPolygon, drawn_chances.size()> boven;
  std::array<double, drawn_chances.size()> onder_m{};  ///< how far they reach from the nearest source
  std::array<double, drawn_chances.size()> boven_m{};
};

/// The chance of a building to meet each zone.
struct PandUncertainty {
  std::string identificatie;
  std::vector<ChanceBox> kans;   ///< by zone of Uncertainty::zones
  std::vector<bool> berekend;    ///< whether it meets the zone in the result itself
};

/// What an uncertain value of the rules does.
struct ValueUncertainty {
  UncertainValue waarde;
  IntervalSearch gezocht = IntervalSearch::NoEffect;  ///< of an interval
  std::vector<Estimate> index;  ///< first-order index for each zone, of a value that is drawn
  /// Zones of buildings that would stop being unsure if the value were known: of a drawn value what is expected, beyond chance.
  /// Nothing for a drawn value with fewer than 1,024 samples, which are too few to tell.
  std::optional<std::size_t> zekerder;
};

/// The contour of one sample, for each PR zone.
struct SampleContour {
  std::uint32_t sample = 0;
  std::string zone;
  MultiPolygon polygons;
};

/// How sure a study is. Verdicts do not depend on it.
struct Uncertainty {
  UncertaintyRequest request;
  std::vector<ZoneUncertainty> zones;
  std::vector<PandUncertainty> panden;  ///< that meet some zone in some sample, by id
  std::vector<ValueUncertainty> waarden;  ///< drawn first, each kind by key
  std::vector<std::shared_ptr<const Provenance>> zonder_bereik;  ///< uncertain, but the rules give no range
  std::vector<SampleContour> contouren;
  std::size_t instellingen = 0;      ///< settings of the intervals computed for each sample
  std::size_t gezochte_uitkomsten = 0;  ///< outcomes whose ends were searched for, without a verified direction
  std::size_t onzeker = 0;           ///< zones of buildings that are unsure: see is_unsure
  std::string eerste_reden;          ///< why a sample could not be computed
  std::size_t mislukt = 0;           ///< samples that could not be computed: they count as 0 below and as 1 above
  std::size_t voorbij_lagen = 0;     ///< samples whose zones reach beyond the layers that were read
  Box gebied;  ///< in which the layers were read
};

/// Messages about the samples: those that failed, or reached beyond the layers, and values without a range.
[[nodiscard]] std::vector<Diagnostic> uncertainty_messages(const Uncertainty& uncertainty, const Place& place);

/// True when a building may be on the other side of a zone than the result says: the chance of that is above 5 %.
[[nodiscard]] inline bool may_flip(const ChanceBox& chance, bool met) { return met ? chance.low < 0.95 : chance.high > 0.05; }


/// True when neither answer is nearly sure: the upper chance is above 5 % and the lower one below 95 %.
[[nodiscard]] inline bool is_unsure(const ChanceBox& chance) { return chance.high > 0.05 && chance.low < 0.95; }

/// Whether it can be computed: samples a power of two, 64 to 65,536, and no more contours than samples.
[[nodiscard]] bool is_possible(const UncertaintyRequest& request);
/// Throws DossierError (D075) for one that cannot.
void require_possible(const UncertaintyRequest& request, const Place& place);

/// Computes the study many times with other values of the rules. The result is the same for any number of threads. Throws
/// RuleFileError for distributions that cannot be drawn from, DossierError as require_possible, LayerError, Cancelled.
[[nodiscard]] Uncertainty uncertainty(const StudyResult& result, const RuleCatalog& catalog, const UncertaintyRequest& request,
                                      const std::stop_token& stop = {}, const Progress& progress = {});

/// A chance as people read it: never 0 or 100 % but below 3/N or above 1 - 3/N; both bounds where they differ.
[[nodiscard]] std::string chance_text(const ChanceBox& chance, std::uint32_t samples, Language language);
/// A first-order index as people read it; one whose interval holds 0 is not told from 0.
[[nodiscard]] std::string index_text(const Estimate& index, Language language);

/// How sure a study is, in lines: the zones, the buildings that may be on the other side, and what to measure.
[[nodiscard]] std::vector<std::string> uncertainty_lines(const StudyResult& result, Language language);

}  // namespace batterisk::study
