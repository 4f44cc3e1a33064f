#include "qa/hidden.h"

#include <gtest/gtest.h>

#include <cmath>

#include "qa/weekly_sums.h"
#include "tests/qa/examples.h"

namespace overread::qa {
namespace {

using namespace examples;
using std::chrono::days;

Case settledCase(AssignmentKind firstTask, Grade settled) {
    Case qaCase;
    qaCase.firstTask = firstTask;
    qaCase.settledGrade = settled;
    return qaCase;
}

TEST(Hidden, showsSettledCasesAgainAsOftenAsThePlanSays) {
    auto plan = aPlan();
    plan.calibrationShare = 0.1;
    plan.calibrationShareWithoutPneumonia = 0.4;
    plan.repeatShare = 0.2;
    struct Example {
        AssignmentKind task;
        Grade settled;
        double calibration;
    };
    for (const auto& [task, settled, calibration] :
         std::initializer_list<Example>{{AssignmentKind::doubleRead, Grade::ct2, 0.1},
                                        {AssignmentKind::doubleRead, Grade::ct0, 0.4},
                                        {AssignmentKind::peerReview, Grade::ct0, 0}}) {
        constexpr int n = 20000;
        int calibrations = 0;
        int repeats = 0;
        for (int i = 0; i < n; ++i) {
            const auto hidden =
                hiddenDrawOf(settledCase(task, settled), "stratum", "1.2." + std::to_string(i), plan).value();
            EXPECT_EQ(hidden.draw.selection.probability, calibration + 0.2);
            if (!hidden.draw.drawn) continue;
            ++(hidden.purpose == HiddenPurpose::calibration ? calibrations : repeats);
        }
        const auto near = [](int count, double share) {
            EXPECT_NEAR(count, n * share, 4 * std::sqrt(n * share * (1 - share)) + 1e-9);
        };
        near(calibrations, calibration);
        near(repeats, 0.2);
    }
}

TEST(Hidden, isNothingWhereThePlanShowsNothingAgain) {
    auto plan = aPlan();
    plan.calibrationShare = plan.repeatShare = 0;
    EXPECT_FALSE(hiddenDrawOf(settledCase(AssignmentKind::doubleRead, Grade::ct2), "", "1", plan));
    plan.hiddenShare = 0;
    EXPECT_FALSE(mixingDrawOf("1", plan));
}

TEST(Hidden, tasksAreThePlansShareOfTheQueue) {
    auto plan = aPlan();
    plan.hiddenShare = 0.2;
    constexpr int n = 40000;
    int brought = 0;
    int repeatsFirst = 0;
    for (int i = 0; i < n; ++i) {
        const auto draw = mixingDrawOf("1.2." + std::to_string(i), plan).value();
        brought += draw.drawn;
        repeatsFirst += draw.drawn && sourcesOf(draw).front() == HiddenSource::repeat;
    }
    EXPECT_NEAR(brought / static_cast<double>(n + brought), 0.2, 0.005);
    EXPECT_NEAR(repeatsFirst / static_cast<double>(brought), 1.0 / 3, 0.02);
}

TEST(WeeklySums, showWholeWeeksThatAreOverAndNeverFewCases) {
    const auto monday = *parseRfc3339("2026-11-02T00:00:00Z");
    std::vector<HiddenResult> results;
    const auto add = [&](int day, std::optional<int> apart, std::optional<bool> same = {}) {
        results.push_back({monday + days{day} + std::chrono::hours{9}, apart, same});
    };
    for (int day = 0; day < 3; ++day) add(day, 0);  // first week: three alone
    add(8, -1);
    add(9, 2, false);
    add(10, 0, true);  // second week: three more
    for (int day = 14; day < 20; ++day) add(day, std::nullopt, true);
    add(22, 0);  // this week is not over

    const auto weeks = weeklySums(results, monday + days{23});
    ASSERT_EQ(weeks.size(), 2u);
    EXPECT_EQ(weeks[0].from, monday);
    EXPECT_EQ(weeks[0].to, monday + days{14});
    EXPECT_EQ(weeks[0].cases, 6);
    EXPECT_EQ(weeks[0].sameGrade, 4);
    EXPECT_EQ(weeks[0].withinOne, 5);
    EXPECT_DOUBLE_EQ(weeks[0].meanGradesApart(), 1.0 / 6);
    EXPECT_EQ(weeks[0].repeats, 2);
    EXPECT_EQ(weeks[0].repeatsSame, 1);
    EXPECT_EQ(weeks[1].cases, 6);
    EXPECT_EQ(weeks[1].meanGradesApart(), 0);
    EXPECT_EQ(totalOf(weeks).cases, 12);
    EXPECT_EQ(totalOf(weeks).repeatsSame, 7);
    EXPECT_TRUE(weeklySums({results.begin(), results.begin() + 4}, monday + days{60}).empty());
}

}  // namespace
}  // namespace overread::qa
