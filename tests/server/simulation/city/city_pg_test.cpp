#include <gtest/gtest.h>

#include "server/simulation/city/answers.h"
#include "server/simulation/city/crew.h"
#include "server/simulation/city/simulation.h"
#include "tests/support/fresh_database.h"

namespace overread::simulation::city {
namespace {

TEST(ASimulatedCity, keepsEveryRuleOnItsFirstDay) {
    const overread::tests::FreshDatabase base;
    Asked asked;
    asked.size.days = 1;
    asked.size.centres = 5;
    asked.size.radiologists = 20;
    asked.size.studiesPerDay = 150;
    const auto result = simulate(base.configuration(), asked);

    EXPECT_EQ(result.studies, 150);
    EXPECT_GT(result.counts.settled, 60);
    EXPECT_GT(result.counts.reads, result.counts.settled);
    for (const auto& [rule, count] : result.violations) EXPECT_EQ(count, 0) << rule;
    EXPECT_GT(result.violations.size(), 15u);
    EXPECT_GE(result.dueKeptShare, 0.99);
    EXPECT_GT(result.radiologistsJudged, 15);
    EXPECT_GT(result.throughputRatio, 0);
    EXPECT_GT(result.trueRate, 0);
}

TEST(ASimulatedCity, withOneReaderAShiftLetsWorkPileUpAndSaysSo) {
    const overread::tests::FreshDatabase base;
    Asked asked;
    asked.size.days = 1;
    asked.size.centres = 5;
    asked.size.radiologists = 20;
    asked.size.studiesPerDay = 400;
    asked.size.reviewers = 3;
    const auto result = simulate(base.configuration(), asked);

    EXPECT_EQ(result.violationsInAll(), 0);
    EXPECT_LT(result.dueKeptShare, 0.9);
    EXPECT_GT(result.backlog.at(AssignmentKind::doubleRead).overdue, 0);
    EXPECT_GT(result.counts.overdueShown, 0) << "the head sees what is past due";
}

TEST(AKnownReader, errsAsOftenAsIsKnown) {
    Manner manner;
    manner.significantRate = 0.2;
    for (const double truth : {0.0, 12.0, 40.0, 60.0, 85.0}) {
        int errors = 0;
        constexpr int reads = 20000;
        Dice dice(7, 1, static_cast<std::uint64_t>(truth));
        for (int i = 0; i < reads; ++i)
            errors +=
                routingClassOf(stated(truth, manner, dice).grade) != routingClassOf(gradeOf(truth, GradeLimits{}));
        EXPECT_NEAR(errors / static_cast<double>(reads), significantErrorRate(truth, manner), 0.012) << truth;
    }
}

TEST(ACrew, doesEachPieceOnceAndHandsOnWhatWentWrong) {
    Crew crew(4);
    std::vector<std::atomic<int>> done(1000);
    for (int round = 0; round < 50; ++round) crew.each(done.size(), [&](std::size_t i) { ++done[i]; });
    for (const auto& each : done) EXPECT_EQ(each, 50);
    EXPECT_THROW(crew.each(8,
                           [](std::size_t i) {
                               if (i == 5) throw std::runtime_error("piece 5");
                           }),
                 std::runtime_error);
}

}  // namespace
}  // namespace overread::simulation::city
