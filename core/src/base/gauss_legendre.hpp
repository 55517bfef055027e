#pragma once

#include <array>

namespace batterisk::detail {

/// Nodes and weights of Gauss-Legendre quadrature on [-1, 1] (Abramowitz and Stegun, table 25.4).
struct QuadratureNode {
  double x;
  double w;
};

inline constexpr std::array<QuadratureNode, 3> gauss3{
    {{-0.7745966692414834, 0.5555555555555556}, {0.0, 0.8888888888888889}, {0.7745966692414834, 0.5555555555555556}}};
inline constexpr std::array<QuadratureNode, 4> gauss4{{{-0.8611363115940526, 0.3478548451374538},
                                                       {-0.3399810435848563, 0.6521451548625461},
                                                       {0.3399810435848563, 0.6521451548625461},
                                                       {0.8611363115940526, 0.3478548451374538}}};
inline constexpr std::array<QuadratureNode, 8> gauss8{{{-0.9602898564975363, 0.1012285362903763},
                                                       {-0.7966664774136267, 0.2223810344533745},
                                                       {-0.5255324099163290, 0.3137066458778873},
                                                       {-0.1834346424956498, 0.3626837833783620},
                                                       {0.1834346424956498, 0.3626837833783620},
                                                       {0.5255324099163290, 0.3137066458778873},
                                                       {0.7966664774136267, 0.2223810344533745},
                                                       {0.9602898564975363, 0.1012285362903763}}};

/// Integral of `f` over [a, b] with the given rule.
template <class Rule, class Function>
[[nodiscard]] double integrate(const Rule& rule, double a, double b, const Function& f) {
  const double half = (b - a) / 2.0;
  const double middle = (a + b) / 2.0;
  double sum = 0.0;
  for (const QuadratureNode& node : rule) sum += node.w * f(middle + half * node.x);
  return half * sum;
}

}  // namespace batterisk::detail
