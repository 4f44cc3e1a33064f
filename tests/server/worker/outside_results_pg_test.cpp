// What outside services send, from the received object through the real worker to the row beside our measurement.
#include <dcmtk/config/osconfig.h>

#include <dcmtk/dcmdata/dcdeftag.h>
#include <dcmtk/dcmdata/dcfilefo.h>

#include "core/results/write_report.h"
#include "core/results/write_segmentation.h"
#include "server/database/outside_result_repository.h"
#include "tests/server/worker/working.h"

namespace overread::tests {
namespace {

constexpr const char* segmentationClass = "1.2.840.10008.5.1.4.1.1.66.4";
constexpr const char* reportClass = "1.2.840.10008.5.1.4.1.1.88.22";

class OutsideResults : public Working {
protected:
    OutsideResults() {
        phantom_ = makePhantom({.involvementPercent = 40, .sliceThicknessMm = 8, .seed = 31, .matrix = 128});
        const auto identity = inventedIdentity(31);
        studyUid_ = identity.studyInstanceUid;
        writeSeries(phantom_.volume, identity, scratch_.path() / "series");
        const auto index = dicom::indexFiles(dicom::filesUnder({scratch_.path() / "series"}));
        source_ = std::get<SourceSeries>(sourceOf(index.series.at(0)));
    }
    /// As if another maker's program had written it.
    static fs::path renamed(const fs::path& file, const std::string& studyUid = {}) {
        DcmFileFormat format;
        EXPECT_TRUE(format.loadFile(file.c_str()).good());
        format.loadAllDataIntoMemory();  // the file that it reads from is written
        auto& data = *format.getDataset();
        data.putAndInsertString(DCM_Manufacturer, "Lung Makers");
        data.putAndInsertString(DCM_ManufacturerModelName, "LungNet");
        data.putAndInsertString(DCM_SoftwareVersions, "7.1");
        if (!studyUid.empty()) data.putAndInsertString(DCM_StudyInstanceUID, studyUid.c_str());
        EXPECT_TRUE(format.saveFile(file.c_str(), EXS_LittleEndianExplicit).good());
        return file;
    }
    void receiveImages() { receive(filesOf(scratch_.path() / "series")); }
    std::vector<wire::OutsideResult> results() {
        Transaction transaction(app_);
        return OutsideResultRepository(transaction.session()).of(study()->study.id);
    }
    void work(const fs::path& program = OVERREAD_WORKER) {
        Worker worker(configuration_, program);
        worker.start();
        while (isWorkLeft()) {
            letTimePass();
            wakeup_.wait(100ms);
        }
    }

    Phantom phantom_;
    SourceSeries source_;
};

TEST_F(OutsideResults, ofASegmentationStandBesideOursAndChangeNothingInIt) {
    receiveImages();
    work();
    const auto id = study()->study.id;
    const auto ours = quantification(id);
    const auto before = series(id);
    ASSERT_EQ(ours->status, Quantification::Status::measured);
    writeSegmentation(phantom_.labels, source_, scratch_.path() / "seg.dcm");
    const auto objects = receive({renamed(scratch_.path() / "seg.dcm")}, segmentationClass);
    work();

    ASSERT_EQ(results().size(), 1u);
    const auto theirs = results()[0];
    EXPECT_EQ(theirs.reason, "") << theirs.detail;
    EXPECT_EQ(theirs.service, "Lung Makers LungNet");
    EXPECT_EQ(theirs.version, "7.1");
    EXPECT_NEAR(theirs.totalPercent.value(), phantom_.truth.involvement.totalPercent, 0.1);
    EXPECT_EQ(theirs.grade, gradeOf(*theirs.totalPercent, GradeLimits{}));
    EXPECT_NEAR(theirs.pointsApart.value(), *theirs.totalPercent - ours->involvement.totalPercent, 1e-9);
    EXPECT_GT(theirs.lungDice.value(), 0.9);
    EXPECT_GT(theirs.lesionDice.value(), 0.6);
    EXPECT_LT(theirs.lesionDice.value(), 1);
    EXPECT_TRUE(fs::exists(store_.outsideLabelsFile(theirs.id)));
    EXPECT_EQ(series(id)->seriesId, before->seriesId) << "the images were not indexed anew";
    EXPECT_EQ(quantification(id)->involvement, ours->involvement);
    EXPECT_EQ(deadLetters().size(), 0u);

    {
        Transaction transaction(pool_);
        JobQueue(transaction.session()).add("quantifyStudy", id.text());
        transaction.commit();
    }
    work();
    ASSERT_EQ(results().size(), 1u) << "compared anew, and still one";
    EXPECT_EQ(results()[0].id, theirs.id);
    EXPECT_EQ(numberOf("select count(*) from qa.outside_result r join qa.quantification q using (study_id) "
                       "where r.measurement = extract(epoch from q.measured_at)::text"),
              1);
}

TEST_F(OutsideResults, ofAReportAreTheFiguresThatItStates) {
    receiveImages();
    work();
    auto stated = *quantification(study()->study.id);
    stated.involvement = {62.5, 70, 55};
    writeReport(stated, source_, std::nullopt, scratch_.path() / "sr.dcm");
    receive({renamed(scratch_.path() / "sr.dcm")}, reportClass);
    work();
    ASSERT_EQ(results().size(), 1u);
    EXPECT_EQ(results()[0].reason, "") << results()[0].detail;
    EXPECT_EQ(results()[0].totalPercent, 62.5);
    EXPECT_EQ(results()[0].rightPercent, 70);
    EXPECT_EQ(results()[0].leftPercent, 55);
    EXPECT_EQ(results()[0].grade, Grade::ct3);
    EXPECT_EQ(results()[0].lesionDice, std::nullopt);
}

TEST_F(OutsideResults, thatComeBeforeTheImagesWaitForThemAndAreComparedThen) {
    writeReport(
        [] {
            Quantification stated;
            stated.status = Quantification::Status::measured;
            stated.involvement = {30, 30, 30};
            return stated;
        }(),
        source_, std::nullopt, scratch_.path() / "sr.dcm");
    receive({renamed(scratch_.path() / "sr.dcm")}, reportClass);
    work();
    ASSERT_EQ(results().size(), 1u);
    EXPECT_EQ(results()[0].pointsApart, std::nullopt);
    receiveImages();
    work();
    ASSERT_EQ(results().size(), 1u);
    EXPECT_NEAR(results()[0].pointsApart.value(), 30 - quantification(study()->study.id)->involvement.totalPercent,
                1e-9);
}

TEST_F(OutsideResults, thatCannotBeTakenSayWhy) {
    receiveImages();
    work();
    const auto reasonOf = [&](const fs::path& file, const char* classUid) {
        receive({file}, classUid);
        work();
        return results().empty() ? std::string{"none"} : results()[0].reason;
    };
    writeSegmentation(phantom_.labels, source_, scratch_.path() / "own.dcm");
    EXPECT_EQ(reasonOf(scratch_.path() / "own.dcm", segmentationClass), "own_result");

    const auto small = makePhantom({.sliceThicknessMm = 8, .seed = 32, .matrix = 64});
    writeSeries(small.volume, inventedIdentity(32), scratch_.path() / "small");
    const auto index = dicom::indexFiles(dicom::filesUnder({scratch_.path() / "small"}));
    writeSegmentation(small.labels, std::get<SourceSeries>(sourceOf(index.series.at(0))),
                      scratch_.path() / "other.dcm");
    EXPECT_EQ(reasonOf(renamed(scratch_.path() / "other.dcm", studyUid_), segmentationClass), "other_geometry");

    EXPECT_EQ(reasonOf(renamed(filesOf(scratch_.path() / "series").front()), reportClass), "not_dicom")
        << "an image that was sent as a report";
    EXPECT_EQ(numberOf("select count(*) from qa.outside_result where status = 'measured'"), 0);
    EXPECT_EQ(deadLetters().size(), 0u);
}

TEST_F(OutsideResults, thatKillTheirReaderAreRefusedAfterTheSecondTime) {
    receiveImages();
    work();
    writeSegmentation(phantom_.labels, source_, scratch_.path() / "seg.dcm");
    receive({renamed(scratch_.path() / "seg.dcm")}, segmentationClass);
    work(script("if [ \"$2\" = readOutsideResult ]; then kill -SEGV $$; fi\nexec " OVERREAD_WORKER " \"$@\""));
    ASSERT_EQ(results().size(), 1u);
    EXPECT_EQ(results()[0].reason, "reader_crashed");
    ASSERT_EQ(deadLetters().size(), 1u);
    EXPECT_EQ(deadLetters()[0].kind, "readOutsideResult");
}

}  // namespace
}  // namespace overread::tests
