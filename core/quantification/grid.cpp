#include "core/quantification/grid.h"

#include <algorithm>
#include <cmath>
#include <cstring>
#include <numeric>

namespace overread::quantification {
namespace {

template <typename Value>
Grid<Value> croppedGrid(const Grid<Value>& grid, const Box& box) {
    Grid<Value> out{Extent{box.hi[0] - box.lo[0], box.hi[1] - box.lo[1], box.hi[2] - box.lo[2], grid.extent.spacingMm}};
    for (int z = 0; z < out.extent.nz; ++z)
        for (int y = 0; y < out.extent.ny; ++y) {
            const Value* from = grid.row(y + box.lo[1], z + box.lo[2]) + box.lo[0];
            std::copy(from, from + out.extent.nx, out.row(y, z));
        }
    return out;
}

}  // namespace

std::size_t countOf(const Mask& mask) {
    return std::accumulate(mask.data.begin(), mask.data.end(), std::size_t{0});
}

Box boxOf(const Mask& mask) {
    const Extent& e = mask.extent;
    Box box{{e.nx, e.ny, e.nz}, {0, 0, 0}};
    for (int z = 0; z < e.nz; ++z)
        for (int y = 0; y < e.ny; ++y) {
            const auto* row = mask.row(y, z);
            const auto* end = row + e.nx;
            const auto* first = static_cast<const std::uint8_t*>(std::memchr(row, 1, static_cast<std::size_t>(e.nx)));
            if (!first) continue;
            const auto* last = end - 1;
            while (*last == 0) --last;
            box.lo = {std::min(box.lo[0], static_cast<int>(first - row)), std::min(box.lo[1], y),
                      std::min(box.lo[2], z)};
            box.hi = {std::max(box.hi[0], static_cast<int>(last - row) + 1), std::max(box.hi[1], y + 1),
                      std::max(box.hi[2], z + 1)};
        }
    return box;
}

Box grown(const Box& box, double marginMm, const Extent& extent) {
    const std::array<int, 3> size{extent.nx, extent.ny, extent.nz};
    Box out = box;
    for (std::size_t axis = 0; axis < 3; ++axis) {
        const int voxels = static_cast<int>(std::ceil(marginMm / extent.spacingMm[axis]));
        out.lo[axis] = std::max(0, box.lo[axis] - voxels);
        out.hi[axis] = std::min(size[axis], box.hi[axis] + voxels);
    }
    return out;
}

Mask cropped(const Mask& mask, const Box& box) {
    return croppedGrid(mask, box);
}
HuGrid cropped(const HuGrid& hu, const Box& box) {
    return croppedGrid(hu, box);
}

void mergeInto(Mask& mask, const Mask& part, const Box& box) {
    const int nx = part.extent.nx;  // a byte that is written could be any of the extent's: read once, rows go by lanes
    for (int z = 0; z < part.extent.nz; ++z)
        for (int y = 0; y < part.extent.ny; ++y) {
            const auto* from = part.row(y, z);
            auto* to = mask.row(y + box.lo[1], z + box.lo[2]) + box.lo[0];
            for (int x = 0; x < nx; ++x) to[x] |= from[x];
        }
}

}  // namespace overread::quantification
