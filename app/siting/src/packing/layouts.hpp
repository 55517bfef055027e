#pragma once

#include "packing/field.hpp"

#include <cstddef>
#include <random>
#include <vector>

namespace batterisk::siting::packing {

using Blocks = std::vector<Block>;

/// Rows of units of one kind each, at the heights at which most stand side by side.
[[nodiscard]] Blocks rows(const Field& field);

/// The rectangle with the most units in it that lies wholly in the field, filled in up to five parts, again and again.
[[nodiscard]] Blocks rectangle(const Field& field);

/// Adds units in what is left, the lowest first, then the leftmost.
void fill(const Field& field, Blocks& blocks);

/// Most units of all layouts in which each unit touches the edge or another below and left of it; an integer program. Ends
/// after a fixed amount of work with the best that it has.
[[nodiscard]] Blocks justified(const Field& field);

}  // namespace batterisk::siting::packing
