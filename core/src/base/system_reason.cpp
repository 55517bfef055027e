#include "batterisk/core/base/system_reason.hpp"

#include <cerrno>

namespace batterisk {

std::string system_reason(const std::error_code& error) {
  using std::errc;
  const auto is = [&error](auto... conditions) { return ((error == conditions) || ...); };
  if (is(errc::no_such_file_or_directory)) return "bestaat niet";
  if (is(errc::permission_denied, errc::operation_not_permitted)) return "geen rechten";
  if (is(errc::no_space_on_device, std::errc{EDQUOT})) return "de schijf is vol";
  if (is(errc::file_too_large)) return "het bestand wordt te groot";
  if (is(errc::read_only_file_system)) return "de schijf is alleen te lezen";
  if (is(errc::is_a_directory)) return "is een map";
  if (is(errc::not_a_directory, errc::file_exists)) return "een deel van het pad is een bestand";
  if (is(errc::filename_too_long)) return "de naam is te lang";
  if (is(errc::too_many_files_open, errc::too_many_files_open_in_system)) return "er staan te veel bestanden open";
  if (is(errc::device_or_resource_busy, errc::text_file_busy)) return "is in gebruik";
  return "het besturingssysteem weigert (" + std::to_string(error.value()) + ")";
}

}  // namespace batterisk
