#pragma once

#include <string>
#include <string_view>

namespace batterisk::gis {

/// GFS template (feature classes for the GML driver of GDAL) that lives in memory as long as this object.
/// Without it the driver guesses the schema: a second geometry, such as the label point of a parcel or
/// building, may win from the polygon, digits become numbers, and a .gfs file appears beside the input.
class GmlTemplate {
 public:
  GmlTemplate();
  ~GmlTemplate();
  GmlTemplate(const GmlTemplate&) = delete;
  GmlTemplate& operator=(const GmlTemplate&) = delete;

  [[nodiscard]] const std::string& path() const { return path_; }

  /// True when the first kilobytes of a file are GML of the Kadastrale kaart (v5) or IMGeo, which the
  /// template knows.
  [[nodiscard]] static bool knows(std::string_view head);

 private:
  std::string path_;
};

}  // namespace batterisk::gis
