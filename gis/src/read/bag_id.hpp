#pragma once

#include "batterisk/core/dossier/surroundings.hpp"

#include <ogr_feature.h>

#include <span>
#include <string>
#include <string_view>

namespace batterisk::gis {

/// What became of an id on its way, often through a spreadsheet.
enum class IdFault {
  None,
  ZerosLost,  ///< leading zeros were lost, and are put back
  Number,     ///< a number with decimals or an exponent, of which no digit was lost
  Rounded,    ///< a number of which digits were lost: it no longer tells objects apart
  OtherKind,  ///< id of an object of another kind
  NoBagId     ///< anything else: at best a name that its maker gave
};

/// Word of LayerRemark::reason, e.g. "id_afgerond"; empty for None.
[[nodiscard]] std::string_view remark_of(IdFault fault);

struct BagId {
  std::string text;  ///< 16 digits; of OtherKind and NoBagId as it was written
  IdFault fault = IdFault::None;

  /// False for an id that two objects may share although they are two.
  [[nodiscard]] bool tells_apart() const { return !text.empty() && fault != IdFault::Rounded; }
};

/// True for an id as the register writes it: 16 digits with the code of the kind, and a number.
[[nodiscard]] bool is_sound(std::string_view id, LayerKind kind);

/// Reads a BAG id: four digits of the municipality, two of the kind ("10" for a pand), and a number. The prefix
/// "NL.IMBAG.Pand." goes, as do the address before an id and the quotes around it. Empty for the number
/// 9999999999, with which the BGT marks buildings that have no BAG id yet (several share it).
[[nodiscard]] BagId bag_id(std::string_view written, LayerKind kind);

/// Value of an id column: of a number all its digits, and ".0" behind one with a fraction part.
[[nodiscard]] std::string id_text(const OGRFeature& feature, int field);

/// True when most of those of 16 digits do not end in a zero: nothing like `look_rounded`, also where some were.
[[nodiscard]] bool keep_last_digit(std::span<const std::string> written, LayerKind kind);

/// True when these ids went through a program that keeps 15 digits: those of 16 digits all end in a zero.
[[nodiscard]] bool look_rounded(std::span<const std::string> written, LayerKind kind);

/// True for kinds whose ids are BAG ids.
[[nodiscard]] bool has_bag_ids(LayerKind kind);

}  // namespace batterisk::gis
