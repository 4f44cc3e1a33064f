#include "core/quantification/lesions.h"

#include <gtest/gtest.h>

#include <cmath>

namespace overread::quantification {
namespace {

constexpr int lungHu = -860;

/// A lung of 112 x 112 mm in slices of 5 mm, denser towards the back by the slope.
HuGrid lungOf(double slopeHuPerMm, Extent extent = {80, 80, 20, {1.4, 1.4, 5}}) {
    HuGrid hu{extent};
    for (int z = 0; z < extent.nz; ++z)
        for (int y = 0; y < extent.ny; ++y)
            for (int x = 0; x < extent.nx; ++x) {
                const int grain = (7 * x + 13 * y + 29 * z) % 31 - 15;  // a peak has a width
                hu.at(x, y, z) = static_cast<std::int16_t>(
                    std::lround(lungHu + slopeHuPerMm * (y - extent.ny / 2) * extent.spacingMm[1] + grain));
            }
    return hu;
}

/// A rod along z, in these slices.
void addRod(HuGrid& hu, double radiusMm, int value, int firstZ, int endZ) {
    const Extent& e = hu.extent;
    for (int z = firstZ; z < endZ; ++z)
        for (int y = 0; y < e.ny; ++y)
            for (int x = 0; x < e.nx; ++x)
                if (std::hypot((x - e.nx / 2) * e.spacingMm[0], (y - e.ny / 2) * e.spacingMm[1]) < radiusMm)
                    hu.at(x, y, z) = static_cast<std::int16_t>(value);
}

Lesions lesionsIn(const HuGrid& hu) {
    const Mask lung{hu.extent, 1};
    return lesionsOf(hu, lung, Mask{hu.extent}, aerationOf(hu, lung, 1), 1);
}

double glassMl(const HuGrid& hu) {
    return static_cast<double>(countOf(lesionsIn(hu).groundGlass)) * hu.extent.voxelMl();
}

TEST(Aeration, followsTheWeightOfTheLung) {
    const auto hu = lungOf(0.5);
    const auto aeration = aerationOf(hu, Mask{hu.extent, 1}, 1);
    EXPECT_NEAR(aeration.dependentHuPerMm, 0.5, 0.08);
    EXPECT_NEAR(aeration.peakHu, lungHu, 12);
    EXPECT_GT(aeration.groundGlassFromHu(aeration.levelMm + 50), aeration.groundGlassFromHu(aeration.levelMm - 50) + 5);
    EXPECT_NEAR(aerationOf(lungOf(0), Mask{hu.extent, 1}, 1).dependentHuPerMm, 0, 0.05);
}

TEST(Aeration, doesNotTakeDiseaseAtTheBackForWeight) {
    auto hu = lungOf(0.1);
    for (int z = 0; z < hu.extent.nz; ++z)
        for (int y = 60; y < hu.extent.ny; ++y)
            for (int x = 0; x < hu.extent.nx; ++x) hu.at(x, y, z) = -560;
    EXPECT_LT(aerationOf(hu, Mask{hu.extent, 1}, 1).dependentHuPerMm, 0.4);
}

TEST(Lesions, areNoneInALungThatIsDenserAtTheBackByItsWeight) {
    EXPECT_EQ(glassMl(lungOf(0.6)), 0);
}

TEST(Lesions, arePatchesOfGroundGlassAsSmallAsTwoSlices) {
    auto hu = lungOf(0.2);
    addRod(hu, 9, -560, 9, 11);
    const double truthMl = 3.14159 * 9 * 9 * 10 / 1000;
    EXPECT_NEAR(glassMl(hu), truthMl, 0.35 * truthMl);
}

TEST(Lesions, areNotVesselsWithTheirBlurredEdges) {
    auto hu = lungOf(0.2);
    addRod(hu, 5, -520, 0, hu.extent.nz);
    addRod(hu, 3.4, 40, 0, hu.extent.nz);
    EXPECT_EQ(glassMl(hu), 0);
}

TEST(Lesions, areNotAFissureThatLiesInOneThinSlice) {
    auto hu = lungOf(0.2, {80, 80, 40, {1.4, 1.4, 2.5}});
    addRod(hu, 40, -660, 20, 21);
    EXPECT_EQ(glassMl(hu), 0);
}

}  // namespace
}  // namespace overread::quantification
