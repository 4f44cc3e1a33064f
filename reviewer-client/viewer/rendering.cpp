#include "reviewer-client/viewer/rendering.h"

#include <algorithm>
#include <cmath>

namespace overread::client {

void windowed(std::span<const std::int16_t> hu, const Window& window, std::span<std::uint8_t> grey) {
    // y = ((x - (c - 0.5)) / (w - 1) + 0.5) * 255, clamped. A width of 1 is a threshold: the standard's first two
    // lines decide alone, which the tiny divisor gives.
    const auto divisor = static_cast<float>(std::max(window.widthHu - 1, 1e-3));
    const float scale = 255.0F / divisor;
    const auto centre = static_cast<float>(window.centreHu - 0.5);
    const std::size_t n = hu.size();
    const std::int16_t* in = hu.data();
    std::uint8_t* out = grey.data();
    for (std::size_t i = 0; i < n; ++i) {
        float y = (static_cast<float>(in[i]) - centre) * scale + 128.0F;  // 127.5 + 0.5 to round to the nearest
        y = y < 0.0F ? 0.0F : y;
        y = y > 255.0F ? 255.0F : y;
        out[i] = static_cast<std::uint8_t>(static_cast<int>(y));
    }
}

void Enlarger::place(int screen, int source, double startPx, double zoom, Taps& taps) {
    taps.of.resize(static_cast<std::size_t>(screen));
    taps.first = std::clamp(static_cast<int>(std::ceil(startPx - 0.5)), 0, screen);
    taps.last = std::clamp(static_cast<int>(std::ceil(startPx + source * zoom - 0.5)), taps.first, screen);
    for (int i = taps.first; i < taps.last; ++i) {
        const double u = std::clamp((i + 0.5 - startPx) / zoom - 0.5, 0.0, static_cast<double>(source - 1));
        const int at = std::min(static_cast<int>(u), std::max(source - 2, 0));
        taps.of[static_cast<std::size_t>(i)] = {at, source < 2 ? 0 : static_cast<int>(std::lround((u - at) * 256))};
    }
}

template <int channels, class Store>
void Enlarger::enlarge(const std::uint8_t* source, int columns, int rows, const Placement& at, Picture& picture,
                       Store store) {
    place(picture.width, columns, at.leftPx, at.zoomX, across_);
    place(picture.height, rows, at.topPx, at.zoomY, down_);
    const int first = across_.first;
    const int last = across_.last;
    const auto width = static_cast<std::size_t>(std::max(last - first, 0));
    upper_.resize(width * channels);
    lower_.resize(width * channels);
    const auto stretchRow = [&](int row, std::uint16_t* out) {
        const std::uint8_t* in = source + static_cast<std::size_t>(std::min(row, rows - 1)) * columns * channels;
        const int step = columns < 2 ? 0 : channels;
        for (int x = first; x < last; ++x) {
            const Tap tap = across_.of[static_cast<std::size_t>(x)];
            const std::uint8_t* pair = in + tap.at * channels;
            for (int c = 0; c < channels; ++c)
                *out++ = static_cast<std::uint16_t>(pair[c] * (256 - tap.weight) + pair[c + step] * tap.weight);
        }
    };
    constexpr std::uint32_t black = 0xff000000U;
    int upperRow = -2;
    for (int y = 0; y < picture.height; ++y) {
        std::uint32_t* out = picture.pixels.data() + static_cast<std::size_t>(y) * picture.width;
        if (y < down_.first || y >= down_.last || width == 0) {
            std::fill(out, out + picture.width, black);
            continue;
        }
        std::fill(out, out + first, black);
        std::fill(out + last, out + picture.width, black);
        const Tap tap = down_.of[static_cast<std::size_t>(y)];
        if (tap.at != upperRow) {
            if (tap.at == upperRow + 1)
                std::swap(upper_, lower_);
            else
                stretchRow(tap.at, upper_.data());
            stretchRow(tap.at + 1, lower_.data());
            upperRow = tap.at;
        }
        store(upper_.data(), lower_.data(), tap.weight, width, out + first);
    }
}

namespace {

/// Between two rows of 8.8 fixed point, `weight` of 256 to the lower one, rounded to 8 bits. All in 16 bits: that is
/// what the processor's multiply-high does eight at a time.
void blend(const std::uint16_t* upper, const std::uint16_t* lower, int weight, std::size_t n, std::uint16_t* out) {
    if (weight == 0 || weight == 256) {
        const std::uint16_t* row = weight == 0 ? upper : lower;
        for (std::size_t i = 0; i < n; ++i) out[i] = static_cast<std::uint16_t>((row[i] + 0x80) >> 8);
        return;
    }
    const auto ofUpper = static_cast<std::uint16_t>((256 - weight) << 8);
    const auto ofLower = static_cast<std::uint16_t>(weight << 8);
    for (std::size_t i = 0; i < n; ++i) {
        const auto a = static_cast<std::uint16_t>((static_cast<std::uint32_t>(upper[i]) * ofUpper) >> 16);
        const auto b = static_cast<std::uint16_t>((static_cast<std::uint32_t>(lower[i]) * ofLower) >> 16);
        out[i] = static_cast<std::uint16_t>(static_cast<std::uint16_t>(a + b + 0x80) >> 8);
    }
}

}  // namespace

void Enlarger::grey(std::span<const std::uint8_t> greys, int columns, int rows, const Placement& at, Picture& picture) {
    enlarge<1>(
        greys.data(), columns, rows, at, picture,
        [this](const std::uint16_t* upper, const std::uint16_t* lower, int weight, std::size_t n, std::uint32_t* out) {
            blended_.resize(n);
            blend(upper, lower, weight, n, blended_.data());
            const std::uint16_t* in = blended_.data();
            for (std::size_t i = 0; i < n; ++i) {
                const std::uint32_t grey = in[i];
                out[i] = 0xff000000U | grey << 16 | grey << 8 | grey;
            }
        });
}

void Enlarger::colour(std::span<const std::uint32_t> colours, int columns, int rows, const Placement& at,
                      Picture& picture) {
    enlarge<4>(
        reinterpret_cast<const std::uint8_t*>(colours.data()), columns, rows, at, picture,
        [this](const std::uint16_t* upper, const std::uint16_t* lower, int weight, std::size_t n, std::uint32_t* out) {
            blended_.resize(4 * n);
            blend(upper, lower, weight, 4 * n, blended_.data());
            const std::uint16_t* in = blended_.data();
            auto* bytes = reinterpret_cast<std::uint8_t*>(out);
            for (std::size_t i = 0; i < 4 * n; ++i) bytes[i] = static_cast<std::uint8_t>(in[i]);
        });
}

}  // namespace overread::client
