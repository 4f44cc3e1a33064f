#include <gtest/gtest.h>

#include <algorithm>
#include <limits>

#include "core/phantom/phantom.h"
#include "core/quantification/quantify.h"

namespace overread {
namespace {

CtVolume filledWith(std::int16_t hu, std::size_t columns, std::size_t rows, std::size_t slices) {
    CtVolume volume;
    volume.geometry.columns = columns;
    volume.geometry.rows = rows;
    volume.geometry.slices = slices;
    volume.hu.assign(volume.geometry.voxels(), hu);
    return volume;
}

const CtVolume& chest() {
    static const CtVolume volume = [] {
        PhantomOptions options;
        options.matrix = 128;
        options.sliceThicknessMm = 6;
        return makePhantom(options).volume;
    }();
    return volume;
}

void expectRefused(const CtVolume& volume, const std::string& reason) {
    const auto result = quantify(volume, {GradeLimits{}, 2});
    EXPECT_EQ(result.figures.status, Quantification::Status::refused);
    EXPECT_EQ(result.figures.reason, reason);
    EXPECT_FALSE(result.figures.detail.empty());
    EXPECT_TRUE(result.labels.labels.empty());
}

TEST(HostileVolume, ofOneSliceIsRefused) {
    expectRefused(slicesOf(chest(), 20, 1), "too_few_slices");
}
TEST(HostileVolume, withoutVoxelsIsRefused) {
    expectRefused(CtVolume{}, "too_few_slices");
}
TEST(HostileVolume, ofPaddingAloneIsRefused) {
    expectRefused(filledWith(-1024, 128, 128, 40), "no_body");
}
TEST(HostileVolume, ofTinySlicesIsRefused) {
    expectRefused(filledWith(-800, 8, 8, 40), "invalid_geometry");
}
TEST(HostileVolume, withoutAirIsRefused) {
    expectRefused(filledWith(40, 128, 128, 40), "not_hounsfield_units");
}

TEST(HostileVolume, ofEightBitPicturesIsRefused) {
    auto volume = chest();
    for (auto& hu : volume.hu) hu = static_cast<std::int16_t>(std::clamp((hu + 1350) * 255 / 1500, 0, 255));
    expectRefused(volume, "not_hounsfield_units");
}

/// The chest as it comes out with another slope and intercept than the scanner's.
CtVolume rescaled(double slope, double intercept) {
    auto volume = chest();
    for (auto& hu : volume.hu) hu = static_cast<std::int16_t>(std::clamp(hu * slope + intercept, -1024.0, 32767.0));
    return volume;
}

TEST(HostileVolume, whoseSlopeOrInterceptIsWrongIsRefused) {
    expectRefused(rescaled(1, 1024), "not_hounsfield_units");  // the intercept is missing
    expectRefused(rescaled(1, 0.5 * 1024), "not_hounsfield_units");
    expectRefused(rescaled(0.1, -900), "no_body");
    expectRefused(rescaled(-1, 0), "not_hounsfield_units");
    const auto tooSteep = quantify(rescaled(10, 9000), {GradeLimits{}, 2}).figures;
    EXPECT_EQ(tooSteep.status, Quantification::Status::refused) << tooSteep.involvement.totalPercent;
}

TEST(HostileVolume, whoseHeaderLiesAboutItsSizeIsRefused) {
    auto volume = chest();
    volume.geometry.rows += 1;
    expectRefused(volume, "invalid_geometry");
    volume.geometry.rows = volume.geometry.columns = 65535;
    expectRefused(volume, "too_large");
}

TEST(HostileVolume, ofFourThousandSlicesIsRefused) {
    auto volume = filledWith(-800, 64, 64, 4000);
    expectRefused(volume, "too_large");
}

TEST(HostileVolume, withSpacingThatIsNoneIsRefused) {
    for (const double spacing :
         {0.0, -1.0, 1e-9, 1e9, std::numeric_limits<double>::infinity(), std::numeric_limits<double>::quiet_NaN()})
        for (std::size_t axis = 0; axis < 3; ++axis) {
            auto volume = chest();
            volume.geometry.spacingMm[axis] = spacing;
            expectRefused(volume, "invalid_geometry");
        }
}

TEST(HostileVolume, withDirectionsThatAreNoneIsRefused) {
    auto volume = chest();
    volume.geometry.rowDirection = {std::numeric_limits<double>::quiet_NaN(), 0, 0};
    expectRefused(volume, "invalid_geometry");
    volume = chest();
    volume.geometry.normal = {0, 0, 0};
    expectRefused(volume, "invalid_geometry");
}

TEST(HostileVolume, ofTheAbdomenAloneHasNoLungs) {
    PhantomOptions options;
    options.matrix = 128;
    options.sliceThicknessMm = 2;
    const auto phantom = makePhantom(options);
    std::size_t firstWithLung = phantom.labels.geometry.slices;
    const auto area = phantom.labels.geometry.voxelsPerSlice();
    for (std::size_t slice = 0; slice < firstWithLung; ++slice) {
        const auto begin = phantom.labels.labels.begin() + static_cast<std::ptrdiff_t>(slice * area);
        if (std::count_if(begin, begin + static_cast<std::ptrdiff_t>(area), [](auto v) { return v != 0; }) > 0)
            firstWithLung = slice;
    }
    ASSERT_GT(firstWithLung, 0U);
    auto volume = phantom.volume;  // what lies below the lungs, repeated upwards: a stack of belly
    for (std::size_t slice = firstWithLung; slice < volume.geometry.slices; ++slice)
        std::copy_n(volume.hu.begin(), area, volume.hu.begin() + static_cast<std::ptrdiff_t>(slice * area));
    expectRefused(volume, "not_chest_ct");
}

TEST(HostileVolume, ofNoiseAloneIsRefused) {
    auto volume = filledWith(0, 96, 96, 40);
    std::uint32_t state = 1;
    for (auto& hu : volume.hu) {
        state = state * 1664525U + 1013904223U;
        hu = static_cast<std::int16_t>(static_cast<int>(state >> 20) - 1024);
    }
    expectRefused(volume, "not_chest_ct");
}

}  // namespace
}  // namespace overread
