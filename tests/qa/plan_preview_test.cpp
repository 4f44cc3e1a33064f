#include "qa/plan_preview.h"

#include <gtest/gtest.h>

#include "tests/qa/examples.h"

namespace overread::qa {
namespace {

using namespace examples;

/// A city: 2,500 pneumonias and 2,500 others a day from 500 radiologists.
Volumes aCity() {
    Volumes volumes;
    volumes.days = 28;
    volumes.mandatory = 2500 * 28;
    volumes.othersPerReporter.assign(500, 5 * 28);
    volumes.discordantShareOfDoubleReads = 0.05;
    return volumes;
}

TEST(PlanPreview, showsATenthOfTheQueueMixedIn) {
    const auto forecast = forecastOf(aPlan(), aCity());
    EXPECT_NEAR(forecast.mixedInShareOfQueue, 0.10, 1e-9);
    EXPECT_NEAR(forecast.doubleReads, 2500 / 0.9 * 0.97, 0.01);
    EXPECT_NEAR(forecast.peerReviews, 125, 1e-9);
    EXPECT_GT(forecast.guessRightShare, 0.9);
    EXPECT_LT(forecast.guessRightShare, 0.92);
}

TEST(PlanPreview, asksForMoreReadersWhereMoreIsRead) {
    auto plan = aPlan();
    const auto before = forecastOf(plan, aCity());
    plan.randomRate = 0.5;
    const auto after = forecastOf(plan, aCity());
    EXPECT_NEAR(after.peerReviews, 1250, 1e-9);
    const double more = (after.peerReviews - before.peerReviews) * (1 + 0.03 / 0.97) * 4;
    EXPECT_NEAR(after.minutes - before.minutes, more + (after.arbitrations - before.arbitrations) * 12, 1e-6);
    EXPECT_EQ(after.readersAtSixHours, static_cast<int>(after.minutes / 360) + 1);
}

TEST(PlanPreview, raisesTheRateOfThoseWhoReportLittleToTheFloor) {
    auto volumes = aCity();
    volumes.othersPerReporter.assign(10, 14);  // half a report a day: 15 a month
    EXPECT_NEAR(forecastOf(aPlan(), volumes).peerReviews, 10 * 0.5 * (5.0 / 15), 1e-9);
}

TEST(PlanPreview, saysNothingOfAHouseWithoutReports) {
    const auto forecast = forecastOf(aPlan(), {});
    EXPECT_EQ(forecast.minutes, 0);
    EXPECT_EQ(forecast.guessRightShare, 0);
}

}  // namespace
}  // namespace overread::qa
