#include "qa/statistics/staffing.h"

#include <gtest/gtest.h>

#include "qa/plan_preview.h"

namespace overread::qa::statistics {
namespace {

TEST(Staffing, isTheOneOfTheExample) {
    StaffingInput input;
    input.randomRate = 0;
    input.mixedInShare = input.hiddenShare = 0;
    input.discordantShare = 0;
    const auto outcome = staffingOf(input);
    EXPECT_EQ(outcome.doubleReads, 2500);
    EXPECT_NEAR(outcome.hoursADay, 166.7, 0.05);
    EXPECT_EQ(outcome.readersNeeded, 28);
    input.readers = 100;
    EXPECT_EQ(staffingOf(input).busiestHourInTime, 1);
    input.readers = 10;
    EXPECT_EQ(staffingOf(input).busiestHourInTime, 0) << "the line grows from day to day";
    input.readers = 0;
    EXPECT_EQ(staffingOf(input).busiestHourInTime, 0);
    input.rate = 1.5;
    EXPECT_THROW((void)staffingOf(input), std::invalid_argument);
}

/// Half of 5,000 studies are pneumonias, the others of 500 radiologists.
StaffingInput aCity() {
    StaffingInput input;
    input.reporters = 500;
    return input;
}

TEST(Staffing, mixesAShareIntoTheQueueAndNotOfTheDraws) {
    auto input = aCity();
    // A tenth of the queue is there for another reason than pneumonia, whatever the random rate.
    for (const double rate : {0.0, 0.05, 0.5}) {
        input.randomRate = rate;
        EXPECT_NEAR(staffingOf(input).doubleReads, 2500 / 0.9, 1e-6) << rate;
    }
    input.mixedInShare = 0.5;
    EXPECT_NEAR(staffingOf(input).doubleReads, 5000, 1e-6) << "as many others as pneumonias";
}

TEST(Staffing, readsWhatTheRulesOfAPlanAskFor) {
    auto input = aCity();
    input.floorPerReporter = 12;  // of 150 others a month: more than the rate brings
    Plan plan;
    plan.floorPerReporterAndPeriod = 12;
    plan.concordantInArbitrationShare = 0;
    const auto forecast = forecastOf(plan, {1, 2500, std::vector<long>(500, 5), 0, input.discordantShare, 0});
    const auto outcome = staffingOf(input);
    EXPECT_NEAR(outcome.peerReviews, 500 * 12.0 / 30 / (1 - plan.hiddenShare), 1e-6);
    EXPECT_NEAR(outcome.doubleReads + outcome.peerReviews,
                forecast.doubleReads + forecast.peerReviews + forecast.hidden, 1e-6);
    EXPECT_NEAR(outcome.arbitrations, forecast.arbitrations, 1e-6);
    EXPECT_NEAR(outcome.significantAMonth, 30 * (forecast.doubleReads + forecast.peerReviews) * input.rate, 1e-6);
}

TEST(Staffing, refusesAQueueOfNothingButWhatIsMixedIn) {
    for (const auto share : {&StaffingInput::mixedInShare, &StaffingInput::hiddenShare}) {
        StaffingInput input;
        input.*share = 1;
        EXPECT_THROW((void)staffingOf(input), std::invalid_argument);
    }
}

}  // namespace
}  // namespace overread::qa::statistics
