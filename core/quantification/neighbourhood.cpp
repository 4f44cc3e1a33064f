#include "core/quantification/neighbourhood.h"

#include <algorithm>
#include <array>

#include "core/quantification/parallel.h"

namespace overread::quantification {
namespace {

using Count = std::uint16_t;  // 31 x 31 x 31 fits
constexpr int farthest = 15;

void slideAlongRow(const std::uint8_t* from, Count* to, int n, int reach) {
    int here = 0;
    for (int x = 0; x < std::min(reach, n); ++x) here += from[x];
    for (int x = 0; x < n; ++x) {
        if (x + reach < n) here += from[x + reach];
        if (x > reach) here -= from[x - reach - 1];
        to[x] = static_cast<Count>(here);
    }
}

/// Of `count` lines of n values, `stride` apart, each becomes the sum of those up to `reach` away.
class LineSlider {
public:
    void operator()(Count* first, std::size_t stride, int count, int n, int reach) {
        const auto width = static_cast<std::size_t>(n);
        copy_.resize(static_cast<std::size_t>(count) * width);
        for (int i = 0; i < count; ++i) std::copy_n(line(first, stride, i), n, line(copy_.data(), width, i));
        sum_.assign(width, 0);
        for (int i = -reach; i < count; ++i) {
            if (i + reach < count) add(line(copy_.data(), width, i + reach), 1);
            if (i > reach) add(line(copy_.data(), width, i - reach - 1), -1);
            if (i >= 0) std::copy(sum_.begin(), sum_.end(), line(first, stride, i));
        }
    }

private:
    static Count* line(Count* first, std::size_t stride, int i) { return first + static_cast<std::size_t>(i) * stride; }
    void add(const Count* values, int sign) {
        for (std::size_t x = 0; x < sum_.size(); ++x) sum_[x] = static_cast<Count>(sum_[x] + sign * values[x]);
    }
    std::vector<Count> copy_, sum_;
};

}  // namespace

Grid<Count> onesAround(const Mask& mask, double sideMm, int threads) {
    const Extent& e = mask.extent;
    std::array<int, 3> reach{};
    for (std::size_t axis = 0; axis < 3; ++axis)
        reach[axis] = std::clamp(static_cast<int>(sideMm / e.spacingMm[axis] / 2), 0, farthest);
    Grid<Count> counts{e};
    const auto slice = static_cast<std::size_t>(e.nx) * static_cast<std::size_t>(e.ny);
    inParallel(e.nz, threads, [&](int begin, int end) {
        LineSlider slide;
        for (int z = begin; z < end; ++z) {
            for (int y = 0; y < e.ny; ++y) slideAlongRow(mask.row(y, z), counts.row(y, z), e.nx, reach[0]);
            slide(counts.row(0, z), static_cast<std::size_t>(e.nx), e.ny, e.nx, reach[1]);
        }
    });
    inParallel(e.ny, threads, [&](int begin, int end) {
        LineSlider slide;
        for (int y = begin; y < end; ++y) slide(counts.row(y, 0), slice, e.nz, e.nx, reach[2]);
    });
    return counts;
}

}  // namespace overread::quantification
