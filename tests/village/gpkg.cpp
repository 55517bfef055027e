#include "gpkg.hpp"

#include <cpl_conv.h>
#include <cpl_error.h>
#include <fmt/format.h>

#include <stdexcept>

namespace batterisk::village {
namespace {

[[noreturn]] void fail(const std::string& what) {
  throw std::runtime_error(fmt::format("{}: {}", what, CPLGetLastErrorMsg()));
}

void check(OGRErr error, const std::string& what) {
  if (error != OGRERR_NONE) fail(what);
}

void add_ring(OGRPolygon& polygon, const Ring& ring) {
  OGRLinearRing line;
  for (const RdPoint p : ring) line.addPoint(p.x, p.y);
  line.closeRings();
  polygon.addRing(&line);
}

constexpr const char* kGemeente = "Nergenshuizen SYNTHETISCH";
constexpr const char* kAkr = "SYN00";

}  // namespace

GpkgWriter::GpkgWriter(const std::filesystem::path& path)
    : date_("OGR_CURRENT_DATE", "2026-01-01T00:00:00.000Z", false), path_(path.string()) {
  GDALAllRegister();
  std::filesystem::create_directories(path.parent_path());
  std::filesystem::remove(path);
  GDALDriver* driver = GetGDALDriverManager()->GetDriverByName("GPKG");
  if (driver == nullptr) throw std::runtime_error("GDAL has no GPKG driver");
  dataset_.reset(driver->Create(path_.c_str(), 0, 0, 0, GDT_Unknown, nullptr));
  if (!dataset_) fail(path_);
  check(dataset_->StartTransaction(), path_);
}

OGRLayer* GpkgWriter::layer(const std::string& name, int epsg, OGRwkbGeometryType type,
                            const std::vector<Field>& fields, const char* geometry_column) {
  CPLStringList options;
  options.SetNameValue("GEOMETRY_NAME", geometry_column);
  options.SetNameValue("FID", "fid");
  OGRSpatialReference reference;
  if (epsg != 0) reference = crs(epsg);
  OGRLayer* layer =
      dataset_->CreateLayer(name.c_str(), epsg == 0 ? nullptr : &reference, type, options.List());
  if (layer == nullptr) fail(path_ + ", " + name);
  for (const Field& field : fields) {
    OGRFieldDefn definition(field.name, field.type);
    check(layer->CreateField(&definition), name + "." + field.name);
  }
  return layer;
}

void GpkgWriter::close() {
  check(dataset_->CommitTransaction(), path_);
  CPLErrorReset();
  dataset_.reset();
  if (CPLGetLastErrorType() >= CE_Failure) fail(path_);
}

OGRFeatureUniquePtr new_feature(OGRLayer* layer) {
  return OGRFeatureUniquePtr(OGRFeature::CreateFeature(layer->GetLayerDefn()));
}

void add(OGRLayer* layer, const OGRFeatureUniquePtr& feature) {
  check(layer->CreateFeature(feature.get()), layer->GetName());
}

OGRSpatialReference crs(int epsg) {
  OGRSpatialReference reference;
  check(reference.importFromEPSG(epsg), fmt::format("EPSG:{}", epsg));
  reference.SetAxisMappingStrategy(OAMS_TRADITIONAL_GIS_ORDER);
  return reference;
}

OGRPolygon to_ogr(const Polygon& polygon) {
  OGRPolygon result;
  add_ring(result, polygon.outer);
  for (const Ring& hole : polygon.holes) add_ring(result, hole);
  return result;
}

OGRLayer* parcel_layer(GpkgWriter& writer, const std::string& name, ParcelColumns columns,
                       OGRwkbGeometryType type, int epsg) {
  switch (columns) {
    case ParcelColumns::Pdok:
      return writer.layer(name, epsg, type,
                          {{"identificatie_namespace", OFTString},
                           {"identificatie_lokaal_id", OFTString},
                           {"begin_geldigheid", OFTDate},
                           {"tijdstip_registratie", OFTDateTime},
                           {"volgnummer", OFTInteger},
                           {"status_historie_code", OFTString},
                           {"status_historie_waarde", OFTString},
                           {"kadastrale_gemeente_code", OFTString},
                           {"kadastrale_gemeente_waarde", OFTString},
                           {"akr_kadastrale_gemeente_code_code", OFTString},
                           {"akr_kadastrale_gemeente_code_waarde", OFTString},
                           {"sectie", OFTString},
                           {"perceelnummer", OFTInteger},
                           {"soort_grootte_code", OFTString},
                           {"soort_grootte_waarde", OFTString},
                           {"kadastrale_grootte_waarde", OFTReal},
                           {"perceelnummer_rotatie", OFTReal},
                           {"perceelnummer_verschuiving_delta_x", OFTReal},
                           {"perceelnummer_verschuiving_delta_y", OFTReal},
                           {"perceelnummer_plaatscoordinaat_x", OFTReal},
                           {"perceelnummer_plaatscoordinaat_y", OFTReal}});
    case ParcelColumns::Wfs:
      return writer.layer(name, epsg, type,
                          {{"identificatieLokaalID", OFTString},
                           {"kadastraleGemeenteWaarde", OFTString},
                           {"AKRKadastraleGemeenteCodeWaarde", OFTString},
                           {"sectie", OFTString},
                           {"perceelnummer", OFTInteger},
                           {"kadastraleGrootteWaarde", OFTReal}},
                          "geometry");
    case ParcelColumns::NlExtract:
      return writer.layer(name, epsg, type,
                          {{"lokaalid", OFTString},
                           {"kadgemeente", OFTString},
                           {"akrgemeente", OFTString},
                           {"sectie", OFTString},
                           {"perceelnummer", OFTInteger},
                           {"oppervlakte", OFTReal}},
                          "begrenzing");
  }
  return nullptr;
}

OGRFeatureUniquePtr parcel_feature(OGRLayer* layer, const PerceelRow& row, ParcelColumns columns) {
  OGRFeatureUniquePtr f = new_feature(layer);
  f->SetField("sectie", row.sectie.c_str());
  f->SetField("perceelnummer", row.perceelnummer);
  switch (columns) {
    case ParcelColumns::Pdok:
      f->SetField("identificatie_namespace", "NL.IMKAD.KadastraalObject");
      f->SetField("identificatie_lokaal_id", row.identificatie_lokaal_id.c_str());
      f->SetField("begin_geldigheid", 2025, 1, 1);
      f->SetField("tijdstip_registratie", 2025, 1, 1, 12, 0, 0.0F, 100);
      f->SetField("volgnummer", 0);
      f->SetField("status_historie_code", "G");
      f->SetField("status_historie_waarde", "Geldig");
      f->SetField("kadastrale_gemeente_code", "0000");
      f->SetField("kadastrale_gemeente_waarde", kGemeente);
      f->SetField("akr_kadastrale_gemeente_code_code", "0000");
      f->SetField("akr_kadastrale_gemeente_code_waarde", kAkr);
      f->SetField("soort_grootte_code", "1");
      f->SetField("soort_grootte_waarde", "Vastgesteld");
      f->SetField("kadastrale_grootte_waarde", static_cast<double>(row.kadastrale_grootte_m2));
      f->SetField("perceelnummer_rotatie", 0.0);
      f->SetField("perceelnummer_verschuiving_delta_x", 0.0);
      f->SetField("perceelnummer_verschuiving_delta_y", 0.0);
      f->SetField("perceelnummer_plaatscoordinaat_x", row.plaatscoordinaat.x);
      f->SetField("perceelnummer_plaatscoordinaat_y", row.plaatscoordinaat.y);
      break;
    case ParcelColumns::Wfs:
      f->SetField("identificatieLokaalID", row.identificatie_lokaal_id.c_str());
      f->SetField("kadastraleGemeenteWaarde", kGemeente);
      f->SetField("AKRKadastraleGemeenteCodeWaarde", kAkr);
      f->SetField("kadastraleGrootteWaarde", static_cast<double>(row.kadastrale_grootte_m2));
      break;
    case ParcelColumns::NlExtract:
      f->SetField("lokaalid", row.identificatie_lokaal_id.c_str());
      f->SetField("kadgemeente", kGemeente);
      f->SetField("akrgemeente", kAkr);
      f->SetField("oppervlakte", static_cast<double>(row.kadastrale_grootte_m2));
      break;
  }
  const OGRPolygon polygon = to_ogr(row.vlak);
  f->SetGeometry(&polygon);
  return f;
}

OGRLayer* pand_layer(GpkgWriter& writer, const std::string& name, OGRwkbGeometryType type, int epsg,
                     OGRFieldType id_type) {
  return writer.layer(name, epsg, type,
                      {{"identificatie", id_type},
                       {"bouwjaar", OFTInteger},
                       {"status", OFTString},
                       {"gebruiksdoel", OFTString},
                       {"oppervlakte_min", OFTInteger},
                       {"oppervlakte_max", OFTInteger},
                       {"aantal_verblijfsobjecten", OFTInteger}});
}

OGRFeatureUniquePtr pand_feature(OGRLayer* layer, const PandRow& row) {
  OGRFeatureUniquePtr f = new_feature(layer);
  f->SetField("identificatie", row.identificatie.c_str());
  f->SetField("bouwjaar", row.bouwjaar);
  f->SetField("status", row.status.c_str());
  if (!row.gebruiksdoel.empty()) f->SetField("gebruiksdoel", row.gebruiksdoel.c_str());
  if (row.oppervlakte_min) f->SetField("oppervlakte_min", *row.oppervlakte_min);
  if (row.oppervlakte_max) f->SetField("oppervlakte_max", *row.oppervlakte_max);
  f->SetField("aantal_verblijfsobjecten", row.aantal_verblijfsobjecten);
  const OGRPolygon polygon = to_ogr(row.vlak);
  f->SetGeometry(&polygon);
  return f;
}

}  // namespace batterisk::village
