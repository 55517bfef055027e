#include "write.hpp"

#include "gpkg.hpp"

#include <vector>

namespace batterisk::village {
namespace {

constexpr int kRdNew = 28992;

/// Address columns that verblijfsobject, standplaats and ligplaats share, in the order of bag-light.
std::vector<GpkgWriter::Field> address_fields() {
  return {{"openbare_ruimte_naam", OFTString},
          {"openbare_ruimte_naam_kort", OFTString},
          {"huisnummer", OFTInteger},
          {"huisletter", OFTString},
          {"toevoeging", OFTString},
          {"postcode", OFTString},
          {"woonplaats_naam", OFTString},
          {"nummeraanduiding_hoofdadres_identificatie", OFTString},
          {"openbare_ruimte_identificatie", OFTString},
          {"woonplaats_identificatie", OFTString},
          {"bronhouder_identificatie", OFTString}};
}

void set_address(OGRFeature& f, const Adres& adres) {
  f.SetField("openbare_ruimte_naam", adres.openbare_ruimte_naam.c_str());
  f.SetField("openbare_ruimte_naam_kort", adres.openbare_ruimte_naam_kort.c_str());
  f.SetField("huisnummer", adres.huisnummer);
  if (!adres.huisletter.empty()) f.SetField("huisletter", adres.huisletter.c_str());
  if (!adres.toevoeging.empty()) f.SetField("toevoeging", adres.toevoeging.c_str());
  f.SetField("postcode", adres.postcode.c_str());
  f.SetField("woonplaats_naam", "Nergenshuizen SYNTHETISCH");
  f.SetField("nummeraanduiding_hoofdadres_identificatie", adres.nummeraanduiding_identificatie.c_str());
  f.SetField("openbare_ruimte_identificatie", adres.openbare_ruimte_identificatie.c_str());
  f.SetField("woonplaats_identificatie", "0000");
  f.SetField("bronhouder_identificatie", "0000");
}

void write_units(GpkgWriter& writer, const Village& village) {
  std::vector<GpkgWriter::Field> fields{{"identificatie", OFTString},
                                        {"oppervlakte", OFTInteger},
                                        {"status", OFTString},
                                        {"gebruiksdoel", OFTString}};
  for (const GpkgWriter::Field& field : address_fields()) fields.push_back(field);
  fields.push_back({"bouwjaar", OFTInteger});
  fields.push_back({"pand_identificatie", OFTString});
  fields.push_back({"pandstatus", OFTString});
  OGRLayer* layer = writer.layer("verblijfsobject_SYNTHETISCH", kRdNew, wkbPoint, fields);
  for (const VerblijfsobjectRow& row : village.verblijfsobjecten) {
    const PandRow& pand = village.panden.at(row.pand);
    const OGRFeatureUniquePtr f = new_feature(layer);
    f->SetField("identificatie", row.identificatie.c_str());
    f->SetField("oppervlakte", row.oppervlakte_m2);
    f->SetField("status", row.status.c_str());
    f->SetField("gebruiksdoel", row.gebruiksdoel.c_str());
    set_address(*f, row.adres);
    f->SetField("bouwjaar", pand.bouwjaar);
    f->SetField("pand_identificatie", pand.identificatie.c_str());
    f->SetField("pandstatus", pand.status.c_str());
    const OGRPoint point(row.punt.x, row.punt.y);
    f->SetGeometry(&point);
    add(layer, f);
  }
}

void write_places(GpkgWriter& writer, const char* name, const std::vector<PlaatsRow>& rows) {
  std::vector<GpkgWriter::Field> fields{{"identificatie", OFTString}, {"status", OFTString}};
  for (const GpkgWriter::Field& field : address_fields()) fields.push_back(field);
  OGRLayer* layer = writer.layer(name, kRdNew, wkbPolygon, fields);
  for (const PlaatsRow& row : rows) {
    const OGRFeatureUniquePtr f = new_feature(layer);
    f->SetField("identificatie", row.identificatie.c_str());
    f->SetField("status", row.status.c_str());
    set_address(*f, row.adres);
    const OGRPolygon polygon = to_ogr(row.vlak);
    f->SetGeometry(&polygon);
    add(layer, f);
  }
}

void write_terrain(GpkgWriter& writer, const char* name, const char* kind_field,
                   const std::vector<TerreinRow>& rows) {
  OGRLayer* layer = writer.layer(name, kRdNew, wkbPolygon,
                                 {{"lokaalID", OFTString},
                                  {kind_field, OFTString},
                                  {"naam", OFTString},
                                  {"bgt-status", OFTString},
                                  {"relatieveHoogteligging", OFTInteger}});
  for (const TerreinRow& row : rows) {
    const OGRFeatureUniquePtr f = new_feature(layer);
    f->SetField("lokaalID", row.lokaal_id.c_str());
    f->SetField(kind_field, row.soort.c_str());
    if (!row.naam.empty()) f->SetField("naam", row.naam.c_str());
    f->SetField("bgt-status", "bestaand");
    f->SetField("relatieveHoogteligging", 0);
    const OGRPolygon polygon = to_ogr(row.vlak);
    f->SetGeometry(&polygon);
    add(layer, f);
  }
}

}  // namespace

void write_village(const Village& village, const std::filesystem::path& out_dir) {
  GpkgWriter writer(out_dir / "omgeving.gpkg");
  OGRLayer* parcels = parcel_layer(writer, "perceel_SYNTHETISCH", ParcelColumns::Pdok);
  for (const PerceelRow& row : village.percelen)
    add(parcels, parcel_feature(parcels, row, ParcelColumns::Pdok));
  OGRLayer* buildings = pand_layer(writer, "pand_SYNTHETISCH");
  for (const PandRow& row : village.panden) add(buildings, pand_feature(buildings, row));
  write_units(writer, village);
  write_places(writer, "standplaats_SYNTHETISCH", village.standplaatsen);
  write_places(writer, "ligplaats_SYNTHETISCH", village.ligplaatsen);
  write_terrain(writer, "wegdeel_SYNTHETISCH", "functie", village.wegdelen);
  write_terrain(writer, "waterdeel_SYNTHETISCH", "type", village.waterdelen);
  writer.close();
}

}  // namespace batterisk::village
