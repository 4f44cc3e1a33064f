#include "server/workflow/plan_store.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "tests/server/workflow/world.h"
#include "tests/support/plan_without_chance.h"

namespace overread::workflow::tests {
namespace {

TEST(PlanStore, keepsEverySetting) {
    qa::Plan plan;
    plan.limits = {20, 45, 70};
    plan.readersLimitPoints = 9.5;
    plan.randomRate = 0.07;
    plan.floorPerReporterAndPeriod = 3;
    plan.mixedInShare = 0.25;
    plan.concordantInArbitrationShare = 0.01;
    plan.newReporterReports = 20;
    plan.doubleReadDue = std::chrono::minutes{61};
    plan.arbitrationDueWhereRoutingMayChange = std::chrono::minutes{62};
    plan.arbitrationDue = std::chrono::minutes{63};
    plan.peerReviewDue = std::chrono::minutes{64};
    plan.leaseLength = std::chrono::minutes{65};
    plan.mutualReviewPause = std::chrono::hours{66};
    plan.afterSignificantPause = std::chrono::hours{67};
    plan.shiftLimit = std::chrono::minutes{68};
    plan.doubleReadMinutes = std::chrono::minutes{69};
    plan.peerReviewMinutes = std::chrono::minutes{70};
    plan.arbitrationMinutes = std::chrono::minutes{71};
    plan.alertLadder = {std::chrono::minutes{1}, std::chrono::minutes{2}, std::chrono::minutes{3}};
    plan.feedbackAnswer = std::chrono::hours{72};
    // Two plans are equal where they are written alike; every setting above differs from its default.
    EXPECT_EQ(settingsJsonOf(planFrom(settingsJsonOf(plan))), settingsJsonOf(plan));
    EXPECT_EQ(planFrom(settingsJsonOf(plan)).alertLadder, plan.alertLadder);
    EXPECT_EQ(planFrom(settingsJsonOf(plan)).limits, plan.limits);
}

TEST(PlanStore, readsAnOlderPlanWithTheDefaultOfALaterSetting) {
    EXPECT_EQ(planFrom(R"({"randomRate": 0.2})").randomRate, 0.2);
    EXPECT_EQ(planFrom(R"({"randomRate": 0.2})").mixedInShare, qa::Plan{}.mixedInShare);
    EXPECT_THROW((void)planFrom("{"), std::runtime_error);
    EXPECT_THROW((void)planFrom(R"({"randomRate": "much"})"), std::runtime_error);
}

TEST(PlanStore, followsAPlanByTheNextVersionWithAnotherSecret) {
    World world;
    const auto first = world.worker([&](soci::session& session) { return planInForce(session, world.now); });
    auto next = first;
    next.randomRate = 0.5;
    world.plan(next);
    const auto second = world.worker([&](soci::session& session) { return planInForce(session, world.now); });
    EXPECT_EQ(second.version, first.version + 1);
    EXPECT_EQ(second.randomRate, 0.5);
    EXPECT_NE(second.secret, first.secret);
    EXPECT_EQ(qa::problemOf(second), std::nullopt);
}

TEST(PlanStore, refusesAPlanThatCannotBeAndKeepsTheSecretFromReviewers) {
    World world;
    auto wrong = overread::tests::planWithoutChance();
    wrong.randomRate = 2;
    EXPECT_THROW(world.plan(wrong), std::invalid_argument);
    EXPECT_THROW(world.reading([&](soci::session& session) { return planInForce(session, world.now); }),
                 std::exception);
    const auto shown = world.reading([&](soci::session& session) { return planWithoutSecret(session, world.now); });
    EXPECT_EQ(shown.secret, qa::PlanSecret{});
}

}  // namespace
}  // namespace overread::workflow::tests
