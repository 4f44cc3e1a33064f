#include <gtest/gtest.h>
#include <algorithm>

#include "core/dicom/kernel.h"
#include "core/dicom/read_volume.h"
#include "tests/support/real_ct.h"

namespace overread::dicom {
namespace {

std::optional<SeriesIndex> indexOf(const std::string& name) {
    const auto folder = tests::realCt(name);
    return folder ? std::optional{indexFiles(filesUnder({*folder}), 2)} : std::nullopt;
}

TEST(RealSeries, areReadWithTheirGeometry) {
    struct Example {
        const char* name;
        std::size_t slices;
        double pixelMm, sliceMm, lowestMm;
        KernelClass kernel;
    };
    for (const auto& e : {Example{"covid-1.25mm", 248, 0.703125, 1.25, -20.5, KernelClass::soft},
                          Example{"kernel-soft-8mm", 30, 0.646484375, 8, 80, KernelClass::soft},
                          Example{"kernel-sharp-8mm", 30, 0.646484375, 8, 80, KernelClass::sharp},
                          Example{"free-breathing-4mm", 99, 0.976562, 4.25, -375, KernelClass::soft}}) {
        const auto index = indexOf(e.name);
        if (!index) GTEST_SKIP() << "no real CT here: set OVERREAD_CT_DATA";
        ASSERT_TRUE(index->chosen) << e.name << ": " << index->explanation;
        const auto& series = index->series[*index->chosen];
        EXPECT_EQ(series.geometry.slices, e.slices) << e.name;
        EXPECT_EQ(series.geometry.rows, 512U);
        EXPECT_EQ(series.geometry.columns, 512U);
        EXPECT_NEAR(series.geometry.spacingMm[0], e.pixelMm, 1e-6) << e.name;
        EXPECT_NEAR(series.geometry.spacingMm[1], e.pixelMm, 1e-6) << e.name;
        EXPECT_NEAR(series.geometry.spacingMm[2], e.sliceMm, 1e-3) << e.name;
        EXPECT_NEAR(series.geometry.originMm[2], e.lowestMm, 1e-3) << e.name;
        EXPECT_EQ(series.geometry.normal, (std::array<double, 3>{0, 0, 1}));
        EXPECT_EQ(kernelClassOf(series.facts.kernel), e.kernel) << e.name;
    }
}

TEST(RealSeries, haveTheSameVoxelsForAnyNumberOfThreads) {
    const auto index = indexOf("covid-1.25mm");
    if (!index) GTEST_SKIP() << "no real CT here: set OVERREAD_CT_DATA";
    const auto& series = index->series[*index->chosen];
    const auto one = std::get<CtVolume>(readVolume(series, 1));
    const auto three = std::get<CtVolume>(readVolume(series, 3));
    EXPECT_TRUE(one.hu == three.hu);
    EXPECT_EQ(*std::min_element(one.hu.begin(), one.hu.end()), -1024) << "padding of -2000 is clamped";
    EXPECT_EQ(index->studies.at(0).ageYears, 80);
    EXPECT_EQ(index->studies.at(0).sex, Sex::male);
}

TEST(RealSeries, preferTheSoftKernelOfTwoReconstructions) {
    const auto soft = tests::realCt("kernel-soft-8mm"), sharp = tests::realCt("kernel-sharp-8mm");
    if (!soft || !sharp) GTEST_SKIP() << "no real CT here: set OVERREAD_CT_DATA";
    const auto index = indexFiles(filesUnder({*sharp, *soft}), 2);
    ASSERT_TRUE(index.chosen);
    EXPECT_EQ(index.series.size(), 2U);
    EXPECT_EQ(index.series[*index.chosen].facts.kernel, "B40f");
    EXPECT_NE(index.explanation.find("2 usable series"), std::string::npos) << index.explanation;
}

TEST(RealSeries, thatAreSagittalReformatsAreRefused) {
    const auto index = indexOf("refuse-sagittal-gaps");
    if (!index) GTEST_SKIP() << "no real CT here: set OVERREAD_CT_DATA";
    EXPECT_FALSE(index->chosen);
    ASSERT_TRUE(index->refusal);
    EXPECT_EQ(nameOf(index->refusal->code), "not_axial");
}

}  // namespace
}  // namespace overread::dicom
