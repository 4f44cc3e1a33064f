#include "qa/statistics/design_sums.h"

#include <gtest/gtest.h>

#include <cmath>
#include <random>

#include "qa/statistics/bland_altman.h"
#include "qa/statistics/control_charts.h"
#include "qa/statistics/histogram.h"

namespace overread::qa::statistics {
namespace {

/// `all` cases of which every one was picked, `significant` of them CT-1 settled as CT-3, the rest concordant.
DesignSums sumsOf(long all, long significant) {
    DesignSums sums;
    auto& band = sums.bands[0];
    band.n = band.weight = band.weightSquared = static_cast<double>(all);
    band.significant = {static_cast<double>(significant), static_cast<double>(significant),
                        static_cast<double>(significant)};
    sums.confusion[6] = all - significant;
    sums.confusion[8] = significant;
    return sums;
}

wire::Figure metricOf(const DesignSums& sums, const std::string& code) {
    for (const auto& metric : metricsOf(sums))
        if (metric.code == code) return metric.figure;
    throw std::invalid_argument(code);
}

TEST(WeightBands, giveWhatTheReviewsThemselvesGive) {
    std::vector<WeightedReview> reviews(90, {false, 1});
    reviews[3].event = reviews[4].event = true;
    reviews.insert(reviews.end(), 10, {false, 0.05});
    reviews.push_back({true, 0.05});
    const auto one = weightedRate(reviews);
    const auto sums = weightedRate(std::vector<WeightBand>{{90, 90, 90, 2, 2, 2}, {11, 220, 4400, 1, 20, 400}});
    EXPECT_DOUBLE_EQ(one->value, 22.0 / 310);
    EXPECT_DOUBLE_EQ(sums->value, one->value);
    EXPECT_DOUBLE_EQ(sums->interval->low, one->interval->low);
    EXPECT_DOUBLE_EQ(sums->interval->high, one->interval->high);
    EXPECT_DOUBLE_EQ(*sums->standardError, *one->standardError);
    EXPECT_FALSE(weightedRate(std::vector<WeightBand>{}));
    EXPECT_FALSE(weightedRate(std::vector<WeightBand>{{0, 0, 0, 0, 0, 0}})) << "a sum that came down to nothing";
    EXPECT_DOUBLE_EQ(effectiveReviews({{10, 200, 4000, 0, 0, 0}}), 10) << "equal weights are worth what they are";
    EXPECT_EQ(weightBandOf(1), 0);
    EXPECT_EQ(weightBandOf(0.05), weightBandOf(0.045)) << "rates that differ by a month belong together";
}

TEST(DifferenceOfRates, isShownWhenItsIntervalLeavesZeroOut) {
    const auto before = rawRate(33, 402);
    const auto after = rawRate(20, 388);
    const auto change = differenceOf(before, after);
    EXPECT_NEAR(change->value, -0.0305, 0.0005);
    EXPECT_LT(change->interval->low, change->value);
    EXPECT_GT(change->interval->high, 0) << "not yet shown to work";
    EXPECT_FALSE(differenceOf(before, std::nullopt));
}

TEST(DesignSums, addUpAndAreDefinedEmpty) {
    auto sums = sumsOf(40, 2);
    sums += sumsOf(60, 4);
    EXPECT_EQ(sums.settled(), 100);
    EXPECT_EQ(sums.significant(), 6);
    EXPECT_DOUBLE_EQ(*metricOf(sums, "significantWeighted").value, 0.06);
    EXPECT_NEAR(*metricOf(sums, "significantRaw").high, 0.125, 0.001);
    EXPECT_DOUBLE_EQ(*metricOf(sums, "underCall").value, 0.06);
    EXPECT_DOUBLE_EQ(*metricOf(sums, "gradeBias").value, -0.12);
    for (const auto& metric : metricsOf({})) EXPECT_FALSE(metric.figure.value) << metric.code;
    for (const auto& limit : limitsOf({}, &DesignSums::Band::confusion)) EXPECT_FALSE(limit.sensitivity.value);
    EXPECT_FALSE(blandAltmanOf({}));
}

TEST(DesignSums, tellOneGradeAloneFromAgreement) {
    const auto sums = sumsOf(12, 0);
    EXPECT_FALSE(metricOf(sums, "kappa").value) << "chance alone agrees fully";
    EXPECT_EQ(metricOf(sums, "ac2").value, 1);
    EXPECT_EQ(metricOf(sums, "exactAgreement").value, 1);
    EXPECT_FALSE(metricOf(sums, "gradeBias").low) << "no spread says nothing of precision";
}

/// Of 100 reports of CT-1 (all picked) and CT-0 (picked at 5 %): the rows are reported, the columns settled.
std::map<int, DesignSums::Band> bandsOf(long truePositive, long falsePositive, long missed, long cleared,
                                        double probability) {
    std::map<int, DesignSums::Band> bands;
    auto& all = bands[0];
    all.n = all.weight = all.weightSquared = static_cast<double>(truePositive + falsePositive);
    all.confusion[6] = truePositive;
    all.confusion[5] = falsePositive;
    auto& some = bands[weightBandOf(probability)];
    const auto n = static_cast<double>(missed + cleared);
    some.n += n;
    some.weight += n / probability;
    some.weightSquared += n / probability / probability;
    some.confusion[1] = missed;
    some.confusion[0] = cleared;
    return bands;
}

TEST(Limits, areSensitivityAndSpecificityOfAtLeastThatGrade) {
    const auto limits = limitsOf(bandsOf(30, 2, 5, 50, 1), &DesignSums::Band::confusion);
    EXPECT_DOUBLE_EQ(*limits[0].sensitivity.value, 30.0 / 35);
    EXPECT_DOUBLE_EQ(*limits[0].specificity.value, 50.0 / 52);
    EXPECT_DOUBLE_EQ(*limits[0].sensitivityRaw.value, 30.0 / 35) << "every report was picked";
    EXPECT_FALSE(limits[1].sensitivity.value) << "nobody was CT-2 or more";
    EXPECT_EQ(limits[1].specificityRaw.value, 1);
}

TEST(Limits, weighTheMissedByTheReportsTheyStandFor) {
    const auto limits = limitsOf(bandsOf(90, 10, 1, 39, 0.05), &DesignSums::Band::confusion);
    EXPECT_DOUBLE_EQ(*limits[0].sensitivityRaw.value, 90.0 / 91) << "what a biased sample says";
    EXPECT_DOUBLE_EQ(*limits[0].sensitivity.value, 90.0 / 110) << "one of forty stands for twenty of eight hundred";
    EXPECT_DOUBLE_EQ(*limits[0].specificity.value, 780.0 / 790);
    EXPECT_LT(*limits[0].sensitivity.low, 0.55) << "a single case says little about eight hundred";
    EXPECT_EQ(limits[0].sensitivity.n, 91);
    EXPECT_EQ(limits[0].sensitivity.events, 90);

    const auto nobodyFound = limitsOf(bandsOf(90, 10, 0, 40, 0.05), &DesignSums::Band::confusion);
    EXPECT_EQ(nobodyFound[0].sensitivity.value, 1);
    EXPECT_LT(*nobodyFound[0].sensitivity.low, 0.7) << "forty of eight hundred may hide some";
    const auto nobodyLooked = limitsOf(bandsOf(90, 10, 0, 0, 0.05), &DesignSums::Band::confusion);
    EXPECT_FALSE(nobodyLooked[0].sensitivity.value) << "what was never looked at cannot be known";
}

TEST(Limits, coverTheTrueSensitivityAboutAsOftenAsTheySay) {
    std::mt19937 random(20261130);
    constexpr double seen = 0.9;
    constexpr double cleared = 0.95;
    constexpr double probability = 0.1;
    std::bernoulli_distribution ill(0.4), finds(seen), clears(cleared), drawn(probability);
    int covered = 0;
    constexpr int rounds = 1000;
    for (int round = 0; round < rounds; ++round) {
        std::array<long, 4> counts{};
        for (int report = 0; report < 800; ++report) {
            const bool isIll = ill(random);
            const bool saysSo = isIll ? finds(random) : !clears(random);
            if (saysSo || drawn(random)) ++counts[(saysSo ? 0 : 2) + (isIll == saysSo ? 0 : 1)];
        }
        // {true positive, false positive, true negative, missed}
        const auto limit =
            limitsOf(bandsOf(counts[0], counts[1], counts[3], counts[2], probability), &DesignSums::Band::confusion)[0];
        covered += limit.sensitivity.value && *limit.sensitivity.low <= seen && seen <= *limit.sensitivity.high;
    }
    EXPECT_GE(covered, 0.93 * rounds);
    EXPECT_LE(covered, 0.99 * rounds);
}

TEST(BlandAltmanFromSums, isThatOfThePairs) {
    const std::vector<double> a{494, 395, 516, 434, 476, 557, 413, 442, 650, 433, 417, 656, 267, 478, 178, 423, 427};
    const std::vector<double> b{512, 430, 520, 428, 500, 600, 364, 380, 658, 445, 432, 626, 260, 477, 259, 350, 451};
    DesignSums sums;
    for (std::size_t i = 0; i < a.size(); ++i) {
        ++sums.pairs;
        sums.difference += a[i] - b[i];
        sums.differenceSquared += (a[i] - b[i]) * (a[i] - b[i]);
    }
    const auto figures = blandAltmanOf(sums);
    EXPECT_NEAR(figures->bias, -2.117647, 5e-7);
    EXPECT_NEAR(figures->low, -78.09730, 5e-6);
    EXPECT_NEAR(figures->high, 73.86201, 5e-6);
    EXPECT_NEAR(*figures->biasLow, -22.04884, 5e-6);
    EXPECT_NEAR(*figures->biasHigh, 17.81354, 5e-6);
}

TEST(TeamBand, isHiddenUnderFiveColleagues) {
    EXPECT_FALSE(teamBandOf({0.1, 0.2, 0.3, 0.4}));
    const auto band = teamBandOf({0.5, 0.1, 0.2, 0.3, 0.4});
    EXPECT_DOUBLE_EQ(band->low, 0.2);
    EXPECT_DOUBLE_EQ(band->middle, 0.3);
    EXPECT_DOUBLE_EQ(band->high, 0.4);
}

TEST(Funnel, callsNobodyOutWhoIsInsideChanceOrTooSmall) {
    wire::FigureGroups groups;
    std::vector<std::vector<WeightBand>> bands;
    const auto add = [&](long n, long events) {
        const auto sums = sumsOf(n, events);
        wire::FigureGroups::Item item;
        item.settled = n;
        item.effective = effectiveReviews(sums.significantBands());
        item.significantWeighted = metricOf(sums, "significantWeighted");
        item.reviewsStillNeeded = reviewsStillNeeded(n);
        groups.items.push_back(item);
        bands.push_back(sums.significantBands());
    };
    for (int i = 0; i < 12; ++i) add(200, 11 + i % 3);
    add(200, 36);
    add(20, 10);
    placeInFunnel(groups, bands);
    EXPECT_EQ(groups.items[0].position, "inside");
    EXPECT_EQ(groups.items[12].position, "above998");
    EXPECT_EQ(groups.items[13].position, "tooSmall") << "half of twenty is no verdict";
    EXPECT_GE(groups.dispersion, 1);
    ASSERT_FALSE(groups.limits.empty());
    EXPECT_NEAR(groups.limits.back().n, 200, 1e-9);
    for (const auto& limit : groups.limits) EXPECT_LE(limit.low998, limit.low95);
    wire::FigureGroups nothing;
    placeInFunnel(nothing, {});
    EXPECT_FALSE(nothing.centre);
}

TEST(OverDispersion, isOneWhereUnitsDifferByChanceAndMoreWhereTheyDiffer) {
    std::mt19937 random(7);
    std::vector<Unit> chance;
    std::vector<Unit> apart;
    for (int i = 0; i < 200; ++i) {
        std::binomial_distribution<int> same(400, 0.06);
        std::binomial_distribution<int> own(400, i % 2 == 0 ? 0.03 : 0.09);
        chance.push_back({same(random) / 400.0, 400});
        apart.push_back({own(random) / 400.0, 400});
    }
    EXPECT_LT(overDispersion(chance, 0.06), 1.3);
    EXPECT_GT(overDispersion(apart, 0.06), 3);
    EXPECT_EQ(overDispersion({{0.5, 10}}, 0.06), 1);
    const auto wider = funnelLimits(0.06, 100, 4);
    EXPECT_GT(wider->inner.high, funnelLimits(0.06, 100)->inner.high);
}

TEST(SmallestShareSeen, isTheOneOfTheExample) {
    EXPECT_NEAR(smallestShareSeen(0.06, 100), 0.18, 0.005);
    EXPECT_LT(smallestShareSeen(0.06, 1000), 0.1);
    EXPECT_EQ(smallestShareSeen(0.06, 0), 1);
}

std::vector<ChartPoint> pointsAt(const std::vector<double>& values) {
    std::vector<ChartPoint> points;
    for (const double value : values) points.push_back({value, {2, 8}, value < 2 || value > 8});
    return points;
}

std::vector<std::vector<int>> signalsAt(const std::vector<double>& values) {
    return signalsOf(pointsAt(values), 5, std::vector<bool>(values.size()));
}

TEST(Signals, areNumberedByTheirRule) {
    EXPECT_EQ(signalsAt({5.5, 9}).back(), (std::vector<int>{1}));
    EXPECT_EQ(signalsAt({5.2, 5.4, 5.1, 5.5, 5.3, 5.6, 5.2}).back(), (std::vector<int>{2}));
    EXPECT_EQ(signalsAt({3.5, 4, 4.5, 5.1, 5.3, 5.8, 6.2}).back(), (std::vector<int>{3}));
    EXPECT_EQ(signalsAt({7.5, 5.5, 7.2}).back(), (std::vector<int>{4}));
    for (const auto& none : signalsAt({5.2, 4.8, 5.1, 4.9, 5.3, 4.7})) EXPECT_TRUE(none.empty());
    EXPECT_TRUE(signalsAt({}).empty());
}

TEST(Signals, areNotMadeByMonthsWithoutADiscrepancyWhereTheLowerLimitIsCut) {
    const auto chart = pChart({0, 1, 0, 3, 0, 2}, std::vector<double>(6, 20));
    ASSERT_EQ(chart.points[0].limits.low, 0);
    for (const auto& none : signalsOf(chart.points, *chart.centre, std::vector<bool>(6))) EXPECT_TRUE(none.empty());
}

TEST(Signals, areNotMadeOrBrokenByMonthsWithoutData) {
    const auto points = pointsAt({5.2, 5.4, 5.1, 0, 5.5, 5.3, 5.6, 5.2});
    const auto signals = signalsOf(points, 5, {false, false, false, true, false, false, false, false});
    EXPECT_TRUE(signals[3].empty());
    EXPECT_EQ(signals.back(), (std::vector<int>{2}));
}

TEST(BasedPChart, fixesItsLimitsAfterTwelvePoints) {
    const std::vector<double> events{12, 15, 8, 10, 4, 7, 16, 9, 14, 10, 5, 6, 40};
    const auto trial = basedPChart({12, 15, 8}, {50, 50, 50});
    EXPECT_TRUE(trial.isTrial);
    const auto fixed = basedPChart(events, std::vector<double>(events.size(), 50));
    EXPECT_FALSE(fixed.isTrial);
    EXPECT_NEAR(*fixed.chart.centre, 116.0 / 600, 1e-12) << "the thirteenth moves nothing";
    EXPECT_TRUE(fixed.chart.points.back().isOutside);
    EXPECT_FALSE(basedPChart({0, 0}, {0, 0}).chart.centre);
}

TEST(EwmaOfShares, widensWithEachPointAndStandsStillWithoutData) {
    const auto points = ewmaOfShares({3, 0, 12}, {50, 0, 50}, 0.06, 0.2, 3);
    EXPECT_DOUBLE_EQ(points[0].value, 0.06);
    EXPECT_DOUBLE_EQ(points[1].value, points[0].value);
    EXPECT_NEAR(points[2].value, 0.2 * 0.24 + 0.8 * 0.06, 1e-12);
    EXPECT_GT(points[2].limits.high, points[0].limits.high);
    EXPECT_FALSE(points[1].isOutside);
}

TEST(MinuteCounts, haveTheirMedianWithinATenth) {
    MinuteCounts counts{};
    for (int minutes = 1; minutes <= 1000; ++minutes) ++counts[bucketOf(minutes)];
    EXPECT_NEAR(*quantileOf(counts, 0.5), 500, 50);
    EXPECT_NEAR(*quantileOf(counts, 0.9), 900, 90);
    EXPECT_FALSE(quantileOf(MinuteCounts{}, 0.5));
    EXPECT_EQ(bucketOf(0), 0u);
    EXPECT_EQ(bucketOf(1e12), minuteBuckets - 1);
}

}  // namespace
}  // namespace overread::qa::statistics
