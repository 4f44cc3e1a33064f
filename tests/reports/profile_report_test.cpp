#include "reports/profile_report.h"

#include <gtest/gtest.h>

namespace overread::reports {
namespace {

ProfileReport aReport() {
    ProfileReport report;
    auto& reads = report.doubleReads;
    reads.subject = {"reporter", "=R-17", "Олег <b>Ветров</b>", ""};
    reads.period = {"2025-11", "2026-10"};
    reads.settled.events = 36;
    reads.reviewsStillNeeded = 59;
    reads.metrics.push_back(
        {"significantWeighted", {36, 2, 0.031, 0.008, 0.112, ""}, wire::TeamBand{0.02, 0.03, 0.05}});
    reads.metrics.push_back({"kappa", {36, std::nullopt, std::nullopt, std::nullopt, std::nullopt, ""}, {}});
    reads.confusion[1][3] = 2;
    reads.trend.push_back({"2026-10", {3, 1, 0.2, 0.05, 0.6, ""}, {}});
    report.peerReviews = reads;
    report.peerReviews.settled.events = 0;
    return report;
}

TEST(ProfileReport, saysTheSameInBothLanguages) {
    const auto english = toHtml(aReport(), Language::english);
    EXPECT_NE(english.find("3.1\u202f% (0.8 to 11.2\u202f%), n 36"), std::string::npos);
    EXPECT_NE(english.find("36 reviews so far. About 59 more before this says anything."), std::string::npos);
    EXPECT_NE(english.find("no data"), std::string::npos) << "a kappa that is not defined";
    EXPECT_NE(english.find("No settled case of this kind"), std::string::npos) << "of peer reviews there are none";
    const auto russian = toHtml(aReport(), Language::russian);
    EXPECT_NE(russian.find("3,1\u202f% (0,8–11,2\u202f%), n 36"), std::string::npos);
    EXPECT_NE(russian.find("Пока 36 проверок. До вывода нужно ещё около 59."), std::string::npos);
    EXPECT_NE(russian.find("КТ-3"), std::string::npos);
    EXPECT_NE(russian.find("не для первичной диагностики"), std::string::npos);
    for (const auto* left : {"no data", "settled", "Share of", "CT-3"})
        EXPECT_EQ(russian.find(left), std::string::npos) << "left in English: " << left;
}

TEST(ProfileReport, showsWhatComesFromOutsideAsTextAndAsNoFormula) {
    EXPECT_EQ(toHtml(aReport(), Language::english).find("<b>Ветров"), std::string::npos);
    EXPECT_NE(toCsv(aReport()).find("\r\n'=R-17,2025-11,2026-10,"), std::string::npos);
    EXPECT_NE(toCsv(aReport()).find(",significantWeighted,0.031,0.008,0.112,36,2\r\n"), std::string::npos);
    EXPECT_NE(toCsv(aReport()).find(",kappa,,,,36,\r\n"), std::string::npos) << "nothing where nothing is defined";
}

TEST(StillNeeded, takesTheThreeRussianForms) {
    const auto text = [](long n) { return stillNeededText(n, 5, Language::russian).substr(0, 30); };
    EXPECT_EQ(stillNeededText(21, 5, Language::russian), "Пока 21 проверка. До вывода нужно ещё около 5.");
    EXPECT_NE(text(3).find("проверки"), std::string::npos);
    EXPECT_NE(text(12).find("проверок"), std::string::npos);
    EXPECT_EQ(stillNeededText(200, 0, Language::english), "");
}

TEST(LearningSet, namesNobodyAndNoPlace) {
    FeedbackLetter letter;
    letter.row.reporterName = "Dr First";
    letter.row.facility = "centre-12";
    letter.row.settledGrade = Grade::ct3;
    letter.comment = "consolidation";
    const auto set = learningSetHtml({letter}, Language::english);
    EXPECT_EQ(set.find("Dr First"), std::string::npos);
    EXPECT_EQ(set.find("centre-12"), std::string::npos);
    EXPECT_NE(set.find("consolidation"), std::string::npos);
}

}  // namespace
}  // namespace overread::reports
