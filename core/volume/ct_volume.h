#pragma once
#include <array>
#include <cstddef>
#include <cstdint>
#include <string>
#include <vector>

namespace overread {

/// Where the voxels of a volume lie in the patient (DICOM patient coordinates, LPS, millimetres).
struct VolumeGeometry {
    std::size_t columns = 0;                         ///< x, fastest
    std::size_t rows = 0;                            ///< y
    std::size_t slices = 0;                          ///< z, slowest, sorted along the normal: from the feet to the head
    std::array<double, 3> spacingMm{1, 1, 1};        ///< between columns, between rows, between slices
    std::array<double, 3> originMm{0, 0, 0};         ///< centre of the first voxel
    std::array<double, 3> rowDirection{1, 0, 0};     ///< unit vector along which the column index grows
    std::array<double, 3> columnDirection{0, 1, 0};  ///< unit vector along which the row index grows
    std::array<double, 3> normal{0, 0, 1};           ///< unit vector along which the slice index grows

    [[nodiscard]] std::size_t voxelsPerSlice() const { return columns * rows; }
    [[nodiscard]] std::size_t voxels() const { return columns * rows * slices; }
    [[nodiscard]] double voxelMl() const { return spacingMm[0] * spacingMm[1] * spacingMm[2] / 1000; }
    bool operator==(const VolumeGeometry&) const = default;
};

/// What the header says about how the series was made; codes, no names.
struct SeriesFacts {
    std::string studyInstanceUid;
    std::string seriesInstanceUid;
    std::string kernel;           ///< as the vendor calls it, for example "B70f"
    double sliceThicknessMm = 0;  ///< 0 where the header does not say
    bool contrast = false;        ///< an agent is recorded
    bool lossy = false;
};

/// An axial chest CT in Hounsfield units. `hu[(z * rows + y) * columns + x]`; padding and everything below air is
/// -1024. Owns its voxels; a copy copies them.
struct CtVolume {
    VolumeGeometry geometry;
    SeriesFacts facts;
    std::vector<std::int16_t> hu;
};

/// What a voxel of a label volume says; the numbers are those of the NRRD files.
enum class Label : std::uint8_t {
    none = 0,
    rightLung = 1,
    leftLung = 2,
    rightGroundGlass = 3,
    leftGroundGlass = 4,
    rightConsolidation = 5,
    leftConsolidation = 6,
    airways = 7,
    effusion = 8
};

/// One label per voxel of a CtVolume of the same geometry. A lung's parenchyma is its own label together with its
/// ground glass and consolidation.
struct LabelVolume {
    VolumeGeometry geometry;
    std::vector<std::uint8_t> labels;
};

}  // namespace overread
