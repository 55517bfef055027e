#include "read/gml_template.hpp"

#include <cpl_vsi.h>

#include <charconv>
#include <cstdint>
#include <stdexcept>

namespace batterisk::gis {
namespace {

// Kadastrale kaart v5: Perceel with its boundary, not `plaatscoordinaten`. IMGeo (BGT, and the buildings of
// the Kadastrale kaart): BuildingPart with its footprint, not the position of the house number.
constexpr std::string_view classes = R"(<GMLFeatureClassList>
  <GMLFeatureClass>
    <Name>Perceel</Name>
    <ElementPath>Perceel</ElementPath>
    <GeomPropertyDefn>
      <Name>begrenzingPerceel</Name><ElementPath>begrenzingPerceel</ElementPath><Type>MultiPolygon</Type>
    </GeomPropertyDefn>
    <SRSName>urn:ogc:def:crs:EPSG::28992</SRSName>
    <PropertyDefn>
      <Name>identificatieLokaalID</Name><ElementPath>identificatie</ElementPath><Type>String</Type>
    </PropertyDefn>
    <PropertyDefn>
      <Name>eindGeldigheid</Name><ElementPath>historie|eindGeldigheid</ElementPath><Type>String</Type>
    </PropertyDefn>
    <PropertyDefn>
      <Name>kadastraleGemeenteWaarde</Name>
      <ElementPath>kadastraleAanduiding|TypeKadastraleAanduiding|kadastraleGemeente)"
                                     R"(|KadastraleGemeente|waarde</ElementPath>
      <Type>String</Type>
    </PropertyDefn>
    <PropertyDefn>
      <Name>AKRKadastraleGemeenteCodeWaarde</Name>
      <ElementPath>kadastraleAanduiding|TypeKadastraleAanduiding|aKRKadastraleGemeenteCode)"
                                     R"(|AKRKadastraleGemeenteCode|waarde</ElementPath>
      <Type>String</Type>
    </PropertyDefn>
    <PropertyDefn>
      <Name>sectie</Name>
      <ElementPath>kadastraleAanduiding|TypeKadastraleAanduiding|sectie</ElementPath>
      <Type>String</Type>
    </PropertyDefn>
    <PropertyDefn>
      <Name>perceelnummer</Name>
      <ElementPath>kadastraleAanduiding|TypeKadastraleAanduiding|perceelnummer</ElementPath>
      <Type>String</Type>
    </PropertyDefn>
  </GMLFeatureClass>
  <GMLFeatureClass>
    <Name>BuildingPart</Name>
    <ElementPath>BuildingPart</ElementPath>
    <GeomPropertyDefn>
      <Name>geometrie2dGrondvlak</Name>
      <ElementPath>geometrie2dGrondvlak</ElementPath>
      <Type>MultiPolygon</Type>
    </GeomPropertyDefn>
    <SRSName>urn:ogc:def:crs:EPSG::28992</SRSName>
    <PropertyDefn>
      <Name>identificatieBAGPND</Name><ElementPath>identificatieBAGPND</ElementPath><Type>String</Type>
    </PropertyDefn>
    <PropertyDefn>
      <Name>eindRegistratie</Name><ElementPath>eindRegistratie</ElementPath><Type>String</Type>
    </PropertyDefn>
  </GMLFeatureClass>
</GMLFeatureClassList>
)";

}  // namespace

GmlTemplate::GmlTemplate() {
  // The address of this object makes the name unique among the templates alive.
  char digits[20];
  const auto end =
      std::to_chars(digits, digits + sizeof digits, reinterpret_cast<std::uintptr_t>(this), 16).ptr;
  path_ = "/vsimem/batterisk-" + std::string(digits, end) + ".gfs";
  VSILFILE* file = VSIFOpenL(path_.c_str(), "wb");
  if (file == nullptr || VSIFWriteL(classes.data(), 1, classes.size(), file) != classes.size() ||
      VSIFCloseL(file) != 0) {
    throw std::runtime_error("GDAL: no file in memory");
  }
}

GmlTemplate::~GmlTemplate() {
  VSIUnlink(path_.c_str());
}

bool GmlTemplate::knows(std::string_view head) {
  return head.find("/schemas/brkkadastralekaart/") != std::string_view::npos ||
         head.find("geostandaarden.nl/imgeo/") != std::string_view::npos;
}

}  // namespace batterisk::gis
