#pragma once
#include "core/quantification/grid.h"
#include "core/volume/ct_volume.h"

namespace overread::quantification {

/// The series on the grid that the stages work on: blocks averaged to about 1.4 mm (the width of a lung CT's own
/// resolution), values clamped to -1024..3071, axes turned to the patient's.
struct WorkingVolume {
    HuGrid hu;
    std::array<int, 3> factor{1, 1, 1};  ///< voxels of the series in one of ours
    bool mirroredX = false;              ///< the series' columns grow to the patient's right
    bool mirroredY = false;              ///< the series' rows grow to the front
};

/// Slices of 2.5 mm and more are never averaged: they already are an average.
[[nodiscard]] WorkingVolume workingVolumeOf(const CtVolume& volume, int threads);

/// Averages with the neighbours (1 2 1) along x and y, and along z where slices are closer than 2 mm: 1 mm of Gaussian
/// width at 1.4 mm. Thicker slices carry little noise and must not be mixed.
[[nodiscard]] HuGrid smoothed(const HuGrid& hu, int threads);

/// Labels of the working grid on the grid of the series; each voxel takes that of the block which holds it.
[[nodiscard]] LabelVolume onSeriesGrid(const Grid<std::uint8_t>& labels, const WorkingVolume& working,
                                       const VolumeGeometry& geometry, int threads);

}  // namespace overread::quantification
