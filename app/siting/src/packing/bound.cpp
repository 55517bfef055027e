#include "packing/field.hpp"

#include <glpk.h>

#include <algorithm>
#include <array>
#include <cmath>
#include <map>
#include <memory>
#include <optional>
#include <utility>
#include <vector>

namespace batterisk::siting {
namespace {

using namespace packing;

// Share of a whole that rounding of sums may cost.
constexpr double slack = 1e-7;
// Largest linear program that is tried, and its work.
constexpr std::size_t most_cells = 2600;
constexpr int most_iterations = 8'000;

std::size_t whole(double bound) { return static_cast<std::size_t>(std::floor(bound + slack)); }

// Abscissae that units can cover on lines between two ordinates.
Intervals covered(const Field& field, double from, double to) {
  Intervals out;
  for (std::size_t k = 0; k < 2; ++k) {
    if (field.places[k].empty()) continue;
    for (const Interval& i : field.places[k].anywhere(from - field.size[k].h, to)) out.push_back({i.lo, i.hi + field.size[k].w});
  }
  return joined(std::move(out));
}

Box reach_of(const Field& field) {
  Box box;
  for (std::size_t k = 0; k < 2; ++k) {
    if (field.places[k].empty()) continue;
    const Box& places = field.places[k].box();
    box.add(places.min);
    box.add({places.max.x + field.size[k].w, places.max.y + field.size[k].h});
  }
  return box;
}

struct StripBounds {
  double area = 0.0;
  double strips = 0.0;
};

// Every line across the area has units side by side on it: they fill no more of it than whole widths can.
StripBounds strip_bounds(const Field& field) {
  const Box box = reach_of(field);
  const double unit = field.size[0].w * field.size[0].h;
  const double step = std::min(field.size[0].h, field.size[1].h) / 64.0;
  const bool both = !field.places[0].empty() && !field.places[1].empty();
  const Size& only = field.places[0].empty() ? field.size[1] : field.size[0];
  const std::vector<double> widths = both ? sums_of(field.size[0].w, field.size[1].w, box.max.x - box.min.x + 1.0) : sums_of(only.w, only.w, box.max.x - box.min.x + 1.0);
  StripBounds sum;
  const auto steps = static_cast<std::size_t>(std::ceil((box.max.y - box.min.y) / step));
  for (std::size_t i = 0; i < steps; ++i) {
    const double from = box.min.y + static_cast<double>(i) * step;
    const double to = std::min(from + step, box.max.y);
    for (const Interval& line : covered(field, from, to)) {
      const double length = line.hi - line.lo;
      const double filled = *std::prev(std::upper_bound(widths.begin(), widths.end(), length + tiny_m));
      sum.area += length * (to - from) / unit;
      sum.strips += filled * (to - from) / unit;
    }
  }
  return sum;
}

// Points at a pitch. A half-open rectangle covers a fixed number of them at least, wherever it lies; which ones follows
// from the cell of the raster in which its corner lies.
struct Raster {
  double dx = 0.0;
  double dy = 0.0;
  RdPoint origin{};
};

struct Cell {
  int kind;
  long column;
  long row;
};

struct Covering {
  std::array<long, 2> wide{};  // points that a unit of each kind covers
  std::array<long, 2> high{};
  std::vector<Cell> cells;     // in which a corner can lie
  std::size_t points = 0;      // that can be covered
};

long points_in(double length, double pitch) { return static_cast<long>(std::floor(length / pitch + 1e-9)); }

// First point at or beyond an abscissa.
long point_from(double at, double origin, double pitch) { return static_cast<long>(std::ceil((at - origin) / pitch - 1e-9)); }

Covering covering_of(const Field& field, const Raster& raster) {
  Covering out;
  std::map<long, std::vector<std::pair<long, long>>> rows;
  for (std::size_t k = 0; k < 2; ++k) {
    out.wide[k] = points_in(field.size[k].w, raster.dx);
    out.high[k] = points_in(field.size[k].h, raster.dy);
    if (field.places[k].empty()) continue;
    const Box& box = field.places[k].box();
    const long last = point_from(box.max.y, raster.origin.y, raster.dy);
    for (long row = point_from(box.min.y, raster.origin.y, raster.dy); row <= last; ++row) {
      const double to = raster.origin.y + static_cast<double>(row) * raster.dy;
      long next = std::numeric_limits<long>::min();
      for (const Interval& i : field.places[k].anywhere(to - raster.dy, to)) {
        const long from_column = std::max(next, point_from(i.lo, raster.origin.x, raster.dx));
        const long to_column = point_from(i.hi, raster.origin.x, raster.dx);
        for (long column = from_column; column <= to_column; ++column) out.cells.push_back({static_cast<int>(k), column, row});
        next = to_column + 1;
        if (from_column > to_column) continue;
        for (long r = row; r < row + out.high[k]; ++r) rows[r].emplace_back(from_column, to_column + out.wide[k]);
      }
    }
  }
  for (auto& [row, spans] : rows) {
    std::sort(spans.begin(), spans.end());
    long end = std::numeric_limits<long>::min();
    for (const auto& [from, to] : spans) {
      if (to > std::max(from, end)) out.points += static_cast<std::size_t>(to - std::max(from, end));
      end = std::max(end, to);
    }
  }
  return out;
}

// As many units as points allow, each taking the fewest that a unit of its kind can.
double point_bound(const Field& field, const Covering& covering) {
  long least = std::numeric_limits<long>::max();
  for (std::size_t k = 0; k < 2; ++k) {
    if (!field.places[k].empty()) least = std::min(least, covering.wide[k] * covering.high[k]);
  }
  return static_cast<double>(covering.points) / static_cast<double>(least);
}

// Least sum of weights of points such that every unit covers a weight of 1, by the dual of a linear program; the weights are
// made to hold before they are summed.
std::optional<double> weighed_bound(const Covering& covering) {
  std::map<std::pair<long, long>, int> index;
  std::vector<std::vector<int>> covers(covering.cells.size());
  for (std::size_t c = 0; c < covering.cells.size(); ++c) {
    const Cell& cell = covering.cells[c];
    const auto k = static_cast<std::size_t>(cell.kind);
    for (long row = cell.row; row < cell.row + covering.high[k]; ++row) {
      for (long column = cell.column; column < cell.column + covering.wide[k]; ++column) {
        covers[c].push_back(index.emplace(std::pair{row, column}, static_cast<int>(index.size()) + 1).first->second);
      }
    }
  }
  const std::unique_ptr<glp_prob, void (*)(glp_prob*)> lp{glp_create_prob(), glp_delete_prob};
  const auto rows = static_cast<int>(index.size());
  glp_term_out(GLP_OFF);
  glp_set_obj_dir(lp.get(), GLP_MAX);
  glp_add_rows(lp.get(), rows);
  for (int i = 1; i <= rows; ++i) glp_set_row_bnds(lp.get(), i, GLP_UP, 0.0, 1.0);
  glp_add_cols(lp.get(), static_cast<int>(covers.size()));
  std::vector<int> points;
  std::vector<double> ones;
  for (std::size_t c = 0; c < covers.size(); ++c) {
    const int column = static_cast<int>(c) + 1;
    glp_set_col_bnds(lp.get(), column, GLP_LO, 0.0, 0.0);
    glp_set_obj_coef(lp.get(), column, 1.0);
    points.assign(1, 0);
    points.insert(points.end(), covers[c].begin(), covers[c].end());
    ones.assign(points.size(), 1.0);
    glp_set_mat_col(lp.get(), column, static_cast<int>(covers[c].size()), points.data(), ones.data());
  }
  glp_smcp options;
  glp_init_smcp(&options);
  options.msg_lev = GLP_MSG_OFF;
  options.it_lim = most_iterations;
  if (glp_simplex(lp.get(), &options) != 0 || glp_get_status(lp.get()) != GLP_OPT) return {};
  std::vector<double> weight{0.0};
  double sum = 0.0;
  for (int i = 1; i <= rows; ++i) {
    weight.push_back(std::max(0.0, glp_get_row_dual(lp.get(), i)));
    sum += weight.back();
  }
  double least = 1.0;
  for (const std::vector<int>& of_cell : covers) {
    double here = 0.0;
    for (const int p : of_cell) here += weight[static_cast<std::size_t>(p)];
    least = std::min(least, here);
  }
  if (least <= 0.0) return {};
  return sum / least;
}

// Pitches at which both lengths cover nearly all that they measure, the best first.
struct Pitch {
  double pitch;
  double kept;  // share of the lengths that points stand for
};
std::vector<Pitch> pitches(double a, double b, double most_per_length) {
  std::vector<Pitch> out;
  for (const double length : {a, b}) {
    for (int m = 1; m <= static_cast<int>(most_per_length); ++m) {
      const double pitch = length / m;
      const double kept = std::min(static_cast<double>(points_in(a, pitch)) * pitch / a, static_cast<double>(points_in(b, pitch)) * pitch / b);
      out.push_back({pitch, kept});
    }
  }
  std::stable_sort(out.begin(), out.end(), [](const Pitch& p, const Pitch& q) { return p.kept > q.kept + 1e-9 || (p.kept > q.kept - 1e-9 && p.pitch > q.pitch); });
  return out;
}

std::vector<std::pair<double, double>> rasters_of(const Field& field) {
  std::vector<std::pair<double, double>> out;
  if (field.places[0].empty() || field.places[1].empty()) {
    const Size& only = field.size[field.places[0].empty() ? 1 : 0];
    for (const double m : {1.0, 2.0}) out.emplace_back(only.w / m, only.h / m);
    return out;
  }
  const std::vector<Pitch> all = pitches(field.size[0].w, field.size[0].h, 12.0);
  for (std::size_t i = 0; i < 2; ++i) out.emplace_back(all[i].pitch, all[i].pitch);
  return out;
}

}  // namespace

UpperBound upper_bound(const PackingProblem& problem, std::size_t found, Effort effort) {
  const Field field = field_of(problem);
  if (field.places[0].empty() && field.places[1].empty()) return {};
  UpperBound best{std::numeric_limits<std::size_t>::max(), "oppervlakte"};
  const auto lower = [&](double bound, std::string_view by) {
    if (whole(bound) < best.aantal) best = {whole(bound), by};
  };
  for (const int view : {0, 1}) {
    const StripBounds bounds = strip_bounds(field_of(problem, view));
    lower(bounds.area, "oppervlakte");
    lower(bounds.strips, "stroken");
  }
  const Box box = reach_of(field);
  std::vector<Covering> coverings;  // of each raster the one by which fewest units have points
  for (const auto& [dx, dy] : rasters_of(field)) {
    std::optional<Covering> chosen;
    double least = std::numeric_limits<double>::infinity();
    const int phases = effort == Effort::Quick ? 2 : 4;
    for (int i = 0; i < phases * phases && best.aantal > found; ++i) {
      const RdPoint origin{box.min.x + dx * (i % phases + 0.5) / phases, box.min.y + dy * (i / phases + 0.5) / phases};
      Covering covering = covering_of(field, {dx, dy, origin});
      const double bound = point_bound(field, covering);
      lower(bound, "lp");
      if (bound >= least) continue;
      least = bound;
      chosen = std::move(covering);
    }
    if (chosen) coverings.push_back(std::move(*chosen));
  }
  if (effort == Effort::Quick) return best;
  for (const Covering& covering : coverings) {
    if (best.aantal <= found || covering.cells.size() > most_cells) continue;
    if (const auto bound = weighed_bound(covering)) lower(*bound, "lp");
  }
  return best;
}

}  // namespace batterisk::siting
