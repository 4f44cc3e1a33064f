#include "core/quantification/aeration.h"

#include <algorithm>
#include <cmath>

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
constexpr double groundGlassHu = -525;  // half of the way to it is no longer aerated lung, however wide the peak
constexpr double lowestThresholdHu = -750;
constexpr double highestThresholdHu = -500;
constexpr double rimMm = 3;

int binOf(int hu) {
    return (hu - lowestHu) / binHu;
}
double centreOf(double bin) {
    return lowestHu + (bin + 0.5) * binHu;
}

std::vector<double> histogramOf(const HuGrid& smooth, const Mask& mask) {
    std::vector<double> counts(binCount);
    for (std::size_t i = 0; i < mask.data.size(); ++i)
        if (mask.data[i] && binOf(smooth.data[i]) < binCount) ++counts[static_cast<std::size_t>(binOf(smooth.data[i]))];
    std::vector<double> even(binCount);
    for (int i = 0; i < binCount; ++i) {
        double sum = 0;
        for (int k = -3; k <= 3; ++k)
            sum += (4 - std::abs(k)) * counts[static_cast<std::size_t>(std::clamp(i + k, 0, binCount - 1))];
        even[static_cast<std::size_t>(i)] = sum / 16;
    }
    return even;
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

}  // namespace

Aeration aerationOf(const HuGrid& smooth, const Mask& lung, int threads) {
    const Mask inner = eroded(lung, rimMm, Reach::inSlice, threads);
    const auto counts = histogramOf(smooth, inner);
    const int peak = peakOf(counts);
    const double half = counts[static_cast<std::size_t>(peak)] / 2;
    int below = peak;
    while (below > 0 && counts[static_cast<std::size_t>(below)] > half) --below;
    const double rise = counts[static_cast<std::size_t>(below + 1)] - counts[static_cast<std::size_t>(below)];
    const double edge = rise > 0 ? below + (half - counts[static_cast<std::size_t>(below)]) / rise : below;
    Aeration aeration{centreOf(peak), (peak - edge) * binHu / halfWidthToSigma, 0};
    aeration.groundGlassFromHu =
        std::clamp(std::min(aeration.peakHu + widths * aeration.widthHu, (aeration.peakHu + groundGlassHu) / 2),
                   lowestThresholdHu, highestThresholdHu);
    return aeration;
}

}  // namespace overread::quantification
