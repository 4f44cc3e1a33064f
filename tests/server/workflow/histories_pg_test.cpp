#include <gtest/gtest.h>

#include <random>
#include <thread>

#include "server/database/columns.h"
#include "server/workflow/assigning.h"
#include "server/workflow/clock_work.h"
#include "tests/server/workflow/world.h"
#include "tests/support/plan_without_chance.h"

namespace overread::workflow::tests {
namespace {

/// What must hold of the database after any history; each query names the rows that break its rule.
struct Rule {
    const char* name;
    const char* violations;
};
constexpr Rule rules[] = {
    {"nobody reads a case of their own",
     "select count(*) from qa.assignment a join qa.qa_case c on c.id = a.case_id where a.reviewer = c.reporter"},
    {"nobody reads a case twice",
     "select count(*) from (select case_id, reader from (select case_id, reader from qa.read union all "
     "select case_id, reviewer from qa.review) all_reads group by case_id, reader having count(*) > 1) twice"},
    {"no two people read each other",
     "select count(*) from qa.assignment a join qa.qa_case c on c.id = a.case_id "
     "join qa.assignment b on b.reviewer = c.reporter join qa.qa_case d on d.id = b.case_id and d.reporter = "
     "a.reviewer "
     "where a.state <> 'cancelled' and b.state <> 'cancelled'"},
    {"a case that is being read has a reader",
     "select count(*) from qa.qa_case c where (c.state = 'reading') <> exists (select from qa.assignment a "
     "where a.case_id = c.id and a.state = 'held' and a.kind <> 'arbitration')"},
    {"a case that waits for a reader has a task",
     "select count(*) from qa.qa_case c where c.state = 'awaitingReader' and not exists (select from qa.assignment a "
     "where a.case_id = c.id and a.state = 'waiting')"},
    {"a case in arbitration has an arbitration",
     "select count(*) from qa.qa_case c where c.state = 'inArbitration' and not exists (select from qa.assignment a "
     "where a.case_id = c.id and a.kind = 'arbitration' and a.state in ('waiting', 'held', 'blindLocked'))"},
    {"feedback exactly where it was sent",
     "select count(*) from qa.qa_case c where (c.state = 'feedbackSent') <> exists (select from qa.feedback f "
     "where f.case_id = c.id)"},
    {"a significant discrepancy was settled by an arbiter",
     "select count(*) from qa.qa_case c where c.outcome = 'significantDiscrepancy' and not exists (select from "
     "qa.settlement s where s.case_id = c.id)"},
};

/// One person's next move, drawn at random; whatever is refused is refused.
void move(World& world, std::mt19937& random, const UserId& person) {
    const auto roll = [&](int sides) { return std::uniform_int_distribution<>(0, sides - 1)(random); };
    const auto handle = world.next(person, {Role::reviewer, Role::arbiter});
    if (!handle) return;
    const auto percent = std::array{0.0, 10.0, 20.0, 30.0, 60.0, 80.0}[static_cast<std::size_t>(roll(6))];
    const auto grade = gradeOf(percent, GradeLimits{});
    switch (roll(4)) {
        case 0:
            world.reading([&](soci::session& session) {
                return putAside(session, *handle, person, AsideReason::later, world.now);
            });
            return;
        case 1:
            return;  // walks away: the lease will end
        default:
            break;
    }
    if (std::holds_alternative<NotNow>(world.read(*handle, person, grade, percent))) {
        (void)world.review(*handle, person, PeerReview{});
        return;
    }
    (void)world.settlement(*handle, person, grade, "seen");
}

TEST(Histories, ofManyPeopleAtOnceKeepTheRules) {
    World world;
    auto plan = overread::tests::planWithoutChance();
    plan.randomRate = 1;
    plan.mixedInShare = 0.5;
    plan.concordantInArbitrationShare = 0.3;
    world.plan(plan);
    std::vector<UserId> people;
    for (int i = 0; i < 8; ++i) people.push_back(world.person("p" + std::to_string(i)));
    for (int i = 0; i < 24; ++i) {
        const auto uid = "1.2." + std::to_string(i);
        const double percent = std::array{0.0, 20.0, 60.0}[static_cast<std::size_t>(i % 3)];
        auto submission = World::submission(uid, gradeOf(percent, GradeLimits{}), percent);
        submission.reporter = "p" + std::to_string(i % 8);
        world.images(uid);
        world.report(submission);
    }
    for (unsigned round = 0; round < 4; ++round) {
        {
            std::vector<std::jthread> threads;
            for (unsigned i = 0; i < 4; ++i)
                threads.emplace_back([&, i] {
                    std::mt19937 random{round * 100 + i};
                    for (std::size_t each = 0; each < people.size(); ++each)
                        move(world, random, people[(each * 3 + i * 2) % people.size()]);
                });
        }
        world.doJobs();
        world.now += std::chrono::minutes{31};
        world.app([&](soci::session& session) { return expireLeases(session, world.now); });
        for (const auto& rule : rules) {
            long long violations = 0;
            world.worker(
                [&](soci::session& session) { (void)fetchRow(session, rule.violations, std::tie(violations)); });
            EXPECT_EQ(violations, 0) << rule.name << ", round " << round;
        }
    }
    EXPECT_GT(world.count("qa.feedback"), 5);
    EXPECT_GT(world.count("qa.assignment_return"), 5);
}

}  // namespace
}  // namespace overread::workflow::tests
