#include "core/quantification/distance.h"

#include <algorithm>
#include <cmath>

#include "core/quantification/parallel.h"

namespace overread::quantification {
namespace {

constexpr std::int16_t cap = CappedDistance::cap;

/// Squared offsets of 0..n voxels along one axis, in the map's units, the last one below the cap.
std::vector<std::int16_t> offsetsOf(double spacingMm, double unitMm2) {
    std::vector<std::int16_t> squares;
    for (int n = 0;; ++n) {
        const double square = std::round(n * spacingMm * n * spacingMm / unitMm2);
        if (square >= cap) return squares;
        squares.push_back(static_cast<std::int16_t>(square));
    }
}

void sweepRow(const std::uint8_t* mask, std::int16_t* out, int nx, std::uint8_t value,
              const std::vector<std::int16_t>& squares) {
    const int reach = static_cast<int>(squares.size());
    int since = reach;
    for (int x = 0; x < nx; ++x) {
        since = mask[x] == value ? 0 : std::min(since + 1, reach);
        out[x] = since < reach ? squares[static_cast<std::size_t>(since)] : cap;
    }
    since = reach;
    for (int x = nx - 1; x >= 0; --x) {
        since = mask[x] == value ? 0 : std::min(since + 1, reach);
        if (since < reach) out[x] = std::min(out[x], squares[static_cast<std::size_t>(since)]);
    }
}

void minimumWithOffset(std::int16_t* out, const std::int16_t* in, std::int16_t offset, int n) {
    for (int x = 0; x < n; ++x) {
        const auto sum = static_cast<std::int16_t>(in[x] + offset);
        out[x] = sum < out[x] ? sum : out[x];
    }
}

/// For lines of n values, `count` of them `stride` apart from `first`: each becomes the minimum over its neighbours
/// along the count of (value + squared offset). `copy` holds count x n values.
#if defined(__x86_64__)
__attribute__((target_clones("default", "avx2")))  // integers: the same bits with sixteen lanes as with eight
#endif
void pass(std::int16_t* first, std::size_t stride, int count, int n,
                                                        const std::vector<std::int16_t>& squares,
                                                        std::vector<std::int16_t>& copy) {
    const auto width = static_cast<std::size_t>(n);
    copy.resize(static_cast<std::size_t>(count) * width);
    std::vector<std::uint8_t> idle(static_cast<std::size_t>(count));  // lines at the cap throughout offer nothing
    for (int i = 0; i < count; ++i) {
        const auto* line = first + static_cast<std::size_t>(i) * stride;
        std::copy(line, line + n, copy.begin() + static_cast<std::ptrdiff_t>(static_cast<std::size_t>(i) * width));
        idle[static_cast<std::size_t>(i)] = std::all_of(line, line + n, [](std::int16_t v) { return v == cap; });
    }
    const int reach = static_cast<int>(squares.size()) - 1;
    for (int i = 0; i < count; ++i) {
        auto* out = first + static_cast<std::size_t>(i) * stride;
        for (int j = std::max(0, i - reach); j <= std::min(count - 1, i + reach); ++j)
            if (j != i && !idle[static_cast<std::size_t>(j)])
                minimumWithOffset(out, copy.data() + static_cast<std::size_t>(j) * width,
                                  squares[static_cast<std::size_t>(std::abs(j - i))], n);
    }
}

template <typename Keep>
Mask thresholded(const CappedDistance& map, int threads, Keep keep) {
    const Extent& e = map.squared.extent;
    Mask out{e};
    inParallel(e.nz, threads, [&](int begin, int end) {
        std::transform(map.squared.row(0, begin), map.squared.row(0, end), out.row(0, begin),
                       [&](std::int16_t v) { return static_cast<std::uint8_t>(keep(v)); });
    });
    return out;
}

/// operate(mask) on the part of the grid that its ones can reach: often a small one, and the rest stays zero.
template <typename Operate>
Mask onReachedPart(const Mask& mask, double reachMm, Operate operate) {
    const Box ones = boxOf(mask);
    if (ones.empty()) return Mask{mask.extent};
    const Box part = grown(ones, reachMm, mask.extent);
    const Mask small = cropped(mask, part);
    if (small.data.size() == mask.data.size()) return operate(mask);
    Mask out{mask.extent};
    mergeInto(out, operate(small), part);
    return out;
}

constexpr double margin = 1.1;  // a distance is exact below its cap

}  // namespace

std::int16_t CappedDistance::within(double distanceMm) const {
    return static_cast<std::int16_t>(std::min<double>(cap - 1, std::floor(distanceMm * distanceMm / unitMm2 + 0.5)));
}

CappedDistance distanceTo(std::uint8_t value, const Mask& mask, double capMm, Reach reach, int threads) {
    const Extent& e = mask.extent;
    CappedDistance map{Grid<std::int16_t>{e}, capMm * capMm / cap};
    const auto alongX = offsetsOf(e.spacingMm[0], map.unitMm2);
    const auto alongY = offsetsOf(e.spacingMm[1], map.unitMm2);
    inParallel(e.nz, threads, [&](int begin, int end) {
        std::vector<std::int16_t> copy;
        for (int z = begin; z < end; ++z) {
            for (int y = 0; y < e.ny; ++y) sweepRow(mask.row(y, z), map.squared.row(y, z), e.nx, value, alongX);
            pass(map.squared.row(0, z), static_cast<std::size_t>(e.nx), e.ny, e.nx, alongY, copy);
        }
    });
    if (reach == Reach::inSlice) return map;
    const auto alongZ = offsetsOf(e.spacingMm[2], map.unitMm2);
    const auto slice = static_cast<std::size_t>(e.nx) * static_cast<std::size_t>(e.ny);
    inParallel(e.ny, threads, [&](int begin, int end) {
        std::vector<std::int16_t> copy;
        for (int y = begin; y < end; ++y) pass(map.squared.row(y, 0), slice, e.nz, e.nx, alongZ, copy);
    });
    return map;
}

Mask dilated(const Mask& mask, double radiusMm, Reach reach, int threads) {
    return onReachedPart(mask, radiusMm * margin, [&](const Mask& part) {
        const auto map = distanceTo(1, part, radiusMm * margin, reach, threads);
        return thresholded(map, threads, [limit = map.within(radiusMm)](std::int16_t v) { return v <= limit; });
    });
}

Mask eroded(const Mask& mask, double radiusMm, Reach reach, int threads) {
    return onReachedPart(mask, radiusMm * margin, [&](const Mask& part) {
        const auto map = distanceTo(0, part, radiusMm * margin, reach, threads);
        return thresholded(map, threads, [limit = map.within(radiusMm)](std::int16_t v) { return v > limit; });
    });
}

Mask opened(const Mask& mask, double radiusMm, Reach reach, int threads) {
    return dilated(eroded(mask, radiusMm, reach, threads), radiusMm, reach, threads);
}

Mask closed(const Mask& mask, double radiusMm, Reach reach, int threads) {
    return eroded(dilated(mask, radiusMm, reach, threads), radiusMm, reach, threads);
}

}  // namespace overread::quantification
