#include "core/quantification/quality.h"

#include <algorithm>
#include <cmath>

namespace overread::quantification {
namespace {

constexpr double freeBreathingHu = -780;  // aerated lung denser than this was not in inspiration
constexpr double cutAreaMm2 = 800;        // lung in the first or last slice: the tips of the recesses are less
constexpr double thickSlicesMm = 3;
constexpr int metalHu = 2500;
constexpr double metalMl = 0.5;
constexpr double noisyHu = 60;  // between neighbours in the aerated lung, after the shrinking
constexpr double effusionFromMl = 30;

double lungAreaMm2(const Mask& lungs, int z) {
    const Extent& e = lungs.extent;
    std::size_t count = 0;
    for (int y = 0; y < e.ny; ++y) {
        const auto* row = lungs.row(y, z);
        count += static_cast<std::size_t>(std::count(row, row + e.nx, 1));
    }
    return static_cast<double>(count) * e.spacingMm[0] * e.spacingMm[1];
}

double metalIn(const HuGrid& hu, const Mask& body) {
    std::size_t count = 0;
    for (std::size_t i = 0; i < hu.data.size(); ++i) count += body.data[i] && hu.data[i] > metalHu;
    return static_cast<double>(count) * hu.extent.voxelMl();
}

/// Standard deviation of what the smoothing took away, in the lungs.
double noiseIn(const HuGrid& hu, const HuGrid& smooth, const Mask& lungs) {
    double squares = 0;
    std::size_t count = 0;
    for (std::size_t i = 0; i < hu.data.size(); ++i) {
        if (!lungs.data[i] || smooth.data[i] > -700) continue;
        const double rest = hu.data[i] - smooth.data[i];
        squares += rest * rest;
        ++count;
    }
    return count == 0 ? 0 : std::sqrt(squares / static_cast<double>(count));
}

}  // namespace

Quality qualityOf(const QualityFacts& facts) {
    Quality quality;
    // Half widths in points that each circumstance adds; the first is that of a thin, quiet series in inspiration,
    // growing with the disease: its outline is what is uncertain.
    double squares = std::pow(2.5 + 0.06 * facts.involvementPercent, 2);
    bool low = false;
    const auto warn = [&](bool applies, const char* code, double halfWidth, bool lowers) {
        if (!applies) return;
        quality.warnings.emplace_back(code);
        squares += halfWidth * halfWidth;
        low = low || lowers;
    };
    const int last = facts.lungs.extent.nz - 1;
    const bool cut = lungAreaMm2(facts.lungs, 0) > cutAreaMm2 || lungAreaMm2(facts.lungs, last) > cutAreaMm2;
    warn(facts.peakHu > freeBreathingHu, "free_breathing", 15, true);
    warn(cut, "truncated_lungs", 10, true);
    warn(facts.volume.facts.contrast, "contrast", 2, false);
    warn(facts.volume.geometry.spacingMm[2] > thickSlicesMm, "thick_slices", 3, false);
    warn(facts.effusionMl > effusionFromMl, "effusion", 3, false);
    warn(metalIn(facts.hu, facts.body) > metalMl, "metal", 2, false);
    warn(noiseIn(facts.hu, facts.smooth, facts.lungs) > noisyHu, "noise", 3, false);
    warn(facts.oneLungMissing, "one_lung", 10, true);
    warn(!facts.airwaysFound, "no_airways", 2, false);
    quality.uncertaintyPercent = std::round(std::sqrt(squares) * 10) / 10;
    quality.confidence = low ? Quantification::Confidence::low : Quantification::Confidence::normal;
    return quality;
}

}  // namespace overread::quantification
