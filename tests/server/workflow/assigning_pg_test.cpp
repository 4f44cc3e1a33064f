#include "server/workflow/assigning.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <set>
#include <thread>

#include "server/database/columns.h"
#include "server/database/staffing_repository.h"
#include "server/workflow/clock_work.h"
#include "server/workflow/showing.h"
#include "tests/server/workflow/world.h"

namespace overread::workflow::tests {
namespace {

/// A house with `cases` reports of pneumonia that wait for a reader, all by "r1".
void fill(World& world, int cases) {
    for (int i = 0; i < cases; ++i) {
        const auto uid = "1.2.3." + std::to_string(i);
        world.images(uid);
        world.report(World::submission(uid, Grade::ct2, 30));
    }
}

wire::Assignment shown(World& world, const std::string& handle, const UserId& reviewer) {
    return std::get<wire::Assignment>(
        world.reading([&](soci::session& session) { return showAssignment(session, handle, reviewer, world.now); }));
}

TEST(Assigning, givesNothingToTheReporterAndTheCaseToSomebodyElse) {
    World world;
    fill(world, 1);
    EXPECT_EQ(world.next(world.person("r1")), std::nullopt);
    EXPECT_NE(world.next(world.person("reader")), std::nullopt);
}

TEST(Assigning, givesATaskToOneReaderAlone) {
    World world;
    fill(world, 1);
    EXPECT_NE(world.next(world.person("a")), std::nullopt);
    EXPECT_EQ(world.next(world.person("b")), std::nullopt);
}

TEST(Assigning, needsTheRole) {
    World world;
    fill(world, 1);
    EXPECT_EQ(world.next(world.person("a"), {Role::head, Role::arbiter}), std::nullopt);
    EXPECT_NE(world.next(world.person("a"), {Role::head, Role::reviewer}), std::nullopt);
}

TEST(Assigning, goesByDueTime) {
    World world;
    world.images("1.1");
    world.images("1.2");
    const auto later = world.report(World::submission("1.1", Grade::ct2, 30));
    world.now -= std::chrono::minutes{30};
    const auto sooner = world.report(World::submission("1.2", Grade::ct2, 30));
    world.now += std::chrono::minutes{31};
    const auto reader = world.person("reader");
    (void)world.next(reader).value();
    EXPECT_EQ(world.caseOf(sooner).qaCase.state, CaseState::reading);
    EXPECT_EQ(world.caseOf(later).qaCase.state, CaseState::awaitingReader);
}

TEST(Assigning, leavesANewTaskToAColleagueWhoIsFreeAndHasDoneLess) {
    using namespace std::chrono_literals;
    World world;
    const auto busy = world.person("busy");
    const auto rested = world.person("rested");
    fill(world, 3);
    // Before they are on a roster everybody gets what waits.
    for (const auto& reader : {busy, busy, rested})
        ASSERT_TRUE(
            std::holds_alternative<wire::Locked>(world.read(world.next(reader).value(), reader, Grade::ct2, 30)));
    world.app([&](soci::session& session) {
        for (const auto& reader : {busy, rested})
            (void)StaffingRepository{session}.addShift(reader, world.now - 4h, world.now + 4h);
    });
    world.images("1.2.4");
    world.report(World::submission("1.2.4", Grade::ct2, 30));
    const auto setAdded = [&](Timestamp moment) {
        world.app([&](soci::session& session) {
            execute(session, "update qa.assignment set created_at = :moment where state = 'waiting'", moment);
        });
    };
    const auto worklist = [&](const UserId& reader) {
        return world.reading(
            [&](soci::session& session) { return worklistOf(session, reader, {Role::reviewer}, world.now); });
    };
    setAdded(world.now);
    EXPECT_EQ(worklist(busy).waiting, 0);
    EXPECT_EQ(worklist(rested).waiting, 1);
    EXPECT_EQ(world.next(busy), std::nullopt);
    // Nobody waits for long for somebody who does not come.
    setAdded(world.now - 10min);
    EXPECT_EQ(worklist(busy).waiting, 1);
    setAdded(world.now);
    EXPECT_NE(world.next(rested), std::nullopt);
    // With something in hand they are free no more.
    world.images("1.2.5");
    world.report(World::submission("1.2.5", Grade::ct2, 30));
    EXPECT_NE(world.next(busy), std::nullopt);
}

TEST(Assigning, inParallelGivesEveryTaskOnce) {
    World world;
    fill(world, 6);
    std::vector<UserId> readers;
    for (int i = 0; i < 8; ++i) readers.push_back(world.person("reader" + std::to_string(i)));
    std::vector<std::optional<std::string>> handles(readers.size());
    {
        std::vector<std::jthread> threads;
        for (std::size_t i = 0; i < readers.size(); ++i)
            threads.emplace_back([&, i] { handles[i] = world.next(readers[i]); });
    }
    // Somebody may have passed a task over that another transaction was just judging; the second asking finds it.
    std::set<std::string> given;
    for (std::size_t i = 0; i < readers.size(); ++i) {
        if (!handles[i]) handles[i] = world.next(readers[i]);
        if (handles[i]) {
            EXPECT_TRUE(given.insert(*handles[i]).second);
        }
    }
    EXPECT_EQ(given.size(), 6u);
}

TEST(Assigning, showsNothingThatUnblinds) {
    World world;
    const auto study = world.images("1.2.3");
    world.measured(study, 31);
    auto submission = World::submission("1.2.3", Grade::ct2, 30);
    submission.clinicalQuestion = "control of CT-2, was 30 %";
    world.report(submission);
    const auto reader = world.person("reader");
    const auto handle = world.next(reader).value();
    const auto assignment = shown(world, handle, reader);
    EXPECT_EQ(assignment.clinicalQuestion, "control of [...], was [...]");
    EXPECT_EQ(assignment.report, std::nullopt);
    EXPECT_EQ(assignment.arbitration, std::nullopt);
    EXPECT_EQ(assignment.ageYears, 58);
    ASSERT_TRUE(assignment.series.has_value());
    EXPECT_EQ(assignment.series->slices, 2);
    EXPECT_EQ(assignment.due.time_since_epoch() % std::chrono::minutes{15}, std::chrono::minutes{0});
    // Frames may be fetched, masks and the reveal may not.
    world.reading([&](soci::session& session) {
        EXPECT_EQ(studyFor(session, Pictures::frames, handle, reader, world.now), study);
        EXPECT_EQ(studyFor(session, Pictures::masks, handle, reader, world.now), std::nullopt);
        EXPECT_TRUE(std::holds_alternative<NotNow>(reveal(session, handle, reader, world.now)));
        EXPECT_TRUE(std::holds_alternative<NotHeld>(reveal(session, handle, world.person("other"), world.now)));
    });
}

TEST(Assigning, showsWhyThereAreNoImages) {
    World world;
    world.report(World::submission("1.2.3", Grade::ct2, 30));
    world.unreadableImages("1.2.3", "not_ct");
    const auto reader = world.person("reader");
    const auto assignment = shown(world, world.next(reader).value(), reader);
    EXPECT_EQ(assignment.series, std::nullopt);
    EXPECT_EQ(assignment.imagesProblem, "not_ct") << "a code: the client says it in the reader's language";
}

TEST(Worklist, countsWhatIMayTakeAndShowsWhatIHold) {
    World world;
    fill(world, 3);
    const auto reader = world.person("reader");
    const auto list = [&](const UserId& who) {
        return world.reading(
            [&](soci::session& session) { return worklistOf(session, who, {Role::reviewer}, world.now); });
    };
    EXPECT_EQ(list(world.person("r1")).waiting, 0);
    EXPECT_EQ(list(reader).waiting, 3);
    const auto handle = world.next(reader).value();
    const auto worklist = list(reader);
    EXPECT_EQ(worklist.waiting, 2);
    ASSERT_EQ(worklist.held.size(), 1u);
    EXPECT_EQ(worklist.held[0].handle, handle);
    EXPECT_EQ(worklist.held[0].label.size(), 4u);
    EXPECT_EQ(worklist.readsToday, 0);
    world.now += std::chrono::minutes{6};
    (void)world.read(handle, reader, Grade::ct2, 30);
    EXPECT_EQ(list(reader).readsToday, 1);
    EXPECT_NEAR(list(reader).minutesPerRead, 6, 0.01);
    EXPECT_EQ(list(reader).held.size(), 0u);
}

TEST(Lease, isRenewedFromNowOn) {
    World world;
    fill(world, 1);
    const auto reader = world.person("reader");
    const auto handle = world.next(reader).value();
    world.now += std::chrono::minutes{20};
    const auto renewed =
        world.reading([&](soci::session& session) { return renewLease(session, handle, reader, world.now); });
    EXPECT_EQ(std::get<wire::Lease>(renewed).leaseUntil, world.now + std::chrono::minutes{30});
}

bool isSaved(const std::variant<std::monostate, NotHeld, NotNow>& outcome) {
    return std::holds_alternative<std::monostate>(outcome);
}

TEST(Workstation, thatReadsIsTheOnlyOneThatWrites) {
    World world;
    fill(world, 1);
    const auto reader = world.person("reader");
    const auto handle = world.next(reader).value();
    world.reading([&](soci::session& session) {
        const auto first = std::get<wire::Lease>(readOn(session, handle, reader, "first", world.now));
        EXPECT_EQ(std::get<wire::Lease>(readOn(session, handle, reader, "first", world.now)).etag, first.etag);
        EXPECT_TRUE(isSaved(saveDraft(session, handle, reader, {"of the first", "first"}, world.now)));
        const auto second = std::get<wire::Lease>(readOn(session, handle, reader, "second", world.now));
        EXPECT_NE(second.etag, first.etag);
        EXPECT_TRUE(std::holds_alternative<NotNow>(
            saveDraft(session, handle, reader, {"late, of the first", "first"}, world.now)));
        EXPECT_TRUE(std::holds_alternative<StaleEtag>(
            lockDoubleRead(session, handle, reader, first.etag, aRead(Grade::ct2, 30), world.now)));
        EXPECT_EQ(std::get<wire::Lease>(renewLease(session, handle, reader, world.now)).etag, second.etag);
    });
    EXPECT_EQ(shown(world, handle, reader).draft, "of the first");
    EXPECT_EQ(shown(world, handle, reader).workstation, "second");
    EXPECT_TRUE(std::holds_alternative<NotHeld>(world.reading(
        [&](soci::session& session) { return readOn(session, handle, world.person("thief"), "x", world.now); })));
}

TEST(PeerReview, isAskedAgainWhenTheReportIsAmendedMeanwhile) {
    World world;
    world.images("1.2.3");
    auto submission = World::submission("1.2.3", Grade::ct0, 0);
    submission.routing = RoutingDecision::admission;
    world.report(submission);
    const auto reader = world.person("reader");
    const auto handle = world.next(reader).value();
    const auto before = shown(world, handle, reader);
    ASSERT_TRUE(before.report);
    EXPECT_EQ(before.amendment, std::nullopt);

    submission.text = "Now with an effusion.";
    submission.signedAt += std::chrono::hours{1};
    world.report(submission);
    const auto after = shown(world, handle, reader);
    EXPECT_NE(after.etag, before.etag);
    EXPECT_EQ(after.report->text, before.report->text);
    ASSERT_TRUE(after.amendment);
    EXPECT_EQ(after.amendment->report.text, "Now with an effusion.");
    const auto early = world.reading([&](soci::session& session) {
        return lockPeerReview(session, handle, reader, before.etag, PeerReview{}, world.now);
    });
    EXPECT_TRUE(std::holds_alternative<StaleEtag>(early));
}

TEST(Worklist, saysWhatWasPutAsideAndWhenMoreUsuallyComes) {
    World world;
    fill(world, 1);
    const auto reader = world.person("reader");
    const auto list = [&] {
        return world.reading(
            [&](soci::session& session) { return worklistOf(session, reader, {Role::reviewer}, world.now); });
    };
    const auto handle = world.next(reader).value();
    const auto label = list().held.at(0).label;
    EXPECT_EQ(list().moreExpectedAt, std::nullopt) << "one hour of one day is no habit";
    world.reading([&](soci::session& session) {
        EXPECT_EQ(putAside(session, handle, reader, AsideReason::known, world.now), std::nullopt);
    });
    ASSERT_EQ(list().putAside.size(), 1u);
    EXPECT_EQ(list().putAside[0].label, label);
    EXPECT_EQ(list().putAside[0].reason, "known");

    // Tasks came between 14 and 15 o'clock on four of the last seven days.
    world.app([&](soci::session& session) {
        execute(session, "update qa.assignment set state = 'cancelled', reviewer = null");
        for (int day = 1; day <= 4; ++day)
            execute(
                session,
                "insert into qa.assignment (id, case_id, reporter, kind, state, handle, label, etag, due_at, "
                "tie_break, "
                "created_at) select gen_random_uuid(), case_id, reporter, kind, 'cancelled', :handle, label, etag, "
                "due_at, "
                "1, date_trunc('day', :now::timestamptz) - :day * interval '1 day' + interval '14 hours 20 minutes' "
                "from qa.assignment limit 1",
                "a handle of twenty-two " + std::to_string(day), world.now, day);
    });
    const auto expected = list().moreExpectedAt;
    ASSERT_TRUE(expected);
    EXPECT_EQ(toRfc3339(*expected).substr(11, 5), "14:00");
    EXPECT_GE(*expected + std::chrono::hours{1}, world.now);
}

TEST(Lease, thatEndedReturnsTheTaskAndKeepsTheDraft) {
    World world;
    fill(world, 1);
    const auto reader = world.person("reader");
    const auto handle = world.next(reader).value();
    world.reading([&](soci::session& session) {
        EXPECT_TRUE(isSaved(saveDraft(session, handle, reader, {"half a thought", {}}, world.now)));
    });
    world.now += std::chrono::minutes{30};
    // Ended, though nobody has noticed yet: nothing can be locked, kept or renewed any more.
    EXPECT_TRUE(std::holds_alternative<NotHeld>(world.read(handle, reader, Grade::ct2, 30)));
    world.reading([&](soci::session& session) {
        EXPECT_TRUE(std::holds_alternative<NotHeld>(saveDraft(session, handle, reader, {"more", {}}, world.now)));
        EXPECT_TRUE(std::holds_alternative<NotHeld>(renewLease(session, handle, reader, world.now)));
        EXPECT_TRUE(std::holds_alternative<NotHeld>(showAssignment(session, handle, reader, world.now)));
    });
    const auto expire = [&](soci::session& session) { return expireLeases(session, world.now); };
    EXPECT_EQ(world.app(expire), 1);
    EXPECT_EQ(world.app(expire), 0);
    EXPECT_EQ(world.count("qa.draft"), 1);
    EXPECT_EQ(world.count("qa.read"), 0);

    const auto other = world.person("other");
    const auto othersHandle = world.next(other).value();
    EXPECT_NE(othersHandle, handle);
    EXPECT_EQ(shown(world, othersHandle, other).draft, "");
    // The old holder comes back with the old handle, while somebody else holds the task.
    const auto late = world.reading([&](soci::session& session) {
        return lockDoubleRead(session, handle, reader, "any", aRead(Grade::ct2, 30), world.now);
    });
    EXPECT_TRUE(std::holds_alternative<NotHeld>(late));
    EXPECT_TRUE(std::holds_alternative<wire::Locked>(world.read(othersHandle, other, Grade::ct2, 30)));
}

TEST(Lease, thatEndedGivesTheDraftBackToWhoTakesTheTaskAgain) {
    World world;
    fill(world, 1);
    const auto reader = world.person("reader");
    const auto handle = world.next(reader).value();
    world.reading([&](soci::session& session) {
        EXPECT_TRUE(isSaved(saveDraft(session, handle, reader, {"half a thought", {}}, world.now)));
    });
    world.now += std::chrono::minutes{31};
    world.app([&](soci::session& session) { return expireLeases(session, world.now); });
    EXPECT_EQ(shown(world, world.next(reader).value(), reader).draft, "half a thought");
}

TEST(PuttingAside, keepsAKnownCaseFromTheReaderForEver) {
    World world;
    fill(world, 1);
    const auto reader = world.person("reader");
    const auto aside = [&](AsideReason reason) {
        const auto handle = world.next(reader).value();
        return world.reading(
            [&](soci::session& session) { return putAside(session, handle, reader, reason, world.now); });
    };
    EXPECT_EQ(aside(AsideReason::later), std::nullopt);
    EXPECT_EQ(aside(AsideReason::imagesMissing), std::nullopt);
    EXPECT_EQ(aside(AsideReason::known), std::nullopt);
    EXPECT_EQ(world.next(reader), std::nullopt);
    EXPECT_NE(world.next(world.person("other")), std::nullopt);
}

TEST(Escalation, bringsOverdueWorkBeforeTheHeadOnce) {
    World world;
    fill(world, 1);
    const auto escalate = [&](soci::session& session) { return escalateOverdue(session, world.now); };
    EXPECT_EQ(world.app(escalate), 0);
    world.now += std::chrono::minutes{121};
    EXPECT_EQ(world.app(escalate), 1);
    EXPECT_EQ(world.app(escalate), 0);
}

TEST(Assigning, keepsAPairFromReviewingEachOther) {
    World world;
    world.images("1.1");
    world.images("1.2");
    auto byA = World::submission("1.1", Grade::ct2, 30);
    byA.reporter = "a";
    auto byB = World::submission("1.2", Grade::ct2, 30);
    byB.reporter = "b";
    world.report(byA);
    world.report(byB);
    EXPECT_NE(world.next(world.person("a")), std::nullopt);  // a reads b's case
    EXPECT_EQ(world.next(world.person("b")), std::nullopt);  // b may not read a's in the same week
    EXPECT_NE(world.next(world.person("c")), std::nullopt);
}

// Two snapshots, neither of which sees the other's taking: without the lock on the pair both would be given.
TEST(Assigning, keepsAPairFromTakingEachOthersCaseAtTheSameMoment) {
    World world;
    world.images("1.1");
    world.images("1.2");
    auto byA = World::submission("1.1", Grade::ct2, 30);
    byA.reporter = "a";
    auto byB = World::submission("1.2", Grade::ct2, 30);
    byB.reporter = "b";
    world.report(byB);
    // Due later, so that a never looks at it and does not hold its row.
    world.now += std::chrono::minutes{1};
    world.report(byA);
    const auto a = world.person("a");
    const auto b = world.person("b");
    {
        Transaction underWay{world.readingPool()};
        EXPECT_NE(nextAssignment(underWay.session(), a, {Role::reviewer}, world.now), std::nullopt);
        EXPECT_EQ(world.next(b), std::nullopt);
    }
    // Rolled back: nothing was taken, and b may.
    EXPECT_NE(world.next(b), std::nullopt);
}

}  // namespace
}  // namespace overread::workflow::tests
