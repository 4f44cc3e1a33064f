#include "reviewer-client/viewer/window.h"

#include <algorithm>

namespace overread::client {

std::string_view presetNameOf(const Window& window) {
    for (const auto& preset : windowPresets)
        if (preset.window == window) return preset.name;
    return {};
}

Window draggedBy(const Window& window, double dxPx, double dyPx) {
    const double huPerPixel = std::clamp(window.widthHu / 200, 0.5, 20.0);
    return {std::clamp(window.widthHu + dxPx * huPerPixel, 1.0, 8000.0),
            std::clamp(window.centreHu + dyPx * huPerPixel, -2000.0, 4000.0)};
}

}  // namespace overread::client
