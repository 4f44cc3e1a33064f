#pragma once
#include "core/quantification/grid.h"

namespace overread::quantification {

/// How many ones a box round every voxel holds; it is cut off at the ends of the grid. Its sides are odd numbers of
/// voxels, the nearest to `sideMm` and at most 31. Three running sums: the time does not grow with the box.
[[nodiscard]] Grid<std::uint16_t> onesAround(const Mask& mask, double sideMm, int threads);

}  // namespace overread::quantification
