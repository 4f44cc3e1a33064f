#pragma once
#include <array>
#include <string>

namespace overread::client {

/// Letters at the four edges of an axial picture, of the patient: R L A P H F; two letters where the axis is oblique.
struct OrientationMarks {
    std::string left, right, top, bottom;
    bool operator==(const OrientationMarks&) const = default;
};

/// Directions in DICOM patient coordinates (LPS): where the column index and where the row index grow.
[[nodiscard]] OrientationMarks orientationMarks(const std::array<double, 3>& rowDirection,
                                                const std::array<double, 3>& columnDirection);

/// Length in millimetres of a scale bar that is at most `maximumMm` long: 1, 2 or 5 times a power of ten.
[[nodiscard]] double scaleBarMm(double maximumMm);

}  // namespace overread::client
