#pragma once

#include "batterisk/render/map_scene.hpp"
#include "batterisk/render/view_transform.hpp"

#include "batterisk/study/text/texts.hpp"

#include <QImage>

namespace batterisk::render {

/// The map as one picture: ground, overlay, legend, scale bar and origin. `pixel_ratio`: device pixels a pixel.
[[nodiscard]] QImage map_picture(const MapScene& scene, const ViewTransform& view, const LayerStack& layers,
                                 study::Language language, double pixel_ratio,
                                 const std::shared_ptr<const Background>& background = nullptr);

}  // namespace batterisk::render
