#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>
#include <numbers>

#include "reviewer-client/viewer/cut.h"
#include "reviewer-client/viewer/kept_view.h"
#include "reviewer-client/viewer/lung_extent.h"
#include "reviewer-client/viewer/measurement.h"
#include "reviewer-client/viewer/orientation.h"

namespace overread::client {
namespace {

wire::ImageSeries aSeries(int columns = 6, int rows = 5, int slices = 4) {
    wire::ImageSeries series;
    series.columns = columns;
    series.rows = rows;
    series.slices = slices;
    series.spacingMm = {0.5, 0.7, 2};
    return series;
}

/// Every voxel says where it is.
int valueAt(int column, int row, int slice) {
    return slice * 100 + row * 10 + column - 200;
}

SliceStack aStack(const wire::ImageSeries& series) {
    SliceStack stack(series);
    for (int z = 0; z < series.slices; ++z) {
        std::vector<std::int16_t> hu;
        for (int y = 0; y < series.rows; ++y)
            for (int x = 0; x < series.columns; ++x) hu.push_back(static_cast<std::int16_t>(valueAt(x, y, z)));
        stack.put(z, hu);
    }
    return stack;
}

TEST(Plane, standsUprightWithTheHeadAboveAndItsOwnSpacing) {
    const auto series = aSeries();
    const PlaneGrid coronal = gridOf(Plane::coronal, series);
    EXPECT_EQ(coronal.columns, 6);
    EXPECT_EQ(coronal.rows, 4);
    EXPECT_EQ(coronal.slices, 5);
    EXPECT_DOUBLE_EQ(coronal.columnMm, 0.5);
    EXPECT_DOUBLE_EQ(coronal.rowMm, 2);
    EXPECT_DOUBLE_EQ(coronal.sliceMm, 0.7);
    EXPECT_EQ(orientationMarks(coronal.rowDirection, coronal.columnDirection), (OrientationMarks{"R", "L", "H", "F"}));
    const PlaneGrid sagittal = gridOf(Plane::sagittal, series);
    EXPECT_EQ(orientationMarks(sagittal.rowDirection, sagittal.columnDirection),
              (OrientationMarks{"A", "P", "H", "F"}));
}

TEST(Plane, turnsItsMarksWithAPatientWhoLiesProne) {
    auto series = aSeries();
    series.rowDirection = {-1, 0, 0};
    series.columnDirection = {0, -1, 0};
    const PlaneGrid coronal = gridOf(Plane::coronal, series);
    EXPECT_EQ(orientationMarks(coronal.rowDirection, coronal.columnDirection), (OrientationMarks{"L", "R", "H", "F"}));
}

TEST(Plane, findsTheSameVoxelInEveryCut) {
    const auto series = aSeries();
    const Voxel voxel{4, 2, 1};
    for (const Plane plane : {Plane::axial, Plane::coronal, Plane::sagittal}) {
        const Voxel back = voxelAt(plane, pointOf(plane, voxel, series), series);
        EXPECT_DOUBLE_EQ(back.column, 4);
        EXPECT_DOUBLE_EQ(back.row, 2);
        EXPECT_DOUBLE_EQ(back.slice, 1);
    }
}

TEST(Cut, showsTheVoxelsWhereTheyAre) {
    const auto series = aSeries();
    const auto stack = aStack(series);
    Cutter cutter;
    for (const Plane plane : {Plane::axial, Plane::coronal, Plane::sagittal}) {
        const PlaneGrid grid = gridOf(plane, series);
        for (int slice = 0; slice < grid.slices; ++slice) {
            const auto hu = cutter.hu(stack, plane, slice, {});
            for (int y = 0; y < grid.rows; ++y)
                for (int x = 0; x < grid.columns; ++x) {
                    const Voxel at = voxelAt(plane, {static_cast<double>(x), static_cast<double>(y), slice}, series);
                    ASSERT_EQ(
                        hu[static_cast<std::size_t>(y * grid.columns + x)],
                        valueAt(static_cast<int>(at.column), static_cast<int>(at.row), static_cast<int>(at.slice)));
                }
        }
    }
}

TEST(Cut, foldsASlabOfTheWantedThicknessInEveryPlane) {
    const auto series = aSeries(24, 20, 16);
    const auto stack = aStack(series);
    Cutter cutter;
    for (const Plane plane : {Plane::axial, Plane::coronal, Plane::sagittal}) {
        const PlaneGrid grid = gridOf(plane, series);
        for (const double mm : slabThicknessesMm)
            for (const int slice : {0, grid.slices / 2, grid.slices - 1}) {
                const int n = std::max(1, static_cast<int>(std::lround(mm / grid.sliceMm)));
                const int first = std::max(slice - (n - 1) / 2, 0);
                const int last = std::min(slice - (n - 1) / 2 + n - 1, grid.slices - 1);
                for (const auto kind : {Slab::Kind::maximum, Slab::Kind::mean, Slab::Kind::minimum}) {
                    const auto hu = cutter.hu(stack, plane, slice, {kind, mm});
                    const Voxel from = voxelAt(plane, {3, 2, first}, series);
                    const Voxel to = voxelAt(plane, {3, 2, last}, series);
                    const auto value = [](const Voxel& at) {
                        return valueAt(static_cast<int>(at.column), static_cast<int>(at.row),
                                       static_cast<int>(at.slice));
                    };
                    // The values rise evenly from the first picture to the last.
                    const double expected = kind == Slab::Kind::maximum   ? value(to)
                                            : kind == Slab::Kind::minimum ? value(from)
                                                                          : (value(from) + value(to)) / 2.0;
                    ASSERT_NEAR(hu[static_cast<std::size_t>(2 * grid.columns + 3)], expected, 0.51) << mm << " mm";
                }
            }
    }
}

TEST(Cut, knowsWhichRowsHaveNotComeAndMakesASlabOfTheRest) {
    const auto series = aSeries();
    SliceStack stack(series);
    stack.put(1, std::vector<std::int16_t>(30, 77));
    Cutter cutter;
    EXPECT_TRUE(Cutter::hasRow(stack, Plane::coronal, 0, 2));
    EXPECT_FALSE(Cutter::hasRow(stack, Plane::coronal, 0, 1));
    EXPECT_EQ(cutter.hu(stack, Plane::axial, 1, {Slab::Kind::minimum, 20})[0], 77);
    stack.put(2, std::vector<std::int16_t>(30, 33));
    EXPECT_EQ(cutter.hu(stack, Plane::axial, 1, {Slab::Kind::minimum, 20})[0], 33) << "made anew when a slice comes";
}

TEST(Measurement, countsMillimetresAlongBothAxes) {
    const PlaneGrid grid = gridOf(Plane::axial, aSeries());
    Measurement distance;
    distance.x2 = 6;
    distance.y2 = 8;
    EXPECT_DOUBLE_EQ(lengthMm(distance, grid), std::hypot(3.0, 5.6));
}

TEST(Measurement, tellsMeanDeviationAreaAndCountOfThePixelsInAnEllipse) {
    PlaneGrid grid = gridOf(Plane::axial, aSeries(9, 9));
    std::vector<std::int16_t> hu(81, -1000);
    const Measurement ellipse{Measurement::Kind::ellipse, Measurement::Study::current, Plane::axial, 0, 2, 2, 6, 6};
    // Radius 2 round (4, 4): the cross and the square round its middle, 13 pixels.
    int inside = 0;
    double sum = 0, squares = 0;
    for (int y = 0; y < 9; ++y)
        for (int x = 0; x < 9; ++x)
            if (std::hypot(x - 4, y - 4) <= 2) {
                hu[static_cast<std::size_t>(y * 9 + x)] = static_cast<std::int16_t>(-600 + 7 * x + y);
                const double value = -600 + 7 * x + y;
                ++inside;
                sum += value;
                squares += value * value;
            }
    const auto figures = areaFigures(ellipse, grid, hu);
    ASSERT_TRUE(figures);
    EXPECT_EQ(figures->pixels, inside);
    EXPECT_EQ(inside, 13);
    EXPECT_NEAR(figures->meanHu, sum / inside, 1e-9);
    EXPECT_NEAR(figures->sdHu, std::sqrt((squares - sum * sum / inside) / (inside - 1)), 1e-6);
    EXPECT_NEAR(figures->areaMm2, std::numbers::pi * 2 * 0.5 * 2 * 0.7, 1e-9);
    Measurement between = ellipse;
    between.x1 = 2.3, between.x2 = 2.7;
    EXPECT_FALSE(areaFigures(between, grid, hu)) << "no pixel's centre lies inside";
    between = ellipse;
    between.x1 = -3, between.x2 = 1;
    EXPECT_TRUE(areaFigures(between, grid, hu)) << "what lies outside the picture is left out";
}

TEST(KeptView, comesBackFromTheDraftAndNothingForeignDoes) {
    const KeptView kept{
        Window{400, 40},
        {{Measurement::Kind::distance, Measurement::Study::current, Plane::axial, 12, 1.5, 2, 30, 4},
         {Measurement::Kind::ellipse, Measurement::Study::prior, Plane::coronal, 3, 10, 20, 30.25, 40}}};
    EXPECT_EQ(keptViewFrom(toText(kept)), kept);
    EXPECT_EQ(keptViewFrom(toText(KeptView{})), KeptView{});
    for (const auto* foreign : {"", "{", "[1]", R"({"window":null,"measurements":[{"kind":"angle"}]})", R"({"a":1})"})
        EXPECT_EQ(keptViewFrom(foreign), KeptView{}) << foreign;
    auto outside = kept;
    outside.measurements[0].x2 = 1e9;
    outside.window->widthHu = 0;
    EXPECT_EQ(keptViewFrom(toText(outside)).measurements.size(), 1u);
    EXPECT_FALSE(keptViewFrom(toText(outside)).window) << "a window without width";
}

TEST(LungExtent, isTheLongestRunOfSlicesWithLung) {
    EXPECT_EQ(lungExtent(std::vector<int>{5, 900, 3, 60, 300, 800, 700, 100, 4, 0}), (LungExtent{4, 6}));
    EXPECT_EQ(lungExtent(std::vector<int>{0, -1, 500, -1, -1, 600, -1, 0}), (LungExtent{2, 5})) << "not yet come";
    EXPECT_EQ(lungExtent(std::vector<int>{0, 0, 0}), std::nullopt);
    EXPECT_EQ(lungExtent(std::vector<int>(50, -1)), std::nullopt);
}

TEST(LungExtent, countsLungInTheMiddleOfTheBodyAndNoTable) {
    // A body of 60 x 40 round (50, 40) with a lung of 20 x 10 in it, in a slice of 100 x 100 with a foam table below.
    std::vector<std::int16_t> hu(100 * 100, -1000);
    const auto fill = [&](int left, int top, int right, int bottom, std::int16_t value) {
        for (int y = top; y < bottom; ++y)
            for (int x = left; x < right; ++x) hu[static_cast<std::size_t>(y * 100 + x)] = value;
    };
    fill(20, 20, 80, 60, 40);
    EXPECT_EQ(lungPixelsOf(hu, 100), 0);
    fill(40, 35, 60, 45, -800);
    fill(10, 80, 90, 95, -900);
    EXPECT_EQ(lungPixelsOf(hu, 100), 200);
    EXPECT_EQ(lungPixelsOf(std::vector<std::int16_t>(100, -1000), 10), 0);
}

TEST(StudyLink, laysTheSameShareOfTheLungsBesideAndKeepsTheReadersOffset) {
    StudyLink link(248, LungExtent{40, 240}, 60, LungExtent{10, 50});
    EXPECT_EQ(link.priorOf(40), 10);
    EXPECT_EQ(link.priorOf(140), 30);
    EXPECT_EQ(link.priorOf(240), 50);
    EXPECT_EQ(link.currentOf(30), 140);
    EXPECT_EQ(link.priorOf(0), 2);
    link.align(140, 33);
    EXPECT_EQ(link.priorOf(140), 33);
    EXPECT_EQ(link.priorOf(40), 13);
    EXPECT_EQ(link.currentOf(33), 140);
    EXPECT_EQ(link.priorOf(247), 54);
    StudyLink whole(100, std::nullopt, 50, std::nullopt);
    EXPECT_EQ(whole.priorOf(99), 49);
}

}  // namespace
}  // namespace overread::client
