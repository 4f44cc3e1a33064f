#include "core/quantification/quality.h"

#include <algorithm>
#include <cmath>

#include "core/quantification/components.h"
#include "core/quantification/distance.h"

namespace overread::quantification {
namespace {

constexpr double freeBreathingHu = -780;  // aerated lung denser than this was not in inspiration
constexpr double cutAreaMm2 = 1500;       // lung in the first or last slice: the tips of the recesses are less
constexpr double thickSlicesMm = 3;
constexpr int metalHu = 2500;
constexpr double metalMl = 0.5;
constexpr double noisyHu = 60;         // between neighbours in the aerated lung, after the shrinking
constexpr double smallestShare = 0.1;  // of both lungs
constexpr double effusionFromMl = 30;
constexpr double focusMl = 10;           // one dense focus of at least this size
constexpr double focusShare = 0.5;       // that is most of all disease,
constexpr double focusDenseShare = 0.3;  // and dense,
constexpr double focusMostPercent = 10;  // in lungs that are well otherwise
constexpr double hilumMm = 60;           // round the trachea and the bronchi that were found
constexpr double hilarShare = 0.6;       // of little disease lies there: vessels, nodes or a mass
constexpr double whitePercent = 15;      // more consolidation than this hides where the lung ends

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

/// Whether nearly all that is diseased is one dense piece: a mass, a collapsed lobe or a bacterial pneumonia looks like
/// this, viral pneumonia is seldom in one place.
bool isSingleFocus(const Anatomy& found, const Quantification& figures) {
    const double diseaseMl = figures.groundGlassMl + figures.consolidationMl;
    if (figures.involvement.totalPercent > focusMostPercent) return false;
    for (const auto* lesions : {&found.rightLesions, &found.leftLesions}) {
        Mask disease = lesions->groundGlass;
        mergeInto(disease, lesions->consolidation, Box{});
        const auto parts = componentsOf(disease);
        const int largest = parts.largest();
        if (largest < 0) continue;
        double all = 0, dense = 0;
        for (const Run& run : parts.runs) {
            if (run.component != largest) continue;
            const auto* row = lesions->consolidation.row(run.y, run.z);
            all += run.end - run.first;
            dense += static_cast<double>(std::count(row + run.first, row + run.end, 1));
        }
        const double ml = all * disease.extent.voxelMl();
        if (ml >= focusMl && ml >= focusShare * diseaseMl && dense >= focusDenseShare * all) return true;
    }
    return false;
}

/// Whether most of little disease lies round the large airways, where viral pneumonia is seldom alone.
bool isHilar(const Anatomy& found, const Quantification& figures) {
    if (figures.involvement.totalPercent > focusMostPercent || !found.hasAirways()) return false;
    const auto toAirways = distanceTo(1, found.airways, hilumMm, Reach::inVolume, 1);
    std::size_t all = 0, near = 0;
    for (const auto* lesions : {&found.rightLesions, &found.leftLesions})
        for (std::size_t i = 0; i < toAirways.squared.data.size(); ++i) {
            const bool ill = lesions->groundGlass.data[i] || lesions->consolidation.data[i];
            all += ill;
            near += ill && toAirways.squared.data[i] < CappedDistance::cap;
        }
    return static_cast<double>(all) * found.airways.extent.voxelMl() >= focusMl &&
           static_cast<double>(near) >= hilarShare * static_cast<double>(all);
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

Quality qualityOf(const CtVolume& volume, const Anatomy& found, const Quantification& figures) {
    Quality quality;
    // Half widths in points that each circumstance adds; the first is that of a thin, quiet series in inspiration. It
    // grows with the disease, whose outline is uncertain, and with dense disease where that is most of all disease:
    // what of it lies against diaphragm, heart and spine can be told from them by its place alone.
    const double densePercent = 100 * figures.consolidationMl / figures.lungMl.total;
    const double denseShare = densePercent / std::max(1.0, figures.involvement.totalPercent);
    double squares =
        std::pow(1.7 + 0.02 * figures.involvement.totalPercent + 0.25 * densePercent * std::min(1.0, denseShare), 2);
    bool low = false;
    const auto warn = [&](bool applies, const char* code, double halfWidth, bool lowers) {
        if (!applies) return;
        quality.warnings.emplace_back(code);
        squares += halfWidth * halfWidth;
        low = low || lowers;
    };
    Mask lungs = found.right;
    mergeInto(lungs, found.left, Box{});
    const double firstArea = lungAreaMm2(lungs, 0);
    const double lastArea = lungAreaMm2(lungs, lungs.extent.nz - 1);
    const double peakHu = std::max(found.rightAeration.peakHu, found.leftAeration.peakHu);
    const auto& ml = figures.lungMl;
    warn(peakHu > freeBreathingHu, "free_breathing", 10, true);
    warn(std::max(firstArea, lastArea) > cutAreaMm2, "truncated_lungs", 8, true);
    warn(volume.facts.contrast, "contrast", 2, false);
    warn(volume.geometry.spacingMm[2] > thickSlicesMm, "thick_slices", 1.8, false);
    warn(found.effusionMl() > effusionFromMl, "effusion", 2, false);
    warn(metalIn(found.hu, found.body) > metalMl, "metal", 2, false);
    warn(noiseIn(found.hu, found.smooth, lungs) > noisyHu, "noise", 3, false);
    warn(std::min(ml.right, ml.left) < smallestShare * ml.total, "one_lung", 10, true);
    warn(!found.hasAirways(), "no_airways", 2, false);
    warn(isSingleFocus(found, figures), "single_focus", 2, true);
    warn(isHilar(found, figures), "hilar_disease", 2, true);
    warn(densePercent > whitePercent, "dense_disease", 2, true);
    quality.uncertaintyPercent = std::round(std::sqrt(squares) * 10) / 10;
    quality.confidence = low ? Quantification::Confidence::low : Quantification::Confidence::normal;
    return quality;
}

}  // namespace overread::quantification
