#include "core/quantification/working_volume.h"

#include <algorithm>
#include <cmath>

#include "core/quantification/parallel.h"

namespace overread::quantification {
namespace {

constexpr double workingSpacingMm = 1.4;
constexpr double thickSliceMm = 2;
constexpr int lowestHu = -1024;
constexpr int highestHu = 3071;

int factorFor(double spacingMm) {
    return std::max(1, static_cast<int>(workingSpacingMm / spacingMm + 0.5));
}

int mirrored(int i, int n, bool mirror) {
    return mirror ? n - 1 - i : i;
}

void addRow(std::vector<std::int32_t>& sums, const std::int16_t* row, int factor) {
    const auto clamped = [](int hu) { return std::clamp(hu, lowestHu, highestHu); };
    const auto count = sums.size();
    auto* const to = sums.data();
    if (factor == 2) {  // most series: the compiler makes lanes of it
        for (std::size_t x = 0; x < count; ++x) to[x] += clamped(row[2 * x]) + clamped(row[2 * x + 1]);
        return;
    }
    for (std::size_t x = 0; x < count; ++x)
        for (int i = 0; i < factor; ++i)
            to[x] += clamped(row[x * static_cast<std::size_t>(factor) + static_cast<std::size_t>(i)]);
}

/// std::lround, half away from zero, as the compiler can do several at a time.
std::int16_t rounded(double value) {
    return static_cast<std::int16_t>(value + std::copysign(0.5, value));
}

void smoothLines(std::int16_t* first, std::size_t stride, int count, int n) {
    std::vector<std::int16_t> before(first, first + n);
    std::vector<std::int16_t> here(static_cast<std::size_t>(n));
    for (int i = 0; i < count; ++i) {
        auto* line = first + static_cast<std::size_t>(i) * stride;
        const auto* after = i + 1 < count ? line + stride : line;
        std::copy(line, line + n, here.begin());
        for (int x = 0; x < n; ++x) {
            const auto at = static_cast<std::size_t>(x);
            line[x] = static_cast<std::int16_t>((before[at] + 2 * here[at] + after[x] + 2) >> 2);
        }
        before.swap(here);
    }
}

void smoothAlongRow(std::int16_t* row, int n) {
    std::int16_t before = row[0];
    for (int x = 0; x < n; ++x) {
        const std::int16_t here = row[x];
        const std::int16_t after = x + 1 < n ? row[x + 1] : here;
        row[x] = static_cast<std::int16_t>((before + 2 * here + after + 2) >> 2);
        before = here;
    }
}

}  // namespace

WorkingVolume workingVolumeOf(const CtVolume& volume, int threads) {
    const VolumeGeometry& g = volume.geometry;
    WorkingVolume out;
    for (std::size_t axis = 0; axis < 3; ++axis) out.factor[axis] = factorFor(g.spacingMm[axis]);
    const std::array<int, 3> size{static_cast<int>(g.columns), static_cast<int>(g.rows), static_cast<int>(g.slices)};
    for (std::size_t axis = 0; axis < 3; ++axis) out.factor[axis] = std::min(out.factor[axis], size[axis]);
    out.mirroredX = g.rowDirection[0] < 0;
    out.mirroredY = g.columnDirection[1] < 0;
    const auto [fx, fy, fz] = out.factor;
    const Extent e{
        size[0] / fx, size[1] / fy, size[2] / fz, {g.spacingMm[0] * fx, g.spacingMm[1] * fy, g.spacingMm[2] * fz}};
    out.hu = HuGrid{e};
    const double perBlock = 1.0 / (fx * fy * fz);
    inParallel(e.nz, threads, [&](int begin, int end) {
        std::vector<std::int32_t> sums(static_cast<std::size_t>(e.nx));
        for (int z = begin; z < end; ++z)
            for (int y = 0; y < e.ny; ++y) {
                std::fill(sums.begin(), sums.end(), 0);
                for (int k = 0; k < fz; ++k)
                    for (int j = 0; j < fy; ++j) {
                        const auto line =
                            static_cast<std::size_t>(z * fz + k) * g.rows + static_cast<std::size_t>(y * fy + j);
                        addRow(sums, volume.hu.data() + line * g.columns, fx);
                    }
                auto* row = out.hu.row(mirrored(y, e.ny, out.mirroredY), z);
                std::transform(sums.begin(), sums.end(), row,
                               [&](std::int32_t sum) { return rounded(sum * perBlock); });
                if (out.mirroredX) std::reverse(row, row + e.nx);
            }
    });
    return out;
}

HuGrid smoothed(const HuGrid& hu, int threads) {
    HuGrid out = hu;
    const Extent& e = hu.extent;
    inParallel(e.nz, threads, [&](int begin, int end) {
        for (int z = begin; z < end; ++z) {
            for (int y = 0; y < e.ny; ++y) smoothAlongRow(out.row(y, z), e.nx);
            smoothLines(out.row(0, z), static_cast<std::size_t>(e.nx), e.ny, e.nx);
        }
    });
    if (e.spacingMm[2] >= thickSliceMm) return out;
    const auto slice = static_cast<std::size_t>(e.nx) * static_cast<std::size_t>(e.ny);
    inParallel(e.ny, threads, [&](int begin, int end) {
        for (int y = begin; y < end; ++y) smoothLines(out.row(y, 0), slice, e.nz, e.nx);
    });
    return out;
}

LabelVolume onSeriesGrid(const Grid<std::uint8_t>& labels, const WorkingVolume& working, const VolumeGeometry& geometry,
                         int threads) {
    LabelVolume out{geometry, std::vector<std::uint8_t>(geometry.voxels())};
    const Extent& e = labels.extent;
    const auto [fx, fy, fz] = working.factor;
    std::vector<std::size_t> column(geometry.columns);
    for (std::size_t x = 0; x < column.size(); ++x)
        column[x] =
            static_cast<std::size_t>(mirrored(std::min(static_cast<int>(x) / fx, e.nx - 1), e.nx, working.mirroredX));
    inParallel(static_cast<int>(geometry.slices), threads, [&](int begin, int end) {
        for (int z = begin; z < end; ++z)
            for (std::size_t y = 0; y < geometry.rows; ++y) {
                const int ours = mirrored(std::min(static_cast<int>(y) / fy, e.ny - 1), e.ny, working.mirroredY);
                const auto* from = labels.row(ours, std::min(z / fz, e.nz - 1));
                auto* to = out.labels.data() + (static_cast<std::size_t>(z) * geometry.rows + y) * geometry.columns;
                for (std::size_t x = 0; x < geometry.columns; ++x) to[x] = from[column[x]];
            }
    });
    return out;
}

}  // namespace overread::quantification
