#include "reviewer-client/viewer/cut.h"

#include <algorithm>
#include <cmath>

namespace overread::client {
namespace {

/// Pictures of a slab: first and behind the last.
struct Reach {
    int first;
    int end;
};

Reach reachOf(const PlaneGrid& grid, int slice, const Slab& slab) {
    if (slab.kind == Slab::Kind::none) return {slice, slice + 1};
    const int n = std::max(1, static_cast<int>(std::lround(slab.thicknessMm / grid.sliceMm)));
    const int first = slice - (n - 1) / 2;
    return {std::max(first, 0), std::min(first + n, grid.slices)};
}

void takeMaximum(const std::int16_t* in, std::int16_t* out, std::size_t n) {
    for (std::size_t i = 0; i < n; ++i) out[i] = std::max(out[i], in[i]);
}
void takeMinimum(const std::int16_t* in, std::int16_t* out, std::size_t n) {
    for (std::size_t i = 0; i < n; ++i) out[i] = std::min(out[i], in[i]);
}
void addTo(const std::int16_t* in, std::int32_t* sums, std::size_t n) {
    for (std::size_t i = 0; i < n; ++i) sums[i] += in[i];
}

std::int16_t rounded(std::int32_t sum, int count) {
    return static_cast<std::int16_t>(std::floor(static_cast<float>(sum) / static_cast<float>(count) + 0.5F));
}

/// Folds layers of n values into `out`, one `layer(i)` after the other.
template <class Layer>
void fold(Slab::Kind kind, int layers, const Layer& layer, std::int16_t* out, std::size_t n,
          std::vector<std::int32_t>& sums) {
    if (layers == 0) return;
    if (kind == Slab::Kind::mean) {
        sums.assign(n, 0);
        for (int i = 0; i < layers; ++i) addTo(layer(i), sums.data(), n);
        for (std::size_t i = 0; i < n; ++i) out[i] = rounded(sums[i], layers);
        return;
    }
    std::copy_n(layer(0), n, out);
    for (int i = 1; i < layers; ++i)
        kind == Slab::Kind::maximum ? takeMaximum(layer(i), out, n) : takeMinimum(layer(i), out, n);
}

/// One value out of neighbours that lie side by side.
std::int16_t folded(Slab::Kind kind, const std::int16_t* in, int n) {
    switch (kind) {
        case Slab::Kind::maximum:
            return *std::max_element(in, in + n);
        case Slab::Kind::minimum:
            return *std::min_element(in, in + n);
        case Slab::Kind::mean: {
            std::int32_t sum = 0;
            for (int i = 0; i < n; ++i) sum += in[i];
            return rounded(sum, n);
        }
        case Slab::Kind::none:
            break;
    }
    return in[0];
}

}  // namespace

std::span<const std::int16_t> Cutter::hu(const SliceStack& stack, Plane plane, int slice, const Slab& slab) {
    if (plane == Plane::axial && slab.kind == Slab::Kind::none) return stack.hu(slice);
    const Key key{&stack, plane, slice, slab, stack.loaded()};
    if (key == key_) return hu_;
    key_ = key;
    const PlaneGrid grid = gridOf(plane, stack.series());
    const Reach reach = reachOf(grid, slice, slab);
    const auto columns = static_cast<std::size_t>(stack.columns());
    hu_.assign(static_cast<std::size_t>(grid.columns) * static_cast<std::size_t>(grid.rows), 0);
    if (plane == Plane::axial) {
        std::vector<int> loaded;
        for (int z = reach.first; z < reach.end; ++z)
            if (stack.state(z) == SliceStack::State::loaded) loaded.push_back(z);
        fold(
            slab.kind, static_cast<int>(loaded.size()),
            [&](int i) { return stack.hu(loaded[static_cast<std::size_t>(i)]).data(); }, hu_.data(), hu_.size(), sums_);
        return hu_;
    }
    for (int z = 0; z < stack.slices(); ++z) {
        if (stack.state(z) != SliceStack::State::loaded) continue;
        const std::int16_t* in = stack.hu(z).data();
        std::int16_t* out = hu_.data() + static_cast<std::size_t>(grid.rows - 1 - z) * grid.columns;
        if (plane == Plane::coronal) {
            fold(
                slab.kind, reach.end - reach.first,
                [&](int i) { return in + static_cast<std::size_t>(reach.first + i) * columns; }, out, columns, sums_);
        } else {
            for (int y = 0; y < grid.columns; ++y)
                out[y] = folded(slab.kind, in + static_cast<std::size_t>(y) * columns + reach.first,
                                reach.end - reach.first);
        }
    }
    return hu_;
}

std::span<const std::uint8_t> Cutter::labels(const SliceStack& stack, Plane plane, int slice) {
    if (plane == Plane::axial) return stack.labels(slice);
    const Key key{&stack, plane, slice, {}, stack.masks()};
    if (key == labelKey_) return labels_;
    labelKey_ = key;
    const PlaneGrid grid = gridOf(plane, stack.series());
    const auto columns = static_cast<std::size_t>(stack.columns());
    labels_.assign(static_cast<std::size_t>(grid.columns) * static_cast<std::size_t>(grid.rows), 0);
    for (int z = 0; z < stack.slices(); ++z) {
        if (!stack.hasMask(z)) continue;
        const std::uint8_t* in = stack.labels(z).data();
        std::uint8_t* out = labels_.data() + static_cast<std::size_t>(grid.rows - 1 - z) * grid.columns;
        for (int x = 0; x < grid.columns; ++x)
            out[x] = plane == Plane::coronal ? in[static_cast<std::size_t>(slice) * columns + x]
                                             : in[static_cast<std::size_t>(x) * columns + slice];
    }
    return labels_;
}

bool Cutter::hasRow(const SliceStack& stack, Plane plane, int slice, int row) {
    return stack.state(plane == Plane::axial ? slice : stack.slices() - 1 - row) == SliceStack::State::loaded;
}

void Cutter::forget() {
    key_ = labelKey_ = {};
}

}  // namespace overread::client
