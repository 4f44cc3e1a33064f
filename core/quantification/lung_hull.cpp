#include "core/quantification/lung_hull.h"

#include <algorithm>

#include "core/quantification/components.h"
#include "core/quantification/distance.h"

namespace overread::quantification {
namespace {

constexpr double costalClosingMm = 25;  // a band of disease up to twice as thick is taken in
constexpr double medialClosingMm = 8;   // more would take the aorta for consolidation
constexpr double splinterMm = 2;  // thinner than twice this, what the ribs alone enclose is a gap between two rays
constexpr int densestHu = 160;    // bone and vessels with contrast are no lung

Mask joined(const Mask& a, const Mask& b) {
    Mask out = a;
    mergeInto(out, b, Box{});
    return out;
}

}  // namespace

Mask lungHullOf(const Mask& air, const Surroundings& around, int threads) {
    Mask hull{air.extent};
    const Box own = boxOf(air);
    if (own.empty()) return hull;
    const Box box = grown(own, costalClosingMm + 2, air.extent);
    const Mask ownAir = cropped(air, box);
    const Mask beyond = cropped(around.ribs.beyond, box);
    const Mask inside = cropped(around.ribs.inside, box);
    const Mask costal = closed(joined(ownAir, beyond), costalClosingMm, Reach::inVolume, threads);
    const Mask medial = closed(ownAir, medialClosingMm, Reach::inVolume, threads);
    const Mask body = cropped(around.body, box);
    const Mask airways = cropped(around.airways, box);
    const Mask gas = cropped(around.abdominalGas, box);
    const Mask other = cropped(around.otherLung, box);
    const HuGrid smooth = cropped(around.smooth, box);
    Mask part{ownAir.extent};
    for (std::size_t i = 0; i < part.data.size(); ++i) {
        const bool tissue =
            body.data[i] && !airways.data[i] && !gas.data[i] && !other.data[i] && smooth.data[i] < densestHu;
        const bool reached = (medial.data[i] && !beyond.data[i]) || (costal.data[i] && inside.data[i]);
        part.data[i] = ownAir.data[i] || (tissue && reached);
    }
    part = opened(part, splinterMm, Reach::inVolume, threads);
    mergeInto(part, ownAir, Box{});
    part = holesOfTwoPlanesFilled(part, threads);
    for (std::size_t i = 0; i < part.data.size(); ++i)
        part.data[i] &= (airways.data[i] | gas.data[i] | other.data[i]) ^ 1;
    const auto pieces = componentsOf(part);
    std::vector<std::uint8_t> hasAir(pieces.all.size());
    for (const Run& run : pieces.runs) {
        const auto* row = ownAir.row(run.y, run.z);
        if (std::find(row + run.first, row + run.end, 1) != row + run.end)
            hasAir[static_cast<std::size_t>(run.component)] = 1;
    }
    mergeInto(hull, pieces.select(part.extent, [&](int i) { return hasAir[static_cast<std::size_t>(i)] != 0; }), box);
    return hull;
}

}  // namespace overread::quantification
