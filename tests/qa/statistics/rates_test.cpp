#include "qa/statistics/rates.h"

#include <gtest/gtest.h>

#include <random>

#include "qa/statistics/verification_bias.h"

namespace overread::qa::statistics {
namespace {

TEST(Wilson, isWhatWasPublished) {
    struct Row {
        double events, n, low, high, digit;
    };
    for (const auto& row : {Row{18, 20, 0.698966, 0.972134, 5e-7}, Row{4, 200, 0.007804, 0.050287, 5e-7},
                            Row{81, 263, 0.2553, 0.3662, 5e-5}, Row{0, 20, 0.0, 0.1611, 5e-5}}) {
        const auto interval = wilsonInterval(row.events, row.n);
        ASSERT_TRUE(interval);
        EXPECT_NEAR(interval->low, row.low, row.digit) << row.events << " of " << row.n;
        EXPECT_NEAR(interval->high, row.high, row.digit) << row.events << " of " << row.n;
    }
}

TEST(Wilson, isExactAtItsEndsAndAbsentWithoutData) {
    EXPECT_EQ(wilsonInterval(0, 36)->low, 0);
    EXPECT_EQ(wilsonInterval(36, 36)->high, 1);
    EXPECT_NEAR(wilsonInterval(0, 36)->high, 0.096, 0.0005) << "0 of 36: the true rate may still be 9.6 %";
    EXPECT_FALSE(wilsonInterval(0, 0));
    EXPECT_FALSE(rawRate(0, 0));
    EXPECT_THROW((void)wilsonInterval(3, 2), std::invalid_argument);
    EXPECT_THROW((void)wilsonInterval(-1, 2), std::invalid_argument);
}

TEST(StratifiedMean, isWhatTheSurveyPackagePrints) {
    const std::vector<Stratum> strata{stratumOfEvents(4421, 100, 9), stratumOfEvents(755, 50, 24),
                                      stratumOfEvents(1018, 50, 15)};  // apistrat of R's survey
    const auto rate = stratifiedMean(strata);
    ASSERT_TRUE(rate);
    EXPECT_NEAR(rate->value, 0.172052, 5e-7);
    EXPECT_NEAR(*rate->standardError, 0.0243448, 5e-8);
    EXPECT_FALSE(stratifiedMean({}));
    EXPECT_THROW((void)stratifiedMean({stratumOfEvents(10, 20, 1)}), std::invalid_argument);
}

TEST(WeightedRate, weighsEachReviewByTheReportsItStandsFor) {
    std::vector<WeightedReview> reviews(100, {false, 1});
    for (int i = 0; i < 5; ++i) reviews[static_cast<std::size_t>(i)].event = true;
    reviews.insert(reviews.end(), 10, {false, 0.05});
    const auto rate = weightedRate(reviews);
    ASSERT_TRUE(rate);
    EXPECT_NEAR(rate->value, 5.0 / 300, 1e-12) << "5 of 110 would be the raw figure";
    // Ten drawn reports without an event stand for two hundred, of which up to 28 % may have one.
    EXPECT_GT(rate->interval->high, 0.15);
    EXPECT_LT(rate->interval->low, rate->value);
}

TEST(WeightedRate, isWilsonsWhereEveryReportHadOneProbability) {
    std::vector<WeightedReview> reviews(20, {true, 0.3});
    reviews[0].event = reviews[1].event = false;
    const auto rate = weightedRate(reviews);
    EXPECT_NEAR(rate->interval->low, 0.698966, 5e-7);
    EXPECT_NEAR(rate->interval->high, 0.972134, 5e-7);
}

TEST(WeightedRate, isDefinedForNoneOneAndAllEvents) {
    EXPECT_FALSE(weightedRate(std::vector<WeightedReview>{}));
    const auto one = weightedRate(std::vector<WeightedReview>{{true, 0.1}});
    EXPECT_EQ(one->value, 1);
    EXPECT_EQ(one->interval->high, 1);
    EXPECT_GE(one->interval->low, 0);
    EXPECT_THROW((void)weightedRate(std::vector<WeightedReview>{{true, 0}}), std::invalid_argument);
    EXPECT_THROW((void)weightedRate(std::vector<WeightedReview>{{true, 1.5}}), std::invalid_argument);
}

TEST(WeightedRate, coversTheTrueRateAboutAsOftenAsItSays) {
    // A radiologist errs in 6 % of pneumonia reports (all reviewed) and 3 % of the others (drawn at 10 %).
    std::mt19937 random(20261124);
    std::bernoulli_distribution pneumonia(0.5), errs(0.06), misses(0.03), drawn(0.1);
    const double truth = 0.5 * 0.06 + 0.5 * 0.03;
    int covered = 0;
    constexpr int rounds = 1000;
    for (int round = 0; round < rounds; ++round) {
        std::vector<WeightedReview> reviews;
        for (int report = 0; report < 400; ++report) {
            const bool mandatory = pneumonia(random);
            const bool event = mandatory ? errs(random) : misses(random);
            if (mandatory || drawn(random)) reviews.push_back({event, mandatory ? 1 : 0.1});
        }
        const auto interval = weightedRate(reviews)->interval;
        covered += interval->low <= truth && truth <= interval->high;
    }
    EXPECT_GE(covered, 0.93 * rounds);
}

TEST(ReviewsStillNeeded, fallsWithEachReviewToZero) {
    const long fromNothing = reviewsStillNeeded(0);
    EXPECT_GT(fromNothing, 50);
    EXPECT_LT(fromNothing, 150);
    EXPECT_EQ(reviewsStillNeeded(36), fromNothing - 36);
    EXPECT_EQ(reviewsStillNeeded(fromNothing), 0);
    EXPECT_EQ(reviewsStillNeeded(100000), 0);
    const auto enough = static_cast<double>(fromNothing);
    const auto interval = wilsonInterval(0.06 * enough, enough);
    EXPECT_LE((interval->high - interval->low) / 2, 0.05) << "the promise holds at that number";
    EXPECT_GT(reviewsStillNeeded(0, {0.06, 0.02}), fromNothing) << "a finer answer needs more";
}

TEST(VerificationBias, isCorrectedByWhatWasNotLookedAt) {
    // 100 of 110 positives and 10 of 190 negatives verified, by hand: sensitivity = 110 x 0.8 / (110 x 0.8 + 190 x
    // 0.1).
    const auto accuracy = correctedAccuracy({80, 20, 10}, {1, 9, 180});
    ASSERT_TRUE(accuracy.sensitivity);
    EXPECT_NEAR(accuracy.sensitivity->value, 88.0 / 107, 1e-12);
    EXPECT_NEAR(accuracy.specificity->value, 171.0 / 193, 1e-12);
    EXPECT_NEAR(*accuracy.naiveSensitivity, 80.0 / 81, 1e-12);
    EXPECT_LT(accuracy.sensitivity->interval->low, 88.0 / 107);
    EXPECT_GT(accuracy.sensitivity->interval->high, 88.0 / 107);
}

TEST(VerificationBias, isAbsentWhereAResultWasNeverVerified) {
    EXPECT_FALSE(correctedAccuracy({8, 2, 0}, {0, 0, 50}).sensitivity) << "the missed ones cannot be known";
    EXPECT_FALSE(correctedAccuracy(Verified{}, Verified{}).sensitivity);
    const auto nobodyMissed = correctedAccuracy({8, 2, 0}, {0, 10, 0}).sensitivity;
    ASSERT_TRUE(nobodyMissed);
    EXPECT_EQ(nobodyMissed->value, 1);
    EXPECT_LT(nobodyMissed->interval->low, 1);
}

}  // namespace
}  // namespace overread::qa::statistics
