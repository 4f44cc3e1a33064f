#include "core/phantom/phantom.h"

#include <gtest/gtest.h>
#include <algorithm>
#include <cmath>

namespace overread {
namespace {

PhantomOptions small(double involvementPercent) {
    PhantomOptions options;
    options.matrix = 128;
    options.sliceThicknessMm = 5;
    options.involvementPercent = involvementPercent;
    return options;
}

/// Mean HU of a label. Lesions and lungs are told apart by it.
double meanHu(const Phantom& phantom, Label label) {
    double sum = 0, n = 0;
    for (std::size_t i = 0; i < phantom.volume.hu.size(); ++i)
        if (phantom.labels.labels[i] == static_cast<std::uint8_t>(label)) {
            sum += phantom.volume.hu[i];
            ++n;
        }
    return n > 0 ? sum / n : std::nan("");
}

std::uint64_t hashOf(const std::vector<std::int16_t>& voxels) {
    std::uint64_t hash = 0xCBF29CE484222325ULL;
    for (const std::int16_t hu : voxels) hash = (hash ^ static_cast<std::uint16_t>(hu)) * 0x100000001B3ULL;
    return hash;
}

TEST(Phantom, hasTheInvolvementThatWasAskedFor) {
    for (const double percent : {0.0, 0.5, 3.0, 25.0, 50.0, 75.0, 85.0}) {
        const auto phantom = makePhantom(small(percent));
        EXPECT_NEAR(phantom.truth.involvement.totalPercent, percent, 0.1);
    }
}

TEST(Phantom, saysExactlyWhatItsLabelsSay) {
    auto options = small(40);
    options.effusionMl = 200;
    const auto phantom = makePhantom(options);
    std::array<double, 9> ml{};
    for (const std::uint8_t label : phantom.labels.labels) ml.at(label) += phantom.labels.geometry.voxelMl();
    const double rightLesion = ml[3] + ml[5], leftLesion = ml[4] + ml[6];
    const double right = ml[1] + rightLesion, left = ml[2] + leftLesion;
    const auto& truth = phantom.truth;
    EXPECT_NEAR(truth.lungMl.right, right, 1e-3);
    EXPECT_NEAR(truth.lungMl.left, left, 1e-3);
    EXPECT_NEAR(truth.lungMl.total, right + left, 1e-3);
    EXPECT_NEAR(truth.groundGlassMl, ml[3] + ml[4], 1e-3);
    EXPECT_NEAR(truth.consolidationMl, ml[5] + ml[6], 1e-3);
    EXPECT_NEAR(truth.effusionMl, ml[8], 1e-3);
    EXPECT_NEAR(*truth.involvement.rightPercent, 100 * rightLesion / right, 1e-6);
    EXPECT_NEAR(*truth.involvement.leftPercent, 100 * leftLesion / left, 1e-6);
    EXPECT_NEAR(truth.involvement.totalPercent, 100 * (rightLesion + leftLesion) / (right + left), 1e-6)
        << "weighted by volume, not the mean of the sides";
}

TEST(Phantom, dividesInvolvementIntoGroundGlassAndConsolidation) {
    for (const double share : {0.0, 0.3, 1.0}) {
        auto options = small(40);
        options.consolidationShare = share;
        const auto truth = makePhantom(options).truth;
        EXPECT_NEAR(truth.consolidationMl / (truth.consolidationMl + truth.groundGlassMl), share, 0.005);
    }
}

TEST(Phantom, keepsOneSidedDiseaseOnItsSide) {
    auto options = small(20);
    options.distribution = LesionDistribution::right;
    const auto right = makePhantom(options).truth.involvement;
    EXPECT_EQ(right.leftPercent, 0.0);
    EXPECT_NEAR(right.totalPercent, 20, 0.1);
    options.distribution = LesionDistribution::left;
    EXPECT_EQ(makePhantom(options).truth.involvement.rightPercent, 0.0);
}

TEST(Phantom, looksLikeAChest) {
    auto options = small(40);
    options.effusionMl = 200;
    options.noiseHu = 0;
    const auto phantom = makePhantom(options);
    EXPECT_NEAR(phantom.truth.effusionMl, 200, 5);
    EXPECT_GT(phantom.truth.lungMl.total, 2500);
    EXPECT_LT(phantom.truth.lungMl.total, 6000);
    EXPECT_GT(phantom.truth.lungMl.right, phantom.truth.lungMl.left);
    EXPECT_NEAR(meanHu(phantom, Label::rightLung), -845, 40);
    EXPECT_NEAR(meanHu(phantom, Label::leftGroundGlass), -560, 80);
    EXPECT_NEAR(meanHu(phantom, Label::rightConsolidation), 10, 60);
    EXPECT_NEAR(meanHu(phantom, Label::effusion), 8, 60);
    EXPECT_LT(meanHu(phantom, Label::airways), -500);
    const auto [low, high] = std::minmax_element(phantom.volume.hu.begin(), phantom.volume.hu.end());
    EXPECT_EQ(*low, -1024) << "outside the scanner's circle";
    EXPECT_GT(*high, 300) << "bone";
}

TEST(Phantom, breathesMoreAirInInspiration) {
    auto options = small(0);
    options.noiseHu = 0;
    const auto deep = makePhantom(options);
    options.breathing = Breathing::free;
    const auto shallow = makePhantom(options);
    EXPECT_GT(deep.truth.lungMl.total, 1.1 * shallow.truth.lungMl.total);
    EXPECT_GT(meanHu(shallow, Label::leftLung), meanHu(deep, Label::leftLung) + 70);
}

TEST(Phantom, hasTheNoiseThatWasAskedForAndTheTextureOfItsKernel) {
    const auto noiseOf = [](ReconstructionKernel kernel) {
        auto options = small(0);
        options.matrix = 256;
        options.kernel = kernel;
        options.noiseHu = 0;
        const auto clean = makePhantom(options);
        options.noiseHu = 25;
        auto noisy = makePhantom(options);
        for (std::size_t i = 0; i < noisy.volume.hu.size(); ++i)
            noisy.volume.hu[i] = static_cast<std::int16_t>(noisy.volume.hu[i] - clean.volume.hu[i]);
        return noisy.volume;
    };
    const auto statisticsOf = [](const CtVolume& noise) {
        double squares = 0, products = 0, n = 0;
        const auto& g = noise.geometry;
        for (std::size_t row = 110; row < 140; ++row)  // in the body, away from air that is clipped
            for (std::size_t column = 40; column < 210; ++column) {
                const std::size_t i = (10 * g.rows + row) * g.columns + column;
                squares += noise.hu[i] * noise.hu[i];
                products += noise.hu[i] * noise.hu[i + 1];
                ++n;
            }
        return std::pair{std::sqrt(squares / n), products / squares};
    };
    const auto [softDeviation, softCorrelation] = statisticsOf(noiseOf(ReconstructionKernel::soft));
    const auto [sharpDeviation, sharpCorrelation] = statisticsOf(noiseOf(ReconstructionKernel::sharp));
    EXPECT_NEAR(softDeviation, 25, 2.5);
    EXPECT_NEAR(sharpDeviation, 25, 2.5);
    EXPECT_GT(softCorrelation, 0.4) << "lumpy";
    EXPECT_LT(sharpCorrelation, 0.2) << "fine";
}

TEST(Phantom, isTheSameForTheSameSeedOnEveryMachine) {
    const auto first = makePhantom(small(30));
    EXPECT_TRUE(first.volume.hu == makePhantom(small(30)).volume.hu);
    auto other = small(30);
    other.seed = 2;
    EXPECT_FALSE(first.volume.hu == makePhantom(other).volume.hu);
    EXPECT_EQ(hashOf(first.volume.hu), 9309093680950762878U)
        << "taken when the phantom last changed: change it with the phantom alone";
}

TEST(Phantom, refusesWhatNoChestCanHold) {
    auto options = small(90);
    EXPECT_THROW((void)makePhantom(options), std::domain_error);
    options = small(60);
    options.distribution = LesionDistribution::left;
    EXPECT_THROW((void)makePhantom(options), std::domain_error);
    options = small(10);
    options.noiseHu = std::nan("");
    EXPECT_THROW((void)makePhantom(options), std::domain_error);
    options = small(10);
    options.sliceThicknessMm = 0;
    EXPECT_THROW((void)makePhantom(options), std::domain_error);
}

TEST(Phantom, canBeCutIntoFewerSlices) {
    const auto phantom = makePhantom(small(10));
    const auto part = slicesOf(phantom.volume, 20, 3);
    EXPECT_EQ(part.geometry.slices, 3U);
    EXPECT_NEAR(part.geometry.originMm[2], phantom.volume.geometry.originMm[2] + 100, 1e-9);
    EXPECT_EQ(part.hu.front(), phantom.volume.hu[20 * 128 * 128]);
    EXPECT_THROW((void)slicesOf(phantom.volume, 59, 2), std::out_of_range);
}

}  // namespace
}  // namespace overread
