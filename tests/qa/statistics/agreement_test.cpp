#include "qa/statistics/agreement.h"

#include <gtest/gtest.h>

#include "qa/statistics/bland_altman.h"
#include "qa/statistics/symmetry.h"

namespace overread::qa::statistics {
namespace {

// Published tables. Each answer is compared to its last printed digit.
const Table sas3{{0, 4, 1}, {0, 8, 0}, {0, 1, 5}};                                       // SAS PROC FREQ
const Table xeromammograms{{21, 12, 0, 0}, {4, 17, 1, 0}, {3, 9, 15, 2}, {0, 0, 0, 1}};  // Boyd 1982; Altman 1991
const Table skin{{10, 4, 1, 0}, {5, 10, 12, 2}, {2, 4, 12, 5}, {0, 2, 6, 13}};           // SAS/STAT, getting started
constexpr double fourDigits = 0.00005;

struct PublishedKappa {
    const char* name;
    Table table;
    Weights weights;
    double kappa;
    double standardError;
    std::optional<Interval> interval;
};

TEST(CohensKappa, isWhatWasPublished) {
    const PublishedKappa published[] = {
        {"SAS 3x3", sas3, Weights::none, 0.4842, 0.1380, Interval{0.2137, 0.7547}},
        {"SAS 3x3 linear", sas3, Weights::linear, 0.4701, 0.1457, Interval{0.1845, 0.7558}},
        {"SAS 3x3 quadratic", sas3, Weights::quadratic, 0.4502, 0.1922, Interval{0.0734, 0.8269}},
        {"xeromammograms", xeromammograms, Weights::none, 0.4728, 0.0727, Interval{0.3303, 0.6153}},
        {"xeromammograms linear", xeromammograms, Weights::linear, 0.5684, 0.0676, std::nullopt},
        {"xeromammograms quadratic", xeromammograms, Weights::quadratic, 0.6714, 0.0681, std::nullopt},
        {"skin", skin, Weights::none, 0.3449, 0.0724, Interval{0.2030, 0.4868}},
        {"skin linear", skin, Weights::linear, 0.5082, 0.0655, Interval{0.3798, 0.6366}},
        {"skin quadratic", skin, Weights::quadratic, 0.6607, 0.0616, std::nullopt},
    };
    for (const auto& expected : published) {
        SCOPED_TRACE(expected.name);
        const auto kappa = cohenKappa(expected.table, expected.weights);
        ASSERT_TRUE(kappa);
        EXPECT_NEAR(kappa->value, expected.kappa, fourDigits);
        EXPECT_NEAR(*kappa->standardError, expected.standardError, fourDigits);
        if (!expected.interval) continue;
        EXPECT_NEAR(kappa->interval->low, expected.interval->low, fourDigits);
        EXPECT_NEAR(kappa->interval->high, expected.interval->high, fourDigits);
    }
}

TEST(CohensKappa, usesTheFullScaleWhereAGradeNeverOccurs) {
    // Nobody used CT-1: CT-0 against CT-2 is two grades apart all the same.
    const Table gap{{8, 0, 3}, {0, 0, 0}, {1, 0, 9}};
    EXPECT_NEAR(cohenKappa(gap, Weights::none)->value, cohenKappa(gap, Weights::quadratic)->value, 1e-12)
        << "with one kind of disagreement the weights cancel";
    EXPECT_DOUBLE_EQ(weightOf(Weights::linear, 0, 1, 5), 0.75);
    EXPECT_DOUBLE_EQ(weightOf(Weights::quadratic, 0, 1, 5), 0.9375);
    EXPECT_DOUBLE_EQ(weightOf(Weights::quadratic, 0, 4, 5), 0);
}

TEST(CohensKappa, isAbsentWhereItSaysNothing) {
    EXPECT_FALSE(cohenKappa(Table(5, std::vector<double>(5)), Weights::quadratic)) << "no pairs";
    Table oneGrade(5, std::vector<double>(5));
    oneGrade[2][2] = 40;
    EXPECT_FALSE(cohenKappa(oneGrade, Weights::quadratic)) << "both used one grade only";
    EXPECT_THROW((void)cohenKappa({{1, 2}}, Weights::none), std::invalid_argument);
    EXPECT_THROW((void)cohenKappa({{1, -2}, {0, 1}}, Weights::none), std::invalid_argument);
}

TEST(CohensKappa, claimsNoPrecisionWhereItsFormulaGivesAnErrorOfZero) {
    const auto agreed = cohenKappa({{1, 0}, {0, 1}}, Weights::quadratic);
    ASSERT_TRUE(agreed);
    EXPECT_DOUBLE_EQ(agreed->value, 1);
    EXPECT_FALSE(agreed->interval) << "two pairs prove nothing";
    EXPECT_FALSE(cohenKappa({{0, 0, 0}, {1, 0, 0}, {1, 0, 0}}, Weights::quadratic)->interval);
}

TEST(Gwet, isWhatWasPublished) {
    EXPECT_NEAR(gwet(xeromammograms, Weights::none)->value, 0.5292, fourDigits);
    EXPECT_NEAR(gwet(xeromammograms, Weights::linear)->value, 0.7188, fourDigits);
    EXPECT_NEAR(gwet(xeromammograms, Weights::quadratic)->value, 0.8502, fourDigits);
}

TEST(Gwet, isOneWhereAllPairsAreOneGradeAndAbsentWithoutPairs) {
    Table oneGrade(5, std::vector<double>(5));
    oneGrade[0][0] = 12;
    const auto agreement = gwet(oneGrade, Weights::quadratic);
    ASSERT_TRUE(agreement);
    EXPECT_DOUBLE_EQ(agreement->value, 1);
    EXPECT_DOUBLE_EQ(*agreement->standardError, 0);
    EXPECT_FALSE(gwet(Table(5, std::vector<double>(5)), Weights::none));
    oneGrade[0][0] = 1;
    EXPECT_FALSE(gwet(oneGrade, Weights::none)->standardError) << "one pair has no spread";
}

TEST(Agreement, countsPairsThatAreExactOrNeighbours) {
    EXPECT_NEAR(shareWithin(xeromammograms, 0)->value, 0.6353, fourDigits);
    EXPECT_NEAR(shareWithin(xeromammograms, 1)->value, 82.0 / 85, 1e-12);
    EXPECT_FALSE(shareWithin(Table(2, std::vector<double>(2)), 0));
}

TEST(FleissKappa, isWhatWasPublished) {
    EXPECT_NEAR(fleissKappa({{7, 1}, {3, 5}})->value, 0.161905, 0.0000005);  // statsmodels
    EXPECT_FALSE(fleissKappa({}));
    EXPECT_FALSE(fleissKappa({{3, 0}, {4, 0}})) << "one category only";
    EXPECT_FALSE(fleissKappa({{1, 0}, {0, 1}})) << "nobody rated twice";
}

TEST(KrippendorffsAlpha, isWhatWasPublished) {
    const std::optional<double> none;
    const std::vector<std::vector<std::optional<double>>> ratings{{1, 2, 3, 3, 2, 1, 4, 1, 2, none, none, none},
                                                                  {1, 2, 3, 3, 2, 2, 4, 1, 2, 5, none, 3},
                                                                  {none, 3, 3, 3, 2, 3, 4, 2, 2, 5, 1, none},
                                                                  {1, 2, 3, 3, 2, 4, 4, 1, 2, 5, 1, none}};
    EXPECT_NEAR(krippendorffAlpha(ratings, Level::nominal)->value, 0.743, 0.0005);
    EXPECT_NEAR(krippendorffAlpha(ratings, Level::ordinal)->value, 0.815, 0.0005);
    EXPECT_NEAR(krippendorffAlpha(ratings, Level::interval)->value, 0.849, 0.0005);

    std::vector<std::vector<std::optional<double>>> two(2);  // the pairs of a table, as two raters
    for (std::size_t i = 0; i < 4; ++i)
        for (std::size_t j = 0; j < 4; ++j)
            for (int n = 0; n < static_cast<int>(xeromammograms[i][j]); ++n) {
                two[0].emplace_back(static_cast<double>(i));
                two[1].emplace_back(static_cast<double>(j));
            }
    EXPECT_NEAR(krippendorffAlpha(two, Level::nominal)->value, 0.4637, fourDigits);
}

TEST(KrippendorffsAlpha, isAbsentWhereNothingCanBePairedOrNothingVaries) {
    EXPECT_FALSE(krippendorffAlpha({}, Level::nominal));
    EXPECT_FALSE(krippendorffAlpha({{1, std::nullopt}, {std::nullopt, 2}}, Level::ordinal));
    EXPECT_FALSE(krippendorffAlpha({{2, 2}, {2, 2}}, Level::interval));
}

TEST(BlandAltman, isWhatWasPublished) {
    const std::vector<double> wright{494, 395, 516, 434, 476, 557, 413, 442, 650,
                                     433, 417, 656, 267, 478, 178, 423, 427};
    const std::vector<double> mini{512, 430, 520, 428, 500, 600, 364, 380, 658, 445, 432, 626, 260, 477, 259, 350, 451};
    const auto result = blandAltman(wright, mini);  // Bland, Altman 1986; limits as R's blandr prints them
    ASSERT_TRUE(result);
    EXPECT_NEAR(result->bias, -2.117647, 0.0000005);
    EXPECT_NEAR(result->sd, 38.76513, 0.000005);
    EXPECT_NEAR(result->limits.low, -78.09730, 0.000005);
    EXPECT_NEAR(result->limits.high, 73.86201, 0.000005);
    EXPECT_NEAR(result->biasInterval->low, -22.04884, 0.000005);
    EXPECT_NEAR(result->biasInterval->high, 17.81354, 0.000005);
}

TEST(BlandAltman, isDefinedForOnePairAndAbsentForNone) {
    const auto one = blandAltman({30}, {25});
    ASSERT_TRUE(one);
    EXPECT_DOUBLE_EQ(one->bias, 5);
    EXPECT_FALSE(one->biasInterval);
    EXPECT_FALSE(blandAltman({}, {}));
    EXPECT_THROW((void)blandAltman({1}, {}), std::invalid_argument);
}

TEST(Symmetry, isWhatWasPublished) {
    const Table table{{20, 10, 5}, {3, 30, 15}, {0, 5, 40}};  // statsmodels, R
    const auto symmetric = bowker(table);
    EXPECT_NEAR(symmetric->chiSquare, 13.7692307692308, 5e-13);
    EXPECT_EQ(symmetric->degreesOfFreedom, 3);
    EXPECT_NEAR(symmetric->p, 0.00323670650323545, 5e-17);
    const auto margins = stuartMaxwell(table);
    EXPECT_NEAR(margins->chiSquare, 13.7647058823529, 5e-13);
    EXPECT_EQ(margins->degreesOfFreedom, 2);
}

TEST(Symmetry, isAbsentWhereNobodyDisagreed) {
    const Table agreed{{7, 0, 0}, {0, 0, 0}, {0, 0, 4}};
    EXPECT_FALSE(bowker(agreed));
    EXPECT_FALSE(stuartMaxwell(agreed));
    EXPECT_EQ(stuartMaxwell({{7, 3, 0}, {1, 5, 0}, {0, 0, 9}})->degreesOfFreedom, 1) << "CT-2 was never confused";
}

}  // namespace
}  // namespace overread::qa::statistics
