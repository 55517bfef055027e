#include "batterisk/study/uncertainty/sobol.hpp"

#include <bit>
#include <stdexcept>

#include <boost/random/sobol.hpp>

namespace batterisk {
namespace {

constexpr unsigned bits = 32;

}  // namespace

std::uint64_t mixed(std::uint64_t a, std::uint64_t b) {
  const auto mix = [](std::uint64_t z) {
    z += 0x9e3779b97f4a7c15U;
    z = (z ^ (z >> 30U)) * 0xbf58476d1ce4e5b9U;
    z = (z ^ (z >> 27U)) * 0x94d049bb133111ebU;
    return z ^ (z >> 31U);
  };
  return mix(mix(a) ^ b);
}

ScrambledSobol::ScrambledSobol(std::size_t dimensions, std::uint64_t seed)
    : dimensions_{dimensions}, seed_{seed}, direction_(dimensions * bits) {
  constexpr std::size_t most = boost::random::default_sobol_table::max_dimension;
  if (dimensions > most) throw std::invalid_argument("more dimensions than Sobol's sequence has here");
  if (dimensions == 0) return;
  // Boost leaves out point 0, the origin, so that its first point is point 1; point 2^k is the exclusive or of the
  // direction numbers k and k-1.
  std::vector<std::uint32_t> before(dimensions, 0);
  for (unsigned k = 0; k < bits; ++k) {
    boost::random::sobol_engine<std::uint32_t, bits> sequence(dimensions);
    sequence.discard(static_cast<std::uintmax_t>((std::uint64_t{1} << k) - 1) * dimensions);
    for (std::size_t d = 0; d < dimensions; ++d) {
      before[d] ^= sequence();
      direction_[d * bits + k] = before[d];
    }
  }
}

std::uint32_t ScrambledSobol::digits(std::uint32_t index, std::size_t dimension) const {
  std::uint32_t x = 0;
  for (std::uint32_t gray = index ^ (index >> 1U); gray != 0; gray &= gray - 1) {
    x ^= direction_[dimension * bits + static_cast<std::size_t>(std::countr_zero(gray))];
  }
  return x;
}

double ScrambledSobol::unscrambled(std::uint32_t index, std::size_t dimension) const {
  return static_cast<double>(digits(index, dimension)) * 0x1p-32;
}

double ScrambledSobol::operator()(std::uint32_t index, std::size_t dimension) const {
  // Each digit is turned or not by a coin that belongs to the digits before it.
  const std::uint32_t x = digits(index, dimension);
  const std::uint64_t own = mixed(seed_, dimension);
  std::uint32_t scrambled = 0;
  for (unsigned b = 0; b < bits; ++b) {
    const std::uint64_t prefix = (std::uint64_t{1} << b) | (b == 0 ? 0U : x >> (bits - b));
    const auto coin = static_cast<std::uint32_t>(mixed(own, prefix) >> 63U);
    const std::uint32_t digit = (x >> (bits - 1 - b)) & 1U;
    scrambled = (scrambled << 1U) | (digit ^ coin);
  }
  return (static_cast<double>(scrambled) + 0.5) * 0x1p-32;
}

}  // namespace batterisk
