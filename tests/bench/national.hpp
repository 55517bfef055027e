#pragma once

#include <cstdint>
#include <filesystem>

namespace batterisk::bench {

/// Order of the rows: as a register that grew town by town, or with neighbours far apart (worst for a cold disk).
enum class RowOrder { Town, Scattered };

/// Writes one layer `pand` with the columns of bag-light that holds at least `count` buildings: copies of the
/// buildings of the synthetic village, village beside village within the borders of RD. `format` is a GDAL driver,
/// GPKG or FlatGeobuf. Ids are unique, uses and areas those of the village: the same arguments give the same data.
/// Gives the number written. Throws std::runtime_error.
std::int64_t write_national(const std::filesystem::path& path, std::int64_t count, const char* format, RowOrder order);

}  // namespace batterisk::bench
