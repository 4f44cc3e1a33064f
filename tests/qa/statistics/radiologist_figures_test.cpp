#include "qa/statistics/radiologist_figures.h"

#include <gtest/gtest.h>

namespace overread::qa::statistics {
namespace {

constexpr auto doubleRead = AssignmentKind::doubleRead;

RadiologistFacts factsWith(std::vector<SettledGroup> groups) {
    RadiologistFacts facts;
    facts.reporter = "R1";
    facts.reports = 29;
    facts.settled = std::move(groups);
    return facts;
}

TEST(RadiologistFigures, areDefinedWithoutAnyCase) {
    const auto figures = figuresOf(factsWith({}));
    EXPECT_EQ(figures.reports, 29);
    EXPECT_EQ(figures.doubleReads.settled, 0);
    EXPECT_FALSE(figures.doubleReads.exactAgreement.value);
    EXPECT_FALSE(figures.doubleReads.significantWeighted.high);
    EXPECT_FALSE(figures.doubleReads.kappa);
    EXPECT_GT(figures.doubleReads.reviewsStillNeeded, 0);
}

TEST(RadiologistFigures, weighTheMissInADrawnReportByAllThatItStandsFor) {
    const auto figures =
        figuresOf(factsWith({{doubleRead, Grade::ct2, Grade::ct2, Outcome::concordant, 1, 9},
                             {doubleRead, Grade::ct0, Grade::ct3, Outcome::significantDiscrepancy, 0.05, 1}}))
            .doubleReads;

    EXPECT_EQ(figures.settled, 10);
    EXPECT_DOUBLE_EQ(*figures.significantRaw.value, 0.1);
    EXPECT_DOUBLE_EQ(*figures.significantWeighted.value, 20.0 / 29);
    EXPECT_GT(*figures.significantWeighted.high, 20.0 / 29);
    EXPECT_DOUBLE_EQ(*figures.exactAgreement.value, 0.9);
    EXPECT_EQ(figures.confusion[0][3], 1);
    EXPECT_EQ(figures.confusion[2][2], 9);
    EXPECT_TRUE(figures.kappa);
}

TEST(RadiologistFigures, keepPeerReviewsApart) {
    const auto figures =
        figuresOf(factsWith({{AssignmentKind::peerReview, Grade::ct1, Grade::ct1, Outcome::concordant, 0.3, 4},
                             {doubleRead, Grade::ct0, Grade::ct2, Outcome::significantDiscrepancy, 1, 1},
                             {doubleRead, Grade::ct1, Grade::ct2, Outcome::insignificantDiscrepancy, 1, 0}}));

    EXPECT_EQ(figures.doubleReads.settled, 1);
    EXPECT_EQ(figures.peerReviews.settled, 4);
    EXPECT_EQ(figures.peerReviews.significantRaw.events, 0);
    EXPECT_EQ(figures.doubleReads.significantRaw.events, 1);
    EXPECT_FALSE(figures.peerReviews.kappa) << "all of one grade: agreement by chance is full";
}

}  // namespace
}  // namespace overread::qa::statistics
