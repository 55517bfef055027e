#include "batterisk/study/run/uncertainty.hpp"

#include "run/uncertain_study.hpp"

#include "batterisk/study/run/objects.hpp"

#include "batterisk/core/base/codes_uncertainty.hpp"
#include "batterisk/core/base/parallel.hpp"
#include "batterisk/core/risk/contour.hpp"
#include "batterisk/core/risk/facade_pieces.hpp"
#include "batterisk/core/risk/pr_contours.hpp"
#include "batterisk/study/uncertainty/sobol.hpp"
#include "batterisk/gis/shape/overlay.hpp"

#include <algorithm>
#include <bit>
#include <cmath>
#include <map>

#include <fmt/format.h>

namespace batterisk::study {
namespace {

using detail::LogHistograms;
using detail::SampledPand;
using detail::SampledZone;
using detail::UncertainStudy;

constexpr std::uint32_t fewest = 64;
constexpr std::uint32_t most = 65536;
constexpr std::uint32_t enough = 1024;  // to tell what knowing a drawn value would settle
constexpr std::size_t bins = 8;  // of a drawn value, for what knowing it would settle

// Places along what counts of the outline of a building, closer together near the sources.
std::vector<RdPoint> facade_places(const MultiPolygon& outline, const std::vector<Site>& sites, const std::vector<RdPoint>& sources) {
  std::vector<RdPoint> places;
  for (const auto& [a, b] : facades_outside(outline, sites)) {
    double nearest = 1e300;
    for (const RdPoint source : sources) nearest = std::min(nearest, std::min(distance_m(a, source), distance_m(b, source)));
    constexpr double of_distance = 0.04;
    const double step = std::clamp(of_distance * nearest, 0.5, 5.0);
    const auto pieces = std::max(1, static_cast<int>(std::ceil(distance_m(a, b) / step)));
    for (int k = 0; k <= pieces; ++k) {
      const double t = static_cast<double>(k) / pieces;
      places.push_back({a.x + t * (b.x - a.x), a.y + t * (b.y - a.y)});
    }
  }
  return places;
}

std::vector<SampledPand> sampled_panden(const StudyResult& result, const Surroundings& around, const std::vector<SampledZone>& zones) {
  std::vector<SampledPand> panden;
  if (!around.panden) return panden;
  std::map<std::string, const PandResult*> judged;
  for (const PandResult& pand : result.panden) judged.emplace((*result.surroundings.panden)[pand.pand].identificatie, &pand);
  std::vector<RdPoint> sources = result.field->sources();
  for (const Pand& pand : *around.panden) {
    if (on_own_ground(pand.footprint, result.dossier.sites)) continue;
    SampledPand sampled;
    sampled.identificatie = pand.identificatie;
    sampled.footprint = pand.footprint;
    sampled.box = bounds(pand.footprint);
    const auto known = judged.find(pand.identificatie);
    const PandResult* own = known == judged.end() ? nullptr : known->second;
    const MultiPolygon outline = own == nullptr ? pand.footprint : measuring_geometry(result.dossier, pand, own->klassering.klasse);
    sampled.facade = facade_places(outline, result.dossier.sites, sources);
    if (own != nullptr && own->pr) sampled.facade.push_back(own->pr->where);
    for (const SampledZone& zone : zones) {
      const bool met = own != nullptr && (zone.area ? std::find(own->gebieden.begin(), own->gebieden.end(), *zone.area) != own->gebieden.end()
                                                    : own->pr && own->pr->pr.per_year() >= *zone.level);
      sampled.berekend.push_back(met);
    }
    panden.push_back(std::move(sampled));
  }
  std::sort(panden.begin(), panden.end(), [](const SampledPand& a, const SampledPand& b) { return a.identificatie < b.identificatie; });
  return panden;
}

// The points of the sample, by number: the scramblings take turns, so that any first part of them is spread alike.
class Sample {
 public:
  Sample(std::size_t dimensions, const UncertaintyRequest& request) : dimensions_{dimensions} {
    for (std::size_t s = 0; s < scramblings; ++s) points_.emplace_back(dimensions, mixed(request.seed, s));
  }
  [[nodiscard]] std::vector<double> point(std::uint32_t number) const {
    std::vector<double> point(dimensions_);
    for (std::size_t d = 0; d < dimensions_; ++d) point[d] = points_[number % scramblings](number / scramblings, d);
    return point;
  }

 private:
  std::size_t dimensions_;
  std::vector<ScrambledSobol> points_;
};

// What is counted over the samples; its size does not depend on their number but for a few figures each.
class Counts {
 public:
  Counts(const UncertainStudy& study, std::uint32_t samples)
      : study_{study},
        low_(study.grid().size()),
        high_(study.grid().size()),
        met_(study.panden().size() * study.zones().size()),
        coordinates_{coordinates_of(study)},
        by_value_(coordinates_.size() * met_.size() * bins),
        in_bin_(coordinates_.size() * bins) {
    for (auto* list : {&low_of_zone_, &high_of_zone_}) list->assign(study.zones().size(), std::vector<float>(samples));
  }

  void add(std::uint32_t number, const std::vector<double>& point, std::span<const float> low, std::span<const float> high) {
    const std::size_t zones = study_.zones().size();
    for (std::size_t i = 0; i < study_.grid().size(); ++i) {
      low_.add(i, low[study_.node_outcome(i)]);
      high_.add(i, high[study_.node_outcome(i)]);
    }
    for (std::size_t z = 0; z < zones; ++z) {
      low_of_zone_[z][number] = low[study_.zone_outcome(z)];
      high_of_zone_[z][number] = high[study_.zone_outcome(z)];
    }
    const std::size_t drawn = coordinates_.size();
    std::vector<std::size_t> bin(drawn);
    for (std::size_t v = 0; v < drawn; ++v) {
      bin[v] = std::min(bins - 1, static_cast<std::size_t>(point[coordinates_[v]] * bins));
      ++in_bin_[v * bins + bin[v]];
    }
    for (std::size_t b = 0; b < study_.panden().size(); ++b) {
      for (std::size_t z = 0; z < zones; ++z) {
        const std::size_t outcome = study_.pand_outcome(b, z);
        if (!study_.meets(z, high[outcome])) continue;
        const bool surely = study_.meets(z, low[outcome]);
        Met& met = met_[b * zones + z];
        ++met.high[number % scramblings];
        if (surely) ++met.low[number % scramblings];
        for (std::size_t v = 0; v < drawn; ++v) {
          auto& [in_low, in_high] = by_value_[((b * zones + z) * drawn + v) * bins + bin[v]];
          ++in_high;
          if (surely) ++in_low;
        }
      }
    }
  }

  [[nodiscard]] ChanceBox chance(std::size_t pand, std::size_t zone, std::uint32_t samples) const {
    const Met& met = met_[pand * study_.zones().size() + zone];
    const double each = static_cast<double>(samples) / scramblings;
    std::array<double, scramblings> low{};
    std::array<double, scramblings> high{};
    for (std::size_t s = 0; s < scramblings; ++s) {
      low[s] = met.low[s] / each;
      high[s] = met.high[s] / each;
    }
    const Estimate l = estimate(low);
    const Estimate h = estimate(high);
    return {l.value, h.value, l.error, h.error};
  }

  // Expected number of unsure zones of buildings that would be sure if a drawn value were known, to an eighth of its range;
  // beyond what a coordinate that means nothing would do.
  [[nodiscard]] double settled(std::size_t value, const std::vector<std::size_t>& unsure) const {
    return std::max(0.0, settled_by(value, unsure) - settled_by(coordinates_.size() - 1, unsure));
  }


  [[nodiscard]] const LogHistograms& low() const { return low_; }
  [[nodiscard]] const LogHistograms& high() const { return high_; }
  [[nodiscard]] const std::vector<float>& low_of_zone(std::size_t zone) const { return low_of_zone_[zone]; }
  [[nodiscard]] const std::vector<float>& high_of_zone(std::size_t zone) const { return high_of_zone_[zone]; }

 private:
  struct Met {
    std::array<std::uint32_t, scramblings> low{};
    std::array<std::uint32_t, scramblings> high{};
  };
  // First coordinate of each drawn value, then one that means nothing.
  static std::vector<std::size_t> coordinates_of(const UncertainStudy& study) {
    std::vector<std::size_t> list;
    for (const UncertainValue& value : study.values().drawn) list.push_back(value.dimension);
    list.push_back(study.values().dimensions);
    return list;
  }

  [[nodiscard]] double settled_by(std::size_t coordinate, const std::vector<std::size_t>& unsure) const {
    double sum = 0.0;
    for (const std::size_t pair : unsure) {
      for (std::size_t k = 0; k < bins; ++k) {
        const double all = in_bin_[coordinate * bins + k];
        const auto& [low, high] = by_value_[(pair * coordinates_.size() + coordinate) * bins + k];
        if (all > 0.0 && !is_unsure({low / all, high / all, 0.0, 0.0})) sum += 1.0 / bins;
      }
    }
    return sum;
  }

  const UncertainStudy& study_;
  LogHistograms low_;
  LogHistograms high_;
  std::vector<Met> met_;                                        // [building][zone]
  std::vector<std::size_t> coordinates_;
  std::vector<std::pair<std::uint16_t, std::uint16_t>> by_value_;  // [building][zone][coordinate][bin]
  std::vector<std::uint32_t> in_bin_;
  std::vector<std::vector<float>> low_of_zone_;
  std::vector<std::vector<float>> high_of_zone_;
};

double reach_m(const MultiPolygon& polygons, const std::vector<RdPoint>& sources) {
  double reach = 0.0;
  for (const Polygon& polygon : polygons) {
    for (const RdPoint p : polygon.outer) {
      double nearest = 1e300;
      for (const RdPoint source : sources) nearest = std::min(nearest, distance_m(p, source));
      reach = std::max(reach, nearest);
    }
  }
  return reach;
}

class Run {
 public:
  Run(const StudyResult& result, const RuleCatalog& catalog, const UncertaintyRequest& request, const std::stop_token& stop,
      const Progress& progress)
      : result_{result}, request_{request}, stop_{stop}, progress_{progress}, study_{result, catalog, request},
        sample_{study_.values().dimensions + 1, request} {}

  Uncertainty run() {
    stage("onzekerheid: grenzen", 0.0);
    found_.request = request_;
    found_.zonder_bereik = study_.values().without_range;
    plan_ = plan_intervals(study_.model(), request_.seed, 3, [&](double share) { stage("onzekerheid: grenzen", share); });
    found_.instellingen = plan_.settings.size();
    found_.gezochte_uitkomsten = plan_.searched_outcomes;
    read_surroundings();
    Counts counts(study_, request_.draws);
    count(counts);
    describe_panden(counts);
    describe_values(counts);
    draw_levels(counts);
    draw_areas(counts);
    draw_samples();
    found_.eerste_reden = study_.first_failure();
    found_.gebied = loaded_;
    return std::move(found_);
  }

 private:
  void stage(std::string_view name, double share) const { report_stage(name, share, stop_, progress_); }

  // Buildings as far as the zones of a few samples reach, and somewhat further.
  void read_surroundings() {
    const BoxModel model = study_.model();
    const double lowest = *std::find_if(study_.zones().rbegin(), study_.zones().rend(), [](const SampledZone& z) { return z.level.has_value(); })->level;
    constexpr std::uint32_t pilots = 16;
    std::vector<double> reach(pilots, 0.0);
    parallel_for(pilots, [&](std::size_t i) {
      std::vector<float> low(model.outcome_count);
      std::vector<float> high(model.outcome_count);
      if (!bounds_at(model, plan_, sample_.point(static_cast<std::uint32_t>(i)), low, high)) return;
      reach[i] = reach_in(high, lowest);
    });
    constexpr double further = 1.25;
    const double radius = further * *std::max_element(reach.begin(), reach.end());
    loaded_ = {};
    for (const RdPoint source : result_.field->sources()) {
      loaded_.add({source.x - radius, source.y - radius});
      loaded_.add({source.x + radius, source.y + radius});
    }
    if (loaded_.empty() || (result_.dossier.layers.empty() && !result_.surroundings.panden)) return;
    const Surroundings around = surroundings_of(result_.dossier, *result_.rules, loaded_, stop_);
    study_.set_panden(sampled_panden(result_, around, study_.zones()));
  }

  // How far from every source the layers were read.
  double loaded_radius() const {
    double radius = 1e300;
    for (const RdPoint source : result_.field->sources()) {
      radius = std::min({radius, source.x - loaded_.min.x, loaded_.max.x - source.x, source.y - loaded_.min.y, loaded_.max.y - source.y});
    }
    return radius;
  }

  // How far from the nearest source any zone reaches, at most.
  double reach_in(std::span<const float> high, double lowest) const {
    double reach = 0.0;
    for (std::size_t z = 0; z < study_.zones().size(); ++z) {
      if (study_.zones()[z].area) reach = std::max(reach, static_cast<double>(high[study_.zone_outcome(z)]));
    }
    for (std::size_t i = 0; i < study_.grid().size(); ++i) {
      if (high[study_.node_outcome(i)] < lowest) continue;
      double nearest = 1e300;
      for (const RdPoint source : result_.field->sources()) nearest = std::min(nearest, distance_m(study_.grid().node(i), source));
      reach = std::max(reach, nearest);
    }
    return reach;
  }

  void count(Counts& counts) {
    const BoxModel model = study_.model();
    constexpr std::uint32_t block = 32;
    std::vector<std::vector<float>> low(block, std::vector<float>(model.outcome_count));
    std::vector<std::vector<float>> high(block, std::vector<float>(model.outcome_count));
    std::vector<char> computed(block);
    const double lowest = *std::find_if(study_.zones().rbegin(), study_.zones().rend(), [](const SampledZone& z) { return z.level.has_value(); })->level;
    const double radius = loaded_radius();
    for (std::uint32_t from = 0; from < request_.draws; from += block) {
      stage("onzekerheid", static_cast<double>(from) / request_.draws);
      parallel_for(block, [&](std::size_t k) {
        computed[k] = bounds_at(model, plan_, sample_.point(from + static_cast<std::uint32_t>(k)), low[k], high[k]) ? 1 : 0;
      });
      for (std::uint32_t k = 0; k < block; ++k) {
        counts.add(from + k, sample_.point(from + k), low[k], high[k]);
        if (computed[k] == 0) {
          ++found_.mislukt;
        } else if (reach_in(high[k], lowest) > radius) {
          ++found_.voorbij_lagen;
        }
      }
    }
  }

  void describe_panden(const Counts& counts) {
    const std::size_t zones = study_.zones().size();
    for (std::size_t b = 0; b < study_.panden().size(); ++b) {
      const SampledPand& pand = study_.panden()[b];
      PandUncertainty one{pand.identificatie, {}, pand.berekend};
      for (std::size_t z = 0; z < zones; ++z) {
        one.kans.push_back(counts.chance(b, z, request_.draws));
        if (is_unsure(one.kans.back())) unsure_.push_back(b * zones + z);
      }
      const bool met = std::any_of(one.kans.begin(), one.kans.end(), [](const ChanceBox& c) { return c.high > 0.0; });
      if (met) found_.panden.push_back(std::move(one));
    }
    found_.onzeker = unsure_.size();
  }

  void describe_values(const Counts& counts) {
    const UncertainValues& values = study_.values();
    std::vector<std::vector<double>> outcome;  // of each zone, by scrambling
    const auto ordered = [&](const auto& of) {
      std::vector<double> list;
      for (std::uint32_t s = 0; s < scramblings; ++s) {
        for (std::uint32_t i = s; i < request_.draws; i += scramblings) list.push_back(of(i));
      }
      return list;
    };
    for (std::size_t z = 0; z < study_.zones().size(); ++z) {
      const bool pr = study_.zones()[z].level.has_value();
      const auto of_bound = [&](float v) { return pr ? std::log10(std::clamp(static_cast<double>(v), 1e-12, 1.0)) : std::min(static_cast<double>(v), 1e5); };
      outcome.push_back(ordered([&](std::uint32_t i) { return (of_bound(counts.low_of_zone(z)[i]) + of_bound(counts.high_of_zone(z)[i])) / 2.0; }));
    }
    for (std::size_t v = 0; v < values.drawn.size(); ++v) {
      ValueUncertainty one{values.drawn[v], IntervalSearch::NoEffect, {}, std::nullopt};
      const auto coordinate = ordered([&](std::uint32_t i) { return sample_.point(i)[values.drawn[v].dimension]; });
      for (const auto& own : outcome) one.index.push_back(first_order_index(coordinate, own));
      if (request_.draws >= enough) one.zekerder = static_cast<std::size_t>(std::lround(counts.settled(v, unsure_)));
      found_.waarden.push_back(std::move(one));
    }
    const std::vector<std::size_t> settled = settled_by_intervals();
    for (std::size_t i = 0; i < values.intervals.size(); ++i) {
      found_.waarden.push_back({values.intervals[i], plan_.search[i], {}, settled[i]});
    }
  }

  // With the drawn values in their middle: how many zones of buildings stop being between two answers when an interval shrinks to
  // the value of the rules.
  std::vector<std::size_t> settled_by_intervals() {
    const BoxModel model = study_.model();
    std::vector<std::size_t> settled(model.intervals.size(), 0);
    if (study_.panden().empty() || model.intervals.empty()) return settled;
    const std::vector<double> middle(model.dimensions, 0.5);
    const std::size_t zones = study_.zones().size();
    const auto open = [&](const IntervalPlan& plan) {
      std::vector<float> low(model.outcome_count);
      std::vector<float> high(model.outcome_count);
      std::vector<char> pairs(study_.panden().size() * zones, 0);
      const bool computed = bounds_at(model, plan, middle, low, high);
      for (std::size_t p = 0; p < pairs.size(); ++p) {
        const std::size_t outcome = study_.pand_outcome(p / zones, p % zones);
        pairs[p] = !computed || study_.meets(p % zones, low[outcome]) != study_.meets(p % zones, high[outcome]) ? 1 : 0;
      }
      return pairs;
    };
    const std::vector<char> before = open(plan_);
    parallel_for(settled.size(), [&](std::size_t i) {
      if (plan_.search[i] == IntervalSearch::NoEffect) return;
      IntervalPlan known = plan_;
      for (auto& setting : known.settings) setting[i] = model.intervals[i].centre;
      std::sort(known.settings.begin(), known.settings.end());
      known.settings.erase(std::unique(known.settings.begin(), known.settings.end()), known.settings.end());
      const std::vector<char> after = open(known);
      for (std::size_t p = 0; p < before.size(); ++p) settled[i] += before[p] != 0 && after[p] == 0 ? 1 : 0;
    });
    return settled;
  }

  // Where a PR zone lies with a given chance: the level set of the PR that this share of the samples reach.
  void draw_levels(const Counts& counts) {
    const MethodRules& m = result_.rules->method;
    for (const SampledZone& zone : study_.zones()) {
      found_.zones.push_back({zone.naam, {}, {}, {}, {}});
    }
    std::vector<double> levels;
    std::vector<std::size_t> zone_of;
    for (std::size_t z = 0; z < study_.zones().size(); ++z) {
      if (study_.zones()[z].level) levels.push_back(*study_.zones()[z].level);
    }
    ContourGrid grid;
    grid.reach = study_.grid().box();
    grid.seeds = result_.field->sources();
    grid.coarse_cell_m = 8.0 * m.grid.cell_near.value.m();
    grid.cell_m = 4.0 * m.grid.cell_near.value.m();
    grid.sagitta_m = m.contour.sagitta.value.m();
    grid.floor = 1e-11;
    const auto draw = [&](const LogHistograms& histograms, double chance, auto keep) {
      std::vector<double> lg(study_.grid().size());
      for (std::size_t i = 0; i < lg.size(); ++i) lg[i] = histograms.lg_reached(i, chance);
      study_.grid().join(lg);
      std::vector<Contour> contours = trace_contours([&](RdPoint p) { return std::pow(10.0, study_.grid().at(lg, p)); }, levels, grid);
      for (std::size_t z = 0; z < contours.size(); ++z) keep(z, std::move(contours[z].region));
    };
    for (std::size_t q = 0; q < drawn_chances.size(); ++q) {
      draw(counts.low(), drawn_chances[q], [&](std::size_t z, MultiPolygon region) { keep(z, q, false, std::move(region)); });
      draw(counts.high(), drawn_chances[q], [&](std::size_t z, MultiPolygon region) { keep(z, q, true, std::move(region)); });
    }
  }

  void keep(std::size_t zone, std::size_t q, bool upper, MultiPolygon region) {
    ZoneUncertainty& own = found_.zones[zone];
    (upper ? own.boven_m : own.onder_m)[q] = reach_m(region, result_.field->sources());
    (upper ? own.boven : own.onder)[q] = std::move(region);
  }

  // An area with a given chance is that of the sample of which this share reaches as far or further: its shape grows with its reach.
  void draw_areas(const Counts& counts) {
    const double sagitta = result_.rules->method.cirkel.sagitta.value.m();
    for (std::size_t z = 0; z < study_.zones().size(); ++z) {
      if (!study_.zones()[z].area) continue;
      const std::size_t levels = study_.zones().size() - 3;
      for (const bool upper : {false, true}) {
        const std::vector<float>& reach = upper ? counts.high_of_zone(z) : counts.low_of_zone(z);
        std::vector<std::uint32_t> order(reach.size());
        for (std::uint32_t i = 0; i < order.size(); ++i) order[i] = i;
        std::sort(order.begin(), order.end(), [&](std::uint32_t a, std::uint32_t b) { return reach[a] != reach[b] ? reach[a] > reach[b] : a < b; });
        for (std::size_t q = 0; q < drawn_chances.size(); ++q) {
          const auto rank = static_cast<std::size_t>(std::ceil(drawn_chances[q] * static_cast<double>(order.size()))) - 1;
          const float wanted = reach[order[rank]];
          if (!(wanted > 0.0F) || std::isinf(wanted)) continue;
          const std::vector<double> point = sample_.point(order[rank]);
          // The setting that gives this bound.
          std::vector<std::vector<Shape>> parts(plan_.settings.size());
          std::vector<float> far(plan_.settings.size());
          const BoxModel model = study_.model();
          parallel_for(plan_.settings.size(), [&](std::size_t s) {
            std::vector<float> outcome(model.outcome_count);
            if (!model.compute(point, plan_.settings[s], outcome)) return;
            far[s] = outcome[study_.zone_outcome(z)];
            if (far[s] == wanted) parts[s] = study_.compute(point, plan_.settings[s]).areas[z - levels].parts;
          });
          const auto at = static_cast<std::size_t>(std::find(far.begin(), far.end(), wanted) - far.begin());
          if (at < parts.size()) keep(z, q, upper, gis::to_polygons(parts[at], sagitta));
        }
      }
    }
  }

  void draw_samples() {
    for (std::size_t k = 0; k < request_.contours; ++k) {
      stage("onzekerheid: contouren", static_cast<double>(k) / static_cast<double>(request_.contours));
      const auto number = static_cast<std::uint32_t>(k * request_.draws / request_.contours);
      auto computed = study_.compute(sample_.point(number), plan_.settings[mixed(request_.seed, k) % plan_.settings.size()]);
      std::vector<Zone> contours = pr_contours(*computed.risk.field, *computed.risk.rules, computed.risk.used);
      gis::tidy_contours(contours);
      for (std::size_t z = 0; z < contours.size(); ++z) {
        found_.contouren.push_back({number, study_.zones()[z].naam, gis::to_polygons(contours[z].parts, 0.05)});
      }
    }
  }

  const StudyResult& result_;
  UncertaintyRequest request_;
  const std::stop_token& stop_;
  const Progress& progress_;
  UncertainStudy study_;
  Sample sample_;
  IntervalPlan plan_;
  Box loaded_;
  std::vector<std::size_t> unsure_;  // building times zones, plus zone
  Uncertainty found_;
};

}  // namespace

std::vector<Diagnostic> uncertainty_messages(const Uncertainty& uncertainty, const Place& place) {
  std::vector<Diagnostic> messages;
  const std::string samples = fmt::format("{}", uncertainty.request.draws);
  if (uncertainty.mislukt > 0) {
    messages.push_back({codes::samples_failed, Severity::Waarschuwing, place,
                        {fmt::format("{}", uncertainty.mislukt), samples, uncertainty.eerste_reden}});
  }
  if (uncertainty.voorbij_lagen > 0) {
    messages.push_back({codes::samples_beyond_layers, Severity::Info, place, {fmt::format("{}", uncertainty.voorbij_lagen), samples}});
  }
  if (!uncertainty.zonder_bereik.empty()) {
    std::string keys;
    for (const auto& key : uncertainty.zonder_bereik) keys += (keys.empty() ? "" : ", ") + key->key;
    messages.push_back({codes::values_without_range, Severity::Info, place, {fmt::format("{}", uncertainty.zonder_bereik.size()), keys}});
  }
  return messages;
}

bool is_possible(const UncertaintyRequest& request) {
  return request.draws >= fewest && request.draws <= most && std::has_single_bit(request.draws) && request.contours <= request.draws;
}

void require_possible(const UncertaintyRequest& request, const Place& place) {
  if (is_possible(request)) return;
  throw DossierError({{codes::sample_size, Severity::Fout, place, {fmt::format("{}", request.draws)}}});
}

Uncertainty uncertainty(const StudyResult& result, const RuleCatalog& catalog, const UncertaintyRequest& request,
                        const std::stop_token& stop, const Progress& progress) {
  require_possible(request, {result.dossier.path, 0, 0, {}});
  const StopScope scope{stop};
  return Run(result, catalog, request, stop, progress).run();
}

}  // namespace batterisk::study
