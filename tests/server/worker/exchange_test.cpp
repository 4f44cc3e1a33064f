// What a child says is believed only where it can be true.
#include "server/worker/exchange.h"

#include <gtest/gtest.h>

#include <fstream>

#include "tests/support/temporary_folder.h"

namespace overread::tests {
namespace {

class Exchange : public testing::Test {
protected:
    std::filesystem::path write(const std::string& text) {
        std::ofstream(result_, std::ios::trunc) << text;
        return result_;
    }
    void makeFile(const std::filesystem::path& file, std::size_t bytes) {
        std::ofstream(file, std::ios::trunc) << std::string(bytes, 'x');
    }
    static StudyIndexed twoSlices() {
        StudyIndexed indexed;
        workflow::SeriesOnDisk series;
        series.seriesInstanceUid = "1.2.3";
        series.image.rows = series.image.columns = 16;
        series.image.slices = 2;
        series.image.spacingMm = {1, 1, 5};
        series.image.kernelClass = "soft";
        series.image.format.transferSyntaxUid = "1.2.840.10008.1.2.1";
        series.kernel = "B30f";
        series.frameOffsets = {0, 512, 1024};
        indexed.chosen = series;
        return indexed;
    }
    TemporaryFolder folder_;
    std::filesystem::path result_ = folder_.path() / "result.json";
    std::filesystem::path frames_ = folder_.path() / "frames";
};

TEST_F(Exchange, bringsObjectsAcrossWithTheirFacts) {
    workflow::IndexedObject object;
    object.objectId = "01a20f16-3fef-7acd-8a16-efac432e8e27";
    object.study.studyInstanceUid = "1.2.3";
    object.study.facility = "Поликлиника 5";
    object.study.ageYears = 61;
    object.study.sex = Sex::male;
    object.study.acquiredAt = parseRfc3339("2026-10-01T08:15:00Z");
    object.patientId = "A\nB";
    object.seriesInstanceUid = "1.2.3.4";
    writeObjects(result_, {object});
    const auto read = readObjects(result_);
    ASSERT_EQ(read.size(), 1u);
    EXPECT_EQ(read[0].objectId, object.objectId);
    EXPECT_EQ(read[0].study.facility, object.study.facility);
    EXPECT_EQ(read[0].study.ageYears, 61);
    EXPECT_EQ(read[0].study.sex, Sex::male);
    EXPECT_EQ(read[0].study.acquiredAt, object.study.acquiredAt);
    EXPECT_EQ(read[0].patientId, "AB") << "control characters do not cross";
}

TEST_F(Exchange, replacesWhatIsNoUtf8) {
    workflow::IndexedObject object;
    object.objectId = "x";
    object.study.facility = "\xcf\xee\xeb";  // windows-1251
    writeObjects(result_, {object});
    EXPECT_NO_THROW((void)readObjects(result_));
}

TEST_F(Exchange, refusesWhatIsNoListOfObjects) {
    for (const char* text : {"", "{", "null", "7", "[7]", "[{}]", R"([{"objectId": 7}])",
                             R"([{"objectId":"x","study":{"studyInstanceUid":"'; drop table"}}])"})
        EXPECT_THROW((void)readObjects(write(text)), BadResult) << text;
    EXPECT_THROW((void)readObjects(folder_.path() / "nothing"), BadResult);
    EXPECT_THROW((void)readObjects(write(std::string(17 << 20, '['))), BadResult) << "longer than a result may be";
}

TEST_F(Exchange, refusesFramesThatDoNotFitTheirOffsets) {
    const auto readWith = [&](const StudyIndexed& indexed, std::size_t fileSize) {
        makeFile(frames_, fileSize);
        writeIndexed(result_, indexed);
        return readIndexed(result_, frames_);
    };
    EXPECT_EQ(readWith(twoSlices(), 1024).chosen->frameOffsets.size(), 3u);
    EXPECT_THROW((void)readWith(twoSlices(), 1023), BadResult);
    for (const std::vector<std::uint64_t>& offsets :
         {std::vector<std::uint64_t>{}, {0, 1024}, {0, 2000, 1024}, {1, 2, 1024}}) {
        auto indexed = twoSlices();
        indexed.chosen->frameOffsets = offsets;
        EXPECT_THROW((void)readWith(indexed, 1024), BadResult);
    }
    EXPECT_THROW((void)readWith(StudyIndexed{}, 0), BadResult) << "neither a series nor a reason";
}

TEST_F(Exchange, refusesMasksThatDoNotFitTheSeries) {
    const auto labels = folder_.path() / "labels";
    makeFile(labels, 10);
    StudyQuantified quantified;
    quantified.quantification.status = Quantification::Status::refused;
    quantified.quantification.reason = "no_body";
    quantified.masks = workflow::MaskFile{.offsets = {0, 4, 10}, .sliceWithMostLesion = 1};
    writeQuantified(result_, quantified);
    EXPECT_EQ(readQuantified(result_, labels, 2).masks->sliceWithMostLesion, 1);
    EXPECT_THROW((void)readQuantified(result_, labels, 3), BadResult);
    quantified.masks->sliceWithMostLesion = 2;
    writeQuantified(result_, quantified);
    EXPECT_THROW((void)readQuantified(result_, labels, 2), BadResult);
    quantified = {};
    writeQuantified(result_, quantified);
    EXPECT_THROW((void)readQuantified(result_, labels, 2), BadResult) << "pending is no result";
}

TEST_F(Exchange, refusesASeriesWhoseSizesContradictEachOther) {
    StoredSeries series;
    series.geometry.columns = series.geometry.rows = 16;
    series.geometry.slices = 2;
    series.facts = {.studyInstanceUid = "1.2", .seriesInstanceUid = "1.2.3", .kernel = "B30f"};
    series.format.transferSyntaxUid = "1.2.840.10008.1.2.1";
    series.format.rows = series.format.columns = 16;
    series.frameOffsets = {0, 512, 1024};
    writeStored(result_, series);
    EXPECT_EQ(readStored(result_).geometry, series.geometry);
    series.format.rows = 17;
    writeStored(result_, series);
    EXPECT_THROW((void)readStored(result_), BadResult);
}

}  // namespace
}  // namespace overread::tests
