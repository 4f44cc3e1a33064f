#include "reports/quality_report.h"

#include <gtest/gtest.h>

#include "tests/reports/examples.h"

namespace overread::reports {
namespace {

std::string htmlOf(const QualityReport& report, Language language) {
    return toHtml(documentOf(report, language));
}

TEST(QualityReport, saysTheSameInBothLanguages) {
    const auto english = htmlOf(examples::aReport(), Language::english);
    EXPECT_NE(english.find("<b>3.1\u202f%</b><br>(0.8 to 11.2\u202f%), n\u00a036"), std::string::npos);
    EXPECT_NE(english.find("<b>-0.12</b><br>(-0.40 to 0.20), n\u00a036"), std::string::npos);
    EXPECT_NE(english.find("36 reviews so far. About 64 more before this says anything."), std::string::npos);
    EXPECT_NE(english.find("Raw 5.6\u202f%, weighted 3.1\u202f%: suspicious cases"), std::string::npos);
    EXPECT_NE(english.find("no data"), std::string::npos) << "an AC2 that is not defined";
    EXPECT_NE(english.find("No settled case of this kind"), std::string::npos) << "of peer reviews there are none";
    EXPECT_NE(english.find("Double reads, Nov 2025 to Oct 2026"), std::string::npos);
    EXPECT_NE(english.find("Quality assurance; not for primary diagnosis."), std::string::npos);
    EXPECT_NE(english.find("Made 2 Nov 2026, 09:42 UTC for: quality review."), std::string::npos);

    const auto russian = htmlOf(examples::aReport(), Language::russian);
    EXPECT_NE(russian.find("<b>3,1\u202f%</b><br>(0,8 … 11,2\u202f%), n\u00a036"), std::string::npos);
    EXPECT_NE(russian.find("Пока 36 проверок. До вывода нужно ещё около 64."), std::string::npos);
    EXPECT_NE(russian.find("КТ-3"), std::string::npos);
    EXPECT_NE(russian.find("не для первичной диагностики"), std::string::npos);
    for (const auto* left : {"no data", "settled", "Share of", "CT-3", "Double", "Significant", " of ", "Made "})
        EXPECT_EQ(russian.find(left), std::string::npos) << "left in English: " << left;
}

TEST(QualityReport, drawsItsChartsAsVectorsWithoutAnyScript) {
    const auto html = htmlOf(examples::aReport(), Language::english);
    std::size_t drawings = 0;
    for (auto at = html.find("<svg "); at != std::string::npos; at = html.find("<svg ", at + 1)) ++drawings;
    EXPECT_EQ(drawings, 11u) << "a mark for each of six defined figures, matrix, trend, p-chart, CUSUM, involvement";
    for (const auto* foreign : {"<script", "<img", "<link", "http-equiv", "url(", "javascript:", "onload"})
        EXPECT_EQ(html.find(foreign), std::string::npos) << foreign;
    EXPECT_EQ(html.find("nan"), std::string::npos);
}

TEST(QualityReport, neverAddsDoubleReadsAndPeerReviews) {
    auto report = examples::aReport();
    report.peerReviews.profile = report.doubleReads.profile;
    report.peerReviews.profile.design = AssignmentKind::peerReview;
    report.peerReviews.profile.settled.events = 11;
    const auto html = htmlOf(report, Language::english);
    EXPECT_NE(html.find("Settled cases: 36;"), std::string::npos);
    EXPECT_NE(html.find("Settled cases: 11;"), std::string::npos);
    EXPECT_EQ(html.find("Settled cases: 47;"), std::string::npos);
    EXPECT_LT(html.find("Double reads, Nov"), html.find("Peer reviews, Nov"));
}

TEST(QualityReport, showsNamesFromOutsideAsTextAlone) {
    auto report = examples::aReport();
    EXPECT_EQ(htmlOf(report, Language::english).find("<b>Ветров"), std::string::npos);
    report.doubleReads.profile.subject.name = examples::hostileText;
    report.imprint.banner = examples::hostileText;
    const auto html = htmlOf(report, Language::english);
    EXPECT_EQ(html.find("<script"), std::string::npos);
    EXPECT_EQ(html.find("<img"), std::string::npos);
    EXPECT_NE(html.find("&lt;script&gt;"), std::string::npos);
}

TEST(QualityReport, listsTheRadiologistsOfADepartmentByNameAndBrandsNobodyWithFewReviews) {
    const auto html = htmlOf(examples::aDepartmentsReport(), Language::english);
    EXPECT_LT(html.find("Анна Белова"), html.find("Борис Чернов"));
    EXPECT_LT(html.find("Борис Чернов"), html.find("Пётр Яшин"));
    EXPECT_NE(html.find("12 reviews so far. About 88 more before this says anything."), std::string::npos);
    EXPECT_NE(html.find("Outside the expected range (99.8 %). Look at the cases."), std::string::npos);
    EXPECT_NE(html.find("limits are widened 1.2 times"), std::string::npos);
    EXPECT_NE(html.find("Funnel"), std::string::npos);
}

TEST(QualityReport, hidesATeamOfFewerThanFive) {
    auto report = examples::aReport();
    EXPECT_EQ(htmlOf(report, Language::english).find("Team hidden"), std::string::npos);
    for (auto& metric : report.doubleReads.profile.metrics) metric.team.reset();
    const auto html = htmlOf(report, Language::english);
    EXPECT_NE(html.find("Team hidden: fewer than 5 colleagues."), std::string::npos);
    EXPECT_EQ(html.find("on the middle half of the team"), std::string::npos);
    EXPECT_EQ(htmlOf(examples::aDepartmentsReport(), Language::english).find("Team hidden"), std::string::npos);
}

TEST(QualityReport, isDefinedWithNothingInIt) {
    QualityReport report;
    report.doubleReads.profile.subject.kind = "all";
    report.doubleReads.profile.period = report.peerReviews.profile.period = {"2020-01", "2020-02"};
    report.peerReviews.profile.design = AssignmentKind::peerReview;
    report.imprint.purpose = "inspection";
    const auto html = htmlOf(report, Language::russian);
    EXPECT_NE(html.find("Все учреждения"), std::string::npos);
    EXPECT_NE(html.find("нет решённых случаев"), std::string::npos);
    EXPECT_NE(figuresCsv(report, Language::english).find(",reports,0,"), std::string::npos);
}

}  // namespace
}  // namespace overread::reports
