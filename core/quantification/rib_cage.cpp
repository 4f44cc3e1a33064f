#include "core/quantification/rib_cage.h"

#include <algorithm>
#include <cmath>
#include <limits>
#include <numbers>

#include "core/quantification/distance.h"
#include "core/quantification/parallel.h"

namespace overread::quantification {
namespace {

constexpr int boneHu = 160;             // after the smoothing; the noise of soft tissue stays below
constexpr int bins = 360;               // a degree is 2.6 mm at the ribs
constexpr double insideAirMm = 3;       // how far a rib may bulge into the lung's own outline
constexpr double besideSpineMm = 28;    // nearer to the middle are the spine,
constexpr double besideAortaMm = 40;    // on its left the aorta,
constexpr double besideSternumMm = 50;  // in front the sternum and the great vessels
constexpr double deepestMm = 50;        // dense disease at the chest wall reaches this far inwards
constexpr double gutterDepthMm = 30;    // behind the aorta lung reaches to the spine, so far inwards of the ribs
constexpr double spineMm = 8;           // fat and the heads of the ribs lie between a vertebra and the lung
constexpr double leftOfMiddleMm = 5;    // half a vertebra is enough to lean on
constexpr double skinMm = 6;            // nearer to it lies no rib; a lead on the skin is as dense as bone
constexpr double usualPleuraMm = 1.5;
constexpr double thickestPleuraMm = 6;   // a ray whose last air lies farther from the rib ends in disease
constexpr std::size_t fewestRays = 500;  // that tell it
constexpr double outlierMm = 9;          // a shoulder blade lies this far behind the rib beside it
constexpr double outlierReachMm = 20;
constexpr int outlierReachBins = 2;
constexpr double ribToRibMm = 45;  // largest gap along z that is drawn over
constexpr int gapBins = 15;
constexpr double evenMm = 5;
constexpr int evenBins = 3;
constexpr float unknown = std::numeric_limits<float>::infinity();

/// Polar coordinates of every column of voxels round the middle of the chest.
struct Rays {
    std::vector<std::int16_t> bin;
    std::vector<float> radiusMm;
    std::vector<std::uint8_t> costal;  ///< far enough from the middle for a rib
    std::vector<std::uint8_t> gutter;  ///< between the spine and that, on the left, where the aorta may lie
    std::vector<std::uint8_t> spine;   ///< the left half of the vertebrae
};

Rays raysFrom(double centreX, double centreY, const Extent& e) {
    Rays rays;
    for (int y = 0; y < e.ny; ++y)
        for (int x = 0; x < e.nx; ++x) {
            const double dx = x * e.spacingMm[0] - centreX;
            const double dy = y * e.spacingMm[1] - centreY;
            const double turn = std::atan2(dy, dx) / (2 * std::numbers::pi) + 0.5;
            rays.bin.push_back(static_cast<std::int16_t>(std::min(bins - 1, static_cast<int>(turn * bins))));
            rays.radiusMm.push_back(static_cast<float>(std::hypot(dx, dy)));
            rays.costal.push_back(dy < 0 ? std::abs(dx) > besideSternumMm : dx < -besideSpineMm || dx > besideAortaMm);
            rays.gutter.push_back(dy > 0 && dx > besideSpineMm && dx <= besideAortaMm);
            rays.spine.push_back(dy > 0 && dx > leftOfMiddleMm && dx < besideSpineMm);
        }
    return rays;
}

/// A value for each ray of each slice: at [z * bins + bin].
using Surface = std::vector<float>;

/// Where the last air of the ray lies; 0 where there is none.
Surface airRadii(const Mask& lung, const Rays& rays, const Box& box, int threads) {
    const Extent& e = lung.extent;
    Surface radii(static_cast<std::size_t>(e.nz) * bins, 0);
    const auto slice = static_cast<std::size_t>(e.nx) * static_cast<std::size_t>(e.ny);
    inParallel(box.hi[2] - box.lo[2], threads, [&](int begin, int end) {
        for (int z = box.lo[2] + begin; z < box.lo[2] + end; ++z) {
            const auto* air = lung.data.data() + static_cast<std::size_t>(z) * slice;
            auto* radius = radii.data() + static_cast<std::size_t>(z) * bins;
            for (std::size_t i = 0; i < slice; ++i)
                if (air[i]) {
                    auto& last = radius[static_cast<std::size_t>(rays.bin[i])];
                    last = std::max(last, rays.radiusMm[i]);
                }
        }
    });
    return radii;
}

/// Inner surface of the bone behind the last air of the ray, `unknown` where there is none.
Surface ribRadii(const HuGrid& smooth, const Mask& body, const Surface& airMm, const Rays& rays, const Box& box,
                 int threads) {
    const Extent& e = smooth.extent;
    Surface radii(static_cast<std::size_t>(e.nz) * bins, unknown);
    const auto slice = static_cast<std::size_t>(e.nx) * static_cast<std::size_t>(e.ny);
    inParallel(box.hi[2] - box.lo[2], threads, [&](int begin, int end) {
        for (int z = box.lo[2] + begin; z < box.lo[2] + end; ++z) {
            const auto base = static_cast<std::size_t>(z) * slice;
            const auto* air = airMm.data() + static_cast<std::size_t>(z) * bins;
            auto* radius = radii.data() + static_cast<std::size_t>(z) * bins;
            for (std::size_t i = 0; i < slice; ++i) {
                if (smooth.data[base + i] < boneHu || !body.data[base + i] || !(rays.costal[i] || rays.gutter[i]))
                    continue;
                for (int step = -1; step <= 1; ++step) {
                    const auto bin = static_cast<std::size_t>((rays.bin[i] + step + bins) % bins);
                    if (rays.radiusMm[i] > air[bin] - insideAirMm)
                        radius[bin] = std::min(radius[bin], rays.radiusMm[i]);
                }
            }
        }
    });
    return radii;
}

/// How far this patient's ribs, as they were drawn, lie behind the air of the lungs where it reaches the wall: the
/// median over the rays. Pleura, fascia, blur and the grid are all in it. A voxel is taken off: half of one because the
/// last air is told by its centre, half because the blur draws bone beside air farther out than bone beside disease.
double pleuraOf(const Surface& ribs, const Surface& airMm, double spacingMm) {
    std::vector<float> gaps;
    for (std::size_t i = 0; i < ribs.size(); ++i)
        if (ribs[i] != unknown && airMm[i] > 0 && std::abs(ribs[i] - airMm[i]) < thickestPleuraMm)
            gaps.push_back(ribs[i] - airMm[i]);
    if (gaps.size() < fewestRays) return usualPleuraMm;
    const auto middle = gaps.begin() + static_cast<std::ptrdiff_t>(gaps.size() / 2);
    std::nth_element(gaps.begin(), middle, gaps.end());
    return *middle - spacingMm;
}

/// Bone far behind the ribs beside it is a shoulder blade, an arm, the spine's process: no rib.
Surface withoutOutliers(const Surface& radii, const Box& box, double spacingMm) {
    auto out = radii;
    const int reach = static_cast<int>(outlierReachMm / spacingMm);
    for (int z = box.lo[2]; z < box.hi[2]; ++z)
        for (int bin = 0; bin < bins; ++bin) {
            float nearest = unknown;
            for (int k = std::max(box.lo[2], z - reach); k <= std::min(box.hi[2] - 1, z + reach); ++k)
                for (int b = bin - outlierReachBins; b <= bin + outlierReachBins; ++b)
                    nearest = std::min(nearest, radii[static_cast<std::size_t>(k * bins + (b + bins) % bins)]);
            auto& own = out[static_cast<std::size_t>(z * bins + bin)];
            if (own > nearest + outlierMm) own = unknown;
        }
    return out;
}

/// The mean of the known values round each known one: single bones are rough, the inner surface of the chest is not.
Surface evened(const Surface& radii, const Box& box, double spacingMm) {
    auto out = radii;
    const int reach = static_cast<int>(evenMm / spacingMm);
    for (int z = box.lo[2]; z < box.hi[2]; ++z)
        for (int bin = 0; bin < bins; ++bin) {
            auto& own = out[static_cast<std::size_t>(z * bins + bin)];
            if (own == unknown) continue;
            double sum = 0;
            int count = 0;
            for (int k = std::max(box.lo[2], z - reach); k <= std::min(box.hi[2] - 1, z + reach); ++k)
                for (int b = bin - evenBins; b <= bin + evenBins; ++b) {
                    const float value = radii[static_cast<std::size_t>(k * bins + (b + bins) % bins)];
                    if (value == unknown) continue;
                    sum += value;
                    ++count;
                }
            own = static_cast<float>(sum / count);
        }
    return out;
}

/// Draws straight over unknown values of a line of `count` values `stride` apart, from one known value to the next,
/// where they are at most `longest` steps apart.
void bridge(float* first, std::size_t stride, int count, int longest) {
    int known = -1;
    for (int i = 0; i < count; ++i) {
        const float here = first[static_cast<std::size_t>(i) * stride];
        if (here == unknown) continue;
        if (known >= 0 && i - known <= longest) {
            const float from = first[static_cast<std::size_t>(known) * stride];
            for (int k = known + 1; k < i; ++k)
                first[static_cast<std::size_t>(k) * stride] =
                    from + (here - from) * static_cast<float>(k - known) / static_cast<float>(i - known);
        }
        known = i;
    }
}

/// The bone of the spine's left half with what lies round it, and the aorta, in the slices where that was found.
Mask leftOfSpine(const HuGrid& smooth, const Mask& body, const Mask& aorta, const Rays& rays, int threads) {
    Mask bone{smooth.extent};
    const std::size_t slice = rays.bin.size();
    for (std::size_t i = 0; i < bone.data.size(); ++i)
        bone.data[i] = smooth.data[i] >= boneHu && body.data[i] && rays.spine[i % slice];
    Mask out = dilated(bone, spineMm, Reach::inSlice, threads);
    mergeInto(out, aorta, Box{});
    return out;
}

}  // namespace

RibCage ribCageOf(const HuGrid& smooth, const Mask& body, const Mask& lung, const Mask& aorta, int threads) {
    const Extent& e = smooth.extent;
    RibCage cage{Mask{e}, Mask{e}};
    const Box box = boxOf(lung);
    if (box.empty()) return cage;
    const auto rays =
        raysFrom((box.lo[0] + box.hi[0] - 1) * e.spacingMm[0] / 2, (box.lo[1] + box.hi[1] - 1) * e.spacingMm[1] / 2, e);
    const Mask deep = eroded(body, skinMm, Reach::inSlice, threads);
    const Surface air = airRadii(lung, rays, box, threads);
    Surface radii = withoutOutliers(ribRadii(smooth, deep, air, rays, box, threads), box, e.spacingMm[2]);
    for (std::size_t bin = 0; bin < bins; ++bin)
        bridge(radii.data() + bin, bins, e.nz, static_cast<int>(ribToRibMm / e.spacingMm[2]));
    for (int z = box.lo[2]; z < box.hi[2]; ++z)
        bridge(radii.data() + static_cast<std::size_t>(z) * bins, 1, bins, gapBins);
    radii = evened(radii, box, e.spacingMm[2]);
    const double pleuraMm = pleuraOf(radii, air, e.spacingMm[0]);
    const Mask medial = leftOfSpine(smooth, deep, aorta, rays, threads);
    const auto slice = static_cast<std::size_t>(e.nx) * static_cast<std::size_t>(e.ny);
    inParallel(box.hi[2] - box.lo[2], threads, [&](int begin, int end) {
        for (int z = box.lo[2] + begin; z < box.lo[2] + end; ++z) {
            const auto* radius = radii.data() + static_cast<std::size_t>(z) * bins;
            const auto base = static_cast<std::size_t>(z) * slice;
            const auto* vessel = aorta.row(0, z);
            const bool known = std::find(vessel, vessel + slice, 1) != vessel + slice;
            for (std::size_t i = 0; i < slice; ++i) {
                if (known && medial.data[base + i]) {
                    cage.beyond.data[base + i] = 1;
                    continue;
                }
                const float limit = radius[static_cast<std::size_t>(rays.bin[i])];
                if (limit == unknown) continue;
                const bool isBeyond = rays.radiusMm[i] + pleuraMm > limit;
                if (isBeyond) cage.beyond.data[base + i] = 1;
                const double depthMm = rays.costal[i] ? deepestMm : known && rays.gutter[i] ? gutterDepthMm : 0;
                if (!isBeyond && rays.radiusMm[i] + depthMm > limit) cage.inside.data[base + i] = 1;
            }
        }
    });
    return cage;
}

}  // namespace overread::quantification
