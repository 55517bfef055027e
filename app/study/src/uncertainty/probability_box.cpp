#include "batterisk/study/uncertainty/probability_box.hpp"

#include "batterisk/core/base/parallel.hpp"
#include "batterisk/study/uncertainty/sobol.hpp"

#include <algorithm>
#include <bit>
#include <limits>
#include <map>

namespace batterisk {
namespace {

using Setting = std::vector<std::size_t>;
using Masks = std::vector<std::uint16_t>;  // by interval: the settings that will do

constexpr std::size_t most_patterns = 24;
constexpr std::size_t most_searched = 16;

std::uint16_t all_of(const IntervalAxis& axis) { return static_cast<std::uint16_t>((1U << axis.settings) - 1U); }

// What one interval does to one outcome.
struct Effect {
  std::uint16_t high = 0xffff;  // settings that give the most, whatever the rest
  std::uint16_t low = 0xffff;
  bool moves = false;
  bool bent = false;
};

// Adds what a row of outcomes, one for each setting, shows.
void look(const IntervalAxis& axis, std::span<const float> outcomes, Effect& effect) {
  const auto [least, most] = std::minmax_element(outcomes.begin(), outcomes.end());
  const float slack = static_cast<float>(same_outcome) * *most;
  if (*most - *least <= slack) return;
  effect.moves = true;
  std::uint16_t high = 0;
  std::uint16_t low = 0;
  bool up = true;
  bool down = true;
  for (std::size_t s = 0; s < outcomes.size(); ++s) {
    if (outcomes[s] >= *most - slack) high = static_cast<std::uint16_t>(high | (1U << s));
    if (outcomes[s] <= *least + slack) low = static_cast<std::uint16_t>(low | (1U << s));
    if (s == 0) continue;
    up = up && outcomes[s] >= outcomes[s - 1] - slack;
    down = down && outcomes[s] <= outcomes[s - 1] + slack;
  }
  effect.bent = effect.bent || (axis.ordered && !up && !down);
  effect.high &= high;
  effect.low &= low;
}

bool is_searched(const Effect& effect) { return effect.moves && (effect.bent || effect.high == 0 || effect.low == 0); }

// A setting that fits: an end where it can be one, the centre where all will do.
std::size_t chosen(const IntervalAxis& axis, std::uint16_t mask) {
  if (mask == all_of(axis)) return axis.centre;
  const std::size_t last = axis.settings - 1;
  if (((mask >> last) & 1U) != 0) return last;
  return static_cast<std::size_t>(std::countr_zero(mask));
}

// Few settings that serve every list of masks: lists that many outcomes have come first, and lists that go together are one.
std::vector<Setting> cover(const BoxModel& model, const std::map<Masks, std::size_t>& wanted, std::size_t& left_out) {
  std::vector<std::pair<std::size_t, const Masks*>> order;
  for (const auto& [masks, count] : wanted) order.emplace_back(count, &masks);
  std::stable_sort(order.begin(), order.end(), [](const auto& a, const auto& b) { return a.first > b.first; });
  std::vector<Masks> patterns;
  for (const auto& [count, masks] : order) {
    const auto fits = [&own = *masks](const Masks& pattern) {
      for (std::size_t i = 0; i < pattern.size(); ++i) {
        if ((pattern[i] & own[i]) == 0) return false;
      }
      return true;
    };
    const auto found = std::find_if(patterns.begin(), patterns.end(), fits);
    if (found != patterns.end()) {
      for (std::size_t i = 0; i < found->size(); ++i) (*found)[i] &= (*masks)[i];
    } else if (patterns.size() < most_patterns) {
      patterns.push_back(*masks);
    } else {
      left_out += count;
    }
  }
  std::vector<Setting> settings;
  for (const Masks& pattern : patterns) {
    Setting setting;
    for (std::size_t i = 0; i < pattern.size(); ++i) setting.push_back(chosen(model.intervals[i], pattern[i]));
    if (std::find(settings.begin(), settings.end(), setting) == settings.end()) settings.push_back(std::move(setting));
  }
  return settings;
}

class Planner {
 public:
  Planner(const BoxModel& model, std::uint64_t seed, std::size_t bases, const std::function<void(double)>& progress)
      : model_{model}, seed_{seed}, bases_{bases}, progress_{progress} {}

  IntervalPlan plan() {
    const std::size_t n = model_.intervals.size();
    if (n == 0) return {{{}}, {}, 0, 0, 0};
    choose_bases();
    std::vector<std::vector<Effect>> effects(n, std::vector<Effect>(model_.outcome_count));
    for (std::size_t i = 0; i < n; ++i) {
      look_at(i, effects[i]);
      if (progress_) progress_(static_cast<double>(i + 1) / static_cast<double>(n + 1));
    }
    std::map<Masks, std::size_t> wanted;
    std::vector<std::size_t> searched;
    for (std::size_t i = 0; i < n; ++i) plan_.search.push_back(search_of(effects[i]));
    for (std::size_t m = 0; m < model_.outcome_count; ++m) {
      Masks high;
      Masks low;
      bool open = false;
      for (std::size_t i = 0; i < n; ++i) {
        const Effect& effect = effects[i][m];
        const std::uint16_t all = all_of(model_.intervals[i]);
        const bool free = is_searched(effect);
        open = open || free;
        high.push_back(free ? all : static_cast<std::uint16_t>(effect.high & all));
        low.push_back(free ? all : static_cast<std::uint16_t>(effect.low & all));
      }
      if (open) ++plan_.searched_outcomes;
      ++wanted[high];
      ++wanted[low];
    }
    plan_.settings = cover(model_, wanted, plan_.searched_outcomes);
    if (plan_.searched_outcomes > 0) search_further();
    if (progress_) progress_(1.0);
    return std::move(plan_);
  }

 private:
  struct Base {
    std::vector<double> point;
    Setting setting;
  };

  Setting random_setting(std::uint64_t number) const {
    Setting setting;
    for (std::size_t i = 0; i < model_.intervals.size(); ++i) {
      setting.push_back(mixed(mixed(seed_, number), i) % model_.intervals[i].settings);
    }
    return setting;
  }

  void choose_bases() {
    const ScrambledSobol points(std::max<std::size_t>(1, model_.dimensions), seed_);
    for (std::size_t b = 0; b <= bases_; ++b) {
      Base base;
      for (std::size_t d = 0; d < model_.dimensions; ++d) base.point.push_back(b == 0 ? 0.5 : points(static_cast<std::uint32_t>(b), d));
      if (b == 0) {
        for (const IntervalAxis& axis : model_.intervals) base.setting.push_back(axis.centre);
      } else {
        base.setting = random_setting(b);
      }
      base_.push_back(std::move(base));
    }
  }

  // All settings of one interval, from every base.
  void look_at(std::size_t interval, std::vector<Effect>& effects) {
    const IntervalAxis& axis = model_.intervals[interval];
    const std::size_t runs = base_.size() * axis.settings;
    std::vector<std::vector<float>> outcome(runs);
    parallel_for(runs, [&](std::size_t r) {
      const Base& base = base_[r / axis.settings];
      Setting setting = base.setting;
      setting[interval] = r % axis.settings;
      std::vector<float> own(model_.outcome_count);
      if (model_.compute(base.point, setting, own)) outcome[r] = std::move(own);
    });
    plan_.runs += runs;
    std::vector<float> row(axis.settings);
    for (std::size_t b = 0; b < base_.size(); ++b) {
      const auto first = outcome.begin() + static_cast<std::ptrdiff_t>(b * axis.settings);
      const auto missing = std::count_if(first, first + static_cast<std::ptrdiff_t>(axis.settings), [](const auto& o) { return o.empty(); });
      plan_.failed += static_cast<std::size_t>(missing);
      if (missing > 0) continue;
      for (std::size_t m = 0; m < model_.outcome_count; ++m) {
        for (std::size_t s = 0; s < axis.settings; ++s) row[s] = first[static_cast<std::ptrdiff_t>(s)][m];
        look(axis, row, effects[m]);
      }
    }
  }

  IntervalSearch search_of(const std::vector<Effect>& effects) const {
    std::uint16_t high = 0xffff;
    std::uint16_t low = 0xffff;
    bool moves = false;
    for (const Effect& effect : effects) {
      if (is_searched(effect)) return IntervalSearch::Searched;
      moves = moves || effect.moves;
      high &= effect.high;
      low &= effect.low;
    }
    if (!moves) return IntervalSearch::NoEffect;
    return high != 0 && low != 0 ? IntervalSearch::Direction : IntervalSearch::DirectionByPlace;
  }

  // Settings that reach further than those found, from these in one interval at a time and from anywhere, at the first two bases.
  void search_further() {
    const std::size_t points = std::min<std::size_t>(2, base_.size());
    std::vector<Setting> tried;
    std::vector<std::vector<float>> low(points, std::vector<float>(model_.outcome_count, std::numeric_limits<float>::infinity()));
    std::vector<std::vector<float>> high(points, std::vector<float>(model_.outcome_count, 0.0F));
    const auto evaluate = [&](const std::vector<Setting>& settings, const auto& use) {
      std::vector<std::vector<float>> outcome(settings.size() * points);
      parallel_for(outcome.size(), [&](std::size_t r) {
        std::vector<float> own(model_.outcome_count);
        if (model_.compute(base_[r % points].point, settings[r / points], own)) outcome[r] = std::move(own);
      });
      plan_.runs += outcome.size();
      for (std::size_t r = 0; r < outcome.size(); ++r) {
        if (outcome[r].empty()) {
          ++plan_.failed;
        } else {
          use(r / points, r % points, outcome[r]);
        }
      }
    };
    const auto widen = [&](std::size_t point, const std::vector<float>& outcome) {
      for (std::size_t m = 0; m < model_.outcome_count; ++m) {
        low[point][m] = std::min(low[point][m], outcome[m]);
        high[point][m] = std::max(high[point][m], outcome[m]);
      }
    };
    evaluate(plan_.settings, [&](std::size_t, std::size_t point, const std::vector<float>& o) { widen(point, o); });
    for (int round = 0; round < 2; ++round) {
      std::vector<Setting> further;
      const std::size_t from = plan_.settings.size();
      for (std::size_t p = 0; p < from; ++p) {
        for (std::size_t i = 0; i < plan_.search.size(); ++i) {
          if (plan_.search[i] != IntervalSearch::Searched) continue;
          for (std::size_t s = 0; s < model_.intervals[i].settings; ++s) {
            Setting setting = plan_.settings[p];
            setting[i] = s;
            if (std::find(tried.begin(), tried.end(), setting) == tried.end()) further.push_back(setting);
          }
        }
      }
      for (std::uint64_t k = 0; k < 8; ++k) further.push_back(random_setting(1000 + 8 * static_cast<std::uint64_t>(round) + k));
      std::sort(further.begin(), further.end());
      further.erase(std::unique(further.begin(), further.end()), further.end());
      tried.insert(tried.end(), further.begin(), further.end());
      // How many outcomes each alone takes beyond the bounds; then the best first, as long as they still do.
      std::vector<std::vector<std::pair<std::size_t, std::vector<float>>>> outcomes(further.size());
      evaluate(further, [&](std::size_t f, std::size_t point, std::vector<float>& o) { outcomes[f].emplace_back(point, std::move(o)); });
      const auto gain = [&](std::size_t f) {
        std::size_t beyond = 0;
        for (const auto& [point, o] : outcomes[f]) {
          for (std::size_t m = 0; m < model_.outcome_count; ++m) {
            constexpr float further_than = 1.01F;
            if (o[m] > further_than * high[point][m] || further_than * o[m] < low[point][m]) ++beyond;
          }
        }
        return beyond;
      };
      while (plan_.settings.size() < most_patterns + most_searched) {
        std::size_t best = 0;
        std::size_t most = 0;
        for (std::size_t f = 0; f < further.size(); ++f) {
          const std::size_t beyond = gain(f);
          if (beyond > most) {
            most = beyond;
            best = f;
          }
        }
        if (most == 0) break;
        for (const auto& [point, o] : outcomes[best]) widen(point, o);
        plan_.settings.push_back(further[best]);
      }
    }
  }

  const BoxModel& model_;
  std::uint64_t seed_;
  std::size_t bases_;
  const std::function<void(double)>& progress_;
  std::vector<Base> base_;
  IntervalPlan plan_;
};

}  // namespace

IntervalPlan plan_intervals(const BoxModel& model, std::uint64_t seed, std::size_t bases,
                            const std::function<void(double)>& progress) {
  return Planner(model, seed, bases, progress).plan();
}

bool bounds_at(const BoxModel& model, const IntervalPlan& plan, std::span<const double> point, std::span<float> low,
               std::span<float> high) {
  std::fill(low.begin(), low.end(), std::numeric_limits<float>::infinity());
  std::fill(high.begin(), high.end(), 0.0F);
  std::vector<float> outcome(model.outcome_count);
  for (const Setting& setting : plan.settings) {
    if (!model.compute(point, setting, outcome)) {
      std::fill(low.begin(), low.end(), 0.0F);
      std::fill(high.begin(), high.end(), std::numeric_limits<float>::infinity());
      return false;
    }
    for (std::size_t m = 0; m < outcome.size(); ++m) {
      low[m] = std::min(low[m], outcome[m]);
      high[m] = std::max(high[m], outcome[m]);
    }
  }
  return true;
}

}  // namespace batterisk
