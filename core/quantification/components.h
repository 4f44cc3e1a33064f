#pragma once
#include <functional>

#include "core/quantification/grid.h"

namespace overread::quantification {

/// A stretch of ones in one row: x in first..end (end outside).
struct Run {
    int first = 0;
    int end = 0;
    int y = 0;
    int z = 0;
    int component = 0;  ///< index into Components::all
};

struct Component {
    std::size_t voxels = 0;
    Box box;
};

/// Parts of a mask that hang together over faces, numbered in the order of their first voxel: the same for any machine.
/// Runs instead of a labelled volume: a lung has a hundred times fewer runs than voxels.
struct Components {
    std::vector<Run> runs;  ///< in the order of the voxels
    std::vector<Component> all;

    /// Index of the largest, the first of equals; -1 where there is none.
    [[nodiscard]] int largest() const;
    /// Ones where the component passes.
    [[nodiscard]] Mask select(const Extent& extent, const std::function<bool(int component)>& passes) const;
};

[[nodiscard]] Components componentsOf(const Mask& mask);
/// The same with every slice by itself: no component reaches over two slices.
[[nodiscard]] Components componentsInSlicesOf(const Mask& mask);

/// Zeros that no path of zeros in their slice joins with its border become ones.
[[nodiscard]] Mask holesFilledInSlices(const Mask& mask);
/// Zeros that are holes in at least two of the three planes through them. What bulges into the ones from outside, as
/// the dome of the liver does into the lung, is a hole in one plane alone.
[[nodiscard]] Mask holesOfTwoPlanesFilled(const Mask& mask, int threads);

}  // namespace overread::quantification
