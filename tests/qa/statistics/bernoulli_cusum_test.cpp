#include "qa/statistics/bernoulli_cusum.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>
#include <random>
#include <stdexcept>

namespace overread::qa::statistics {
namespace {

TEST(RunLengthOfACusum, isWhatWasPublished) {
    // One side alone, k 0.5: 336 and 930 in control (Montgomery, table 9.3, where both sides together have half of it).
    EXPECT_NEAR(averageRunLength(0.5, 4, 0), 336, 1);
    EXPECT_NEAR(averageRunLength(0.5, 5, 0), 930, 1);
    EXPECT_NEAR(averageRunLength(0.5, 4, 1), 8.38, 0.005);
    EXPECT_NEAR(averageRunLength(0.5, 5, 1), 10.4, 0.05);
    EXPECT_NEAR(averageRunLength(0.5, 4, 0.5), 26.6, 0.1);
    EXPECT_THROW((void)averageRunLength(0.5, 0, 0), std::invalid_argument);
}

TEST(DecisionInterval, isTheOneWithThatRunLength) {
    const double h = decisionIntervalFor(0.5, 500);
    EXPECT_NEAR(averageRunLength(0.5, h, 0), 500, 0.01);
    EXPECT_GT(h, 4);
    EXPECT_LT(h, 5);
    EXPECT_THROW((void)decisionIntervalFor(0.5, 1), std::invalid_argument);
}

/// Cases until a signal, on average over many walks.
double simulated(const BernoulliDesign& design, double rate, int walks) {
    std::mt19937 random(20261130);
    std::bernoulli_distribution event(rate);
    double cases = 0;
    for (int walk = 0; walk < walks; ++walk)
        for (long sum = 0; sum <= design.limit; ++cases)
            sum = event(random) ? sum + design.rise : std::max(0L, sum - design.fall);
    return cases / walks;
}

TEST(BernoulliDesign, hasTheRunLengthThatWasAskedForAndNoShorterOne) {
    for (const double target : {0.003, 0.03, 0.06, 0.2, 0.5, 0.7}) {
        SCOPED_TRACE(target);
        const auto design = bernoulliDesign(target, 2, 500);
        EXPECT_GE(design.runLength, 500);
        auto lower = design;
        --lower.limit;
        EXPECT_LT(averageRunLength(lower, target), 500) << "the smallest such limit";
        constexpr int walks = 4000;
        EXPECT_NEAR(simulated(design, target, walks) / design.runLength, 1, 4 / std::sqrt(walks));
        EXPECT_LT(design.runLengthAtOddsRatio, design.runLength) << "what is looked for is found sooner";
        const double down = std::log1p(target);
        EXPECT_NEAR(design.rise * design.unit / (std::log(2.0) - down), 1, 0.01) << "steps of the likelihood ratio";
    }
}

TEST(BernoulliDesign, refusesWhatHasNoCusum) {
    EXPECT_THROW((void)bernoulliDesign(0, 2, 500), std::invalid_argument);
    EXPECT_THROW((void)bernoulliDesign(1, 2, 500), std::invalid_argument);
    EXPECT_THROW((void)bernoulliDesign(0.06, 1, 500), std::invalid_argument);
    EXPECT_THROW((void)bernoulliDesign(0.06, 2, 0), std::invalid_argument);
}

TEST(BernoulliCusum, risesWithErrorsAndStartsAnewAfterASignal) {
    const auto design = bernoulliDesign(0.06, 2, 5000);
    EXPECT_EQ(bernoulliCusum(std::vector<bool>(50, false), design).sums.back(), 0);
    const auto bad = bernoulliCusum(std::vector<bool>(10, true), design);
    EXPECT_NEAR(bad.sums[0], std::log(2 / 1.06), 0.006);
    const auto first = std::find(bad.signals.begin(), bad.signals.end(), true) - bad.signals.begin();
    EXPECT_EQ(first, design.limit / design.rise) << "so many in a row pass the limit";
    EXPECT_DOUBLE_EQ(bad.sums[static_cast<std::size_t>(first) + 1], bad.sums[0]);
    EXPECT_TRUE(bernoulliCusum({}, design).sums.empty());
}

}  // namespace
}  // namespace overread::qa::statistics
