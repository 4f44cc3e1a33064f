#include "reviewer-client/viewer/plane.h"

#include <cmath>

namespace overread::client {
namespace {

std::array<double, 3> towardsFeet(const wire::ImageSeries& series) {
    const auto& r = series.rowDirection;
    const auto& c = series.columnDirection;
    std::array<double, 3> normal{r[1] * c[2] - r[2] * c[1], r[2] * c[0] - r[0] * c[2], r[0] * c[1] - r[1] * c[0]};
    // Slices are numbered from the feet to the head, whichever way rows and columns turn.
    if (normal[2] > 0)
        for (double& part : normal) part = -part;
    return normal;
}

double orOne(double spacingMm) {
    return spacingMm > 0 ? spacingMm : 1;
}

}  // namespace

PlaneGrid gridOf(Plane plane, const wire::ImageSeries& series) {
    const double x = orOne(series.spacingMm[0]);
    const double y = orOne(series.spacingMm[1]);
    const double z = orOne(series.spacingMm[2]);
    switch (plane) {
        case Plane::axial:
            break;
        case Plane::coronal:
            return {series.columns, series.slices, series.rows, x, z, y, series.rowDirection, towardsFeet(series)};
        case Plane::sagittal:
            return {series.rows, series.slices, series.columns, y, z, x, series.columnDirection, towardsFeet(series)};
    }
    return {series.columns, series.rows, series.slices, x, y, z, series.rowDirection, series.columnDirection};
}

Voxel voxelAt(Plane plane, const PlanePoint& point, const wire::ImageSeries& series) {
    const double upwards = series.slices - 1 - point.y;
    switch (plane) {
        case Plane::axial:
            break;
        case Plane::coronal:
            return {point.x, static_cast<double>(point.slice), upwards};
        case Plane::sagittal:
            return {static_cast<double>(point.slice), point.x, upwards};
    }
    return {point.x, point.y, static_cast<double>(point.slice)};
}

PlanePoint pointOf(Plane plane, const Voxel& voxel, const wire::ImageSeries& series) {
    const double downwards = series.slices - 1 - voxel.slice;
    switch (plane) {
        case Plane::axial:
            break;
        case Plane::coronal:
            return {voxel.column, downwards, static_cast<int>(std::lround(voxel.row))};
        case Plane::sagittal:
            return {voxel.row, downwards, static_cast<int>(std::lround(voxel.column))};
    }
    return {voxel.column, voxel.row, static_cast<int>(std::lround(voxel.slice))};
}

}  // namespace overread::client
