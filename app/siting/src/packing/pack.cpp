#include "packing/layouts.hpp"

#include <algorithm>
#include <random>
#include <utility>

namespace batterisk::siting {
namespace {

using namespace packing;

// Takes out what stands around a block and fills again from another side; keeps what is not worse.
void exchange(const std::vector<Field>& fields, Blocks& best, std::size_t enough) {
  constexpr int rounds = 240;
  const Field& plain = fields.front();
  std::mt19937 random{20261201};
  const auto below = [&](std::size_t n) { return static_cast<std::size_t>(random() % n); };
  const double a = std::max(plain.size[0].w, plain.size[0].h);
  for (int round = 0; round < rounds && best.size() < enough && !best.empty(); ++round) {
    const Block& middle = best[below(best.size())];
    const double reach = a * (0.6 + 0.3 * static_cast<double>(below(5)));
    const double dx = below(3) == 0 ? 1e9 : reach;
    Blocks rest;
    for (const Block& b : best) {
      if (std::abs(b.x - middle.x) > dx || std::abs(b.y - middle.y) > reach) rest.push_back(b);
    }
    const int view = static_cast<int>(below(views));
    Blocks there = seen(std::move(rest), plain, view);
    fill(fields[static_cast<std::size_t>(view)], there);
    if (there.size() >= best.size()) best = plainly(std::move(there), plain, view);
  }
}

}  // namespace

std::vector<Packed> pack(const PackingProblem& problem, std::size_t enough, Effort effort) {
  constexpr std::size_t few = 14;  // of which all justified layouts are searched
  std::vector<Field> fields;
  for (int view = 0; view < views; ++view) fields.push_back(field_of(problem, view));
  const Field& plain = fields.front();
  Blocks best;
  std::vector<Blocks> starts;
  const auto offer = [&](Blocks blocks, int view) {
    fill(fields[static_cast<std::size_t>(view)], blocks);
    blocks = plainly(std::move(blocks), plain, view);
    if (blocks.size() > best.size()) best = blocks;
    starts.push_back(std::move(blocks));
  };
  for (const int view : {0, 1}) offer(rows(fields[static_cast<std::size_t>(view)]), view);
  if (effort == Effort::Whole && best.size() < enough) offer(rectangle(plain), 0);
  if (effort == Effort::Whole && best.size() < enough && best.size() <= few) {
    Blocks blocks = justified(plain);
    if (blocks.size() > best.size()) best = std::move(blocks);
  }
  if (effort == Effort::Whole && best.size() < enough) {
    for (Blocks& start : starts) {
      if (start.size() + 2 < best.size()) continue;
      exchange(fields, start, enough);
      if (start.size() > best.size()) best = std::move(start);
    }
  }
  std::sort(best.begin(), best.end(), [](const Block& a, const Block& b) { return a.y < b.y || (a.y == b.y && a.x < b.x); });
  std::vector<Packed> out;
  for (const Block& b : best) {
    const Size& size = plain.size[static_cast<std::size_t>(b.kind)];
    out.push_back({{b.x + size.w / 2.0, b.y + size.h / 2.0}, b.kind == 1});
  }
  return out;
}

bool apart(const PackingProblem& problem, const std::vector<Packed>& units) {
  const Field plain = field_of({problem.lengte_m, problem.breedte_m, problem.tussen_m, {}, {}});
  Blocks blocks;
  for (const Packed& unit : units) {
    const Size& size = plain.size[unit.dwars ? 1 : 0];
    blocks.push_back({unit.midden.x - size.w / 2.0, unit.midden.y - size.h / 2.0, unit.dwars ? 1 : 0});
  }
  for (std::size_t i = 0; i < blocks.size(); ++i) {
    for (std::size_t j = i + 1; j < blocks.size(); ++j) {
      if (overlap(plain, blocks[i], blocks[j])) return false;
    }
  }
  return true;
}

}  // namespace batterisk::siting
