#include "gpkg.hpp"
#include "write.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <cstdlib>
#include <memory>
#include <stdexcept>
#include <string>
#include <utility>
#include <vector>

namespace batterisk::village {
namespace {

constexpr double kNeighbourhoodM = 300.0;

double to_mm(double metre) {
  return std::round(metre * 1000.0) / 1000.0;
}

RdPoint between(RdPoint a, RdPoint b, double t) {
  return {to_mm(a.x + t * (b.x - a.x)), to_mm(a.y + t * (b.y - a.y))};
}

Box box_of(const Ring& ring) {
  Box box;
  for (const RdPoint p : ring) box.add(p);
  return box;
}

RdPoint centre_of(const Ring& ring) {
  const Box box = box_of(ring);
  return between(box.min, box.max, 0.5);
}

Box around_site(const Village& village) {
  Box box = box_of(village.site_boundary);
  box.min = {box.min.x - kNeighbourhoodM, box.min.y - kNeighbourhoodM};
  box.max = {box.max.x + kNeighbourhoodM, box.max.y + kNeighbourhoodM};
  return box;
}

std::vector<PerceelRow> near_parcels(const Village& village) {
  const Box box = around_site(village);
  std::vector<PerceelRow> rows;
  for (const PerceelRow& row : village.percelen) {
    if (box.intersects(box_of(row.vlak.outer))) rows.push_back(row);
  }
  return rows;
}

std::vector<PandRow> near_buildings(const Village& village) {
  const Box box = around_site(village);
  std::vector<PandRow> rows;
  for (const PandRow& row : village.panden) {
    if (box.intersects(box_of(row.vlak.outer))) rows.push_back(row);
  }
  return rows;
}

/// Square of `side` m around a point, counter-clockwise.
Ring square(RdPoint c, double side) {
  const double h = side / 2.0;
  return {{to_mm(c.x - h), to_mm(c.y - h)},
          {to_mm(c.x + h), to_mm(c.y - h)},
          {to_mm(c.x + h), to_mm(c.y + h)},
          {to_mm(c.x - h), to_mm(c.y + h)}};
}

/// Parcel row for an invented piece of land.
PerceelRow invented_parcel(int number, Polygon vlak) {
  PerceelRow row;
  row.identificatie_lokaal_id = fmt::format("{:014}", number);
  row.sectie = std::string(1, 'C');
  row.perceelnummer = number - 90000;
  row.plaatscoordinaat = vlak.outer.front();
  row.kadastrale_grootte_m2 = 1;
  row.vlak = std::move(vlak);
  return row;
}

void add_parcels(OGRLayer* layer, const std::vector<PerceelRow>& rows,
                 ParcelColumns columns = ParcelColumns::Pdok) {
  for (const PerceelRow& row : rows) add(layer, parcel_feature(layer, row, columns));
}

void add_buildings(OGRLayer* layer, const std::vector<PandRow>& rows) {
  for (const PandRow& row : rows) add(layer, pand_feature(layer, row));
}

void write_parcels(GpkgWriter& writer, const Village& village) {
  const std::vector<PerceelRow> near = near_parcels(village);
  const Ring& site = village.site_boundary;
  const RdPoint centre = centre_of(site);

  OGRLayer* hole = parcel_layer(writer, "perceel_gat_SYNTHETISCH", ParcelColumns::Pdok);
  for (const PerceelRow& row : near) {
    PerceelRow changed = row;
    if (row.vlak.outer == site) {
      Ring inner = square(centre, 6.0);
      add_parcels(hole, {invented_parcel(90001, {inner, {}})});
      std::reverse(inner.begin(), inner.end());
      changed.vlak.holes = {inner};
    }
    add_parcels(hole, {changed});
  }

  // The plot as one multipart parcel: its western and eastern quarter.
  OGRLayer* parts =
      parcel_layer(writer, "perceel_meerdelig_SYNTHETISCH", ParcelColumns::Pdok, wkbMultiPolygon);
  for (const PerceelRow& row : near) {
    OGRFeatureUniquePtr f = parcel_feature(parts, row, ParcelColumns::Pdok);
    OGRMultiPolygon multi;
    if (row.vlak.outer == site) {
      for (const double dx : {-15.0, 15.0}) {
        const OGRPolygon part = to_ogr({square({centre.x + dx, centre.y}, 12.0), {}});
        multi.addGeometry(&part);
      }
    } else {
      multi.addGeometryDirectly(to_ogr(row.vlak).clone());
    }
    f->SetGeometry(&multi);
    add(parts, f);
  }

  // 10 m along the first edge of the plot, 30 mm deep, cut off the plot itself.
  OGRLayer* sliver = parcel_layer(writer, "perceel_sliver_SYNTHETISCH", ParcelColumns::Pdok);
  const RdPoint a = site[0];
  const double length = std::hypot(site[1].x - a.x, site[1].y - a.y);
  const RdPoint b = between(a, site[1], 10.0 / length);
  const RdPoint inward{-(site[1].y - a.y) / length * 0.030, (site[1].x - a.x) / length * 0.030};
  const RdPoint c{to_mm(b.x + inward.x), to_mm(b.y + inward.y)};
  const RdPoint d = between(a, site.back(), 0.030 / std::hypot(site.back().x - a.x, site.back().y - a.y));
  for (const PerceelRow& row : near) {
    PerceelRow changed = row;
    if (row.vlak.outer == site) {
      add_parcels(sliver, {invented_parcel(90002, {{a, b, c, d}, {}})});
      Ring rest{d, c, b};
      rest.insert(rest.end(), site.begin() + 1, site.end());
      changed.vlak.outer = rest;
    }
    add_parcels(sliver, {changed});
  }

  add_parcels(parcel_layer(writer, "perceel_pdok_SYNTHETISCH", ParcelColumns::Pdok), near);
  add_parcels(parcel_layer(writer, "perceel_wfs_SYNTHETISCH", ParcelColumns::Wfs), near, ParcelColumns::Wfs);
  add_parcels(parcel_layer(writer, "perceel_nlextract_SYNTHETISCH", ParcelColumns::NlExtract), near,
              ParcelColumns::NlExtract);

  OGRLayer* part_only = parcel_layer(writer, "perceel_deel_SYNTHETISCH", ParcelColumns::Pdok);
  for (const PerceelRow& row : near) {
    if (box_of(row.vlak.outer).max.x <= centre.x) add_parcels(part_only, {row});
  }
}

/// The building, with its longest edge replaced by an arc that bulges by 1 m.
std::unique_ptr<OGRCurvePolygon> with_arc(const Ring& ring) {
  std::size_t longest = 0;
  double longest_m = 0.0;
  for (std::size_t i = 0; i < ring.size(); ++i) {
    const RdPoint b = ring[(i + 1) % ring.size()];
    const double length = std::hypot(b.x - ring[i].x, b.y - ring[i].y);
    if (length > longest_m) longest = i;
    longest_m = std::max(longest_m, length);
  }
  const RdPoint a = ring[longest];
  const RdPoint b = ring[(longest + 1) % ring.size()];
  const RdPoint outward{(b.y - a.y) / longest_m, -(b.x - a.x) / longest_m};
  OGRCircularString arc;
  arc.addPoint(a.x, a.y);
  arc.addPoint(to_mm((a.x + b.x) / 2.0 + outward.x), to_mm((a.y + b.y) / 2.0 + outward.y));
  arc.addPoint(b.x, b.y);
  OGRLineString line;
  for (std::size_t i = 1; i <= ring.size(); ++i) {
    const RdPoint p = ring[(longest + i) % ring.size()];
    line.addPoint(p.x, p.y);
  }
  OGRCompoundCurve curve;
  curve.addCurve(&arc);
  curve.addCurve(&line);
  auto polygon = std::make_unique<OGRCurvePolygon>();
  polygon->addRing(&curve);
  return polygon;
}

void write_buildings(GpkgWriter& writer, const Village& village) {
  const std::vector<PandRow> near = near_buildings(village);

  OGRLayer* across = pand_layer(writer, "pand_over_grens_SYNTHETISCH");
  add_buildings(across, near);
  PandRow shed;
  shed.identificatie = "0000109000000001";
  shed.bouwjaar = 2020;
  shed.status = "Pand in gebruik";
  shed.vlak.outer = square(village.site_boundary.front(), 4.0);
  add_buildings(across, {shed});

  OGRLayer* arcs = pand_layer(writer, "pand_boog_SYNTHETISCH", wkbCurvePolygon);
  for (std::size_t i = 0; i < near.size(); ++i) {
    OGRFeatureUniquePtr f = pand_feature(arcs, near[i]);
    // Only free-standing large buildings: an arc on a party wall would overlap the neighbour.
    if (near[i].oppervlakte_max.value_or(0) > 400)
      f->SetGeometryDirectly(with_arc(near[i].vlak.outer).release());
    add(arcs, f);
  }

  OGRLayer* solid = pand_layer(writer, "pand_3d_SYNTHETISCH", wkbPolygon25D);
  for (const PandRow& row : near) {
    OGRFeatureUniquePtr f = pand_feature(solid, row);
    OGRPolygon polygon = to_ogr(row.vlak);
    polygon.set3D(TRUE);
    OGRLinearRing* ring = polygon.getExteriorRing();
    for (int i = 0; i < ring->getNumPoints(); ++i) ring->setZ(i, 6.5);
    f->SetGeometry(&polygon);
    add(solid, f);
  }

  OGRLayer* null = pand_layer(writer, "pand_leeg_SYNTHETISCH");
  OGRLayer* bow_tie = pand_layer(writer, "pand_strik_SYNTHETISCH");
  OGRLayer* twice = pand_layer(writer, "pand_dubbel_SYNTHETISCH");
  for (std::size_t i = 0; i < near.size(); ++i) {
    OGRFeatureUniquePtr f = pand_feature(null, near[i]);
    if (i % 10 == 0) f->SetGeometryDirectly(nullptr);
    add(null, f);

    PandRow crossed = near[i];
    if (i % 10 == 0) std::swap(crossed.vlak.outer[1], crossed.vlak.outer[2]);
    add_buildings(bow_tie, {crossed});

    add_buildings(twice, {near[i]});
    if (i % 10 == 0) add_buildings(twice, {near[i]});
  }

  OGRLayer* numbers = pand_layer(writer, "pand_getal_SYNTHETISCH", wkbPolygon, 28992, OFTInteger64);
  for (const PandRow& row : near) {
    OGRFeatureUniquePtr f = pand_feature(numbers, row);
    f->SetField("identificatie", static_cast<GIntBig>(std::strtoll(row.identificatie.c_str(), nullptr, 10)));
    add(numbers, f);
  }

  add_buildings(pand_layer(writer, "pand_zonder_crs_SYNTHETISCH", wkbPolygon, 0), near);

  OGRLayer* wgs84 = pand_layer(writer, "pand_wgs84_SYNTHETISCH", wkbPolygon, 4326);
  const OGRSpatialReference from = crs(28992);
  const OGRSpatialReference to = crs(4326);
  const std::unique_ptr<OGRCoordinateTransformation> transformation(
      OGRCreateCoordinateTransformation(&from, &to));
  for (const PandRow& row : near) {
    OGRFeatureUniquePtr f = pand_feature(wgs84, row);
    OGRPolygon polygon = to_ogr(row.vlak);
    if (!transformation || polygon.transform(transformation.get()) != OGRERR_NONE) {
      throw std::runtime_error("EPSG:28992 to EPSG:4326 failed");
    }
    f->SetGeometry(&polygon);
    add(wgs84, f);
  }

  pand_layer(writer, "pand_leeglaag_SYNTHETISCH");
}

}  // namespace

void write_dirty_layers(const Village& village, const std::filesystem::path& out_dir) {
  GpkgWriter writer(out_dir / "vuil.gpkg");
  write_parcels(writer, village);
  write_buildings(writer, village);
  writer.close();
}

}  // namespace batterisk::village
