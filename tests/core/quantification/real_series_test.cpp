#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <cmath>

#include "core/dicom/read_volume.h"
#include "core/phantom/phantom.h"
#include "core/quantification/quantify.h"
#include "tests/support/real_ct.h"

namespace overread {
namespace {

using tests::realCt;

using testing::Contains;

std::optional<CtVolume> volumeOf(const std::string& name) {
    const auto folder = realCt(name);
    if (!folder) return std::nullopt;
    const auto index = dicom::indexFiles(dicom::filesUnder({*folder}), 2);
    return std::get<CtVolume>(dicom::readVolume(index.series.at(index.chosen.value()), 2));
}

/// Measurement of a folder of the real series; none where they are not on this machine.
std::optional<Quantification> measurementOf(const std::string& name) {
    const auto volume = volumeOf(name);
    if (!volume) return std::nullopt;
    return quantify(*volume, {GradeLimits{}, 2}).figures;
}

TEST(RealSeries, ofCovidHasTwoPlausibleLungsAndDenseDisease) {
    const auto figures = measurementOf("covid-1.25mm");
    if (!figures) GTEST_SKIP() << "no real CT here: set OVERREAD_CT_DATA";
    EXPECT_EQ(figures->status, Quantification::Status::measured);
    EXPECT_GT(figures->lungMl.right, 1200);
    EXPECT_LT(figures->lungMl.right, 1900);
    EXPECT_GT(figures->lungMl.left, 1200);
    EXPECT_LT(figures->lungMl.left, 1900);
    EXPECT_GT(figures->involvement.totalPercent, 12);
    EXPECT_LT(figures->involvement.totalPercent, 40);
    EXPECT_GT(figures->consolidationMl, 100);
    EXPECT_EQ(figures->confidence, Quantification::Confidence::normal);
}

TEST(RealSeries, ofOneAcquisitionInTwoKernelsGivesNearlyTheSame) {
    const auto soft = measurementOf("kernel-soft-8mm");
    const auto sharp = measurementOf("kernel-sharp-8mm");
    if (!soft || !sharp) GTEST_SKIP() << "no real CT here: set OVERREAD_CT_DATA";
    EXPECT_NEAR(soft->involvement.totalPercent, sharp->involvement.totalPercent, 1.5);
    EXPECT_LT(soft->involvement.totalPercent, 5);  // a mass at the right hilum, no pneumonia
    for (const auto* figures : {&*soft, &*sharp}) {
        EXPECT_THAT(figures->warnings, Contains("thick_slices"));
        EXPECT_THAT(figures->warnings, Contains("single_focus"));
        EXPECT_EQ(figures->confidence, Quantification::Confidence::low);
    }
}

TEST(RealSeries, inFreeBreathingIsMeasuredWithoutConfidence) {
    const auto figures = measurementOf("free-breathing-4mm");
    if (!figures) GTEST_SKIP() << "no real CT here: set OVERREAD_CT_DATA";
    EXPECT_EQ(figures->status, Quantification::Status::measured);
    EXPECT_THAT(figures->warnings, Contains("free_breathing"));
    EXPECT_THAT(figures->warnings, Contains("truncated_lungs"));
    EXPECT_EQ(figures->confidence, Quantification::Confidence::low);
    EXPECT_LE(figures->grade, Grade::ct1);
}

TEST(RealSeries, ofHeadAloneOrAbdomenAloneIsRefused) {
    const auto headAndNeck = volumeOf("free-breathing-4mm");
    const auto wholeChest = volumeOf("covid-1.25mm");
    if (!headAndNeck || !wholeChest) GTEST_SKIP() << "no real CT here: set OVERREAD_CT_DATA";
    for (const auto& part : {slicesOf(*headAndNeck, 40, 59), slicesOf(*wholeChest, 0, 50)}) {
        const auto figures = quantify(part, {GradeLimits{}, 2}).figures;
        EXPECT_EQ(figures.status, Quantification::Status::refused);
        EXPECT_EQ(figures.reason, "not_chest_ct");
    }
}

}  // namespace
}  // namespace overread
