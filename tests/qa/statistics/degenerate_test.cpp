#include <gtest/gtest.h>

#include <cmath>

#include "qa/statistics/agreement.h"
#include "qa/statistics/bernoulli_cusum.h"
#include "qa/statistics/bland_altman.h"
#include "qa/statistics/control_charts.h"
#include "qa/statistics/rates.h"
#include "qa/statistics/symmetry.h"
#include "qa/statistics/verification_bias.h"

/// One grade alone, nothing, one case, empty strata: a defined answer or none, never a number that is not one.
namespace overread::qa::statistics {
namespace {

bool isSound(const std::optional<Estimate>& estimate) {
    if (!estimate) return true;
    const auto& interval = estimate->interval;
    return std::isfinite(estimate->value) && (!estimate->standardError || std::isfinite(*estimate->standardError)) &&
           (!interval || (std::isfinite(interval->low) && std::isfinite(interval->high) &&
                          interval->low <= estimate->value + 1e-12 && estimate->value <= interval->high + 1e-12));
}

Table withOne(std::size_t row, std::size_t column, double count) {
    Table table(5, std::vector<double>(5));
    table[row][column] = count;
    return table;
}

TEST(Degenerate, tablesHaveASoundAnswerInEveryStatistic) {
    const Table tables[] = {Table(5, std::vector<double>(5)),
                            withOne(0, 0, 1),
                            withOne(0, 0, 40),
                            withOne(0, 4, 1),
                            withOne(4, 0, 40),
                            Table{{3}},
                            Table{{0}}};
    for (const auto& table : tables) {
        for (const auto weights : {Weights::none, Weights::linear, Weights::quadratic}) {
            EXPECT_TRUE(isSound(cohenKappa(table, weights)));
            EXPECT_TRUE(isSound(gwet(table, weights)));
        }
        EXPECT_TRUE(isSound(shareWithin(table, 1)));
        for (const auto& test : {bowker(table), stuartMaxwell(table)})
            if (test) {
                EXPECT_TRUE(std::isfinite(test->chiSquare));
                EXPECT_GT(test->degreesOfFreedom, 0);
                EXPECT_TRUE(test->p >= 0 && test->p <= 1);
            }
    }
}

TEST(Degenerate, ratersAreAnswered) {
    using Ratings = std::vector<std::vector<std::optional<double>>>;
    for (const auto& ratings :
         {Ratings{}, Ratings{{}}, Ratings{{1}}, Ratings{{1}, {1}}, Ratings{{1}, {2}}, Ratings{{std::nullopt}, {2}},
          Ratings{{3, 3, 3}, {3, 3, 3}}, Ratings{{1, std::nullopt}, {std::nullopt, 1}}})
        for (const auto level : {Level::nominal, Level::ordinal, Level::interval})
            EXPECT_TRUE(isSound(krippendorffAlpha(ratings, level)));
    for (const auto& counts : {Table{}, Table{{0, 0}}, Table{{1, 0}}, Table{{2, 0}}, Table{{2, 0}, {2, 0}}})
        EXPECT_TRUE(isSound(fleissKappa(counts)));
}

TEST(Degenerate, pairsAndRatesAreAnswered) {
    EXPECT_FALSE(blandAltman({}, {}));
    const auto one = blandAltman({30}, {28});
    ASSERT_TRUE(one);
    EXPECT_EQ(one->limits.low, 2);
    EXPECT_FALSE(one->biasInterval);
    const auto same = blandAltman({3, 3}, {3, 3});
    EXPECT_EQ(same->sd, 0);
    EXPECT_EQ(same->biasInterval->high, 0);
    for (const double n : {0.0, 1.0})
        for (double events = 0; events <= n; ++events) EXPECT_TRUE(isSound(rawRate(events, n)));
    EXPECT_EQ(reviewsStillNeeded(0, {0, 0.05}) > 0, true) << "even a rate of nothing has to be looked for";
}

TEST(Degenerate, strataThatAreEmptyCountNothing) {
    const auto full = stratifiedMean({stratumOfEvents(100, 10, 1)});
    const auto withEmpty = stratifiedMean({stratumOfEvents(100, 10, 1), stratumOfEvents(0, 0, 0)});
    ASSERT_TRUE(withEmpty);
    EXPECT_DOUBLE_EQ(withEmpty->value, full->value);
    EXPECT_DOUBLE_EQ(*withEmpty->standardError, *full->standardError);
    EXPECT_FALSE(stratifiedMean({stratumOfEvents(100, 10, 1), stratumOfEvents(50, 0, 0)}))
        << "of these nothing is known";
    EXPECT_FALSE(stratifiedMean({stratumOfEvents(0, 0, 0)}));
    EXPECT_TRUE(isSound(stratifiedMean({stratumOfEvents(1, 1, 1)})));
}

TEST(Degenerate, chartsAreAnswered) {
    for (const auto& chart : {pChart({}, {}), pChart({0}, {0}), pChart({0}, {1}), pChart({1}, {1})})
        for (const auto& point : chart.points) EXPECT_TRUE(std::isfinite(point.limits.low + point.limits.high));
    for (const auto& point : ewma({5}, 5, 0, 1, 3)) EXPECT_FALSE(point.isOutside);
    EXPECT_EQ(overDispersion({}, 0.06), 1);
    EXPECT_EQ(overDispersion({{0, 1}, {0, 1}}, 0), 1);
    EXPECT_FALSE(funnelLimits(0, 0));
    EXPECT_EQ(funnelLimits(0, 10)->inner.low, 0);
    EXPECT_EQ(smallestShareSeen(0.06, 0), 1);
    EXPECT_TRUE(cusum({}, 0, 0, 0).high.empty());
}

TEST(Degenerate, accuracyIsAnswered) {
    for (const auto& positive : {Verified{}, Verified{0, 0, 5}, Verified{1, 0, 0}, Verified{0, 1, 0}})
        for (const auto& negative : {Verified{}, Verified{0, 0, 5}, Verified{1, 0, 0}, Verified{0, 1, 0}}) {
            const auto accuracy = correctedAccuracy(positive, negative);
            EXPECT_TRUE(isSound(accuracy.sensitivity));
            EXPECT_TRUE(isSound(accuracy.specificity));
        }
    using Bands = std::vector<WeightBand>;
    for (const auto& positive : {Bands{}, Bands{{1, 1, 1, 1, 1, 1}}, Bands{{1, 1, 1, 0, 0, 0}}, Bands{WeightBand{}}})
        for (const auto& negative : {Bands{}, Bands{{1, 20, 400, 1, 20, 400}}, Bands{{1, 20, 400, 0, 0, 0}}}) {
            const auto accuracy = correctedAccuracy(positive, negative);
            EXPECT_TRUE(isSound(accuracy.sensitivity));
            EXPECT_TRUE(isSound(accuracy.specificity));
        }
}

}  // namespace
}  // namespace overread::qa::statistics
