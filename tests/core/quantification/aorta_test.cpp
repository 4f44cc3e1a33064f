#include "core/quantification/aorta.h"

#include <gtest/gtest.h>

#include <cmath>

namespace overread::quantification {
namespace {

constexpr int lungHu = -850;
constexpr int bloodHu = 42;
constexpr double radiusMm = 12;
constexpr double middleXMm = 112;
constexpr double aortaXMm = 135;
constexpr double aortaYMm = 110;

/// Air, 224 x 168 x 150 mm, with a rod of soft tissue to the left of its middle and in its back half.
HuGrid chestWithAorta(int aortaHu) {
    HuGrid hu{Extent{160, 120, 60, {1.4, 1.4, 2.5}}, lungHu};
    for (int z = 0; z < hu.extent.nz; ++z)
        for (int y = 0; y < hu.extent.ny; ++y)
            for (int x = 0; x < hu.extent.nx; ++x)
                if (std::hypot(x * 1.4 - aortaXMm, y * 1.4 - aortaYMm) < radiusMm)
                    hu.at(x, y, z) = static_cast<std::int16_t>(aortaHu);
    return hu;
}

Mask everywhere(const HuGrid& hu) {
    return Mask{hu.extent, 1};
}

TEST(Aorta, isFoundBesideTheSpineInItsWholeWidth) {
    const auto hu = chestWithAorta(bloodHu);
    const auto aorta = aortaOf(hu, everywhere(hu), 1);
    std::size_t inside = 0, found = 0;
    for (std::size_t i = 0; i < hu.data.size(); ++i) {
        inside += hu.data[i] == bloodHu;
        found += hu.data[i] == bloodHu && aorta.data[i];
    }
    EXPECT_GT(static_cast<double>(found), 0.95 * static_cast<double>(inside));
    EXPECT_LT(static_cast<double>(countOf(aorta)), 2 * static_cast<double>(inside));
}

TEST(Aorta, isNotFoundWhereNothingIsLikeIt) {
    const auto withContrast = chestWithAorta(300);
    EXPECT_EQ(countOf(aortaOf(withContrast, everywhere(withContrast), 1)), 0);
    const HuGrid airAlone{withContrast.extent, lungHu};
    EXPECT_EQ(countOf(aortaOf(airAlone, everywhere(airAlone), 1)), 0);
    EXPECT_EQ(countOf(aortaOf(airAlone, Mask{airAlone.extent}, 1)), 0);
}

TEST(Aorta, isTheSameForAnyNumberOfThreads) {
    const auto hu = chestWithAorta(bloodHu);
    EXPECT_EQ(aortaOf(hu, everywhere(hu), 1).data, aortaOf(hu, everywhere(hu), 3).data);
}

}  // namespace
}  // namespace overread::quantification
