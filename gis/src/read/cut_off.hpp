#pragma once

#include <gdal_priv.h>
#include <ogrsf_frmts.h>

#include <cstdint>
#include <string>

namespace batterisk::gis {

/// What in the file itself says that the service had more features than were put in it: "numberMatched 1010",
/// "numberReturned 1000", "next" (a link to the page that follows), "exceededTransferLimit" or "truncatedResponse". Reads
/// GeoJSON (OGC API, GeoServer), the JSON of ArcGIS and WFS in GML; empty for other formats, and when the file says nothing
/// of the kind or the pages were joined. `path` as GDAL opens it; `features` in the layer.
[[nodiscard]] std::string said_to_be_cut_off(GDALDataset& dataset, const std::string& path, std::int64_t features);

/// True for a number at which services end a page: a whole number of thousands. Of layers that are whole, one in a
/// thousand has such a number by chance.
[[nodiscard]] bool is_page_size(std::int64_t features);

}  // namespace batterisk::gis
