#include "reviewer-client/viewer/measurement.h"

#include <algorithm>
#include <cmath>
#include <numbers>

namespace overread::client {

double lengthMm(const Measurement& measurement, const PlaneGrid& grid) {
    return std::hypot((measurement.x2 - measurement.x1) * grid.columnMm,
                      (measurement.y2 - measurement.y1) * grid.rowMm);
}

std::optional<AreaFigures> areaFigures(const Measurement& measurement, const PlaneGrid& grid,
                                       std::span<const std::int16_t> hu) {
    const double a = std::abs(measurement.x2 - measurement.x1) / 2;
    const double b = std::abs(measurement.y2 - measurement.y1) / 2;
    const double cx = (measurement.x1 + measurement.x2) / 2;
    const double cy = (measurement.y1 + measurement.y2) / 2;
    if (a <= 0 || b <= 0) return std::nullopt;
    AreaFigures figures;
    figures.areaMm2 = std::numbers::pi * a * grid.columnMm * b * grid.rowMm;
    double sum = 0;
    double squares = 0;  // of differences from the first value: no cancellation at -1000 HU
    double first = 0;
    const int top = std::max(0, static_cast<int>(std::ceil(cy - b)));
    const int bottom = std::min(grid.rows - 1, static_cast<int>(std::floor(cy + b)));
    const int left = std::max(0, static_cast<int>(std::ceil(cx - a)));
    const int right = std::min(grid.columns - 1, static_cast<int>(std::floor(cx + a)));
    for (int y = top; y <= bottom; ++y)
        for (int x = left; x <= right; ++x) {
            const double dx = (x - cx) / a;
            const double dy = (y - cy) / b;
            if (dx * dx + dy * dy > 1) continue;
            const double value = hu[static_cast<std::size_t>(y) * static_cast<std::size_t>(grid.columns) + x];
            if (figures.pixels == 0) first = value;
            ++figures.pixels;
            sum += value - first;
            squares += (value - first) * (value - first);
        }
    if (figures.pixels == 0) return std::nullopt;
    const auto n = static_cast<double>(figures.pixels);
    figures.meanHu = first + sum / n;
    if (figures.pixels > 1) figures.sdHu = std::sqrt(std::max(0.0, (squares - sum * sum / n) / (n - 1)));
    return figures;
}

}  // namespace overread::client
