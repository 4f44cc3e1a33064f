#include "qa/statistics/control_charts.h"

#include <gtest/gtest.h>

namespace overread::qa::statistics {
namespace {

TEST(PChart, isWhatWasPublished) {
    const std::vector<double> defects{12, 15, 8, 10, 4,  7,  16, 9,  14, 10, 5,  6, 17, 12, 22,
                                      8,  10, 5, 13, 11, 20, 18, 24, 15, 9,  12, 7, 13, 9,  6};  // Montgomery; qcc
    const auto chart = pChart(defects, std::vector<double>(defects.size(), 50));
    EXPECT_NEAR(*chart.centre, 0.2313333, 5e-8);
    std::vector<std::size_t> outside;
    for (std::size_t i = 0; i < chart.points.size(); ++i) {
        EXPECT_NEAR(chart.points[i].limits.low, 0.05242755, 5e-9);
        EXPECT_NEAR(chart.points[i].limits.high, 0.4102391, 5e-8);
        if (chart.points[i].isOutside) outside.push_back(i + 1);
    }
    EXPECT_EQ(outside, (std::vector<std::size_t>{15, 23}));
}

TEST(PChart, hasAPointForAnEmptyMonthAndNoneWithoutData) {
    const auto chart = pChart({1, 0, 2}, {20, 0, 20});
    ASSERT_EQ(chart.points.size(), 3u);
    EXPECT_FALSE(chart.points[1].isOutside);
    EXPECT_DOUBLE_EQ(chart.points[1].value, *chart.centre);
    EXPECT_FALSE(pChart({0, 0}, {0, 0}).centre);
    EXPECT_FALSE(pChart({}, {}).centre);
    EXPECT_THROW((void)pChart({3}, {2}), std::invalid_argument);
}

TEST(Cusum, isWhatWasPublished) {
    const auto sums = cusum({324.925, 324.675, 324.725, 324.350, 325.350, 325.225, 324.125, 324.525, 325.225, 324.600,
                             324.625, 325.150, 328.325, 327.250, 327.825, 328.500, 326.675, 327.775, 326.875, 328.350},
                            325, 0.3175, 4.1959);  // NIST/SEMATECH 6.3.2.3
    const double published[] = {3.01, 4.94, 7.45, 10.63, 11.99, 14.44, 16.00, 19.04};
    for (std::size_t i = 0; i < std::size(published); ++i)
        EXPECT_NEAR(sums.high[12 + i], published[i], 0.005 + 1e-9) << "point " << 13 + i;
    EXPECT_EQ(*sums.firstAlarm + 1, 14u);
    EXPECT_FALSE(cusum({}, 0, 1, 1).firstAlarm);
}

TEST(Ewma, isWhatWasPublished) {
    // NIST/SEMATECH 6.3.2.4: target 50, sigma 2.0539, lambda 0.3, L 3; asymptotic limits 47.4115 and 52.5884.
    const std::vector<double> x{52.0, 47.0, 53.0, 49.3, 50.1, 47.0, 51.0, 50.1, 51.2, 50.5,
                                49.6, 47.6, 49.9, 51.3, 47.8, 51.2, 52.6, 52.4, 53.6, 52.1};
    const double published[] = {50.60, 49.52, 50.56, 50.18, 50.16, 49.21, 49.75, 49.85, 50.26, 50.33,
                                50.11, 49.36, 49.52, 50.05, 49.38, 49.92, 50.73, 51.23, 51.94, 51.99};
    const auto points = ewma(x, 50, 2.0539, 0.3, 3);
    for (std::size_t i = 0; i < x.size(); ++i) {
        EXPECT_NEAR(points[i].value, published[i], 0.0051) << "point " << i + 1;
        EXPECT_FALSE(points[i].isOutside);
    }
    EXPECT_NEAR(points.back().limits.low, 47.4115, 0.005);
    EXPECT_NEAR(points.back().limits.high, 52.5884, 0.005);
    EXPECT_THROW((void)ewma(x, 50, 2, 0, 3), std::invalid_argument);
}

TEST(FunnelLimits, areWhatWasPublished) {
    const auto limits = funnelLimits(0.06, 100);
    ASSERT_TRUE(limits);
    EXPECT_NEAR(limits->inner.low, 0.022175, 5e-7);
    EXPECT_NEAR(limits->inner.high, 0.114673, 5e-7);
    EXPECT_NEAR(limits->outer.low, 0.008616, 5e-7);
    EXPECT_NEAR(limits->outer.high, 0.153069, 5e-7);
    EXPECT_EQ(funnelLimits(0.06, 1)->outer.low, 0) << "never below 0 percent, nor back up the other side of the sine";
    EXPECT_EQ(funnelLimits(1, 1)->outer.high, 1);
    EXPECT_FALSE(funnelLimits(0.06, 0));

    const double expected[] = {15, 20, 30};  // FunnelPlotR
    const double low[] = {0.5596924, 0.6108260, 0.6746958};
    const double high[] = {1.649348, 1.544419, 1.427562};
    for (int i = 0; i < 3; ++i) {
        EXPECT_NEAR(poissonFunnelLimits(expected[i])->low, low[i], 5e-8);
        EXPECT_NEAR(poissonFunnelLimits(expected[i])->high, high[i], 5e-7);
    }
    EXPECT_FALSE(poissonFunnelLimits(0));
}

}  // namespace
}  // namespace overread::qa::statistics
