#include "core/quantification/components.h"

#include <gtest/gtest.h>

#include <random>

namespace overread::quantification {
namespace {

/// Component of each voxel by plain flooding, numbered in the order of the voxels; -1 for zeros.
std::vector<int> flooded(const Mask& mask, int& count) {
    const Extent& e = mask.extent;
    std::vector<int> label(mask.data.size(), -1);
    count = 0;
    for (std::size_t start = 0; start < label.size(); ++start) {
        if (!mask.data[start] || label[start] >= 0) continue;
        std::vector<std::size_t> open{start};
        label[start] = count;
        while (!open.empty()) {
            const auto at = open.back();
            open.pop_back();
            const int x = static_cast<int>(at) % e.nx;
            const int y = static_cast<int>(at) / e.nx % e.ny;
            const int z = static_cast<int>(at) / (e.nx * e.ny);
            const int steps[6][3] = {{1, 0, 0}, {-1, 0, 0}, {0, 1, 0}, {0, -1, 0}, {0, 0, 1}, {0, 0, -1}};
            for (const auto& step : steps) {
                const int i = x + step[0], j = y + step[1], k = z + step[2];
                if (i < 0 || j < 0 || k < 0 || i >= e.nx || j >= e.ny || k >= e.nz) continue;
                const auto next = e.index(i, j, k);
                if (!mask.data[next] || label[next] >= 0) continue;
                label[next] = count;
                open.push_back(next);
            }
        }
        ++count;
    }
    return label;
}

TEST(Components, areThoseOfPlainFlooding) {
    for (const unsigned density : {150U, 310U, 500U}) {
        Mask mask{Extent{24, 18, 12, {1, 1, 1}}};
        std::mt19937 random{density};
        for (auto& voxel : mask.data) voxel = random() % 1000 < density;
        int count = 0;
        const auto truth = flooded(mask, count);

        const auto parts = componentsOf(mask);

        ASSERT_EQ(static_cast<int>(parts.all.size()), count);
        for (const auto& run : parts.runs)
            for (int x = run.first; x < run.end; ++x)
                EXPECT_EQ(run.component, truth[mask.extent.index(x, run.y, run.z)]);
        std::size_t voxels = 0;
        for (const auto& part : parts.all) voxels += part.voxels;
        EXPECT_EQ(voxels, countOf(mask));
    }
}

TEST(Components, doNotReachOverSlicesWhereEachSliceIsByItself) {
    const Mask column{Extent{1, 1, 5, {1, 1, 1}}, 1};
    EXPECT_EQ(componentsOf(column).all.size(), 1U);
    EXPECT_EQ(componentsInSlicesOf(column).all.size(), 5U);
}

/// A solid block with a hollow at (4..6)^3, which a tunnel along z may open.
Mask hollowBlock(bool open) {
    Mask mask{Extent{11, 11, 11, {1, 1, 1}}, 1};
    for (int z = 4; z < 7; ++z)
        for (int y = 4; y < 7; ++y)
            for (int x = 4; x < 7; ++x) mask.at(x, y, z) = 0;
    if (open)
        for (int z = 7; z < 11; ++z)
            for (int y = 4; y < 7; ++y)
                for (int x = 4; x < 7; ++x) mask.at(x, y, z) = 0;
    return mask;
}

TEST(Holes, areFilledWhereNothingInTheirSliceJoinsThemWithTheBorder) {
    EXPECT_EQ(countOf(holesFilledInSlices(hollowBlock(true))), 1331U);
}

TEST(Holes, ofOnePlaneAloneStayOpen) {  // as the dome of the liver under the lung
    EXPECT_EQ(holesOfTwoPlanesFilled(hollowBlock(true), 2).data, hollowBlock(true).data);
    EXPECT_EQ(countOf(holesOfTwoPlanesFilled(hollowBlock(false), 2)), 1331U);
}

TEST(Holes, staysOpenAlongEachAxisThatATunnelTakes) {
    for (int axis = 0; axis < 3; ++axis) {
        Mask mask{Extent{9, 10, 11, {1, 1, 1}}, 1};
        for (int i = 4; i < (axis == 0 ? 9 : axis == 1 ? 10 : 11); ++i)
            mask.at(axis == 0 ? i : 4, axis == 1 ? i : 4, axis == 2 ? i : 4) = 0;
        EXPECT_EQ(holesOfTwoPlanesFilled(mask, 1).data, mask.data) << axis;
    }
}

TEST(Holes, areFilledWhereOnlyACrookedWayInOnePlaneLeadsOut) {
    Mask mask{Extent{9, 9, 9, {1, 1, 1}}, 1};
    for (int x = 2; x < 7; ++x) mask.at(x, 4, 4) = 0;
    for (int y = 4; y < 9; ++y) mask.at(6, y, 4) = 0;

    const auto filled = holesOfTwoPlanesFilled(mask, 3);

    EXPECT_TRUE(filled.at(2, 4, 4));   // closed in the coronal and the sagittal plane
    EXPECT_FALSE(filled.at(6, 8, 4));  // the mouth
}

}  // namespace
}  // namespace overread::quantification
