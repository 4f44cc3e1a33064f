#include "core/picture/window.h"

#include <algorithm>

namespace overread {

void applyWindow(std::span<const std::int16_t> hu, const GreyWindow& window, std::span<std::uint8_t> grey) {
    const auto scale = static_cast<float>(255 / (window.widthHu - 1));
    const auto middle = static_cast<float>(window.centreHu - 0.5);
    std::transform(hu.begin(), hu.end(), grey.begin(), [&](std::int16_t value) {
        const float level = (static_cast<float>(value) - middle) * scale + 128.0F;  // 127.5, and 0.5 to round
        return static_cast<std::uint8_t>(std::clamp(level, 0.0F, 255.0F));
    });
}

}  // namespace overread
