#include "qa/discrepancy.h"

#include <gtest/gtest.h>

#include "tests/qa/examples.h"

namespace overread::qa {
namespace {

using namespace examples;

TEST(Discrepancy, isFlaggedWhereTheReportedIntervalLiesOutsideTheMeasurement) {
    struct Example {
        Grade reported;
        double measured;
        double uncertainty;
        bool isFlagged;
        double pointsOutside;
    };
    for (const auto& [reported, measured, uncertainty, isFlagged, points] : std::initializer_list<Example>{
             {Grade::ct0, 0, 3, false, 0},
             {Grade::ct0, 3, 3, false, 0},  // the low end is exactly 0
             {Grade::ct0, 3.1, 3, true, 0.1},
             {Grade::ct0, 18, 3, true, 15},  // a missed pneumonia
             {Grade::ct1, 25, 3, false, 0},
             {Grade::ct1, 27, 3, false, 0},  // another grade, yet no contradiction
             {Grade::ct1, 28, 3, false, 0},  // the ends meet
             {Grade::ct1, 28.5, 3, true, 0.5},
             {Grade::ct1, 0, 3, false, 0},
             {Grade::ct2, 21, 3, true, 1},  // below counts like above
             {Grade::ct2, 53, 3, false, 0},
             {Grade::ct2, 60, 3, true, 7},
             {Grade::ct3, 45, 3, true, 2},
             {Grade::ct3, 78, 3, false, 0},
             {Grade::ct4, 71, 3, true, 1},
             {Grade::ct4, 99, 3, false, 0},  // the high end is cut at 100
         }) {
        const auto judgement = judge(aReport(reported), aMeasurement(measured, uncertainty), aPlan());
        EXPECT_EQ(judgement.isFlagged(), isFlagged) << nameOf(reported) << " " << measured;
        EXPECT_NEAR(judgement.pointsOutside, points, 1e-9) << nameOf(reported) << " " << measured;
    }
}

TEST(Discrepancy, acrossTheHospitalLimitStandsBeforeEveryOther) {
    const auto across = judge(aReport(Grade::ct2), aMeasurement(54, 3), aPlan());
    const auto farButAtHome = judge(aReport(Grade::ct0), aMeasurement(49, 1), aPlan());
    ASSERT_TRUE(across.isFlagged());
    ASSERT_TRUE(farButAtHome.isFlagged());
    EXPECT_TRUE(across.crossesHospital);
    EXPECT_FALSE(farButAtHome.crossesHospital);
    EXPECT_GT(across.rank, farButAtHome.rank);
}

TEST(Discrepancy, ranksByHowFarOutside) {
    EXPECT_GT(judge(aReport(Grade::ct0), aMeasurement(20, 3), aPlan()).rank,
              judge(aReport(Grade::ct0), aMeasurement(10, 3), aPlan()).rank);
}

TEST(Discrepancy, ofALowConfidenceMeasurementCountsOnlyWhereTheRoutingWouldChange) {
    const auto lowConfidence = [](double percent, double uncertainty) {
        auto measured = aMeasurement(percent, uncertainty);
        measured.confidence = Quantification::Confidence::low;
        return measured;
    };
    EXPECT_EQ(judge(aReport(Grade::ct1), lowConfidence(40, 8), aPlan()).finding, DiscrepancyFinding::lowConfidenceKept);
    EXPECT_EQ(judge(aReport(Grade::ct0), lowConfidence(20, 8), aPlan()).finding, DiscrepancyFinding::outside);
    EXPECT_EQ(judge(aReport(Grade::ct2), lowConfidence(60, 8), aPlan()).finding, DiscrepancyFinding::outside);
    // The measured value lies in hospital, but not all of its range does.
    EXPECT_EQ(judge(aReport(Grade::ct1), lowConfidence(52, 8), aPlan()).finding, DiscrepancyFinding::lowConfidenceKept);
}

TEST(Discrepancy, saysNothingWithoutAMeasurement) {
    Quantification refused;
    refused.status = Quantification::Status::refused;
    refused.reason = "not_chest_ct";
    EXPECT_EQ(judge(aReport(Grade::ct0), refused, aPlan()).finding, DiscrepancyFinding::notMeasured);
    EXPECT_EQ(judge(aReport(Grade::ct0), Quantification{}, aPlan()).finding, DiscrepancyFinding::notMeasured);
}

TEST(Discrepancy, followsThePlansLimits) {
    auto plan = aPlan();
    plan.limits.ct1End = 30;
    EXPECT_TRUE(judge(aReport(Grade::ct1), aMeasurement(29, 1), aPlan()).isFlagged());
    EXPECT_FALSE(judge(aReport(Grade::ct1), aMeasurement(29, 1), plan).isFlagged());
}

TEST(Discrepancy, isNoneWhereTheReportStatesTheGradeThatARapidProgressionAsksFor) {
    auto report = aReport(Grade::ct3);
    report.clinicalPicture.spo2Percent = 94;
    const auto measured = aMeasurement(36, 3);
    const auto courseOver = [&](std::chrono::hours apart) {
        return std::optional{Course{aMeasurement(20, 3), measured, apart}};
    };
    struct Example {
        std::optional<Course> course;
        double spo2;
        Grade reported;
        DiscrepancyFinding expected;
    };
    using F = DiscrepancyFinding;
    for (const auto& each :
         std::initializer_list<Example>{{courseOver(std::chrono::hours{30}), 94, Grade::ct3, F::explainedByProgression},
                                        {courseOver(std::chrono::hours{30}), 98, Grade::ct3, F::outside},
                                        {courseOver(std::chrono::hours{20}), 94, Grade::ct3, F::outside},
                                        {courseOver(std::chrono::hours{30}), 94, Grade::ct4, F::outside},
                                        {courseOver(std::chrono::hours{30}), 94, Grade::ct1, F::outside},
                                        {std::nullopt, 94, Grade::ct3, F::outside}}) {
        report.grade = each.reported;
        report.clinicalPicture.spo2Percent = each.spo2;
        EXPECT_EQ(judge(report, measured, aPlan(), each.course).finding, each.expected) << nameOf(each.reported);
    }
}

}  // namespace
}  // namespace overread::qa
