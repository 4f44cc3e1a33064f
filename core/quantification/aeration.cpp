#include "core/quantification/aeration.h"

#include <algorithm>
#include <cmath>
#include <numeric>

#include "core/quantification/distance.h"

namespace overread::quantification {
namespace {

constexpr int lowestHu = -1024;
constexpr int binHu = 4;
constexpr int binCount = 160;                // up to -384
constexpr int peakFromHu = -960;             // below is gas
constexpr int peakToHu = -660;               // above is disease, whatever its share
constexpr double shareOfHighest = 0.25;      // a lesser hump on the left is noise, a greater one is the aerated lung
constexpr double halfWidthToSigma = 1.1774;  // sqrt(2 ln 2)
constexpr double widths = 3;
constexpr double groundGlassHu = -525;
constexpr double leastShare = 0.3;     // of the way to it: less would count the blurred edge of ground glass,
constexpr double greatestShare = 0.5;  // and half of it is no longer aerated lung, however wide the peak
constexpr double lowestThresholdHu = -750;
constexpr double highestThresholdHu = -500;
constexpr double rimMm = 3;
constexpr double bandMm = 12;  // layers of equal depth
constexpr double smallestBandMl = 5;
constexpr std::size_t fewestBands = 5;
constexpr double steepest = 0.6;  // HU per mm; steeper is disease at the back

int binOf(int hu) {
    return (hu - lowestHu) / binHu;
}
double centreOf(double bin) {
    return lowestHu + (bin + 0.5) * binHu;
}

using Histogram = std::vector<double>;

Histogram evened(const Histogram& counts) {
    Histogram even(binCount);
    for (int i = 0; i < binCount; ++i) {
        double sum = 0;
        for (int k = -3; k <= 3; ++k)
            sum += (4 - std::abs(k)) * counts[static_cast<std::size_t>(std::clamp(i + k, 0, binCount - 1))];
        even[static_cast<std::size_t>(i)] = sum / 16;
    }
    return even;
}

/// Densities in rows y of first..end, each less `lower`.
void count(const HuGrid& smooth, const Mask& mask, int first, int end, int lower, Histogram& counts) {
    const Extent& e = mask.extent;
    for (int z = 0; z < e.nz; ++z)
        for (int y = first; y < end; ++y) {
            const auto* in = mask.row(y, z);
            const auto* hu = smooth.row(y, z);
            for (int x = 0; x < e.nx; ++x) {
                if (!in[x]) continue;
                const int bin = binOf(std::max(lowestHu, hu[x] - lower));
                if (bin < binCount) ++counts[static_cast<std::size_t>(bin)];
            }
        }
}

/// Densities as they would be were all of the lung at one level.
Histogram histogramOf(const HuGrid& smooth, const Mask& mask, const Aeration& aeration) {
    Histogram counts(binCount);
    for (int y = 0; y < mask.extent.ny; ++y)
        count(smooth, mask, y, y + 1,
              static_cast<int>(
                  std::lround(aeration.dependentHuPerMm * (y * mask.extent.spacingMm[1] - aeration.levelMm))),
              counts);
    return evened(counts);
}

/// The lowest hump that is high enough: with most of the lung in ground glass the aerated rest is the lesser hump.
int peakOf(const std::vector<double>& counts) {
    const auto from = counts.begin() + binOf(peakFromHu);
    const auto to = counts.begin() + binOf(peakToHu);
    const auto highest = std::max_element(from, to);
    for (auto at = from + 1; at < highest; ++at)
        if (*at >= shareOfHighest * *highest &&
            *at == *std::max_element(at - std::min<std::ptrdiff_t>(8, at - from), at + 9))
            return static_cast<int>(at - counts.begin());
    return static_cast<int>(highest - counts.begin());
}

double middleYMm(const Mask& mask) {
    const Extent& e = mask.extent;
    double sum = 0;
    double all = 0;
    for (int z = 0; z < e.nz; ++z)
        for (int y = 0; y < e.ny; ++y) {
            const auto ones = static_cast<double>(std::count(mask.row(y, z), mask.row(y, z) + e.nx, 1));
            sum += ones * y;
            all += ones;
        }
    return all > 0 ? sum / all * e.spacingMm[1] : 0;
}

/// How much denser the aerated lung becomes towards the back: the median of the slopes between any two bands, so that
/// a few bands full of disease do not matter.
double slopeOf(const HuGrid& smooth, const Mask& mask) {
    const Extent& e = mask.extent;
    const Box box = boxOf(mask);
    const int deep = std::max(1, static_cast<int>(bandMm / e.spacingMm[1]));
    struct Band {
        double yMm, peakHu;
    };
    std::vector<Band> bands;
    for (int y = box.lo[1]; y + deep <= box.hi[1]; y += deep) {
        Histogram counts(binCount);
        count(smooth, mask, y, y + deep, 0, counts);
        if (std::accumulate(counts.begin(), counts.end(), 0.0) * e.voxelMl() < smallestBandMl) continue;
        bands.push_back({(y + deep / 2.0) * e.spacingMm[1], centreOf(peakOf(evened(counts)))});
    }
    std::vector<double> slopes;
    for (std::size_t i = 0; i < bands.size(); ++i)
        for (std::size_t j = i + 1; j < bands.size(); ++j)
            slopes.push_back((bands[j].peakHu - bands[i].peakHu) / (bands[j].yMm - bands[i].yMm));
    if (bands.size() < fewestBands) return 0;
    std::sort(slopes.begin(), slopes.end());
    return std::clamp(slopes[slopes.size() / 2], 0.0, steepest);
}

}  // namespace

double Aeration::groundGlassFromHu(double yMm) const {
    const double here = peakHu + dependentHuPerMm * (yMm - levelMm);
    const double way = groundGlassHu - here;
    const double raised = std::clamp(widths * widthHu, leastShare * way, greatestShare * way);
    return std::clamp(here + raised, lowestThresholdHu, highestThresholdHu);
}

Aeration aerationOf(const HuGrid& smooth, const Mask& lung, int threads) {
    const Mask inner = eroded(lung, rimMm, Reach::inSlice, threads);
    Aeration aeration;
    aeration.levelMm = middleYMm(inner);
    aeration.dependentHuPerMm = slopeOf(smooth, inner);
    const auto counts = histogramOf(smooth, inner, aeration);
    const int peak = peakOf(counts);
    const double half = counts[static_cast<std::size_t>(peak)] / 2;
    int below = peak;
    while (below > 0 && counts[static_cast<std::size_t>(below)] > half) --below;
    const double rise = counts[static_cast<std::size_t>(below + 1)] - counts[static_cast<std::size_t>(below)];
    const double edge = rise > 0 ? below + (half - counts[static_cast<std::size_t>(below)]) / rise : below;
    aeration.peakHu = centreOf(peak);
    aeration.widthHu = (peak - edge) * binHu / halfWidthToSigma;
    return aeration;
}

}  // namespace overread::quantification
