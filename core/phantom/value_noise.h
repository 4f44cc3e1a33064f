#pragma once
#include <array>
#include <cstddef>
#include <cstdint>
#include <vector>

namespace overread {

/// Smooth random field over a box: values 0..1 on a lattice, interpolated. A slice of it is prepared once and then read
/// per voxel, which is what makes it cheap.
class ValueNoise {
public:
    /// Box in millimetres; `cellMm` is the size of the blobs.
    ValueNoise(std::array<double, 3> lowMm, std::array<double, 3> highMm, double cellMm, std::uint64_t seed);

    /// The field in the plane of one z.
    class Plane {
    public:
        [[nodiscard]] float at(double x, double y) const;

    private:
        friend class ValueNoise;
        std::vector<float> values_;
        std::size_t columns_ = 0, rows_ = 0;
        double lowX_ = 0, lowY_ = 0, cellMm_ = 1;
    };
    [[nodiscard]] Plane planeAt(double z) const;

private:
    std::array<double, 3> lowMm_;
    double cellMm_;
    std::array<std::size_t, 3> size_{};
    std::vector<float> values_;
};

}  // namespace overread
