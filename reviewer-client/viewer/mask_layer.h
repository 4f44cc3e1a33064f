#pragma once
#include <array>
#include <cstdint>
#include <span>
#include <vector>

#include "reviewer-client/viewer/rendering.h"

namespace overread::client {

/// What a reader can tell apart in the measurement's masks. Colours and letters are those of the pages.
enum class MaskKind { lung, groundGlass, consolidation, effusion };
struct MaskLook {
    MaskKind kind;
    char letter;
    std::uint32_t colour;  ///< 0xffRRGGBB
};
inline constexpr std::array<MaskLook, 4> maskLooks{{{MaskKind::lung, 'L', 0xff009e73},
                                                    {MaskKind::effusion, 'E', 0xffcc79a7},
                                                    {MaskKind::groundGlass, 'G', 0xff56b4e9},
                                                    {MaskKind::consolidation, 'C', 0xffe69f00}}};

/// A straight piece of an outline along the pixels' edges, in columns and rows: from (x1, y1) to (x2, y2), one of
/// the two equal.
struct OutlineEdge {
    std::uint16_t x1, y1, x2, y2;
};

/// The outlines of one slice of labels (core/volume/ct_volume.h), made once per slice and painted at every zoom.
class MaskOutlines {
public:
    MaskOutlines() = default;
    MaskOutlines(std::span<const std::uint8_t> labels, int columns, int rows);
    [[nodiscard]] const std::vector<OutlineEdge>& of(MaskKind kind) const;

    /// 2 px in the kind's colour on a casing that is 1 px wider on each side, so that it is seen on black and on white.
    void paint(const Placement& at, Picture& picture) const;

private:
    std::array<std::vector<OutlineEdge>, 4> edges_;
};

/// Greys with a quarter of the labels' colours in them, 0xffRRGGBB. All of the same length.
void tinted(std::span<const std::uint8_t> grey, std::span<const std::uint8_t> labels, std::span<std::uint32_t> colours);

}  // namespace overread::client
