#include "reviewer-client/viewer/window_names.h"

#include <algorithm>

#include "reviewer-client/viewer/image_view.h"

namespace overread::client {

QString windowName(const Window& window) {
    const auto preset = std::ranges::find(windowPresets, window, &WindowPreset::window);
    if (preset == windowPresets.end()) return {};
    switch (preset->digit) {
        case '1':
            return ImageView::tr("lung");
        case '2':
            return ImageView::tr("soft");
        case '3':
            return ImageView::tr("bone");
        case '4':
            return ImageView::tr("narrow lung");
        default:
            return ImageView::tr("as stored");
    }
}

}  // namespace overread::client
