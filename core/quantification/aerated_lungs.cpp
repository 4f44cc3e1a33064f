#include "core/quantification/aerated_lungs.h"

#include <algorithm>
#include <optional>

#include "core/quantification/components.h"
#include "core/quantification/distance.h"

namespace overread::quantification {
namespace {

constexpr int gasHu = -935;  // darker, over more than a bulla's size, is no lung
constexpr double gasMeanHu = -955;
constexpr double gasCoreMm = 4;
constexpr double gasSmallestMl = 0.5;  // of the eroded core
constexpr double gasReachMm = 15;      // from a core to the corners of its bubble: above a fluid level they are sharp
constexpr double gasSkinMm = 4.5;      // the blurred wall
constexpr double gasRindMm = 12;       // this near to the gas, air that is thinner than twice the next is its edge:
constexpr double thinnestLungMm = 3;   // above a fluid level it tapers to wedges that are no longer dark
constexpr double smallestLungMl = 60;
constexpr double smallestIslandMl = 0.3;
constexpr double islandReachMm = 20;
constexpr double lungLowestHu = -960;
constexpr double lungHighestHu = -420;
constexpr double shareOfHeight = 0.5;    // of a lung's height that lies beside the larger lung
constexpr double widestMarkerMm = 16;    // no bridge between the lungs is wider than twice this
constexpr double shareOfOneSide = 0.15;  // of a body of air that is both lungs, each holds at least this

std::vector<double> meansOf(const Components& parts, const HuGrid& hu) {
    std::vector<double> sums(parts.all.size());
    for (const Run& run : parts.runs) {
        const auto* row = hu.row(run.y, run.z);
        double sum = 0;
        for (int x = run.first; x < run.end; ++x) sum += row[x];
        sums[static_cast<std::size_t>(run.component)] += sum;
    }
    for (std::size_t i = 0; i < sums.size(); ++i) sums[i] /= static_cast<double>(parts.all[i].voxels);
    return sums;
}

void subtract(Mask& mask, const Mask& other) {
    std::transform(mask.data.begin(), mask.data.end(), other.data.begin(), mask.data.begin(),
                   [](std::uint8_t a, std::uint8_t b) { return static_cast<std::uint8_t>(a & ~b & 1); });
}

/// Gas of stomach and bowel with its blurred wall: large, as dark as air itself, in the lower half of the air. The
/// bubble of the stomach hangs together with the left lung wherever the diaphragm between them is thinner than a voxel.
Mask abdominalGasOf(const HuGrid& smooth, const Mask& air, int threads) {
    const Extent& e = smooth.extent;
    const Box box = boxOf(air);
    Mask dark{e};
    const int middle = (box.lo[2] + box.hi[2]) / 2;
    for (int z = box.lo[2]; z < middle; ++z)
        for (int y = 0; y < e.ny; ++y)
            for (int x = 0; x < e.nx; ++x) dark.at(x, y, z) = air.at(x, y, z) && smooth.at(x, y, z) < gasHu;
    const auto cores = componentsOf(eroded(dark, gasCoreMm, Reach::inVolume, threads));
    const auto means = meansOf(cores, smooth);
    const auto gas = cores.select(e, [&](int i) {
        const auto at = static_cast<std::size_t>(i);
        return static_cast<double>(cores.all[at].voxels) * e.voxelMl() >= gasSmallestMl && means[at] < gasMeanHu;
    });
    if (boxOf(gas).empty()) return gas;
    Mask bubble = dilated(gas, gasReachMm, Reach::inVolume, threads);
    for (std::size_t i = 0; i < bubble.data.size(); ++i) bubble.data[i] &= dark.data[i];
    return dilated(bubble, gasSkinMm, Reach::inVolume, threads);
}

struct Sides {
    Mask right;
    Mask left;
};

double centreX(const Components& parts, std::size_t component) {
    double sum = 0;
    for (const Run& run : parts.runs)
        if (static_cast<std::size_t>(run.component) == component)
            sum += static_cast<double>(run.end - run.first) * (run.first + run.end - 1) / 2;
    return sum / static_cast<double>(parts.all[component].voxels);
}

/// Two cores, one each side, of a body of air that holds both lungs: what is left of it after the lightest erosion
/// that parts it. None where no erosion does.
std::optional<Sides> markersOf(const Mask& joined, int threads) {
    const Extent& e = joined.extent;
    const auto map = distanceTo(0, joined, widestMarkerMm, Reach::inVolume, threads);
    const double total = static_cast<double>(countOf(joined));
    for (double radius = 1.5; radius < widestMarkerMm - 1; radius += 1.5) {
        Mask core{e};
        std::transform(map.squared.data.begin(), map.squared.data.end(), core.data.begin(),
                       [limit = map.within(radius)](std::int16_t v) { return static_cast<std::uint8_t>(v > limit); });
        const auto parts = componentsOf(core);
        std::vector<std::size_t> order(parts.all.size());
        for (std::size_t i = 0; i < order.size(); ++i) order[i] = i;
        std::stable_sort(order.begin(), order.end(),
                         [&](std::size_t a, std::size_t b) { return parts.all[a].voxels > parts.all[b].voxels; });
        if (order.size() < 2 || static_cast<double>(parts.all[order[1]].voxels) < shareOfOneSide * total) continue;
        const bool firstIsRight = centreX(parts, order[0]) < centreX(parts, order[1]);
        const auto right = static_cast<int>(firstIsRight ? order[0] : order[1]);
        const auto left = static_cast<int>(firstIsRight ? order[1] : order[0]);
        return Sides{parts.select(e, [right](int i) { return i == right; }),
                     parts.select(e, [left](int i) { return i == left; })};
    }
    return std::nullopt;
}

/// Gives every voxel of `air` that paths inside it join with a marker to the nearer marker, by steps over faces. Equal
/// steps go to the right lung: its voxels stand first in the queue.
void spread(const Mask& air, Sides& lungs) {
    const Extent& e = air.extent;
    const auto nx = static_cast<std::size_t>(e.nx);
    const auto ny = static_cast<std::size_t>(e.ny);
    const auto slice = nx * ny;
    std::vector<std::size_t> queue;
    for (auto* lung : {&lungs.right, &lungs.left})
        for (std::size_t i = 0; i < lung->data.size(); ++i)
            if (lung->data[i]) queue.push_back(i);
    for (std::size_t next = 0; next < queue.size(); ++next) {
        const auto at = queue[next];
        Mask& own = lungs.right.data[at] ? lungs.right : lungs.left;
        const auto take = [&](std::size_t to) {
            if (!air.data[to] || lungs.right.data[to] || lungs.left.data[to]) return;
            own.data[to] = 1;
            queue.push_back(to);
        };
        const auto x = at % nx;
        const auto y = at / nx % ny;
        const auto z = at / slice;
        if (x > 0) take(at - 1);
        if (x + 1 < nx) take(at + 1);
        if (y > 0) take(at - nx);
        if (y + 1 < ny) take(at + nx);
        if (z > 0) take(at - slice);
        if (z + 1 < static_cast<std::size_t>(e.nz)) take(at + slice);
    }
}

/// A body of air that is both lungs, cut at its narrowest; in the middle of the body where nothing is narrow.
Sides parted(const Mask& joined, double middleX, int threads) {
    const Box box = grown(boxOf(joined), widestMarkerMm + 1, joined.extent);
    const Mask part = cropped(joined, box);
    if (auto markers = markersOf(part, threads)) {
        spread(part, *markers);
        Sides sides{Mask{joined.extent}, Mask{joined.extent}};
        mergeInto(sides.right, markers->right, box);
        mergeInto(sides.left, markers->left, box);
        return sides;
    }
    Sides sides{joined, joined};
    const int middle = static_cast<int>(middleX);
    for (int z = 0; z < joined.extent.nz; ++z)
        for (int y = 0; y < joined.extent.ny; ++y) {
            std::fill_n(sides.left.row(y, z), middle, std::uint8_t{0});
            std::fill_n(sides.right.row(y, z) + middle, joined.extent.nx - middle, std::uint8_t{0});
        }
    return sides;
}

/// Takes what is left of the edge of the gas from the air. It would be the lowest lung, and everything between it and
/// the ribs would be consolidation.
void subtractRind(Mask& air, const Mask& gas, int threads) {
    const Box own = boxOf(gas);
    if (own.empty()) return;
    const Box box = grown(own, gasRindMm + 2 * thinnestLungMm, air.extent);
    const Mask near = dilated(cropped(gas, box), gasRindMm, Reach::inVolume, threads);
    const Mask part = cropped(air, box);
    const Mask solid = opened(part, thinnestLungMm, Reach::inVolume, threads);
    Mask rind{part.extent};
    for (std::size_t i = 0; i < rind.data.size(); ++i) rind.data[i] = part.data[i] && near.data[i] && !solid.data[i];
    Mask whole{air.extent};
    mergeInto(whole, rind, box);
    subtract(air, whole);
}

/// Share of a component's voxels that lies at x below the middle, on the patient's right.
double rightShare(const Components& parts, int component, double middleX) {
    std::size_t right = 0;
    for (const Run& run : parts.runs)
        if (run.component == component)
            right +=
                static_cast<std::size_t>(std::clamp(static_cast<int>(middleX) - run.first, 0, run.end - run.first));
    return static_cast<double>(right) / static_cast<double>(parts.all[static_cast<std::size_t>(component)].voxels);
}

/// Nearest distance from each component that is asked for to a lung, in the unit of CappedDistance; cap where it is
/// farther than an island may be.
std::vector<std::int16_t> distancesTo(const Mask& lung, const Components& parts, const std::vector<std::uint8_t>& asked,
                                      const Box& box, int threads) {
    const auto map = distanceTo(1, cropped(lung, box), islandReachMm, Reach::inVolume, threads);
    std::vector<std::int16_t> nearest(parts.all.size(), CappedDistance::cap);
    for (const Run& run : parts.runs) {
        const auto i = static_cast<std::size_t>(run.component);
        if (!asked[i]) continue;
        const auto* row = map.squared.row(run.y - box.lo[1], run.z - box.lo[2]) - box.lo[0];
        nearest[i] = std::min(nearest[i], *std::min_element(row + run.first, row + run.end));
    }
    return nearest;
}

void addIslands(const HuGrid& smooth, const Components& parts, const std::vector<double>& means, AeratedLungs& lungs,
                int threads) {
    const Extent& e = smooth.extent;
    std::vector<std::uint8_t> asked(parts.all.size());
    Box around{{e.nx, e.ny, e.nz}, {0, 0, 0}};
    for (const Run& run : parts.runs) {
        const auto i = static_cast<std::size_t>(run.component);
        const Component& part = parts.all[i];
        if (asked[i] || lungs.right.at(run.first, run.y, run.z) || lungs.left.at(run.first, run.y, run.z)) continue;
        asked[i] = static_cast<double>(part.voxels) * e.voxelMl() >= smallestIslandMl && means[i] < lungHighestHu &&
                   means[i] > lungLowestHu;
        for (std::size_t axis = 0; asked[i] && axis < 3; ++axis) {
            around.lo[axis] = std::min(around.lo[axis], part.box.lo[axis]);
            around.hi[axis] = std::max(around.hi[axis], part.box.hi[axis]);
        }
    }
    if (around.empty()) return;
    const Box box = grown(around, islandReachMm, e);
    const auto toRight = distancesTo(lungs.right, parts, asked, box, threads);
    const auto toLeft = distancesTo(lungs.left, parts, asked, box, threads);
    for (const Run& run : parts.runs) {
        const auto i = static_cast<std::size_t>(run.component);
        if (!asked[i] || std::min(toRight[i], toLeft[i]) >= CappedDistance::cap) continue;
        auto* row = (toRight[i] <= toLeft[i] ? lungs.right : lungs.left).row(run.y, run.z);
        std::fill(row + run.first, row + run.end, std::uint8_t{1});
    }
}

/// Share of a box's height that lies beside another: the air of the head lies above the lungs, that of the bowel below.
double shareBeside(const Box& own, const Box& other) {
    const int common = std::min(own.hi[2], other.hi[2]) - std::max(own.lo[2], other.lo[2]);
    return std::max(0, common) / static_cast<double>(own.hi[2] - own.lo[2]);
}

/// Centre of the body along x over the slices of a box: one lung may be missing, the body has two sides all the same.
double middleOf(const Mask& body, const Box& box) {
    double sum = 0;
    double count = 0;
    for (int z = box.lo[2]; z < box.hi[2]; ++z)
        for (int y = 0; y < body.extent.ny; ++y) {
            const auto* row = body.row(y, z);
            for (int x = 0; x < body.extent.nx; ++x)
                if (row[x]) {
                    sum += x;
                    ++count;
                }
        }
    return sum / count;
}

}  // namespace

AeratedLungs aeratedLungsOf(const HuGrid& smooth, const Mask& body, const Mask& air, int threads) {
    const Extent& e = smooth.extent;
    AeratedLungs lungs{Mask{e}, Mask{e}, abdominalGasOf(smooth, air, threads)};
    Mask candidates = air;
    subtract(candidates, lungs.abdominalGas);
    subtractRind(candidates, lungs.abdominalGas, threads);
    const auto parts = componentsOf(candidates);
    if (parts.all.empty()) return lungs;
    const auto means = meansOf(parts, smooth);
    const auto largest = static_cast<std::size_t>(parts.largest());
    const auto isLung = [&](int i) {
        const auto at = static_cast<std::size_t>(i);
        return static_cast<double>(parts.all[at].voxels) * e.voxelMl() >= smallestLungMl && means[at] > lungLowestHu &&
               means[at] < lungHighestHu && shareBeside(parts.all[at].box, parts.all[largest].box) > shareOfHeight;
    };
    const double middleX = middleOf(body, parts.all[largest].box);
    for (int i = 0; i < static_cast<int>(parts.all.size()); ++i) {
        if (!isLung(i)) continue;
        const double right = rightShare(parts, i, middleX);
        const auto own = parts.select(e, [i](int other) { return other == i; });
        if (right > shareOfOneSide && right < 1 - shareOfOneSide) {
            const Sides both = parted(own, middleX, threads);
            mergeInto(lungs.right, both.right, Box{});
            mergeInto(lungs.left, both.left, Box{});
        } else {
            mergeInto(right >= 0.5 ? lungs.right : lungs.left, own, Box{});
        }
    }
    addIslands(smooth, parts, means, lungs, threads);
    return lungs;
}

}  // namespace overread::quantification
