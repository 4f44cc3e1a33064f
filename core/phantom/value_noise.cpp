#include "core/phantom/value_noise.h"

#include <algorithm>

#include "core/phantom/random.h"

namespace overread {
namespace {

/// Cell and place in it (eased, so that the lattice does not show) of a coordinate; outside the box its border.
struct Place {
    std::size_t cell;
    float share;
};

Place placeOf(double coordinate, double low, double cellMm, std::size_t size) {
    const double steps = std::clamp((coordinate - low) / cellMm, 0.0, static_cast<double>(size - 1) - 1e-6);
    const auto cell = static_cast<std::size_t>(steps);
    const auto share = static_cast<float>(steps - static_cast<double>(cell));
    return {cell, share * share * (3 - 2 * share)};
}

}  // namespace

ValueNoise::ValueNoise(std::array<double, 3> lowMm, std::array<double, 3> highMm, double cellMm, std::uint64_t seed)
    : lowMm_(lowMm), cellMm_(cellMm) {
    for (std::size_t i = 0; i < 3; ++i) size_[i] = static_cast<std::size_t>((highMm[i] - lowMm[i]) / cellMm) + 2;
    values_.resize(size_[0] * size_[1] * size_[2]);
    for (std::size_t i = 0; i < values_.size(); ++i)
        values_[i] = static_cast<float>(mixed(mixed(seed) ^ i) >> 40) / static_cast<float>(1 << 24);
}

ValueNoise::Plane ValueNoise::planeAt(double z) const {
    Plane plane;
    plane.columns_ = size_[0];
    plane.rows_ = size_[1];
    plane.lowX_ = lowMm_[0];
    plane.lowY_ = lowMm_[1];
    plane.cellMm_ = cellMm_;
    const auto [cell, share] = placeOf(z, lowMm_[2], cellMm_, size_[2]);
    const std::size_t area = size_[0] * size_[1];
    plane.values_.resize(area);
    for (std::size_t i = 0; i < area; ++i) {
        const float below = values_[cell * area + i], above = values_[(cell + 1) * area + i];
        plane.values_[i] = below + share * (above - below);
    }
    return plane;
}

float ValueNoise::Plane::at(double x, double y) const {
    const auto [column, right] = placeOf(x, lowX_, cellMm_, columns_);
    const auto [row, down] = placeOf(y, lowY_, cellMm_, rows_);
    const float* upper = values_.data() + row * columns_ + column;
    const float* lower = upper + columns_;
    const float top = upper[0] + right * (upper[1] - upper[0]);
    const float bottom = lower[0] + right * (lower[1] - lower[0]);
    return top + down * (bottom - top);
}

}  // namespace overread
