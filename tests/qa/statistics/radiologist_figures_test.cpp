#include "qa/statistics/radiologist_figures.h"

#include <gtest/gtest.h>

namespace overread::qa::statistics {
namespace {

SettledCase aDoubleRead(Grade reported, Grade settled, Outcome outcome, std::optional<double> probability = 1) {
    SettledCase settledCase;
    settledCase.reportedGrade = reported;
    settledCase.settledGrade = settled;
    settledCase.outcome = outcome;
    settledCase.designProbability = probability;
    return settledCase;
}

TEST(RadiologistFigures, areDefinedWithoutAnyCase) {
    const auto figures = figuresOf({"R1", "", 12, 0, 0, {}});
    EXPECT_EQ(figures.reports, 12);
    EXPECT_EQ(figures.doubleReads.settled, 0);
    EXPECT_FALSE(figures.doubleReads.exactAgreement.value);
    EXPECT_FALSE(figures.doubleReads.significantWeighted.high);
    EXPECT_FALSE(figures.doubleReads.kappa);
    EXPECT_GT(figures.doubleReads.reviewsStillNeeded, 0);
}

TEST(RadiologistFigures, weighTheMissInADrawnReportByAllThatItStandsFor) {
    RadiologistFacts facts{"R1", "", 29, 10, 1, {}};
    for (int i = 0; i < 9; ++i) facts.settled.push_back(aDoubleRead(Grade::ct2, Grade::ct2, Outcome::concordant));
    facts.settled.push_back(aDoubleRead(Grade::ct0, Grade::ct3, Outcome::significantDiscrepancy, 0.05));

    const auto figures = figuresOf(facts).doubleReads;

    EXPECT_EQ(figures.settled, 10);
    EXPECT_DOUBLE_EQ(*figures.significantRaw.value, 0.1);
    EXPECT_DOUBLE_EQ(*figures.significantWeighted.value, 20.0 / 29);
    EXPECT_DOUBLE_EQ(*figures.exactAgreement.value, 0.9);
    EXPECT_EQ(figures.confusion[0][3], 1);
    EXPECT_EQ(figures.confusion[2][2], 9);
    EXPECT_TRUE(figures.kappa);
}

TEST(RadiologistFigures, keepPeerReviewsApartAndLeaveRequestsOut) {
    auto reviewed = aDoubleRead(Grade::ct1, Grade::ct1, Outcome::concordant, 0.3);
    reviewed.firstTask = AssignmentKind::peerReview;
    reviewed.greatCall = true;
    auto requested = aDoubleRead(Grade::ct1, Grade::ct3, Outcome::significantDiscrepancy, std::nullopt);
    auto flagged = aDoubleRead(Grade::ct0, Grade::ct2, Outcome::significantDiscrepancy);
    flagged.flaggedByMeasurement = true;

    const auto figures = figuresOf({"R1", "", 9, 3, 1, {reviewed, requested, flagged}});

    EXPECT_EQ(figures.doubleReads.settled, 1);
    EXPECT_EQ(figures.peerReviews.settled, 1);
    EXPECT_EQ(figures.peerReviews.significantRaw.events, 0);
    EXPECT_EQ(figures.greatCalls, 1);
    EXPECT_EQ(figures.discrepanciesFlagged, 1);
    EXPECT_EQ(figures.discrepanciesUpheld, 1);
}

}  // namespace
}  // namespace overread::qa::statistics
