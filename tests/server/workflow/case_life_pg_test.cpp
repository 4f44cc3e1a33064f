#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <thread>

#include "qa/feedback.h"
#include "server/database/account_repository.h"
#include "server/database/alert_repository.h"
#include "server/database/feedback_repository.h"
#include "server/database/oversight_repository.h"
#include "server/workflow/answering.h"
#include "server/workflow/clock_work.h"
#include "server/workflow/judging.h"
#include "server/workflow/showing.h"
#include "tests/server/workflow/world.h"
#include "tests/support/plan_without_chance.h"

namespace overread::workflow::tests {
namespace {

using testing::ElementsAre;
using testing::IsSupersetOf;

/// A case of "r1" that was read once and judged.
struct ReadCase {
    World& world;
    ReportId report;
    UserId reader;
    std::string handle;
};

ReadCase readCase(World& world, Grade reported, double reportedPercent, Grade read, double readPercent) {
    const auto study = world.images("1.2.3");
    world.measured(study, reportedPercent);
    const auto report = world.report(World::submission("1.2.3", reported, reportedPercent));
    const auto reader = world.person("reader");
    const auto handle = world.next(reader).value();
    EXPECT_TRUE(std::holds_alternative<wire::Locked>(world.read(handle, reader, read, readPercent)));
    world.doJobs();
    return {world, report, reader, handle};
}

FeedbackRecord feedbackOf(World& world, const ReportId& report) {
    const auto id = world.caseOf(report).qaCase.id;
    return world.app([&](soci::session& session) { return FeedbackRepository{session}.findForCase(id).value(); });
}

std::optional<AlertRecord> alertOf(World& world, const ReportId& report) {
    const auto id = world.caseOf(report).qaCase.id;
    return world.app([&](soci::session& session) { return AlertRepository{session}.findForCase(id); });
}

wire::Reveal revealed(World& world, const std::string& handle, const UserId& reviewer) {
    return std::get<wire::Reveal>(
        world.reading([&](soci::session& session) { return reveal(session, handle, reviewer, world.now); }));
}

TEST(CaseLife, ofAConcordantDoubleReadEndsInFeedback) {
    World world;
    const auto c = readCase(world, Grade::ct2, 30, Grade::ct2, 34);
    const auto record = world.caseOf(c.report);
    EXPECT_EQ(record.qaCase.state, CaseState::feedbackSent);
    EXPECT_EQ(record.qaCase.outcome, Outcome::concordant);
    EXPECT_EQ(record.qaCase.settledGrade, Grade::ct2);
    EXPECT_EQ(record.qaCase.settledAt, world.now);
    EXPECT_EQ(record.rule, "sameGrade");
    EXPECT_EQ(record.differenceSlice, 1);
    EXPECT_EQ(alertOf(world, c.report), std::nullopt);
    EXPECT_THAT(world.auditOf(record.qaCase.id),
                ElementsAre("case.opened", "case.taskTaken", "case.readLocked", "case.foundConcordant", "case.closed",
                            "case.feedbackSent"));
    const auto reveal = revealed(world, c.handle, c.reader);
    EXPECT_EQ(reveal.outcome, Outcome::concordant);
    EXPECT_EQ(reveal.settledGrade, Grade::ct2);
    EXPECT_EQ(reveal.you->involvement.totalPercent, 34);
    EXPECT_EQ(reveal.readA->involvement.totalPercent, 30);
    EXPECT_TRUE(reveal.readAStatesInvolvement);
    EXPECT_NEAR(reveal.pointsApart, 4, 1e-9);
    EXPECT_EQ(reveal.measurement.status, Quantification::Status::measured);
    EXPECT_TRUE(reveal.hasMasks);
}

TEST(CaseLife, ofAnInsignificantDiscrepancyIsSettledByTheRule) {
    World world;
    const auto c = readCase(world, Grade::ct1, 20, Grade::ct2, 40);
    const auto record = world.caseOf(c.report);
    EXPECT_EQ(record.qaCase.state, CaseState::feedbackSent);
    EXPECT_EQ(record.qaCase.outcome, Outcome::insignificantDiscrepancy);
    EXPECT_EQ(record.qaCase.settledGrade, Grade::ct2);  // mean 30 %
    EXPECT_EQ(record.rule, "sameClassBeyondLimits");
}

TEST(CaseLife, ofASignificantDiscrepancyGoesThroughArbitrationToAnAlert) {
    World world;
    const auto c = readCase(world, Grade::ct1, 20, Grade::ct3, 60);
    EXPECT_EQ(world.caseOf(c.report).qaCase.state, CaseState::inArbitration);
    EXPECT_EQ(revealed(world, c.handle, c.reader).outcome, std::nullopt);  // arbitration is to come

    // Neither the reporter nor the reader may arbitrate.
    const std::vector<Role> arbiter{Role::arbiter, Role::reviewer};
    EXPECT_EQ(world.next(world.person("r1"), arbiter), std::nullopt);
    EXPECT_EQ(world.next(c.reader, arbiter), std::nullopt);
    const auto judge = world.person("judge");
    const auto handle = world.next(judge, arbiter).value();
    const auto show = [&] {
        return std::get<wire::Assignment>(
            world.reading([&](soci::session& session) { return showAssignment(session, handle, judge, world.now); }));
    };
    EXPECT_EQ(show().arbitration, std::nullopt);
    // Settling comes after the own blind read.
    EXPECT_TRUE(std::holds_alternative<NotNow>(world.settlement(handle, judge, Grade::ct3, "clear")));
    const auto blind = std::get<wire::Locked>(world.read(handle, judge, Grade::ct3, 58));
    EXPECT_FALSE(blind.finished);
    EXPECT_TRUE(std::holds_alternative<AlreadyLocked>(world.read(handle, judge, Grade::ct1, 10)));
    const auto view = show().arbitration;
    ASSERT_TRUE(view.has_value());
    EXPECT_EQ(view->own.grade, Grade::ct3);
    EXPECT_EQ(view->readA.grade, Grade::ct1);
    EXPECT_EQ(view->readB->grade, Grade::ct3);
    EXPECT_EQ(view->measurement.status, Quantification::Status::measured);
    EXPECT_EQ(show().etag, blind.etag);

    EXPECT_TRUE(std::get<wire::Locked>(world.settlement(handle, judge, Grade::ct3, "consolidation")).finished);
    EXPECT_TRUE(std::holds_alternative<AlreadyLocked>(world.settlement(handle, judge, Grade::ct1, "again")));
    world.doJobs();
    const auto record = world.caseOf(c.report);
    EXPECT_EQ(record.qaCase.state, CaseState::feedbackSent);
    EXPECT_EQ(record.qaCase.outcome, Outcome::significantDiscrepancy);
    EXPECT_EQ(record.qaCase.settledGrade, Grade::ct3);
    EXPECT_EQ(record.rule, "otherRoutingClass");
    EXPECT_EQ(revealed(world, c.handle, c.reader).outcome, Outcome::significantDiscrepancy);
    EXPECT_EQ(revealed(world, c.handle, c.reader).settledGrade, Grade::ct3);
    EXPECT_EQ(world.count("qa.reviewer_sum where kind = 'doubleRead' and span = 'month' and "
                          "(select sum(cell) from unnest(arbitrated) cell) = 1"),
              1)
        << "the read counts as one that an arbiter settled";
    const auto alert = alertOf(world, c.report);
    ASSERT_TRUE(alert.has_value());
    EXPECT_EQ(alert->facility, "centre-12");
    EXPECT_EQ(alert->settledGrade, Grade::ct3);
    EXPECT_EQ(alert->escalatesAt, world.now + std::chrono::minutes{30});
    const auto feedback = feedbackOf(world, c.report);
    EXPECT_EQ(feedback.comment, "consolidation");
    EXPECT_EQ(feedback.answerUntil, world.now + std::chrono::hours{120});
}

TEST(CaseLife, ofAnAbandonedArbitrationGoesOnWithAFreshArbiter) {
    World world;
    const auto c = readCase(world, Grade::ct1, 20, Grade::ct3, 60);
    const auto first = world.person("judge1");
    const auto handle = world.next(first, {Role::arbiter}).value();
    (void)world.read(handle, first, Grade::ct3, 58);
    world.now += std::chrono::minutes{31};
    EXPECT_EQ(world.app([&](soci::session& session) { return expireLeases(session, world.now); }), 1);
    EXPECT_TRUE(std::holds_alternative<NotHeld>(world.settlement(handle, first, Grade::ct3, "late")));
    EXPECT_EQ(world.next(first, {Role::arbiter}), std::nullopt);
    const auto second = world.person("judge2");
    const auto secondHandle = world.next(second, {Role::arbiter}).value();
    (void)world.read(secondHandle, second, Grade::ct2, 40);
    (void)world.settlement(secondHandle, second, Grade::ct2, "vessels counted as lesion");
    world.doJobs();
    EXPECT_EQ(world.caseOf(c.report).qaCase.settledGrade, Grade::ct2);
}

TEST(CaseLife, mixesConcordantCasesIntoArbitrationWithTheSameDueTime) {
    World world;
    auto plan = overread::tests::planWithoutChance();
    plan.concordantInArbitrationShare = 1;
    world.plan(plan);
    const auto c = readCase(world, Grade::ct2, 30, Grade::ct2, 34);
    EXPECT_EQ(world.caseOf(c.report).qaCase.state, CaseState::inArbitration);
    EXPECT_EQ(revealed(world, c.handle, c.reader).outcome, std::nullopt);
    EXPECT_EQ(revealed(world, c.handle, c.reader).settledGrade, std::nullopt);
    const auto judge = world.person("judge");
    const auto handle = world.next(judge, {Role::arbiter}).value();
    world.reading([&](soci::session& session) {
        EXPECT_EQ(AssignmentRepository{session}.find(handle, judge)->dueAt, world.now + std::chrono::hours{2});
    });
    (void)world.read(handle, judge, Grade::ct2, 31);
    (void)world.settlement(handle, judge, Grade::ct2, "agreed");
    world.doJobs();
    EXPECT_EQ(world.caseOf(c.report).qaCase.outcome, Outcome::concordant);
}

TEST(CaseLife, ofAPeerReviewCarriesPraise) {
    World world;
    world.images("1.2.3");
    auto submission = World::submission("1.2.3", Grade::ct0, 0);
    submission.routing = RoutingDecision::homeTelemonitoring;  // contradicts CT-0
    const auto report = world.report(submission);
    EXPECT_EQ(world.caseOf(report).qaCase.firstTask, AssignmentKind::peerReview);
    const auto reviewer = world.person("reviewer");
    const auto handle = world.next(reviewer).value();
    const auto shown = std::get<wire::Assignment>(
        world.reading([&](soci::session& session) { return showAssignment(session, handle, reviewer, world.now); }));
    ASSERT_TRUE(shown.report.has_value());
    EXPECT_EQ(shown.report->grade, Grade::ct0);

    PeerReview praise;
    praise.greatCall = true;
    praise.markedSlice = 1;
    praise.comment = "small nodule seen";
    EXPECT_TRUE(std::holds_alternative<NotNow>(world.read(handle, reviewer, Grade::ct0, 0)));
    EXPECT_TRUE(std::get<wire::Locked>(world.review(handle, reviewer, praise)).finished);
    world.doJobs();
    const auto record = world.caseOf(report);
    EXPECT_EQ(record.qaCase.state, CaseState::feedbackSent);
    EXPECT_TRUE(record.qaCase.greatCall);
    EXPECT_EQ(record.rule, "radpeer1");
    EXPECT_TRUE(feedbackOf(world, report).greatCall);
    EXPECT_EQ(feedbackOf(world, report).comment, "small nodule seen");
    EXPECT_EQ(feedbackOf(world, report).slice, 1);
    // CT-0 stays: the patient was sent further up than the grade asks for, so nobody is alarmed.
    EXPECT_EQ(alertOf(world, report), std::nullopt);
}

TEST(CaseLife, ofAPeerReviewWithAMissGoesToAnArbiter) {
    World world;
    world.images("1.2.3");
    auto submission = World::submission("1.2.3", Grade::ct0, 0);
    submission.routing = RoutingDecision::homeTelemonitoring;
    const auto report = world.report(submission);
    const auto reviewer = world.person("reviewer");
    PeerReview miss;
    miss.score = RadpeerScore::shouldBeMade;
    miss.significance = Significance::likely;
    const auto handle = world.next(reviewer).value();
    EXPECT_EQ(std::get<Invalid>(world.review(handle, reviewer, miss)).pointer, "/comment");
    miss.comment = "ground glass behind the heart";
    (void)world.review(handle, reviewer, miss);
    world.doJobs();
    EXPECT_EQ(world.caseOf(report).qaCase.state, CaseState::inArbitration);
    EXPECT_EQ(world.caseOf(report).rule, "radpeer3b");
}

TEST(Locking, isRefusedForAStaleEtagAndAnAnswerThatIsNotWhole) {
    World world;
    world.images("1.2.3");
    world.report(World::submission("1.2.3", Grade::ct2, 30));
    const auto reader = world.person("reader");
    const auto handle = world.next(reader).value();
    const auto lock = [&](const std::string& etag, const DoubleRead& read) {
        return world.reading(
            [&](soci::session& session) { return lockDoubleRead(session, handle, reader, etag, read, world.now); });
    };
    EXPECT_TRUE(std::holds_alternative<StaleEtag>(lock("stale", aRead(Grade::ct2, 30))));
    const auto invalid = lock(world.etagOf(handle, reader), aRead(Grade::ct4, 30));
    EXPECT_EQ(std::get<Invalid>(invalid).pointer, "/gradeReason");
    EXPECT_TRUE(std::holds_alternative<NotHeld>(world.reading([&](soci::session& session) {
        return lockDoubleRead(session, "no such handle", reader, "x", aRead(Grade::ct2, 30), world.now);
    })));
    EXPECT_EQ(world.count("qa.read"), 0);
    EXPECT_TRUE(std::holds_alternative<wire::Locked>(lock(world.etagOf(handle, reader), aRead(Grade::ct2, 30))));
    EXPECT_EQ(world.count("qa.read"), 1);
}

TEST(Locking, inParallelHasOneEffect) {
    World world;
    world.images("1.2.3");
    world.report(World::submission("1.2.3", Grade::ct2, 30));
    const auto reader = world.person("reader");
    const auto handle = world.next(reader).value();
    const auto etag = world.etagOf(handle, reader);
    std::vector<LockAnswer> answers(6, NotHeld{});
    {
        std::vector<std::jthread> threads;
        for (auto& answer : answers)
            threads.emplace_back([&] {
                answer = world.reading([&](soci::session& session) {
                    return lockDoubleRead(session, handle, reader, etag, aRead(Grade::ct2, 30), world.now);
                });
            });
    }
    int locked = 0;
    int refused = 0;
    for (const auto& answer : answers) {
        locked += std::holds_alternative<wire::Locked>(answer);
        refused += std::holds_alternative<AlreadyLocked>(answer);
    }
    EXPECT_EQ(locked, 1);
    EXPECT_EQ(refused, 5);
    EXPECT_EQ(world.count("qa.read"), 1);
}

TEST(Locking, thatIsRolledBackLeavesNothing) {
    World world;
    world.images("1.2.3");
    const auto report = world.report(World::submission("1.2.3", Grade::ct2, 30));
    const auto reader = world.person("reader");
    const auto handle = world.next(reader).value();
    const auto etag = world.etagOf(handle, reader);
    {
        Transaction transaction{world.readingPool()};  // the process dies before the commit
        EXPECT_TRUE(std::holds_alternative<wire::Locked>(
            lockDoubleRead(transaction.session(), handle, reader, etag, aRead(Grade::ct2, 30), world.now)));
    }
    EXPECT_EQ(world.count("qa.read"), 0);
    EXPECT_EQ(world.caseOf(report).qaCase.state, CaseState::reading);
    EXPECT_EQ(world.waitingJobs("decideConcordance"), 0);
    EXPECT_TRUE(std::holds_alternative<wire::Locked>(world.read(handle, reader, Grade::ct2, 30)));
}

TEST(Jobs, thatRunTwiceHaveOneEffect) {
    World world;
    const auto c = readCase(world, Grade::ct1, 20, Grade::ct2, 40);
    const auto id = world.caseOf(c.report).qaCase.id;
    const auto events = world.count("audit.event");
    world.worker([&](soci::session& session) { decideConcordance(session, id, world.now); });
    world.worker([&](soci::session& session) { closeCase(session, id, world.now); });
    EXPECT_EQ(world.count("audit.event"), events);
    EXPECT_EQ(world.count("qa.feedback"), 1);
    EXPECT_EQ(world.caseOf(c.report).qaCase.state, CaseState::feedbackSent);
}

TEST(Notes, areKeptAfterTheLockAlone) {
    World world;
    world.images("1.2.3");
    world.report(World::submission("1.2.3", Grade::ct2, 30));
    const auto reader = world.person("reader");
    const auto handle = world.next(reader).value();
    const auto note = [&](const std::string& text) {
        return world.reading([&](soci::session& session) { return addNote(session, handle, reader, text, world.now); });
    };
    EXPECT_TRUE(std::holds_alternative<NotNow>(note("too early")));
    (void)world.read(handle, reader, Grade::ct2, 30);
    EXPECT_TRUE(std::holds_alternative<std::monostate>(note("slip of the key: 32 %")));
    EXPECT_TRUE(std::holds_alternative<Invalid>(note("")));
    EXPECT_EQ(world.count("qa.note"), 1);
}

TEST(Feedback, isAcknowledgedByTheReporterAlone) {
    World world;
    const auto c = readCase(world, Grade::ct2, 30, Grade::ct2, 34);
    const auto feedback = feedbackOf(world, c.report);
    const auto acknowledge = [&](const UserId& who, const std::string& etag) {
        return world.app([&](soci::session& session) {
            return acknowledgeFeedback(session, feedback.id, who, etag, "thank you", world.now);
        });
    };
    const auto reporter = world.person("r1");
    EXPECT_TRUE(std::holds_alternative<Unknown>(acknowledge(c.reader, feedback.etag)));
    EXPECT_TRUE(std::holds_alternative<StaleEtag>(acknowledge(reporter, "stale")));
    EXPECT_TRUE(std::holds_alternative<std::string>(acknowledge(reporter, feedback.etag)));
    EXPECT_TRUE(std::holds_alternative<AlreadyLocked>(acknowledge(reporter, feedback.etag)));
    EXPECT_EQ(world.caseOf(c.report).qaCase.state, CaseState::acknowledged);
}

TEST(Feedback, toSomebodyWhoReadsForOthersComesOnceADay) {
    World world;
    const auto reporter = world.app([&](soci::session& session) {
        return AccountRepository{session}.create(
            {"both", "Dr First", "r1", "correct horse battery", {Role::radiologist, Role::reviewer}, {}, ""});
    });
    const auto c = readCase(world, Grade::ct1, 20, Grade::ct3, 60);
    const auto arbiter = world.person("arbiter");
    const std::vector<Role> roles{Role::arbiter};
    const auto settle = [&](const UserId& by, const std::string& handle, Grade grade, double percent,
                            std::optional<PanelVerdict> verdict) {
        (void)world.read(handle, by, grade, percent);
        const auto etag = world.etagOf(handle, by);
        EXPECT_TRUE(std::holds_alternative<wire::Locked>(world.reading([&](soci::session& session) {
            return workflow::settle(session, handle, by, etag, {grade, "as seen", verdict}, world.now);
        })));
        world.doJobs();
    };
    settle(arbiter, world.next(arbiter, roles).value(), Grade::ct3, 60, std::nullopt);
    EXPECT_TRUE(alertOf(world, c.report).has_value()) << "the facility's duty is told at once all the same";

    const auto feedback = feedbackOf(world, c.report);
    EXPECT_EQ(feedback.sentAt, qa::toldAt(world.now, true));
    EXPECT_GT(feedback.sentAt, world.now);
    EXPECT_EQ(feedback.answerUntil, feedback.sentAt + std::chrono::hours{120}) << "the term begins with the notice";
    const auto seen = [&] {
        return world.app([&](soci::session& session) {
            return OversightRepository{session}.feedbackPage(reporter, "", 10, world.now).items;
        });
    };
    const auto counted = [&] {
        return world.app([&](soci::session& session) {
            return OversightRepository{session}.feedbackSummary(reporter, Timestamp{}, world.now).cases;
        });
    };
    const auto dispute = [&] {
        return world.app([&](soci::session& session) {
            return disputeFeedback(session, feedback.id, reporter, feedback.etag, "motion", std::nullopt, world.now);
        });
    };
    EXPECT_TRUE(seen().empty());
    EXPECT_EQ(counted(), 0) << "a sum would tell as well";
    EXPECT_TRUE(std::holds_alternative<Unknown>(dispute()));
    world.now = feedback.sentAt;
    ASSERT_EQ(seen().size(), 1u);
    EXPECT_EQ(counted(), 1);
    ASSERT_TRUE(std::holds_alternative<std::string>(dispute()));

    const auto fresh = world.person("fresh");
    settle(fresh, world.next(fresh, roles).value(), Grade::ct3, 62, PanelVerdict::upheld);
    EXPECT_FALSE(seen().at(0).panel.has_value()) << "nor is it told what a panel has said a minute ago";
    world.now += std::chrono::days{1};
    EXPECT_TRUE(seen().at(0).panel.has_value());
}

TEST(Feedback, isDisputedWithinTheTerm) {
    World world;
    const auto c = readCase(world, Grade::ct1, 20, Grade::ct2, 40);
    const auto feedback = feedbackOf(world, c.report);
    const auto reporter = world.person("r1");
    const auto dispute = [&](const std::string& question) {
        return world.app([&](soci::session& session) {
            return disputeFeedback(session, feedback.id, reporter, feedback.etag, question, 1, world.now);
        });
    };
    EXPECT_EQ(std::get<Invalid>(dispute(" ")).pointer, "/question");
    world.now += std::chrono::hours{121};
    EXPECT_TRUE(std::holds_alternative<TooLate>(dispute("is that not motion?")));
    world.now -= std::chrono::hours{2};
    EXPECT_TRUE(std::holds_alternative<std::string>(dispute("is that not motion?")));
    EXPECT_EQ(world.caseOf(c.report).qaCase.state, CaseState::panel);
    EXPECT_EQ(feedbackOf(world, c.report).state, FeedbackState::disputed);
}

TEST(Alerts, climbUntilANamedPersonTakesThem) {
    World world;
    world.images("9.9");
    auto sentHome = World::submission("9.9", Grade::ct3, 60);
    sentHome.routing = RoutingDecision::homeClinic;
    const auto report = world.report(sentHome);
    const auto reader = world.person("reader");
    (void)world.read(world.next(reader).value(), reader, Grade::ct3, 62);
    world.doJobs();
    const auto alert = alertOf(world, report).value();
    const auto escalated = [&] {
        world.app([&](soci::session& session) { return escalateOverdue(session, world.now); });
        return alertOf(world, report)->escalation;
    };
    EXPECT_EQ(escalated(), 0);
    world.now += std::chrono::minutes{30};
    EXPECT_EQ(escalated(), 1);
    EXPECT_EQ(escalated(), 1);
    world.now += std::chrono::minutes{90};
    EXPECT_EQ(escalated(), 3);
    const auto head = world.person("head");
    const auto acknowledge = [&](const std::string& facility, const std::string& etag, const std::string& how) {
        return world.app([&](soci::session& session) {
            return acknowledgeAlert(session, alert.id, head, facility, etag, how, world.now);
        });
    };
    EXPECT_TRUE(std::holds_alternative<Unknown>(acknowledge("centre-13", alert.etag, "by phone")));
    EXPECT_TRUE(std::holds_alternative<StaleEtag>(acknowledge("centre-12", "stale", "by phone")));
    EXPECT_EQ(std::get<Invalid>(acknowledge("centre-12", alert.etag, "")).pointer, "/how");
    EXPECT_TRUE(std::holds_alternative<std::string>(acknowledge("centre-12", alert.etag, "by phone")));
    EXPECT_TRUE(std::holds_alternative<AlreadyLocked>(acknowledge("", alert.etag, "again")));
    world.now += std::chrono::hours{5};
    EXPECT_EQ(escalated(), 3);
    EXPECT_EQ(alertOf(world, report)->acknowledgedBy, head);
}

TEST(Alerts, areNotRaisedWhereTheAmendedReportHasSentThePatientUpAlready) {
    World world;
    const auto c = readCase(world, Grade::ct1, 20, Grade::ct3, 60);
    auto amended = World::submission("1.2.3", Grade::ct3, 60);
    amended.signedAt += std::chrono::hours{1};
    world.report(amended);
    const auto judge = world.person("judge");
    const auto handle = world.next(judge, {Role::arbiter}).value();
    (void)world.read(handle, judge, Grade::ct3, 58);
    (void)world.settlement(handle, judge, Grade::ct3, "agreed");
    world.doJobs();
    EXPECT_EQ(alertOf(world, c.report), std::nullopt);
    // The discrepancy is that of the version that was judged.
    EXPECT_EQ(world.caseOf(c.report).qaCase.outcome, Outcome::significantDiscrepancy);
    EXPECT_EQ(world.caseOf(c.report).reportedGrade, Grade::ct1);
}

}  // namespace
}  // namespace overread::workflow::tests
