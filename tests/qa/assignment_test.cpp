#include "qa/assignment.h"

#include <gtest/gtest.h>

#include "tests/qa/examples.h"

namespace overread::qa {
namespace {

using namespace examples;
using std::chrono::hours;
using std::chrono::minutes;

Reviewer aReviewer() {
    return {person(7), qualificationsOf({Role::reviewer}), true, minutes{0}};
}

OpenTask aTask() {
    OpenTask task;
    task.kind = AssignmentKind::doubleRead;
    task.reporter = person(1);
    return task;
}

TEST(Assignment, isGivenToAQualifiedReviewerWhoKnowsNothingOfTheCase) {
    EXPECT_EQ(refusalOf(aReviewer(), aTask(), {}, aPlan(), noon), std::nullopt);
}

TEST(Assignment, isRefusedToTheReporter) {
    auto task = aTask();
    task.reporter = aReviewer().id;
    EXPECT_EQ(refusalOf(aReviewer(), task, {}, aPlan(), noon), Refusal::isReporter);
}

TEST(Assignment, isRefusedToWhoeverReadTheCase) {
    auto task = aTask();
    task.formerReaders = {person(6), aReviewer().id};
    EXPECT_EQ(refusalOf(aReviewer(), task, {}, aPlan(), noon), Refusal::isFormerReader);
}

TEST(Assignment, needsTheQualificationOfItsKind) {
    struct Example {
        Role role;
        AssignmentKind kind;
        bool may;
    };
    for (const auto& [role, kind, may] : std::initializer_list<Example>{
             {Role::reviewer, AssignmentKind::doubleRead, true},
             {Role::reviewer, AssignmentKind::peerReview, true},
             {Role::reviewer, AssignmentKind::arbitration, false},
             {Role::arbiter, AssignmentKind::arbitration, true},
             {Role::arbiter, AssignmentKind::doubleRead, false},
             {Role::head, AssignmentKind::peerReview, false},
             {Role::administrator, AssignmentKind::arbitration, false},
         }) {
        auto reviewer = aReviewer();
        reviewer.qualifications = qualificationsOf({role});
        auto task = aTask();
        task.kind = kind;
        const auto expected = may ? std::nullopt : std::optional{Refusal::notQualified};
        EXPECT_EQ(refusalOf(reviewer, task, {}, aPlan(), noon), expected) << nameOf(role) << " " << nameOf(kind);
    }
}

TEST(Assignment, isNarrowedByWhatWasRecordedOfThePerson) {
    using enum AssignmentKind;
    EXPECT_EQ(qualificationsOf({Role::reviewer}, std::set{peerReview}), (std::set{peerReview}));
    EXPECT_EQ(qualificationsOf({Role::reviewer, Role::arbiter}, std::nullopt),
              (std::set{arbitration, doubleRead, peerReview}));
    // What the roles do not give, no record adds.
    EXPECT_EQ(qualificationsOf({Role::reviewer}, std::set{arbitration, doubleRead}), (std::set{doubleRead}));
    EXPECT_TRUE(qualificationsOf({Role::reviewer}, std::set<AssignmentKind>{}).empty());
}

TEST(Assignment, thatIsReservedIsNobodyElses) {
    auto task = aTask();
    task.reservedFor = person(8);
    EXPECT_EQ(refusalOf(aReviewer(), task, {}, aPlan(), noon), Refusal::reservedForAnother);
    task.reservedFor = aReviewer().id;
    EXPECT_EQ(refusalOf(aReviewer(), task, {}, aPlan(), noon), std::nullopt);
    task.formerReaders = {aReviewer().id};
    EXPECT_EQ(refusalOf(aReviewer(), task, {}, aPlan(), noon), Refusal::isFormerReader);
    task.isRepeat = true;
    EXPECT_EQ(refusalOf(aReviewer(), task, {}, aPlan(), noon), std::nullopt);
}

TEST(Assignment, waitsForAReviewerOnShift) {
    auto reviewer = aReviewer();
    reviewer.available = false;
    EXPECT_EQ(refusalOf(reviewer, aTask(), {}, aPlan(), noon), Refusal::notAvailable);
}

TEST(Assignment, keepsAPairFromReviewingEachOtherWithinAWeek) {
    for (const auto& [ago, expected] : std::initializer_list<std::pair<hours, std::optional<Refusal>>>{
             {hours{0}, Refusal::reviewEachOther},
             {hours{167}, Refusal::reviewEachOther},
             {hours{168}, std::nullopt},
         })
        EXPECT_EQ(refusalOf(aReviewer(), aTask(), {noon - ago, std::nullopt}, aPlan(), noon), expected) << ago.count();
}

TEST(Assignment, pausesBeforeReviewingWhoFoundASignificantDiscrepancyWithMe) {
    for (const auto& [ago, expected] : std::initializer_list<std::pair<hours, std::optional<Refusal>>>{
             {hours{1}, Refusal::pauseAfterSignificant},
             {hours{14 * 24 - 1}, Refusal::pauseAfterSignificant},
             {hours{14 * 24}, std::nullopt},
         })
        EXPECT_EQ(refusalOf(aReviewer(), aTask(), {std::nullopt, noon - ago}, aPlan(), noon), expected) << ago.count();
}

TEST(Assignment, stopsWhenTheShiftIsFull) {
    auto reviewer = aReviewer();
    const auto plan = aPlan();
    reviewer.expectedToday = plan.shiftLimit - plan.doubleReadMinutes;
    EXPECT_EQ(refusalOf(reviewer, aTask(), {}, plan, noon), std::nullopt);
    reviewer.expectedToday += minutes{1};
    EXPECT_EQ(refusalOf(reviewer, aTask(), {}, plan, noon), Refusal::shiftIsFull);
    // A shorter task still fits.
    auto task = aTask();
    task.kind = AssignmentKind::peerReview;
    EXPECT_EQ(refusalOf(reviewer, task, {}, plan, noon), std::nullopt);
}

TEST(Assignment, namesTheFirstReasonInTheOrderOfTheProduct) {
    auto reviewer = aReviewer();
    reviewer.available = false;
    reviewer.qualifications.clear();
    auto task = aTask();
    task.formerReaders = {reviewer.id};
    EXPECT_EQ(refusalOf(reviewer, task, {noon, noon}, aPlan(), noon), Refusal::isFormerReader);
    task.formerReaders.clear();
    EXPECT_EQ(refusalOf(reviewer, task, {noon, noon}, aPlan(), noon), Refusal::notQualified);
}

TEST(Load, leavesNewTasksToThoseWhoAreFreeAndHaveDoneLess) {
    struct Example {
        const char* what;
        double ownMinutes;
        std::vector<double> free;  ///< minutes of the others, all four hours into the same shift
        int tasks;
        minutes waited;
        bool isReserved;
        bool isLeft;
    };
    for (const auto& each : std::initializer_list<Example>{
             {"one who did less", 90, {60}, 1, minutes{0}, false, true},
             {"one who did as much", 60, {60}, 1, minutes{0}, false, false},
             {"one who did more", 60, {90}, 1, minutes{0}, false, false},
             {"nobody is free", 90, {}, 1, minutes{0}, false, false},
             {"enough for both", 90, {60}, 2, minutes{0}, false, false},
             {"two did less, three tasks", 90, {60, 70, 99}, 3, minutes{0}, false, false},
             {"two did less, two tasks", 90, {60, 70, 99}, 2, minutes{0}, false, true},
             {"nobody took it in time", 90, {60}, 1, minutes{10}, false, false},
             {"just before", 90, {60}, 1, minutes{9}, false, true},
             {"my own", 90, {60}, 1, minutes{0}, true, false},
         }) {
        std::vector<Load> free;
        for (const double done : each.free) free.push_back({done, hours{4}});
        const Waiting waiting{each.tasks, noon - each.waited, each.isReserved};
        EXPECT_EQ(isLeftToOthers({each.ownMinutes, hours{4}}, free, waiting, noon), each.isLeft) << each.what;
    }
    EXPECT_FALSE(isLeftToOthers({90, hours{4}}, {{60, hours{4}}}, {0, std::nullopt, false}, noon)) << "nothing waits";
}

TEST(Load, isCountedByTheHourOfTheShift) {
    const Waiting one{1, noon, false};
    // Less in all, more an hour: who came later is not to catch up with the morning of the others.
    EXPECT_TRUE(isLeftToOthers({60, hours{1}}, {{180, hours{6}}}, one, noon));
    EXPECT_FALSE(isLeftToOthers({180, hours{6}}, {{60, hours{1}}}, one, noon));
    // One task in the first minutes is no load of hundreds of minutes an hour.
    EXPECT_FALSE(isLeftToOthers({9, minutes{5}}, {{60, hours{4}}}, one, noon));
}

}  // namespace
}  // namespace overread::qa
