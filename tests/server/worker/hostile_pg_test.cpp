// Hostile objects on their way through the real worker, beside good ones of the same association.
#include "tests/server/worker/working.h"
#include "tests/support/hostile_series.h"

namespace overread::tests {
namespace {

TEST_F(Working, refusesEachHostileSeriesWithItsReasonAndMeasuresTheGoodOneBesideThem) {
    const auto good = phantom({.involvementPercent = 20, .sliceThicknessMm = 8, .seed = 41, .matrix = 128});
    const auto goodStudy = studyUid_;
    auto files = good;
    auto hostile = hostileSeries();
    // Thousands of objects meet the same children in hostile_series_test; here they would only take minutes.
    std::erase_if(hostile, [](const HostileSeries& each) { return each.slices > 100; });
    for (std::size_t i = 0; i < hostile.size(); ++i)
        for (const auto& file : writeHostile(hostile[i], "1.2.3." + std::to_string(100 + i),
                                             scratch_.path() / ("hostile" + std::to_string(i))))
            files.push_back(file);
    receive(files);
    Worker worker(configuration_, OVERREAD_WORKER);
    worker.start();
    ASSERT_TRUE(waitUntilDone());
    worker.stop();

    for (std::size_t i = 0; i < hostile.size(); ++i) {
        studyUid_ = "1.2.3." + std::to_string(100 + i);
        const auto record = study();
        ASSERT_TRUE(record) << hostile[i].name;
        const auto refused = quantification(record->study.id);
        ASSERT_TRUE(refused) << hostile[i].name;
        EXPECT_EQ(refused->status, Quantification::Status::refused) << hostile[i].name;
        EXPECT_EQ(refused->reason, hostile[i].reason) << hostile[i].name << ": " << refused->detail;
    }
    studyUid_ = goodStudy;
    EXPECT_EQ(quantification(study()->study.id)->status, Quantification::Status::measured);
    EXPECT_EQ(deadLetters().size(), 0u);
}

/// Texts and names that the columns and the exchange do not take: none may fell the objects of others.
TEST_F(Working, readsTheGoodObjectsBesideThoseWhoseTextsAreTooLongOrNoNames) {
    const auto good = RawFile().text(0x0020000D, "UI", "1.2.3.201").text(0x00080018, "UI", "1.2.3.201.1");
    const auto objects = receive({RawFile().text(0x0020000D, "UI", "../../etc").write(scratch_.path() / "a"),
                                  RawFile().text(0x0020000E, "UI", std::string(70, '7')).write(scratch_.path() / "b"),
                                  RawFile()
                                      .text(0x0020000D, "UI", "1.2.3.202")
                                      .text(0x00080018, "UI", "1.2.3.202.1")
                                      .text(0x00080050, "SH", std::string(200, 'A'))
                                      .text(0x00080080, "LO", std::string(400, '\xBF'))
                                      .text(0x00081010, "SH", std::string(100, 'B'))
                                      .text(0x00100020, "LO", std::string(300, 'P'))
                                      .text(0x00180050, "DS", "1e9")
                                      .text(0x00181210, "SH", std::string(100, 'K'))
                                      .write(scratch_.path() / "c"),
                                  good.write(scratch_.path() / "d")});
    Worker worker(configuration_, OVERREAD_WORKER);
    worker.start();
    ASSERT_TRUE(waitUntilDone());
    worker.stop();

    EXPECT_EQ(problemOf(objects[0]), "no_identity");
    EXPECT_EQ(problemOf(objects[1]), "no_identity");
    EXPECT_EQ(problemOf(objects[2]), "");
    EXPECT_EQ(problemOf(objects[3]), "");
    EXPECT_EQ(deadLetters().size(), 0u);
    studyUid_ = "1.2.3.202";
    ASSERT_TRUE(study());
    EXPECT_EQ(study()->study.accessionNumber, "") << "a number that was cut would find the wrong report";
    EXPECT_EQ(study()->study.scanner, std::string(64, 'B'));
    EXPECT_EQ(series(study()->study.id)->kernel, std::string(64, 'K'));
}

TEST_F(Working, keepsWhichSeriesWasTakenAndWhyTheOthersWereNot) {
    auto files = phantom({.involvementPercent = 10, .sliceThicknessMm = 8, .seed = 42, .matrix = 128});
    auto identity = inventedIdentity(42);
    const auto takenUid = identity.seriesInstanceUid;
    auto sharp = makePhantom({.involvementPercent = 10, .sliceThicknessMm = 8, .seed = 42, .matrix = 128}).volume;
    sharp.facts.kernel = "B70f";
    identity.seriesInstanceUid += ".7";
    writeSeries(sharp, identity, scratch_.path() / "sharp");
    identity.seriesInstanceUid += ".7";
    writeSeries(slicesOf(sharp, 0, 5), identity, scratch_.path() / "short");
    for (const auto* folder : {"sharp", "short"})
        for (const auto& file : filesOf(scratch_.path() / folder)) files.push_back(file);
    receive(files);
    Worker worker(configuration_, OVERREAD_WORKER);
    worker.start();
    ASSERT_TRUE(waitUntilDone());
    worker.stop();

    Transaction transaction(pool_);
    const auto choice = StudyRepository(transaction.session()).findChoice(study()->study.id);
    ASSERT_TRUE(choice);
    EXPECT_EQ(choice->reason, ChoiceReason::softest);
    ASSERT_EQ(choice->candidates.size(), 3u);
    EXPECT_EQ(choice->candidates[0].seriesInstanceUid, takenUid);
    EXPECT_TRUE(choice->candidates[0].chosen);
    EXPECT_EQ(choice->candidates[1].kernelClass, "sharp");
    EXPECT_EQ(choice->candidates[1].refusal, "");
    EXPECT_EQ(choice->candidates[2].refusal, "too_few_slices");
}

}  // namespace
}  // namespace overread::tests
