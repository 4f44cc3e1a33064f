#include "core/quantification/distance.h"

#include <gtest/gtest.h>

#include <cmath>
#include <random>

namespace overread::quantification {
namespace {

Mask scattered(const Extent& extent, double density, unsigned seed) {
    Mask mask{extent};
    std::mt19937 random{seed};
    for (auto& voxel : mask.data) voxel = random() % 1000 < density * 1000;
    return mask;
}

double nearestOne(const Mask& mask, int x, int y, int z, bool inSlice) {
    const Extent& e = mask.extent;
    double nearest = INFINITY;
    for (int k = inSlice ? z : 0; k < (inSlice ? z + 1 : e.nz); ++k)
        for (int j = 0; j < e.ny; ++j)
            for (int i = 0; i < e.nx; ++i)
                if (mask.at(i, j, k))
                    nearest = std::min(nearest, std::hypot((i - x) * e.spacingMm[0], (j - y) * e.spacingMm[1],
                                                           (k - z) * e.spacingMm[2]));
    return nearest;
}

void expectExactUpToCap(Reach reach) {
    const Extent extent{23, 19, 11, {1.4, 1.1, 2.5}};
    constexpr double capMm = 9;
    const auto mask = scattered(extent, 0.004, 7);
    ASSERT_GT(countOf(mask), 5U);

    const auto map = distanceTo(1, mask, capMm, reach, 2);

    for (int z = 0; z < extent.nz; ++z)
        for (int y = 0; y < extent.ny; ++y)
            for (int x = 0; x < extent.nx; ++x) {
                const double truth = nearestOne(mask, x, y, z, reach == Reach::inSlice);
                const auto got = map.squared.at(x, y, z);
                if (truth >= capMm * 1.001)
                    EXPECT_EQ(got, CappedDistance::cap);
                else
                    EXPECT_NEAR(got * map.unitMm2, truth * truth, 3 * map.unitMm2) << x << ' ' << y << ' ' << z;
            }
}

TEST(CappedDistance, isTheEuclideanDistanceInTheVolumeUpToTheCap) {
    expectExactUpToCap(Reach::inVolume);
}
TEST(CappedDistance, isTheEuclideanDistanceInTheSliceUpToTheCap) {
    expectExactUpToCap(Reach::inSlice);
}

TEST(CappedDistance, isTheSameForAnyNumberOfThreads) {
    const auto mask = scattered({31, 29, 17, {1.4, 1.4, 1.25}}, 0.01, 3);
    const auto one = distanceTo(1, mask, 15, Reach::inVolume, 1);
    for (const int threads : {2, 3, 8, 64})
        EXPECT_EQ(distanceTo(1, mask, 15, Reach::inVolume, threads).squared.data, one.squared.data);
}

TEST(Morphology, dilatesASingleVoxelToABallInMillimetres) {
    Mask mask{Extent{21, 21, 21, {1, 1, 2}}};
    mask.at(10, 10, 10) = 1;

    const auto ball = dilated(mask, 4, Reach::inVolume, 1);

    EXPECT_TRUE(ball.at(14, 10, 10));
    EXPECT_FALSE(ball.at(15, 10, 10));
    EXPECT_TRUE(ball.at(10, 10, 12));  // 4 mm
    EXPECT_FALSE(ball.at(10, 10, 13));
    EXPECT_FALSE(ball.at(13, 13, 10));  // 4.24 mm
}

TEST(Morphology, erodesNothingAtTheEndOfTheGrid) {
    const Mask full{Extent{9, 9, 9, {1, 1, 1}}, 1};
    EXPECT_EQ(eroded(full, 3, Reach::inVolume, 1).data, full.data);
}

TEST(Morphology, opensAwayWhatIsThinAndClosesWhatIsNarrow) {
    Mask mask{Extent{41, 41, 5, {1, 1, 1}}};
    for (int z = 0; z < 5; ++z)
        for (int y = 10; y < 31; ++y)
            for (int x = 2; x < 39; ++x) mask.at(x, y, z) = x != 20;
    for (int x = 2; x < 39; ++x) mask.at(x, 5, 2) = 1;  // a line

    const auto without = opened(mask, 2, Reach::inSlice, 1);
    const auto joined = closed(mask, 2, Reach::inSlice, 1);

    EXPECT_FALSE(without.at(10, 5, 2));
    EXPECT_TRUE(without.at(10, 20, 2));
    EXPECT_TRUE(joined.at(20, 20, 2));
    EXPECT_FALSE(joined.at(20, 35, 2));
}

}  // namespace
}  // namespace overread::quantification
