#pragma once
#include "core/quantification/grid.h"

namespace overread::quantification {

/// Whether a distance is measured inside each axial slice alone or in the volume.
enum class Reach { inSlice, inVolume };

/// Squared Euclidean distance in millimetres from each voxel's centre to that of the nearest voxel of a value, capped:
/// exact up to the cap, to one part in 16,000 of its square. Outside the grid there is nothing, neither zeros nor ones,
/// so that a lung cut off by the field of view does not shrink there.
struct CappedDistance {
    static constexpr std::int16_t cap = 16383;  ///< twice this still fits into 16 bits: sums need no check
    Grid<std::int16_t> squared;                 ///< in units of unitMm2; `cap` says "at least the cap"
    double unitMm2 = 1;

    /// The stored value that belongs to a distance: voxels with squared <= this lie within it.
    [[nodiscard]] std::int16_t within(double distanceMm) const;
};

/// Three separable passes over windows of the cap's radius on 16-bit integers, which the compiler turns into eight
/// lanes; ITK's Maurer filter takes five times as long because it is neither capped nor narrow.
[[nodiscard]] CappedDistance distanceTo(std::uint8_t value, const Mask& mask, double capMm, Reach reach, int threads);

/// Ones within the radius of a one.
[[nodiscard]] Mask dilated(const Mask& mask, double radiusMm, Reach reach, int threads);
/// Ones farther than the radius from every zero.
[[nodiscard]] Mask eroded(const Mask& mask, double radiusMm, Reach reach, int threads);
[[nodiscard]] Mask opened(const Mask& mask, double radiusMm, Reach reach, int threads);
[[nodiscard]] Mask closed(const Mask& mask, double radiusMm, Reach reach, int threads);

}  // namespace overread::quantification
