#include "packing/layouts.hpp"

#include <glpk.h>

#include <algorithm>
#include <map>
#include <memory>
#include <utility>

namespace batterisk::siting::packing {
namespace {

constexpr std::size_t most_places = 1500;
constexpr int most_nodes = 400;

// Coordinates at which a unit can rest against the edge of the area or against others, within a span.
std::vector<double> resting(const std::vector<double>& edges, double a, double b, double low, double high) {
  std::vector<double> out;
  const std::vector<double> sums = sums_of(a, b, high - low);
  for (const double e : edges) {
    for (const double s : sums) {
      if (e + s > high + tiny_m) break;
      if (e + s >= low - tiny_m) out.push_back(e + s);
    }
  }
  // Of sums that are one but for rounding the largest: just below an edge of the area there is nothing of it.
  std::sort(out.rbegin(), out.rend());
  out.erase(std::unique(out.begin(), out.end(), [](double p, double q) { return p - q < tiny_m / 10.0; }), out.end());
  std::reverse(out.begin(), out.end());
  return out;
}

void stop_after(glp_tree* tree, void* /*unused*/) {
  int all = 0;
  glp_ios_tree_size(tree, nullptr, nullptr, &all);
  if (all > most_nodes) glp_ios_terminate(tree);
}

}  // namespace

Blocks justified(const Field& field) {
  std::vector<double> xs;
  std::vector<double> ys;
  Box box;
  for (std::size_t k = 0; k < 2; ++k) {
    if (field.places[k].empty()) continue;
    box.add(field.places[k].box().min);
    box.add(field.places[k].box().max);
    for (const double y : field.places[k].corners_y()) ys.push_back(y);
    for (const double x : field.places[k].corners_x()) xs.push_back(x);
  }
  if (box.empty()) return {};
  const double a = field.size[0].w;
  const double b = field.size[0].h;
  xs = resting(xs, a, b, box.min.x, box.max.x);
  ys = resting(ys, a, b, box.min.y, box.max.y);
  if (xs.size() * ys.size() > 4 * most_places) return {};
  Blocks places;
  for (std::size_t k = 0; k < 2; ++k) {
    if (field.places[k].empty()) continue;
    for (const double y : ys) {
      const Intervals on = field.places[k].at(y);
      for (const double x : xs) {
        if (std::any_of(on.begin(), on.end(), [x](const Interval& i) { return x >= i.lo - tiny_m && x <= i.hi + tiny_m; })) {
          places.push_back({x, y, static_cast<int>(k)});
        }
      }
    }
  }
  if (places.empty() || places.size() > most_places) return {};
  // Two that overlap both cover the point of the greater coordinates of their corners.
  std::map<std::pair<std::size_t, std::size_t>, std::vector<int>> covering;
  const auto first = [](const std::vector<double>& values, double at) {
    return static_cast<std::size_t>(std::lower_bound(values.begin(), values.end(), at - tiny_m) - values.begin());
  };
  for (std::size_t p = 0; p < places.size(); ++p) {
    const Size& size = field.size[static_cast<std::size_t>(places[p].kind)];
    for (std::size_t i = first(xs, places[p].x); i < xs.size() && xs[i] < places[p].x + size.w - tiny_m; ++i) {
      for (std::size_t j = first(ys, places[p].y); j < ys.size() && ys[j] < places[p].y + size.h - tiny_m; ++j) {
        covering[{i, j}].push_back(static_cast<int>(p) + 1);
      }
    }
  }
  std::vector<std::vector<int>> rows;
  for (auto& [at, which] : covering) {
    if (which.size() > 1) rows.push_back(std::move(which));
  }
  std::sort(rows.begin(), rows.end());
  rows.erase(std::unique(rows.begin(), rows.end()), rows.end());
  const std::unique_ptr<glp_prob, void (*)(glp_prob*)> ip{glp_create_prob(), glp_delete_prob};
  glp_term_out(GLP_OFF);
  glp_set_obj_dir(ip.get(), GLP_MAX);
  glp_add_cols(ip.get(), static_cast<int>(places.size()));
  for (int c = 1; c <= static_cast<int>(places.size()); ++c) {
    glp_set_col_kind(ip.get(), c, GLP_BV);
    glp_set_obj_coef(ip.get(), c, 1.0);
  }
  if (!rows.empty()) glp_add_rows(ip.get(), static_cast<int>(rows.size()));
  for (std::size_t r = 0; r < rows.size(); ++r) {
    glp_set_row_bnds(ip.get(), static_cast<int>(r) + 1, GLP_UP, 0.0, 1.0);
    std::vector<int> columns{0};
    columns.insert(columns.end(), rows[r].begin(), rows[r].end());
    const std::vector<double> ones(columns.size(), 1.0);
    glp_set_mat_row(ip.get(), static_cast<int>(r) + 1, static_cast<int>(rows[r].size()), columns.data(), ones.data());
  }
  glp_iocp options;
  glp_init_iocp(&options);
  options.msg_lev = GLP_MSG_OFF;
  options.presolve = GLP_ON;
  options.clq_cuts = GLP_ON;
  options.cb_func = stop_after;
  (void)glp_intopt(ip.get(), &options);
  const int status = glp_mip_status(ip.get());
  if (status != GLP_OPT && status != GLP_FEAS) return {};
  Blocks out;
  for (std::size_t p = 0; p < places.size(); ++p) {
    if (glp_mip_col_val(ip.get(), static_cast<int>(p) + 1) > 0.5) out.push_back(places[p]);
  }
  return out;
}

}  // namespace batterisk::siting::packing
