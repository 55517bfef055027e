#include "batterisk/core/rules/wind_rose.hpp"

#include <algorithm>
#include <cmath>
#include <numbers>
#include <stdexcept>

namespace batterisk {
namespace {

constexpr double sector_width = std::numbers::pi / 6.0;
constexpr double node_width = std::numbers::pi / 12.0;

}  // namespace

WindRose::WindRose(const std::array<double, 12>& sector_probability, RoseShape shape) : shape_{shape} {
  std::array<double, 12> v{};
  for (std::size_t k = 0; k < 12; ++k) {
    if (!(sector_probability[k] >= 0.0 && std::isfinite(sector_probability[k]))) {
      throw std::domain_error("sector probability");
    }
    v[k] = sector_probability[k] / sector_width;
    total_ += sector_probability[k];
  }
  const auto after = [&](std::size_t k) { return v[(k + 1) % 12]; };
  if (shape == RoseShape::Constant) {
    for (std::size_t k = 0; k < 12; ++k) {
      node_[2 * k] = v[k];
      node_[2 * k + 1] = after(k);
      const double step = after(k) - v[k];
      if (step != 0.0) jumps_.push_back({static_cast<int>(30 * k + 15), step});
    }
    return;
  }
  // Boundary nodes b_k between sector k and k+1, then centre nodes c_k that keep the sector total; c_k >= 0 because
  // b_k <= 2 v_k.
  std::array<double, 12> b{};
  for (std::size_t k = 0; k < 12; ++k) b[k] = std::min((v[k] + after(k)) / 2.0, 2.0 * std::min(v[k], after(k)));
  for (std::size_t k = 0; k < 12; ++k) {
    node_[2 * k] = (4.0 * v[k] - b[(k + 11) % 12] - b[k]) / 2.0;
    node_[2 * k + 1] = b[k];
  }
  for (std::size_t i = 0; i < 24; ++i) {
    const double before = node_[(i + 23) % 24];
    const double next = node_[(i + 1) % 24];
    const double jump = (next - 2.0 * node_[i] + before) / node_width;
    if (jump != 0.0) jumps_.push_back({static_cast<int>(15 * i), jump});
  }
}

double WindRose::density(double direction) const {
  double turn = direction / (2.0 * std::numbers::pi);
  turn -= std::floor(turn);
  const double position = turn * 24.0;
  if (shape_ == RoseShape::Constant) {
    // Sector k spans node positions 2k-1 .. 2k+1; its lower border belongs to it.
    const auto sector = static_cast<std::size_t>(std::floor((position + 1.0) / 2.0)) % 12;
    return node_[2 * sector];
  }
  const auto i = static_cast<std::size_t>(position) % 24;
  const double t = position - std::floor(position);
  return node_[i] + t * (node_[(i + 1) % 24] - node_[i]);
}

}  // namespace batterisk
