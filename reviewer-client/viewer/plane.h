#pragma once
#include <array>
#include <string_view>

#include "core/wire/assignment.h"

namespace overread::client {

/// The three cuts through a stack, along its own axes.
enum class Plane { axial, coronal, sagittal };

/// What the pictures of a plane are made of. Coronal and sagittal ones stand upright: their first row is the head's
/// end. A coronal picture counts from the stack's first row to its last (front to back of who lies on the back), a
/// sagittal one from its first column to its last.
struct PlaneGrid {
    int columns = 0;
    int rows = 0;
    int slices = 0;  ///< pictures of this plane
    double columnMm = 1;
    double rowMm = 1;
    double sliceMm = 1;
    std::array<double, 3> rowDirection{};     ///< LPS, where columns grow
    std::array<double, 3> columnDirection{};  ///< LPS, where rows grow
};
[[nodiscard]] PlaneGrid gridOf(Plane plane, const wire::ImageSeries& series);

/// A place in the stack, in its indices; whole numbers are the centres of voxels.
struct Voxel {
    double column = 0;
    double row = 0;
    double slice = 0;
};
/// A place on a picture of a plane, in its columns and rows, and which picture that is.
struct PlanePoint {
    double x = 0;
    double y = 0;
    int slice = 0;
};
[[nodiscard]] Voxel voxelAt(Plane plane, const PlanePoint& point, const wire::ImageSeries& series);
[[nodiscard]] PlanePoint pointOf(Plane plane, const Voxel& voxel, const wire::ImageSeries& series);

/// Several neighbouring slices in one picture.
struct Slab {
    enum class Kind { none, maximum, mean, minimum };
    Kind kind = Kind::none;
    double thicknessMm = 10;
    bool operator==(const Slab&) const = default;
};
inline constexpr std::array<double, 3> slabThicknessesMm{5, 10, 20};

}  // namespace overread::client
