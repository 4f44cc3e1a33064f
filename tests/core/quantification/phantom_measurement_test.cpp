#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>

#include "core/phantom/phantom.h"
#include "core/quantification/quantify.h"

namespace overread {
namespace {

using testing::Contains;
using testing::Not;

/// A chest of 192 x 192 x 75 voxels: enough for the anatomy, small enough for the suite.
PhantomOptions smallChest(double involvementPercent, double consolidationShare = 0.2, unsigned seed = 1) {
    PhantomOptions options;
    options.involvementPercent = involvementPercent;
    options.consolidationShare = consolidationShare;
    options.sliceThicknessMm = 4;
    options.matrix = 192;
    options.seed = seed;
    return options;
}

Quantification measured(const Phantom& phantom) {
    return quantify(phantom.volume, {GradeLimits{}, 2}).figures;
}

bool isLung(std::uint8_t label) {
    return label >= 1 && label <= 6;
}

double lungDice(const LabelVolume& a, const LabelVolume& b) {
    std::size_t both = 0;
    std::size_t sum = 0;
    for (std::size_t i = 0; i < a.labels.size(); ++i) {
        both += isLung(a.labels[i]) && isLung(b.labels[i]);
        sum += static_cast<std::size_t>(isLung(a.labels[i])) + isLung(b.labels[i]);
    }
    return 2 * static_cast<double>(both) / static_cast<double>(sum);
}

TEST(Measurement, ofPhantomsIsWithinAFewPointsOfTheTruth) {
    std::vector<double> errors;
    unsigned seed = 1;
    for (const double involvement : {0.0, 5.0, 15.0, 25.0, 40.0, 50.0, 60.0, 70.0, 80.0}) {
        const auto phantom = makePhantom(smallChest(involvement, 0.25, seed++));
        const auto figures = measured(phantom);
        ASSERT_EQ(figures.status, Quantification::Status::measured) << figures.reason;
        const double error = figures.involvement.totalPercent - phantom.truth.involvement.totalPercent;
        EXPECT_LE(std::abs(error), 8) << "truth " << involvement;
        EXPECT_EQ(figures.grade, gradeOf(figures.involvement.totalPercent, GradeLimits{}));
        errors.push_back(std::abs(error));
    }
    std::sort(errors.begin(), errors.end());
    EXPECT_LT(errors[errors.size() / 2], 3);
}

TEST(Measurement, ofHealthyLungsIsAlmostNothing) {
    for (const unsigned seed : {11U, 12U}) {
        const auto figures = measured(makePhantom(smallChest(0, 0.2, seed)));
        EXPECT_LE(figures.involvement.totalPercent, 1);
        EXPECT_EQ(figures.confidence, Quantification::Confidence::normal);
    }
}

TEST(Measurement, keepsTheSidesApart) {
    for (const auto side : {LesionDistribution::right, LesionDistribution::left}) {
        auto options = smallChest(20);
        options.distribution = side;
        const auto phantom = makePhantom(options);
        const auto figures = measured(phantom);
        const bool right = side == LesionDistribution::right;
        const auto& sick = right ? figures.involvement.rightPercent : figures.involvement.leftPercent;
        const auto& well = right ? figures.involvement.leftPercent : figures.involvement.rightPercent;
        const auto& truth = right ? phantom.truth.involvement.rightPercent : phantom.truth.involvement.leftPercent;
        EXPECT_NEAR(sick.value(), truth.value(), 6);
        EXPECT_LE(well.value(), 2);
    }
}

TEST(Measurement, weighsTheLungsByTheirVolume) {
    auto options = smallChest(20);
    options.distribution = LesionDistribution::left;
    const auto figures = measured(makePhantom(options));
    const auto& lung = figures.lungMl;
    EXPECT_NEAR(lung.total, lung.right + lung.left, 1e-6);
    EXPECT_NEAR(
        figures.involvement.totalPercent,
        (figures.involvement.rightPercent.value() * lung.right + figures.involvement.leftPercent.value() * lung.left) /
            lung.total,
        1e-6);
    EXPECT_NEAR(figures.involvement.totalPercent, 100 * (figures.groundGlassMl + figures.consolidationMl) / lung.total,
                1e-6);
}

TEST(Measurement, tellsConsolidationFromGroundGlass) {
    const auto glass = makePhantom(smallChest(30, 0));
    const auto mixed = makePhantom(smallChest(30, 0.5));
    const auto ofGlass = measured(glass);
    const auto ofMixed = measured(mixed);
    EXPECT_LE(ofGlass.consolidationMl, 0.1 * ofGlass.groundGlassMl);
    EXPECT_NEAR(ofMixed.consolidationMl, mixed.truth.consolidationMl, 0.35 * mixed.truth.consolidationMl);
}

TEST(Measurement, findsTheLungsWithDenseDiseaseAtTheChestWall) {
    const auto phantom = makePhantom(smallChest(40, 0.3));
    const auto result = quantify(phantom.volume, {GradeLimits{}, 2});
    EXPECT_GE(lungDice(result.labels, phantom.labels), 0.95);
    EXPECT_NEAR(result.figures.lungMl.total, phantom.truth.lungMl.total, 0.06 * phantom.truth.lungMl.total);
}

TEST(Measurement, standsNoiseThickSlicesAndASharpKernel) {
    auto noisy = smallChest(20);
    noisy.kernel = ReconstructionKernel::sharp;
    noisy.noiseHu = 60;
    auto thick = smallChest(20);
    thick.sliceThicknessMm = 8;

    EXPECT_NEAR(measured(makePhantom(noisy)).involvement.totalPercent, 20, 5);
    const auto ofThick = measured(makePhantom(thick));
    EXPECT_NEAR(ofThick.involvement.totalPercent, 20, 5);
    EXPECT_THAT(ofThick.warnings, Contains("thick_slices"));
}

TEST(Measurement, reportsEffusionAndDoesNotCountIt) {
    auto options = smallChest(0);
    options.effusionMl = 500;
    const auto figures = measured(makePhantom(options));
    EXPECT_THAT(figures.warnings, Contains("effusion"));
    EXPECT_LE(figures.involvement.totalPercent, 3);
}

TEST(Measurement, ofFreeBreathingHasLowConfidenceAndAWideUncertainty) {
    auto options = smallChest(10);
    options.breathing = Breathing::free;
    const auto figures = measured(makePhantom(options));
    EXPECT_THAT(figures.warnings, Contains("free_breathing"));
    EXPECT_EQ(figures.confidence, Quantification::Confidence::low);
    EXPECT_GE(figures.uncertaintyPercent, 10);
}

TEST(Measurement, ofTruncatedLungsSaysSo) {
    const auto phantom = makePhantom(smallChest(10));
    const auto whole = measured(phantom);
    const auto upper = slicesOf(phantom.volume, phantom.volume.geometry.slices / 2, phantom.volume.geometry.slices / 2);
    const auto cut = quantify(upper, {GradeLimits{}, 2}).figures;
    EXPECT_THAT(whole.warnings, Not(Contains("truncated_lungs")));
    ASSERT_EQ(cut.status, Quantification::Status::measured);
    EXPECT_THAT(cut.warnings, Contains("truncated_lungs"));
    EXPECT_EQ(cut.confidence, Quantification::Confidence::low);
}

TEST(Measurement, isTheSameToTheBitForAnyNumberOfThreads) {
    const auto phantom = makePhantom(smallChest(35, 0.4, 5));
    const auto one = quantify(phantom.volume, {GradeLimits{}, 1});
    for (const int threads : {2, 3, 7}) {
        const auto many = quantify(phantom.volume, {GradeLimits{}, threads});
        EXPECT_EQ(many.labels.labels, one.labels.labels);
        EXPECT_EQ(many.figures.involvement, one.figures.involvement);
        EXPECT_EQ(many.figures.uncertaintyPercent, one.figures.uncertaintyPercent);
        EXPECT_EQ(many.figures.warnings, one.figures.warnings);
    }
}

/// The same patient with the columns of the matrix growing the other way, as in a series of a prone patient.
TEST(Measurement, findsThePatientsRightWhateverTheMatrixDoes) {
    auto options = smallChest(20);
    options.distribution = LesionDistribution::right;
    auto volume = makePhantom(options).volume;
    auto& geometry = volume.geometry;
    for (std::size_t row = 0; row < geometry.rows * geometry.slices; ++row) {
        const auto begin = volume.hu.begin() + static_cast<std::ptrdiff_t>(row * geometry.columns);
        std::reverse(begin, begin + static_cast<std::ptrdiff_t>(geometry.columns));
    }
    for (std::size_t slice = 0; slice < geometry.slices; ++slice) {
        const auto at = [&](std::size_t row) {
            return volume.hu.begin() + static_cast<std::ptrdiff_t>((slice * geometry.rows + row) * geometry.columns);
        };
        for (std::size_t row = 0; row < geometry.rows / 2; ++row)
            std::swap_ranges(at(row), at(row + 1), at(geometry.rows - 1 - row));
    }
    geometry.rowDirection = {-1, 0, 0};
    geometry.columnDirection = {0, -1, 0};

    const auto figures = quantify(volume, {GradeLimits{}, 2}).figures;

    EXPECT_GE(figures.involvement.rightPercent.value(), 25);
    EXPECT_LE(figures.involvement.leftPercent.value(), 2);
}

}  // namespace
}  // namespace overread
