#pragma once
#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <vector>

#include "reviewer-client/viewer/plane.h"

namespace overread::client {

/// A distance or an ellipse that the reader drew. Its ends (an ellipse's: corners of its box) count columns and rows of
/// the picture; whole numbers are the centres of pixels.
struct Measurement {
    enum class Kind { distance, ellipse };
    enum class Study { current, prior };
    Kind kind = Kind::distance;
    Study study = Study::current;
    Plane plane = Plane::axial;
    int slice = 0;
    double x1 = 0, y1 = 0, x2 = 0, y2 = 0;
    bool operator==(const Measurement&) const = default;
};

[[nodiscard]] double lengthMm(const Measurement& measurement, const PlaneGrid& grid);

/// What lies in an ellipse: the pixels whose centres are inside.
struct AreaFigures {
    double meanHu = 0;
    double sdHu = 0;     ///< of a sample (n - 1); 0 for one pixel
    double areaMm2 = 0;  ///< of the ellipse as drawn
    long pixels = 0;
};
/// `hu`: the picture that it lies on, row by row. None where no pixel's centre is inside.
[[nodiscard]] std::optional<AreaFigures> areaFigures(const Measurement& measurement, const PlaneGrid& grid,
                                                     std::span<const std::int16_t> hu);

}  // namespace overread::client
