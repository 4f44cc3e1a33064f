// What stands behind quantify(volume) must pass this, whoever wrote it: the built-in measurement, and one that is
// reached as an outside service is, by the series as DICOM there and a segmentation of another maker back.
#include <dcmtk/config/osconfig.h>

#include <dcmtk/dcmdata/dcdeftag.h>
#include <dcmtk/dcmdata/dcfilefo.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <ostream>

#include "core/dicom/read_volume.h"
#include "core/phantom/phantom.h"
#include "core/phantom/write_series.h"
#include "core/quantification/quantify.h"
#include "core/results/outside_result.h"
#include "core/results/write_segmentation.h"
#include "tests/support/temporary_folder.h"

namespace overread {
namespace {

struct Implementation {
    const char* name;
    MeasuredVolume (*measure)(const CtVolume& volume, const QuantifyOptions& options);
};

void PrintTo(const Implementation& each, std::ostream* out) {
    *out << each.name;
}

MeasuredVolume refused(std::string_view reason, const std::string& detail) {
    MeasuredVolume out;
    out.figures.status = Quantification::Status::refused;
    out.figures.reason = reason;
    out.figures.detail = detail;
    return out;
}

double mlOf(const LabelVolume& masks, std::initializer_list<Label> labels) {
    const auto count = std::count_if(masks.labels.begin(), masks.labels.end(), [&](std::uint8_t label) {
        return std::find(labels.begin(), labels.end(), static_cast<Label>(label)) != labels.end();
    });
    return static_cast<double>(count) * masks.geometry.voxelMl();
}

double rightLungMl(const LabelVolume& masks) {
    return mlOf(masks, {Label::rightLung, Label::rightGroundGlass, Label::rightConsolidation});
}
double leftLungMl(const LabelVolume& masks) {
    return mlOf(masks, {Label::leftLung, Label::leftGroundGlass, Label::leftConsolidation});
}

/// The figures that an object of masks alone leaves to whoever receives it.
void fillIn(const OutsideResult& result, const GradeLimits& limits, Quantification& figures) {
    figures.status = Quantification::Status::measured;
    figures.involvement = result.involvement;
    figures.grade = gradeOf(result.involvement.totalPercent, limits);
    figures.groundGlassMl = mlOf(result.masks, {Label::rightGroundGlass, Label::leftGroundGlass});
    figures.consolidationMl = mlOf(result.masks, {Label::rightConsolidation, Label::leftConsolidation});
    figures.lungMl = {rightLungMl(result.masks) + leftLungMl(result.masks), rightLungMl(result.masks),
                      leftLungMl(result.masks)};
}

/// The service's own name instead of ours: our own results that come back are refused.
void signAsOther(const std::filesystem::path& file) {
    DcmFileFormat format;
    ASSERT_TRUE(format.loadFile(file.c_str()).good());
    format.loadAllDataIntoMemory();
    format.getDataset()->putAndInsertString(DCM_Manufacturer, "Lung Makers");
    format.getDataset()->putAndInsertString(DCM_ManufacturerModelName, "LungNet");
    ASSERT_TRUE(format.saveFile(file.c_str(), EXS_LittleEndianExplicit).good());
}

MeasuredVolume measureAsAService(const CtVolume& volume, const QuantifyOptions& options) {
    const tests::TemporaryFolder folder;
    writeSeries(volume, inventedIdentity(77), folder.path() / "series");
    const auto index = dicom::indexFiles(dicom::filesUnder({folder.path() / "series"}), options.threads);
    if (!index.chosen) return refused(nameOf(index.refusal->code), index.refusal->detail);
    const auto& series = index.series[*index.chosen];
    const auto received = std::get<CtVolume>(dicom::readVolume(series, options.threads));
    auto measured = quantify(received, options);
    if (measured.figures.status != Quantification::Status::measured) return measured;
    const auto sent = folder.path() / "seg.dcm";
    writeSegmentation(measured.labels, std::get<SourceSeries>(sourceOf(series)), sent);
    signAsOther(sent);
    auto result = readOutsideResult(sent, &volume.geometry, nullptr);
    if (!result.reason.empty()) return refused(result.reason, result.detail);
    fillIn(result, options.limits, measured.figures);
    measured.labels = std::move(result.masks);
    return measured;
}

class Quantifier : public testing::TestWithParam<Implementation> {
protected:
    static const Phantom& chest() {
        static const Phantom phantom = makePhantom(options());
        return phantom;
    }
    static PhantomOptions options() {
        return {.involvementPercent = 35, .consolidationShare = 0.3, .sliceThicknessMm = 5, .seed = 21, .matrix = 160};
    }
    static MeasuredVolume measured(const CtVolume& volume, int threads = 2) {
        return GetParam().measure(volume, {GradeLimits{}, threads});
    }
    static void expectRefused(const CtVolume& volume, const std::string& reason) {
        const auto result = measured(volume);
        EXPECT_EQ(result.figures.status, Quantification::Status::refused);
        EXPECT_EQ(result.figures.reason, reason);
        EXPECT_FALSE(result.figures.detail.empty());
        EXPECT_TRUE(result.labels.labels.empty());
    }
};

TEST_P(Quantifier, answersOnTheGridThatItWasGivenWithFiguresThatFollowFromItsMasks) {
    const auto result = measured(chest().volume);
    ASSERT_EQ(result.figures.status, Quantification::Status::measured) << result.figures.reason;
    EXPECT_EQ(result.labels.geometry, chest().volume.geometry);
    ASSERT_EQ(result.labels.labels.size(), chest().volume.hu.size());
    EXPECT_LE(*std::max_element(result.labels.labels.begin(), result.labels.labels.end()), 8);
    const auto& figures = result.figures;
    // Figures may be counted on a coarser grid than the masks are given on.
    const double tolerance = 0.01 * figures.lungMl.total;
    EXPECT_NEAR(figures.lungMl.right, rightLungMl(result.labels), tolerance);
    EXPECT_NEAR(figures.lungMl.left, leftLungMl(result.labels), tolerance);
    EXPECT_NEAR(figures.groundGlassMl, mlOf(result.labels, {Label::rightGroundGlass, Label::leftGroundGlass}),
                tolerance);
    EXPECT_NEAR(figures.consolidationMl, mlOf(result.labels, {Label::rightConsolidation, Label::leftConsolidation}),
                tolerance);
    EXPECT_NEAR(figures.involvement.totalPercent,
                100 * (figures.groundGlassMl + figures.consolidationMl) / figures.lungMl.total, 0.01);
    EXPECT_NEAR(figures.lungMl.total, figures.lungMl.right + figures.lungMl.left, 1e-6);
    EXPECT_EQ(figures.grade, gradeOf(figures.involvement.totalPercent, GradeLimits{}));
}

TEST_P(Quantifier, findsAboutAsMuchAsThereIs) {
    const auto result = measured(chest().volume);
    EXPECT_NEAR(result.figures.involvement.totalPercent, chest().truth.involvement.totalPercent, 8);
    EXPECT_GT(overlapOf(result.labels, chest().labels).lungDice, 0.93);
}

TEST_P(Quantifier, callsRightWhatIsThePatientsRight) {
    auto oneSided = options();
    oneSided.distribution = LesionDistribution::right;
    oneSided.involvementPercent = 20;
    const auto figures = measured(makePhantom(oneSided).volume).figures;
    EXPECT_GT(figures.involvement.rightPercent.value(), 25);
    EXPECT_LT(figures.involvement.leftPercent.value(), 4);
}

TEST_P(Quantifier, answersTheSameAgainAndForAnyNumberOfThreads) {
    const auto once = measured(chest().volume, 1);
    for (const int threads : {1, 2, 5}) {
        const auto again = measured(chest().volume, threads);
        EXPECT_EQ(again.labels.labels, once.labels.labels) << threads;
        EXPECT_EQ(again.figures.involvement, once.figures.involvement) << threads;
    }
}

TEST_P(Quantifier, refusesWhatIsNoChestWithAStableReason) {
    expectRefused(slicesOf(chest().volume, 20, 1), "too_few_slices");
    auto padded = chest().volume;
    std::fill(padded.hu.begin(), padded.hu.end(), std::int16_t{-1024});
    expectRefused(padded, "no_body");
    auto belly = chest().volume;
    for (auto& hu : belly.hu) hu = std::max<std::int16_t>(hu, hu < -600 ? -1000 : 30);
    const auto area = belly.geometry.voxelsPerSlice();
    for (std::size_t z = 1; z < belly.geometry.slices; ++z)  // the lowest slice, over and over
        std::copy_n(belly.hu.begin(), area, belly.hu.begin() + static_cast<std::ptrdiff_t>(z * area));
    expectRefused(belly, "not_chest_ct");
}

INSTANTIATE_TEST_SUITE_P(Each, Quantifier,
                         testing::Values(Implementation{"builtIn", &quantify},
                                         Implementation{"overDicom", &measureAsAService}),
                         [](const auto& each) { return std::string{each.param.name}; });

}  // namespace
}  // namespace overread
