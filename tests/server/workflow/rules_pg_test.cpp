#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "server/database/account_repository.h"
#include "server/database/columns.h"
#include "server/database/dispute_repository.h"
#include "server/database/feedback_repository.h"
#include "server/database/hidden_repository.h"
#include "server/database/result_repository.h"
#include "server/database/reviewer_repository.h"
#include "server/database/selection_repository.h"
#include "server/database/staffing_repository.h"
#include "server/workflow/answering.h"
#include "server/workflow/assigning.h"
#include "server/workflow/clock_work.h"
#include "server/workflow/course.h"
#include "server/workflow/hidden_tasks.h"
#include "server/workflow/improving.h"
#include "server/workflow/plan_store.h"
#include "server/workflow/planning.h"
#include "server/workflow/selecting.h"
#include "server/workflow/selection_audit.h"
#include "server/workflow/showing.h"
#include "server/workflow/staffing.h"
#include "tests/server/workflow/world.h"
#include "tests/support/plan_without_chance.h"

namespace overread::workflow::tests {
namespace {

using std::chrono::days;
using std::chrono::hours;
using std::chrono::minutes;
using testing::IsEmpty;

const std::vector<Role> bothRoles{Role::reviewer, Role::arbiter};

std::set<SelectionReason> reasonsOf(World& world, const ReportId& report) {
    std::set<SelectionReason> reasons;
    world.app([&](soci::session& session) {
        for (const auto& draw : SelectionRepository{session}.drawsOf(report))
            if (draw.drawn) reasons.insert(draw.selection.reason);
    });
    return reasons;
}

/// A report of CT-1 that a reader and an arbiter held for CT-3; the reporter has disputed it.
struct Disputed {
    ReportId report;
    CaseId qaCase;
    UserId reader;
    UserId arbiter;
    FeedbackRecord feedback;
};

FeedbackRecord feedbackOf(World& world, const CaseId& id) {
    return world.app([&](soci::session& session) { return FeedbackRepository{session}.findForCase(id).value(); });
}

Disputed disputedCase(World& world) {
    world.measured(world.images("1.2.3"), 20);
    Disputed d{world.report(World::submission("1.2.3", Grade::ct1, 20)),
               {},
               world.person("reader"),
               world.person("arbiter"),
               {}};
    EXPECT_TRUE(std::holds_alternative<wire::Locked>(world.read(*world.next(d.reader), d.reader, Grade::ct3, 60)));
    world.doJobs();
    const auto handle = *world.next(d.arbiter, bothRoles);
    (void)world.read(handle, d.arbiter, Grade::ct3, 58);
    EXPECT_TRUE(std::holds_alternative<wire::Locked>(world.settlement(handle, d.arbiter, Grade::ct3, "over a half")));
    world.doJobs();
    d.qaCase = world.caseOf(d.report).qaCase.id;
    d.feedback = feedbackOf(world, d.qaCase);
    const auto disputed = world.app([&](soci::session& session) {
        return disputeFeedback(session, d.feedback.id, world.person("r1"), d.feedback.etag, "motion, not consolidation",
                               1, world.now);
    });
    EXPECT_TRUE(std::holds_alternative<std::string>(disputed));
    return d;
}

LockAnswer decide(World& world, const std::string& handle, const UserId& arbiter, const wire::Settlement& settlement) {
    const auto etag = world.etagOf(handle, arbiter);
    return world.reading(
        [&](soci::session& session) { return settle(session, handle, arbiter, etag, settlement, world.now); });
}

wire::Assignment shown(World& world, const std::string& handle, const UserId& reader) {
    return std::get<wire::Assignment>(
        world.reading([&](soci::session& session) { return showAssignment(session, handle, reader, world.now); }));
}

TEST(Dispute, goesToAFreshArbiterWhoReadsBlindFirst) {
    World world;
    const auto d = disputedCase(world);
    EXPECT_EQ(world.caseOf(d.report).qaCase.state, CaseState::panel);
    // Nobody who has read this case comes again, and not the reporter.
    for (const auto* known : {"reader", "arbiter", "r1"})
        EXPECT_EQ(world.next(world.person(known), bothRoles), std::nullopt) << known;
    const auto fresh = world.person("fresh");
    const auto handle = world.next(fresh, bothRoles).value();
    EXPECT_EQ(shown(world, handle, fresh).kind, AssignmentKind::arbitration);
    EXPECT_EQ(shown(world, handle, fresh).arbitration, std::nullopt) << "nothing tells before the own blind read";
    (void)world.read(handle, fresh, Grade::ct1, 22);
    const auto view = shown(world, handle, fresh).arbitration.value();
    ASSERT_TRUE(view.dispute);
    EXPECT_EQ(view.dispute->question, "motion, not consolidation");
    EXPECT_EQ(view.dispute->slice, 1);
    EXPECT_EQ(view.dispute->settledGrade, Grade::ct3);
    EXPECT_EQ(view.dispute->settledReason, "over a half");

    // A verdict is asked for and has to fit the grade.
    EXPECT_EQ(std::get<Invalid>(decide(world, handle, fresh, {Grade::ct1, "motion", std::nullopt})).pointer,
              "/verdict");
    EXPECT_EQ(std::get<Invalid>(decide(world, handle, fresh, {Grade::ct1, "motion", PanelVerdict::upheld})).pointer,
              "/verdict");
    ASSERT_TRUE(std::holds_alternative<wire::Locked>(
        decide(world, handle, fresh, {Grade::ct1, "motion", PanelVerdict::overturned})));
    world.doJobs();
    const auto record = world.caseOf(d.report);
    EXPECT_EQ(record.qaCase.state, CaseState::overturned);
    EXPECT_EQ(record.qaCase.outcome, Outcome::concordant);
    EXPECT_EQ(record.qaCase.settledGrade, Grade::ct1);
    EXPECT_EQ(record.settlementReason, "motion");
    world.app([&](soci::session& session) {
        const auto row = DisputeRepository{session}.row(d.qaCase).value();
        EXPECT_EQ(row.state, "decided");
        EXPECT_EQ(row.gradeBefore, Grade::ct3);
        EXPECT_EQ(row.outcomeBefore, Outcome::significantDiscrepancy);
        EXPECT_EQ(row.verdict, PanelVerdict::overturned);
        EXPECT_EQ(row.gradeAfter, Grade::ct1);
    });
}

TEST(Dispute, thatIsUpheldLeavesTheSettlementAsItWas) {
    World world;
    const auto d = disputedCase(world);
    const auto before = world.caseOf(d.report);
    const auto fresh = world.person("fresh");
    const auto handle = world.next(fresh, bothRoles).value();
    (void)world.read(handle, fresh, Grade::ct3, 62);
    ASSERT_TRUE(std::holds_alternative<wire::Locked>(
        decide(world, handle, fresh, {Grade::ct3, "consolidation", PanelVerdict::upheld})));
    world.doJobs();
    const auto after = world.caseOf(d.report);
    EXPECT_EQ(after.qaCase.state, CaseState::upheld);
    EXPECT_EQ(after.qaCase.settledGrade, before.qaCase.settledGrade);
    EXPECT_EQ(after.qaCase.settledAt, before.qaCase.settledAt);
    EXPECT_EQ(after.settlementReason, before.settlementReason);
    EXPECT_EQ(world.count("qa.alert"), 1) << "the alert of the first settlement stays the only one";
}

TEST(Dispute, isPossibleAfterAnAcknowledgementWithinTheTermAndOnce) {
    World world;
    const auto d = disputedCase(world);
    const auto reporter = world.person("r1");
    const auto again = [&](const std::string& etag) {
        return world.app([&](soci::session& session) {
            return disputeFeedback(session, d.feedback.id, reporter, etag, "once more", std::nullopt, world.now);
        });
    };
    EXPECT_TRUE(std::holds_alternative<AlreadyLocked>(again(feedbackOf(world, d.qaCase).etag)));

    World other;
    other.measured(other.images("1.2.3"), 20);
    const auto report = other.report(World::submission("1.2.3", Grade::ct1, 20));
    const auto reader = other.person("reader");
    (void)other.read(*other.next(reader), reader, Grade::ct1, 22);
    other.doJobs();
    const auto feedback = feedbackOf(other, other.caseOf(report).qaCase.id);
    const auto first = other.person("r1");
    const auto etag = std::get<std::string>(other.app([&](soci::session& session) {
        return acknowledgeFeedback(session, feedback.id, first, feedback.etag, "seen", other.now);
    }));
    other.now += days{5} + minutes{1};
    const auto dispute = [&] {
        return other.app([&](soci::session& session) {
            return disputeFeedback(session, feedback.id, first, etag, "on second thought", std::nullopt, other.now);
        });
    };
    EXPECT_TRUE(std::holds_alternative<TooLate>(dispute()));
    other.now -= minutes{1};
    EXPECT_TRUE(std::holds_alternative<std::string>(dispute()));
    EXPECT_EQ(other.caseOf(report).qaCase.state, CaseState::panel);
}

/// Every settled case is shown again to the one or the other, at once, and every task brings one.
qa::Plan planThatHidesEverything(double calibrationShare, double repeatShare) {
    auto plan = overread::tests::planWithoutChance();
    plan.mixedInShare = plan.hiddenShare = 0.49;
    plan.calibrationShare = plan.calibrationShareWithoutPneumonia = calibrationShare;
    plan.repeatShare = repeatShare;
    plan.hiddenAfter = hours{0};
    return plan;
}

/// Reports and reads cases until one brings a hidden task; answers how many were read.
int readUntilSomethingIsHidden(World& world, const UserId& reader) {
    for (int i = 1; i <= 40; ++i) {
        const auto uid = "1.2." + std::to_string(i);
        world.images(uid);
        world.report(World::submission(uid, Grade::ct1, 20));
        if (world.count("qa.assignment where purpose = 'hidden'") > 0) return i;
        const auto handle = world.next(reader).value();
        EXPECT_TRUE(std::holds_alternative<wire::Locked>(world.read(handle, reader, Grade::ct1, 20)));
        world.doJobs();
    }
    ADD_FAILURE() << "nothing was hidden";
    return 0;
}

TEST(HiddenTasks, ofCalibrationGoToWhoeverHasNotReadTheCaseAndMoveNothingOfIt) {
    World world;
    world.plan(planThatHidesEverything(1, 0));
    const auto reader = world.person("reader");
    readUntilSomethingIsHidden(world, reader);
    const auto readsBefore = world.count("qa.read");
    const auto settledBefore = world.count("qa.qa_case where state = 'feedbackSent'");

    // The first reader knows the hidden case and gets the new one alone.
    ASSERT_TRUE(world.next(reader).has_value());
    EXPECT_EQ(world.next(reader), std::nullopt);

    const auto other = world.person("other");
    const auto handle = world.next(other).value();
    const auto assignment = shown(world, handle, other);
    EXPECT_EQ(assignment.kind, AssignmentKind::doubleRead);
    EXPECT_EQ(assignment.report, std::nullopt);
    ASSERT_TRUE(std::holds_alternative<wire::Locked>(world.read(handle, other, Grade::ct3, 60)));
    EXPECT_THAT(world.doJobs(), IsEmpty());
    EXPECT_EQ(world.count("qa.read"), readsBefore);
    EXPECT_EQ(world.count("qa.qa_case where state = 'feedbackSent'"), settledBefore);
    EXPECT_EQ(world.count("qa.hidden_answer where settled_grade = 'CT-1' and grade = 'CT-3' and earlier_grade is null"),
              1);
    // Revealed like the read that it imitates: discordant, the arbiter to come.
    const auto reveals = std::get<wire::Reveal>(
        world.reading([&](soci::session& session) { return reveal(session, handle, other, world.now); }));
    EXPECT_EQ(reveals.outcome, std::nullopt);
    EXPECT_EQ(reveals.settledGrade, std::nullopt);
    EXPECT_EQ(reveals.rule, "otherRoutingClass");
    EXPECT_EQ(reveals.you->grade, Grade::ct3);
}

TEST(HiddenTasks, ofRepeatGoToTheSameReaderAlone) {
    World world;
    world.plan(planThatHidesEverything(0, 1));
    const auto reader = world.person("reader");
    readUntilSomethingIsHidden(world, reader);
    const auto other = world.person("other");
    std::vector<std::string> taken;
    while (const auto handle = world.next(other)) taken.push_back(*handle);
    EXPECT_EQ(taken.size(), 1u) << "the case that brought it, and nothing that another has to repeat";
    const auto handle = world.next(reader).value();
    ASSERT_TRUE(std::holds_alternative<wire::Locked>(world.read(handle, reader, Grade::ct1, 24)));
    EXPECT_EQ(world.count("qa.hidden_answer where purpose = 'repeat' and earlier_grade = 'CT-1'"), 1);

    const auto calibration =
        world.reading([&](soci::session& session) { return calibrationOf(session, reader, world.now + days{14}); });
    EXPECT_THAT(calibration.weeks, IsEmpty()) << "one alone would tell which it was";
    EXPECT_EQ(calibration.total.cases, 0);
}

/// The settled case that the reader has to repeat, and its task in their hands.
struct Repeating {
    UserId reader;
    StudyId study;
    std::string handle;
};

Repeating repeating(World& world) {
    const auto study = world.images("1.2.3");
    const auto report = world.report(World::submission("1.2.3", Grade::ct1, 20));
    const auto reader = world.person("reader");
    (void)world.read(world.next(reader).value(), reader, Grade::ct1, 20);
    world.doJobs();
    const auto settled = world.caseOf(report).qaCase.id;
    world.app([&](soci::session& session) {
        EXPECT_TRUE(AssignmentRepository{session}.addHidden(settled, AssignmentKind::doubleRead,
                                                            world.now + minutes{120}, minutes{9}, reader));
    });
    return {reader, study, world.next(reader).value()};
}

bool mayLeave(World& world, const StudyId& study) {
    return world.worker([&](soci::session& session) { return ResultRepository{session}.mayLeave(study); });
}

TEST(HiddenTasks, thatArePutAsideForGoodDoNotComeBackAndForLaterDo) {
    const auto putAside = [](World& world, const Repeating& repeat, AsideReason reason) {
        world.reading([&](soci::session& session) {
            EXPECT_EQ(workflow::putAside(session, repeat.handle, repeat.reader, reason, world.now), std::nullopt);
        });
        return world.next(repeat.reader).has_value();
    };
    World later;
    EXPECT_TRUE(putAside(later, repeating(later), AsideReason::later));
    World known;
    const auto repeat = repeating(known);
    EXPECT_FALSE(putAside(known, repeat, AsideReason::known)) << "a task that comes back would tell what it is";
    const auto worklist = known.reading(
        [&](soci::session& session) { return worklistOf(session, repeat.reader, {Role::reviewer}, known.now); });
    EXPECT_EQ(worklist.waiting, 0);
    ASSERT_EQ(worklist.putAside.size(), 1u);
    EXPECT_EQ(worklist.putAside[0].reason, "known");
}

TEST(HiddenTasks, holdBackTheResultsOfTheirStudyLikeAnOpenCase) {
    World world;
    const auto repeat = repeating(world);
    EXPECT_FALSE(mayLeave(world, repeat.study)) << "in an archive the measurement would tell the answer";
    const auto before = world.waitingJobs("exportResults");
    (void)world.read(repeat.handle, repeat.reader, Grade::ct1, 22);
    EXPECT_TRUE(mayLeave(world, repeat.study));
    EXPECT_GE(world.waitingJobs("exportResults"), std::max(1L, before)) << "what was held back is ordered again";
}

TEST(HiddenTasks, ofTheReaderWhoAsksAreLeftToColleaguesLikeAnyOther) {
    World world;
    const auto repeat = repeating(world);
    world.reading([&](soci::session& session) {
        EXPECT_EQ(AssignmentRepository{session}.waitingSince({AssignmentKind::doubleRead}, repeat.reader, 10).tasks, 0);
        (void)workflow::putAside(session, repeat.handle, repeat.reader, AsideReason::later, world.now);
        const auto back = AssignmentRepository{session}.waitingSince({AssignmentKind::doubleRead}, repeat.reader, 10);
        EXPECT_EQ(back.tasks, 1);
        EXPECT_FALSE(back.isReserved) << "only what was moved by hand is theirs at once";
    });
}

TEST(HiddenTasks, thatNobodyComesToAreTakenBackAndNeverEscalated) {
    World world;
    world.plan(planThatHidesEverything(0, 1));
    readUntilSomethingIsHidden(world, world.person("reader"));
    world.now += days{1};
    world.app([&](soci::session& session) { (void)escalateOverdue(session, world.now); });
    EXPECT_EQ(world.count("qa.assignment where purpose = 'hidden' and state = 'waiting'"), 0);
    EXPECT_EQ(world.count("qa.escalation e join qa.assignment a on a.id = e.assignment_id where a.purpose = 'hidden'"),
              0);
}

/// A person with an account that may read.
UserId reader(World& world, const std::string& name, const std::vector<Role>& roles = {Role::reviewer}) {
    return world.app([&](soci::session& session) {
        return AccountRepository{session}.create({name, "Dr " + name, name, "correct horse battery", roles, {}, ""});
    });
}

AssignmentId onlyOpenTask(World& world) {
    AssignmentId id;
    world.app([&](soci::session& session) {
        (void)fetchRow(
            session,
            std::string("select id from qa.assignment where state in ('waiting', 'held') and purpose = 'case'"),
            std::tie(id));
    });
    return id;
}

TEST(Moving, givesATaskToTheChosenReaderAndKeepsTheDraft) {
    World world;
    const auto lead = world.person("lead");
    const auto first = reader(world, "first");
    const auto second = reader(world, "second");
    world.images("1.2.3");
    world.report(World::submission("1.2.3", Grade::ct1, 20));
    const auto handle = world.next(first).value();
    world.reading([&](soci::session& session) {
        (void)saveDraft(session, handle, first, wire::Draft{"typed", ""}, world.now);
    });
    const auto task = onlyOpenTask(world);
    const auto move = [&](const std::optional<UserId>& to) {
        return world.app(
            [&](soci::session& session) { return moveTask(session, task, to, "the night is long", lead, world.now); });
    };
    EXPECT_TRUE(std::holds_alternative<std::monostate>(move(second)));
    EXPECT_EQ(world.next(first), std::nullopt) << "it is reserved";
    EXPECT_EQ(world.count("qa.draft"), 1);
    const auto taken = world.next(second).value();
    EXPECT_EQ(world.caseOf(world.report(World::submission("1.2.3", Grade::ct1, 20))).qaCase.state, CaseState::reading);
    ASSERT_TRUE(std::holds_alternative<wire::Locked>(world.read(taken, second, Grade::ct1, 20)));
    EXPECT_TRUE(std::holds_alternative<NotNow>(move(first))) << "what is locked stays where it is";
}

TEST(Moving, namesTheRuleThatForbidsIt) {
    World world;
    const auto lead = world.person("lead");
    const auto reporter = reader(world, "r1");
    const auto arbiter = reader(world, "judge", {Role::arbiter});
    const auto free = reader(world, "free");
    world.images("1.2.3");
    world.report(World::submission("1.2.3", Grade::ct1, 20));
    const auto task = onlyOpenTask(world);
    const auto move = [&](const UserId& to) {
        return world.app(
            [&](soci::session& session) { return moveTask(session, task, to, "please", lead, world.now); });
    };
    EXPECT_EQ(std::get<RuleForbids>(move(reporter)).rule, qa::Refusal::isReporter);
    EXPECT_EQ(std::get<RuleForbids>(move(arbiter)).rule, qa::Refusal::notQualified);
    EXPECT_EQ(std::get<Invalid>(move(world.person("nobody"))).pointer, "/reviewer");
    const auto candidates = std::get<wire::Candidates>(
        world.app([&](soci::session& session) { return candidatesFor(session, task, world.now); }));
    ASSERT_EQ(candidates.items.size(), 3u);
    EXPECT_EQ(candidates.items[0].reviewer, free.text());
    EXPECT_EQ(candidates.items[0].refusal, "");
    // Who is paused may be chosen by hand all the same: the lead sees it and decides.
    world.reading([&](soci::session& session) { setAvailable(session, free, false, world.now); });
    EXPECT_TRUE(std::holds_alternative<std::monostate>(move(free)));
}

TEST(Presence, pausesAReaderAndGivesBackWhatTheyHold) {
    World world;
    const auto someone = reader(world, "someone");
    world.images("1.2.3");
    const auto report = world.report(World::submission("1.2.3", Grade::ct1, 20));
    ASSERT_TRUE(world.next(someone));
    world.reading([&](soci::session& session) { setAvailable(session, someone, false, world.now); });
    EXPECT_EQ(world.caseOf(report).qaCase.state, CaseState::awaitingReader);
    EXPECT_EQ(world.next(someone), std::nullopt);
    const auto worklist = world.reading(
        [&](soci::session& session) { return worklistOf(session, someone, {Role::reviewer}, world.now); });
    EXPECT_FALSE(worklist.available);
    EXPECT_TRUE(worklist.onShift);
    world.reading([&](soci::session& session) { setAvailable(session, someone, true, world.now); });
    EXPECT_TRUE(world.next(someone));
}

TEST(Presence, followsShiftsThatDoNotOverlap) {
    World world;
    const auto someone = reader(world, "someone");
    const auto lead = world.person("lead");
    const auto add = [&](hours from, hours to) {
        return world.app([&](soci::session& session) {
            return addShift(session, {someone.text(), world.now + from, world.now + to}, lead);
        });
    };
    ASSERT_TRUE(std::holds_alternative<wire::ShiftRow>(add(hours{2}, hours{8})));
    EXPECT_EQ(std::get<Invalid>(add(hours{7}, hours{9})).pointer, "/startsAt");
    EXPECT_EQ(std::get<Invalid>(add(hours{9}, hours{9})).pointer, "/endsAt");
    EXPECT_TRUE(std::holds_alternative<wire::ShiftRow>(add(hours{8}, hours{9})));
    world.images("1.2.3");
    world.report(World::submission("1.2.3", Grade::ct1, 20));
    EXPECT_EQ(world.next(someone), std::nullopt);
    const auto worklist = world.reading(
        [&](soci::session& session) { return worklistOf(session, someone, {Role::reviewer}, world.now); });
    EXPECT_EQ(worklist.nextShiftAt, world.now + hours{2});
    world.now += hours{2};
    EXPECT_TRUE(world.next(someone));
}

TEST(Qualification, narrowsWhatTheRolesGive) {
    World world;
    const auto someone = reader(world, "someone");
    const auto lead = world.person("lead");
    world.images("1.2.3");
    world.report(World::submission("1.2.3", Grade::ct1, 20));
    const auto qualified = [&](const std::set<AssignmentKind>& kinds) {
        (void)world.app([&](soci::session& session) { return qualify(session, someone, kinds, lead, world.now); });
    };
    qualified({AssignmentKind::peerReview});
    EXPECT_EQ(world.next(someone), std::nullopt);
    qualified({AssignmentKind::peerReview, AssignmentKind::doubleRead});
    EXPECT_TRUE(world.next(someone));
}

TEST(Amendment, ofAReportUnderPeerReviewIsWhatIsJudged) {
    World world;
    auto plan = overread::tests::planWithoutChance();
    plan.randomRate = 1;
    world.plan(plan);
    world.images("1.2.3");
    auto submission = World::submission("1.2.3", Grade::ct0, 0);
    const auto report = world.report(submission);
    const auto reviewer = world.person("reviewer");
    const auto handle = world.next(reviewer).value();
    const auto before = world.etagOf(handle, reviewer);
    submission.text = "no ground glass";
    world.report(submission);
    PeerReview concur;
    const auto stale = world.reading(
        [&](soci::session& session) { return lockPeerReview(session, handle, reviewer, before, concur, world.now); });
    EXPECT_TRUE(std::holds_alternative<StaleEtag>(stale)) << "the score is asked again";
    ASSERT_TRUE(std::holds_alternative<wire::Locked>(world.review(handle, reviewer, concur)));
    EXPECT_EQ(world.caseOf(report).qaCase.reportVersion, 2);
}

TEST(Amendment, duringADoubleReadChangesNothingOfIt) {
    World world;
    world.images("1.2.3");
    auto submission = World::submission("1.2.3", Grade::ct1, 20);
    const auto report = world.report(submission);
    const auto someone = world.person("someone");
    const auto handle = world.next(someone).value();
    const auto etag = world.etagOf(handle, someone);
    submission.grade = Grade::ct3;
    submission.involvement->totalPercent = 60;
    world.report(submission);
    EXPECT_EQ(world.etagOf(handle, someone), etag);
    ASSERT_TRUE(std::holds_alternative<wire::Locked>(world.read(handle, someone, Grade::ct1, 20)));
    world.doJobs();
    EXPECT_EQ(world.caseOf(report).qaCase.reportVersion, 1);
    EXPECT_EQ(world.caseOf(report).qaCase.outcome, Outcome::concordant);
}

TEST(Cancellation, endsACaseUntilSomethingIsLocked) {
    World world;
    const auto lead = world.person("lead");
    world.images("1.2.3");
    const auto report = world.report(World::submission("1.2.3", Grade::ct1, 20));
    const auto someone = world.person("someone");
    const auto handle = world.next(someone).value();
    const auto record = world.caseOf(report);
    const auto cancel = [&](const CaseId& id, const std::string& etag) {
        return world.app(
            [&](soci::session& session) { return cancelCase(session, id, lead, etag, "wrong patient", world.now); });
    };
    EXPECT_TRUE(std::holds_alternative<StaleEtag>(cancel(record.qaCase.id, "0")));
    ASSERT_TRUE(std::holds_alternative<std::string>(cancel(record.qaCase.id, std::to_string(record.qaCase.version))));
    EXPECT_EQ(world.caseOf(report).qaCase.state, CaseState::cancelled);
    EXPECT_EQ(world.caseOf(report).qaCase.cancelReason, "wrong patient");
    EXPECT_TRUE(std::holds_alternative<NotHeld>(world.read(handle, someone, Grade::ct1, 20)));
    EXPECT_TRUE(
        std::holds_alternative<NotNow>(cancel(record.qaCase.id, std::to_string(world.caseOf(report).qaCase.version))));
    EXPECT_TRUE(std::holds_alternative<Unknown>(cancel(CaseId::parse("00000000-0000-7000-8000-000000000001"), "1")));

    world.images("1.2.4");
    const auto read = world.report(World::submission("1.2.4", Grade::ct1, 20));
    (void)world.read(*world.next(someone), someone, Grade::ct1, 20);
    const auto locked = world.caseOf(read);
    EXPECT_TRUE(std::holds_alternative<NotNow>(cancel(locked.qaCase.id, std::to_string(locked.qaCase.version))));
}

/// The study was made then; its report and its measurement follow.
StudyId studyAt(World& world, const std::string& uid, Timestamp acquiredAt, double percent) {
    const auto study = world.images(uid);
    world.app([&](soci::session& session) {
        execute(session, "update qa.study set acquired_at = :at where id = :id", acquiredAt, study);
    });
    world.measured(study, percent);
    return study;
}

TEST(RapidProgression, selectsAReportWhoseGradeDidNotFollowWhicheverWasMeasuredFirst) {
    for (const bool earlierFirst : {true, false}) {
        World world;
        world.images("1.2.1");
        world.images("1.2.2");
        world.report(World::submission("1.2.1", Grade::ct1, 10));
        const auto later = world.report(World::submission("1.2.2", Grade::ct1, 22));
        const auto measureEarlier = [&] { studyAt(world, "1.2.1", world.now - hours{30}, 10); };
        const auto measureLater = [&] { studyAt(world, "1.2.2", world.now, 22); };
        // Both acquisition times are known before either is measured, as from the scanner.
        world.app([&](soci::session& session) {
            execute(session, "update qa.study set acquired_at = :at where study_instance_uid = '1.2.2'", world.now);
            execute(session, "update qa.study set acquired_at = :at where study_instance_uid = '1.2.1'",
                    world.now - hours{30});
        });
        if (earlierFirst) measureEarlier();
        measureLater();
        if (!earlierFirst) measureEarlier();
        EXPECT_TRUE(reasonsOf(world, later).contains(SelectionReason::rapidProgression)) << earlierFirst;
    }
}

TEST(RapidProgression, asksForCt3WhereThePatientIsShortOfBreathAndIsShownOnTheCase) {
    World world;
    auto earlier = World::submission("1.2.1", Grade::ct1, 20);
    auto later = World::submission("1.2.2", Grade::ct2, 34);
    later.clinicalPicture.spo2Percent = 94;
    world.report(earlier);
    (void)studyAt(world, "1.2.1", world.now - hours{30}, 20);
    const auto followed = world.report(later);
    (void)studyAt(world, "1.2.2", world.now, 34);
    EXPECT_TRUE(reasonsOf(world, followed).contains(SelectionReason::rapidProgression))
        << "one grade more is not what the table asks for";
    const auto shown = [&](const ReportId& report) {
        return world.app(
            [&](soci::session& session) { return courseOf(session, world.caseOf(report).qaCase.id, world.now); });
    };
    const auto course = shown(followed).value();
    EXPECT_NEAR(course.hours, 30, 0.01);
    EXPECT_EQ(course.earlierPercent, 20);
    EXPECT_EQ(course.laterPercent, 34);
    EXPECT_EQ(course.gradeAskedFor, Grade::ct3);
    EXPECT_EQ(course.recovery, "notRecovering") << "SpO2";
    EXPECT_FALSE(shown(world.reportOf("1.2.1")).has_value()) << "nothing came before it";

    // Who states the CT-3 is not contradicted by a measurement of 34 %.
    World other;
    later.grade = Grade::ct3;
    other.report(earlier);
    (void)studyAt(other, "1.2.1", other.now - hours{30}, 20);
    const auto stated = other.report(later);
    (void)studyAt(other, "1.2.2", other.now, 34);
    EXPECT_FALSE(reasonsOf(other, stated).contains(SelectionReason::automatedDiscrepancy));
    EXPECT_FALSE(reasonsOf(other, stated).contains(SelectionReason::rapidProgression));
}

TEST(CorrectiveMeasure, reviewsTheReportsOfItsWindow) {
    World world;
    const auto lead = world.person("lead");
    const auto reporter = world.person("r1");
    // A day's beginning that is still to come, whenever this runs.
    const Timestamp from = std::chrono::floor<days>(world.now) + days{2};
    world.now = from - days{1};
    world.plan(overread::tests::planWithoutChance());
    wire::NewMeasure wanted;
    wanted.reporter = "r1";
    wanted.owner = lead.text();
    wanted.dueAt = from + days{30};
    wanted.cause = "under-calls";
    wanted.followUp = FollowUp{from, from + days{10}, 1};
    const Manager manager{lead, ""};
    const auto opened =
        world.app([&](soci::session& session) { return openMeasure(session, manager, wanted, world.now); });
    const auto row = std::get<wire::MeasureRow>(opened);
    EXPECT_EQ(row.reporter, "r1");

    auto submission = World::submission("1.2.3", Grade::ct0, 0);
    submission.signedAt = from + days{1};
    const auto within = world.report(submission);
    EXPECT_TRUE(reasonsOf(world, within).contains(SelectionReason::measureFollowUp));
    EXPECT_EQ(world.caseOf(within).qaCase.firstTask, AssignmentKind::peerReview);
    submission.studyInstanceUid = "1.2.4";
    submission.signedAt = from + days{10};
    EXPECT_FALSE(world.hasCase(world.report(submission)));

    world.now = from + days{2};
    const auto change = [&](std::optional<FollowUp> followUp) {
        return world.app([&](soci::session& session) {
            return changeMeasure(session, manager, MeasureId::parse(row.id), row.etag,
                                 {reporter.text(), from + days{40}, std::move(followUp)}, world.now);
        });
    };
    EXPECT_EQ(std::get<Invalid>(change(std::nullopt)).pointer, "/followUp") << "it has drawn already";
    const auto etag = std::get<std::string>(change(wanted.followUp));
    const auto close = [&](const std::string& facility) {
        return world.app([&](soci::session& session) {
            return closeMeasure(session, {lead, facility}, MeasureId::parse(row.id), etag, "fewer", world.now);
        });
    };
    EXPECT_TRUE(std::holds_alternative<Unknown>(close("centre-99")));
    EXPECT_TRUE(std::holds_alternative<std::string>(close("")));
    EXPECT_TRUE(std::holds_alternative<AlreadyLocked>(close("")));
}

TEST(Planning, savesWhatWasPreviewedAndHoldsFromItsStart) {
    World world;
    const auto lead = world.person("lead");
    const auto preview = [&](const wire::PlanSettings& settings) {
        return world.app([&](soci::session& session) { return previewPlan(session, {settings}, world.now); });
    };
    EXPECT_EQ(std::get<Invalid>(preview({{"randomRat", 0.1}})).pointer, "/settings/randomRat");
    EXPECT_EQ(std::get<Invalid>(preview({{"newReporterReports", 2.5}})).pointer, "/settings/newReporterReports");
    EXPECT_NE(std::get<wire::PlanPreview>(preview({{"randomRate", 1.5}})).problem, "");
    const auto good = std::get<wire::PlanPreview>(preview({{"randomRate", 0.25}}));
    EXPECT_EQ(good.problem, "");
    ASSERT_EQ(good.changes.size(), 1u);
    EXPECT_EQ(good.changes[0].setting, "randomRate");

    const auto versionNow = [&] {
        return world.app([&](soci::session& session) { return planInForce(session, world.now).version; });
    };
    const int before = versionNow();
    wire::NewPlan wanted{{{"randomRate", 0.25}}, world.now + days{1}, "winter", good.previewed, before};
    const auto save = [&] {
        return world.app([&](soci::session& session) { return savePlan(session, lead, wanted, world.now); });
    };
    wanted.settings["randomRate"] = 0.26;
    EXPECT_TRUE(std::holds_alternative<StaleEtag>(save())) << "not the values that were looked at";
    wanted.settings["randomRate"] = 0.25;
    wanted.startsAt = world.now - days{1};
    EXPECT_EQ(std::get<Invalid>(save()).pointer, "/startsAt");
    wanted.startsAt = world.now + days{1};
    EXPECT_EQ(std::get<wire::PlanRow>(save()).version, before + 1);
    EXPECT_TRUE(std::holds_alternative<StaleEtag>(save())) << "another version came first";
    EXPECT_EQ(versionNow(), before);
    world.now += days{1};
    EXPECT_EQ(versionNow(), before + 1);
}

/// A record with every kind of draw that a few cases can have.
void fillTheRecord(World& world) {
    auto plan = planThatHidesEverything(0.5, 0.3);
    plan.mixedInShare = 0.6;
    plan.randomRate = 0.5;
    world.plan(plan);
    const auto someone = world.person("someone");
    for (int i = 1; i <= 12; ++i) {
        const auto uid = "1.2." + std::to_string(i);
        const auto study = world.images(uid);
        const auto report =
            world.report(World::submission(uid, i % 2 == 0 ? Grade::ct0 : Grade::ct1, i % 2 == 0 ? 0 : 20));
        world.measured(study, i % 3 == 0 ? 60 : 20);
        if (i == 1)
            world.app([&](soci::session& session) {
                (void)requestReview(session, report, someone, {"please", OnBehalfOf::self}, world.now);
            });
    }
    while (const auto handle = world.next(someone)) {
        const auto kind = shown(world, *handle, someone).kind;
        if (kind == AssignmentKind::peerReview)
            (void)world.review(*handle, someone, {});
        else
            (void)world.read(*handle, someone, Grade::ct1, 20);
        world.doJobs();
    }
}

SelectionAudit audited(World& world) {
    return world.app([](soci::session& session) { return auditSelections(session, [](long) {}); });
}

TEST(SelectionAudit, computesEveryDrawAgainFromTheRecordAlone) {
    World world;
    fillTheRecord(world);
    const auto audit = audited(world);
    for (const auto& each : audit.differences)
        ADD_FAILURE() << each.reason << ' ' << each.what << ' ' << each.recorded << " | " << each.recomputed;
    EXPECT_EQ(audit.reports, 12);
    EXPECT_GT(audit.draws, 15);
    EXPECT_GT(audit.mixingDraws, 5);
}

TEST(SelectionAudit, namesADrawThatWasSteered) {
    World world;
    fillTheRecord(world);
    const auto tamper = [&](const char* statement) {
        world.app([&](soci::session& session) { EXPECT_GE(execute(session, statement), 1) << statement; });
    };
    tamper(
        "update qa.selection set draw = 0.999999 where ctid = (select ctid from qa.selection where reason = 'random' "
        "limit 1)");
    tamper(
        "update qa.selection set probability = 0.01 where ctid = (select ctid from qa.selection where reason = "
        "'mandatory' limit 1)");
    tamper(
        "update qa.qa_case set inclusion_probability = 0.5 where ctid = (select ctid from qa.qa_case "
        "where inclusion_probability = 1 limit 1)");
    std::set<std::string> found;
    for (const auto& each : audited(world).differences) found.insert(each.reason + ' ' + each.what);
    EXPECT_TRUE(found.contains("random number"));
    EXPECT_TRUE(found.contains("mandatory probability"));
    EXPECT_TRUE(found.contains("case jointProbability"));
}

}  // namespace
}  // namespace overread::workflow::tests
