#include "core/quantification/components.h"

#include <algorithm>
#include <numeric>

#include "core/quantification/parallel.h"

namespace overread::quantification {
namespace {

/// Disjoint sets of run indices; the root of a set is its smallest index, so that numbering follows the voxels.
class RunSets {
public:
    explicit RunSets(std::size_t count) : parent_(count) { std::iota(parent_.begin(), parent_.end(), 0); }
    int rootOf(int run) {
        while (parent(run) != run) {
            parent(run) = parent(parent(run));
            run = parent(run);
        }
        return run;
    }
    void join(int a, int b) {
        a = rootOf(a);
        b = rootOf(b);
        if (a != b) parent(std::max(a, b)) = std::min(a, b);
    }

private:
    int& parent(int run) { return parent_[static_cast<std::size_t>(run)]; }
    std::vector<int> parent_;
};

void joinRows(const std::vector<Run>& runs, std::size_t a, std::size_t aEnd, std::size_t b, std::size_t bEnd,
              RunSets& sets) {
    while (a < aEnd && b < bEnd) {
        if (runs[a].first < runs[b].end && runs[b].first < runs[a].end)
            sets.join(static_cast<int>(a), static_cast<int>(b));
        (runs[a].end < runs[b].end ? a : b)++;
    }
}

/// Which neighbours of a row hang together with it: planes of one orientation, or the volume.
enum class Through { volume, axialPlanes, coronalPlanes };

Components labelled(const Mask& mask, std::uint8_t value, Through through) {
    const Extent& e = mask.extent;
    Components out;
    std::vector<std::size_t> rowStart(static_cast<std::size_t>(e.ny) * static_cast<std::size_t>(e.nz) + 1);
    for (int z = 0; z < e.nz; ++z)
        for (int y = 0; y < e.ny; ++y) {
            rowStart[static_cast<std::size_t>(z) * static_cast<std::size_t>(e.ny) + static_cast<std::size_t>(y)] =
                out.runs.size();
            const auto* row = mask.row(y, z);
            const auto* end = row + e.nx;
            for (const auto* at = std::find(row, end, value); at != end; at = std::find(at, end, value)) {
                const auto* stop = at;
                while (stop != end && *stop == value) ++stop;
                out.runs.push_back({static_cast<int>(at - row), static_cast<int>(stop - row), y, z, 0});
                at = stop;
            }
        }
    rowStart.back() = out.runs.size();

    RunSets sets{out.runs.size()};
    const auto rows = rowStart.size() - 1;
    const auto ny = static_cast<std::size_t>(e.ny);
    for (std::size_t row = 0; row < rows; ++row) {
        if (through != Through::coronalPlanes && row % ny != 0)
            joinRows(out.runs, rowStart[row], rowStart[row + 1], rowStart[row - 1], rowStart[row], sets);
        if (through != Through::axialPlanes && row >= ny)
            joinRows(out.runs, rowStart[row], rowStart[row + 1], rowStart[row - ny], rowStart[row - ny + 1], sets);
    }
    std::vector<int> number(out.runs.size(), -1);
    for (std::size_t i = 0; i < out.runs.size(); ++i) {
        Run& run = out.runs[i];
        auto& own = number[static_cast<std::size_t>(sets.rootOf(static_cast<int>(i)))];
        if (own < 0) {
            own = static_cast<int>(out.all.size());
            out.all.push_back({0, Box{{run.first, run.y, run.z}, {run.end, run.y + 1, run.z + 1}}});
        }
        run.component = own;
        Component& component = out.all[static_cast<std::size_t>(own)];
        component.voxels += static_cast<std::size_t>(run.end - run.first);
        component.box.lo[0] = std::min(component.box.lo[0], run.first);
        component.box.hi[0] = std::max(component.box.hi[0], run.end);
        component.box.lo[1] = std::min(component.box.lo[1], run.y);
        component.box.hi[1] = std::max(component.box.hi[1], run.y + 1);
        component.box.hi[2] = std::max(component.box.hi[2], run.z + 1);
    }
    return out;
}

Mask filled(const Mask& mask, Through through) {
    const Extent& e = mask.extent;
    const auto gaps = labelled(mask, 0, through);
    Mask out = mask;
    for (const Run& run : gaps.runs) {
        const Box& box = gaps.all[static_cast<std::size_t>(run.component)].box;
        const bool open = box.lo[0] == 0 || box.hi[0] == e.nx ||
                          (through != Through::coronalPlanes && (box.lo[1] == 0 || box.hi[1] == e.ny)) ||
                          (through != Through::axialPlanes && (box.lo[2] == 0 || box.hi[2] == e.nz));
        if (!open) std::fill(out.row(run.y, run.z) + run.first, out.row(run.y, run.z) + run.end, std::uint8_t{1});
    }
    return out;
}

/// x, y, z become y, z, x. Written in order, read by columns: a slice's column of rows stays in the cache.
Mask turned(const Mask& mask) {
    const Extent& e = mask.extent;
    Mask out{Extent{e.ny, e.nz, e.nx, {e.spacingMm[1], e.spacingMm[2], e.spacingMm[0]}}};
    for (int z = 0; z < e.nz; ++z)
        for (int x = 0; x < e.nx; ++x) {
            auto* to = out.row(z, x);
            for (int y = 0; y < e.ny; ++y) to[y] = mask.at(x, y, z);
        }
    return out;
}

/// Undoes turned().
Mask turnedBack(const Mask& mask) {
    const Extent& e = mask.extent;
    Mask out{Extent{e.nz, e.nx, e.ny, {e.spacingMm[2], e.spacingMm[0], e.spacingMm[1]}}};
    for (int y = 0; y < e.ny; ++y)
        for (int x = 0; x < e.nx; ++x) {
            auto* to = out.row(x, y);
            for (int z = 0; z < e.nz; ++z) to[z] = mask.at(x, y, z);
        }
    return out;
}

}  // namespace

int Components::largest() const {
    const auto found = std::max_element(all.begin(), all.end(),
                                        [](const Component& a, const Component& b) { return a.voxels < b.voxels; });
    return found == all.end() ? -1 : static_cast<int>(found - all.begin());
}

Mask Components::select(const Extent& extent, const std::function<bool(int component)>& passes) const {
    std::vector<std::uint8_t> chosen(all.size());
    for (std::size_t i = 0; i < all.size(); ++i) chosen[i] = passes(static_cast<int>(i));
    Mask out{extent};
    for (const Run& run : runs)
        if (chosen[static_cast<std::size_t>(run.component)])
            std::fill(out.row(run.y, run.z) + run.first, out.row(run.y, run.z) + run.end, std::uint8_t{1});
    return out;
}

Components componentsOf(const Mask& mask) {
    return labelled(mask, 1, Through::volume);
}
Components componentsInSlicesOf(const Mask& mask) {
    return labelled(mask, 1, Through::axialPlanes);
}
Mask holesFilledInSlices(const Mask& mask) {
    return filled(mask, Through::axialPlanes);
}

Mask holesOfTwoPlanesFilled(const Mask& mask, int threads) {
    std::array<Mask, 3> planes;
    inParallel(3, threads, [&](int begin, int end) {
        for (int plane = begin; plane < end; ++plane)
            planes[static_cast<std::size_t>(plane)] =
                plane == 0   ? filled(mask, Through::axialPlanes)
                : plane == 1 ? filled(mask, Through::coronalPlanes)
                             : turnedBack(filled(turned(mask), Through::axialPlanes));  // sagittal
    });
    Mask out = mask;
    for (std::size_t i = 0; i < out.data.size(); ++i)
        out.data[i] = planes[0].data[i] + planes[1].data[i] + planes[2].data[i] >= 2;
    return out;
}

}  // namespace overread::quantification
