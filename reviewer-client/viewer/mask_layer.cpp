#include "reviewer-client/viewer/mask_layer.h"

#include <algorithm>
#include <cmath>
#include <optional>

#include "core/volume/ct_volume.h"

namespace overread::client {
namespace {

std::optional<MaskKind> lesionOf(std::uint8_t label) {
    switch (static_cast<Label>(label)) {
        case Label::rightGroundGlass:
        case Label::leftGroundGlass:
            return MaskKind::groundGlass;
        case Label::rightConsolidation:
        case Label::leftConsolidation:
            return MaskKind::consolidation;
        case Label::effusion:
            return MaskKind::effusion;
        default:
            return std::nullopt;
    }
}

/// Labels that an outline of that kind encloses. A lung is its parenchyma: its lesions are part of it.
bool encloses(MaskKind kind, std::uint8_t label) {
    if (kind == MaskKind::lung)
        return label >= static_cast<std::uint8_t>(Label::rightLung) &&
               label <= static_cast<std::uint8_t>(Label::leftConsolidation);
    return lesionOf(label) == kind;
}

std::vector<OutlineEdge> outline(std::span<const std::uint8_t> labels, int columns, int rows, MaskKind kind) {
    std::array<bool, 256> belongs{};
    for (std::size_t label = 0; label < belongs.size(); ++label)
        belongs[label] = encloses(kind, static_cast<std::uint8_t>(label));
    std::vector<OutlineEdge> edges;
    const auto inside = [&](int x, int y) {
        return x >= 0 && y >= 0 && x < columns && y < rows &&
               belongs[labels[static_cast<std::size_t>(y) * columns + x]];
    };
    const auto narrow = [](int value) { return static_cast<std::uint16_t>(value); };
    for (int y = 0; y <= rows; ++y)  // horizontal pieces between row y - 1 and row y
        for (int x = 0, start = -1; x <= columns; ++x) {
            const bool edge = x < columns && inside(x, y - 1) != inside(x, y);
            if (edge && start < 0) start = x;
            if (!edge && start >= 0) {
                edges.push_back({narrow(start), narrow(y), narrow(x), narrow(y)});
                start = -1;
            }
        }
    for (int x = 0; x <= columns; ++x)
        for (int y = 0, start = -1; y <= rows; ++y) {
            const bool edge = y < rows && inside(x - 1, y) != inside(x, y);
            if (edge && start < 0) start = y;
            if (!edge && start >= 0) {
                edges.push_back({narrow(x), narrow(start), narrow(x), narrow(y)});
                start = -1;
            }
        }
    return edges;
}

void fill(Picture& picture, int left, int top, int right, int bottom, std::uint32_t colour) {
    left = std::max(left, 0);
    right = std::min(right, picture.width);
    for (int y = std::max(top, 0); y < std::min(bottom, picture.height); ++y) {
        std::uint32_t* row = picture.pixels.data() + static_cast<std::size_t>(y) * picture.width;
        if (left < right) std::fill(row + left, row + right, colour);
    }
}

}  // namespace

MaskOutlines::MaskOutlines(std::span<const std::uint8_t> labels, int columns, int rows) {
    for (const auto& look : maskLooks)
        if (std::ranges::any_of(labels, [&](std::uint8_t label) { return encloses(look.kind, label); }))
            edges_[static_cast<std::size_t>(look.kind)] = outline(labels, columns, rows, look.kind);
}

const std::vector<OutlineEdge>& MaskOutlines::of(MaskKind kind) const {
    return edges_[static_cast<std::size_t>(kind)];
}

void MaskOutlines::paint(const Placement& at, Picture& picture) const {
    constexpr std::uint32_t casing = 0xff101214;
    const auto strokes = [&](MaskKind kind, int half, std::uint32_t colour) {
        for (const OutlineEdge& edge : of(kind))
            fill(picture, static_cast<int>(std::lround(at.leftPx + edge.x1 * at.zoomX)) - half,
                 static_cast<int>(std::lround(at.topPx + edge.y1 * at.zoomY)) - half,
                 static_cast<int>(std::lround(at.leftPx + edge.x2 * at.zoomX)) + half,
                 static_cast<int>(std::lround(at.topPx + edge.y2 * at.zoomY)) + half, colour);
    };
    for (const auto& look : maskLooks) strokes(look.kind, 2, casing);
    for (const auto& look : maskLooks) strokes(look.kind, 1, look.colour);
}

void tinted(std::span<const std::uint8_t> grey, std::span<const std::uint8_t> labels,
            std::span<std::uint32_t> colours) {
    // A quarter of each label's colour, and how many quarters of the grey stay.
    struct Share {
        std::uint32_t greyQuarters = 4;
        std::uint32_t colour = 0;  // 0x00RRGGBB, of 255 each
    };
    std::array<Share, 256> shares;
    for (std::size_t label = 0; label < shares.size(); ++label)
        if (const auto kind = lesionOf(static_cast<std::uint8_t>(label)))
            shares[label] = {3, std::ranges::find(maskLooks, *kind, &MaskLook::kind)->colour & 0xffffffU};
    for (std::size_t i = 0; i < grey.size(); ++i) {
        const Share& share = shares[labels[i]];
        const std::uint32_t kept = share.greyQuarters * grey[i] + 2;
        colours[i] = 0xff000000U | (kept + (share.colour >> 16)) / 4 << 16 |
                     (kept + (share.colour >> 8 & 0xffU)) / 4 << 8 | (kept + (share.colour & 0xffU)) / 4;
    }
}

}  // namespace overread::client
