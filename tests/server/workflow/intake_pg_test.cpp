#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <atomic>
#include <thread>

#include "server/database/figure_sums_repository.h"
#include "server/database/report_repository.h"
#include "server/database/selection_repository.h"
#include "server/database/study_repository.h"
#include "server/workflow/receive_report.h"
#include "server/workflow/selecting.h"
#include "tests/server/workflow/world.h"
#include "tests/support/plan_without_chance.h"

namespace overread::workflow::tests {
namespace {

using testing::ElementsAre;
using testing::UnorderedElementsAre;

std::vector<SelectionReason> reasonsOf(World& world, const CaseRecord& record) {
    std::vector<SelectionReason> reasons;
    world.worker([&](soci::session& session) {
        for (const auto& draw : SelectionRepository{session}.drawsOf(record.qaCase.reportId))
            if (draw.drawn) reasons.push_back(draw.selection.reason);
    });
    return reasons;
}

Received receive(World& world, const wire::ReportSubmission& submission) {
    return world.app(
        [&](soci::session& session) { return receiveReport(session, submission, world.integrator, world.now); });
}

TEST(ReceivingReports, beforeTheImagesWaitsForThem) {
    World world;
    const auto report = world.report(World::submission("1.2.3", Grade::ct2, 30));
    EXPECT_EQ(world.caseOf(report).qaCase.state, CaseState::awaitingImages);
    EXPECT_EQ(world.count("qa.assignment"), 0);

    world.images("1.2.3");
    EXPECT_EQ(world.caseOf(report).qaCase.state, CaseState::awaitingReader);
    EXPECT_EQ(world.count("qa.assignment"), 1);
    EXPECT_EQ(world.waitingJobs("quantifyStudy"), 1);
}

TEST(ReceivingReports, afterTheImagesFindsThem) {
    World world;
    const auto study = world.images("1.2.3");
    world.measured(study, 31);
    const auto received = receive(world, World::submission("1.2.3", Grade::ct2, 30));
    EXPECT_TRUE(received.receipt.imagesMatched);
    world.doJobs();
    const auto record = world.caseOf(ReportId::parse(received.receipt.reportId));
    EXPECT_EQ(record.qaCase.state, CaseState::awaitingReader);
    EXPECT_EQ(record.study, study);
}

/// Runs `second` while `first` has done its step and not committed; commits `first` once `second` waits for it or,
/// where it waits for nothing, is through.
template <class First, class Second>
void atTheSameMoment(World& world, ConnectionPool& pool, const First& first, const Second& second) {
    Transaction open{pool};
    first(open.session());
    std::atomic<bool> isThrough = false;
    std::thread other([&] {
        second();
        isThrough = true;
    });
    while (!isThrough && world.waitingForLocks() == 0) std::this_thread::yield();
    open.commit();
    other.join();
}

TEST(ReceivingReports, findTheImagesThatArriveInTheSameMoment) {
    World world;
    atTheSameMoment(
        world, world.appPool(),
        [&](soci::session& session) {
            (void)receiveReport(session, World::submission("1.2.3", Grade::ct2, 30), world.integrator, world.now);
        },
        [&] { world.worker([&](soci::session& session) { world.objectsIn(session, "1.2.3"); }); });
    atTheSameMoment(
        world, world.workerPool(), [&](soci::session& session) { world.objectsIn(session, "1.2.4"); },
        [&] { receive(world, World::submission("1.2.4", Grade::ct2, 30)); });
    // Not by a later object of the study: the last one may be the one that arrives just now.
    EXPECT_EQ(world.count("qa.report where study_id is not null"), 2);
}

TEST(ReceivingReports, goOnToReadersWhenTheirCaseOpensInTheMomentInWhichTheStudyIsIndexed) {
    World world;
    const auto received = receive(world, World::submission("1.2.3", Grade::ct2, 30));
    const auto report = ReportId::parse(received.receipt.reportId);
    world.worker([&](soci::session& session) { world.objectsIn(session, "1.2.3"); });
    atTheSameMoment(
        world, world.workerPool(), [&](soci::session& session) { selectReport(session, report, world.now); },
        [&] { world.images("1.2.3"); });
    EXPECT_EQ(world.caseOf(report).qaCase.state, CaseState::awaitingReader);
}

TEST(ReceivingReports, findsItsImagesByAccessionNumberAlone) {
    World world;
    auto submission = World::submission("", Grade::ct2, 30);
    submission.accessionNumber = "A-1";
    const auto report = world.report(submission);
    world.worker([&](soci::session& session) {
        Study study;
        study.studyInstanceUid = "1.2.9";
        study.accessionNumber = "A-1";
        const auto id = StudyRepository{session}.save(study, "");
        for (const auto& waiting : ReportRepository{session}.waitingFor("1.2.9", "A-1"))
            ReportRepository{session}.linkToStudy(waiting.id, id);
    });
    world.images("1.2.9");
    EXPECT_EQ(world.caseOf(report).qaCase.state, CaseState::awaitingReader);
}

TEST(ReceivingReports, theSameAgainChangesNothing) {
    World world;
    const auto submission = World::submission("1.2.3", Grade::ct2, 30);
    const auto first = receive(world, submission);
    world.doJobs();
    const auto events = world.count("audit.event");
    const auto again = receive(world, submission);
    EXPECT_EQ(first.what, Received::What::created);
    EXPECT_EQ(again.what, Received::What::sameAgain);
    EXPECT_EQ(again.receipt.reportId, first.receipt.reportId);
    EXPECT_EQ(again.receipt.version, 1);
    EXPECT_FALSE(again.receipt.amended);
    EXPECT_EQ(world.doJobs(), std::vector<std::string>{});
    EXPECT_EQ(world.count("audit.event"), events);
}

TEST(ReceivingReports, amendsByTheNextVersionAndIgnoresADelayedOlderOne) {
    World world;
    const auto original = World::submission("1.2.3", Grade::ct0, 0);
    auto amended = World::submission("1.2.3", Grade::ct2, 30);
    amended.signedAt += std::chrono::hours{1};
    const auto report = world.report(original);
    EXPECT_FALSE(world.hasCase(report));

    const auto second = receive(world, amended);
    EXPECT_EQ(second.what, Received::What::amended);
    EXPECT_EQ(second.receipt.version, 2);
    const auto delayed = receive(world, original);
    EXPECT_EQ(delayed.what, Received::What::sameAgain);
    EXPECT_EQ(delayed.receipt.version, 1);
    world.doJobs();
    const auto record = world.caseOf(report);
    EXPECT_EQ(record.qaCase.reportVersion, 2);
    EXPECT_THAT(reasonsOf(world, record), ElementsAre(SelectionReason::mandatory));
}

TEST(ReceivingReports, parallelDeliveriesMakeOneReport) {
    World world;
    const auto submission = World::submission("1.2.3", Grade::ct2, 30);
    std::vector<Received> received(4);
    {
        std::vector<std::jthread> senders;
        for (auto& each : received) senders.emplace_back([&] { each = receive(world, submission); });
    }
    int created = 0;
    for (const auto& each : received) {
        created += each.what == Received::What::created;
        EXPECT_EQ(each.receipt.reportId, received.front().receipt.reportId);
        EXPECT_EQ(each.receipt.version, 1);
    }
    EXPECT_EQ(created, 1);
    EXPECT_EQ(world.count("qa.report_version"), 1);
}

TEST(Selecting, keepsADrawThatPickedNothing) {
    World world;
    auto plan = overread::tests::planWithoutChance();
    plan.randomRate = 1e-9;
    world.plan(plan);
    const auto report = world.report(World::submission("1.2.3", Grade::ct0, 0));
    EXPECT_FALSE(world.hasCase(report));
    const auto draws =
        world.worker([&](soci::session& session) { return SelectionRepository{session}.drawsOf(report); });
    ASSERT_EQ(draws.size(), 1u);
    EXPECT_EQ(draws[0].selection.reason, SelectionReason::random);
    EXPECT_FALSE(draws[0].drawn);
    EXPECT_EQ(draws[0].selection.probability, 1e-9);
    EXPECT_GT(draws[0].number.value(), 1e-9);
    EXPECT_NE(draws[0].selection.stratum, "");
}

TEST(Selecting, opensOneCaseHoweverOftenTheStepRuns) {
    World world;
    world.images("1.2.3");
    const auto report = world.report(World::submission("1.2.3", Grade::ct2, 30));
    const auto before = world.count("audit.event");
    for (int i = 0; i < 3; ++i) world.worker([&](soci::session& session) { selectReport(session, report, world.now); });
    EXPECT_EQ(world.count("qa.qa_case"), 1);
    EXPECT_EQ(world.count("qa.assignment"), 1);
    EXPECT_EQ(world.count("audit.event"), before);
    EXPECT_EQ(world.caseOf(report).qaCase.inclusionProbability, 1);
    EXPECT_EQ(world.caseOf(report).qaCase.designProbability, 1);
}

TEST(Selecting, opensACaseForAMissedPneumoniaThatOnlyTheMeasurementSaw) {
    World world;
    const auto study = world.images("1.2.3");
    const auto report = world.report(World::submission("1.2.3", Grade::ct0, 0));
    EXPECT_FALSE(world.hasCase(report));
    world.measured(study, 18);
    const auto record = world.caseOf(report);
    EXPECT_THAT(reasonsOf(world, record), ElementsAre(SelectionReason::automatedDiscrepancy));
    EXPECT_EQ(record.qaCase.firstTask, AssignmentKind::doubleRead);
    EXPECT_EQ(record.qaCase.designProbability, 1);
    EXPECT_EQ(record.qaCase.state, CaseState::awaitingReader);
}

TEST(Selecting, letsTheMeasurementsReasonTurnAWaitingPeerReviewIntoADoubleRead) {
    World world;
    auto plan = overread::tests::planWithoutChance();
    plan.randomRate = 1;
    plan.mixedInShare = 0;
    world.plan(plan);
    const auto study = world.images("1.2.3");
    const auto report = world.report(World::submission("1.2.3", Grade::ct0, 0));
    EXPECT_EQ(world.caseOf(report).qaCase.firstTask, AssignmentKind::peerReview);

    world.measured(study, 18);
    const auto record = world.caseOf(report);
    EXPECT_THAT(reasonsOf(world, record),
                UnorderedElementsAre(SelectionReason::random, SelectionReason::automatedDiscrepancy));
    EXPECT_EQ(record.qaCase.firstTask, AssignmentKind::doubleRead);
    const auto reader = world.person("reader");
    const auto handle = world.next(reader).value();
    EXPECT_EQ(std::get<wire::Locked>(world.read(handle, reader, Grade::ct1, 17)).finished, true);
    EXPECT_EQ(world.next(world.person("another")), std::nullopt);
}

TEST(Selecting, asksForTheDoubleReadAfterAPeerReviewThatWasUnderWay) {
    World world;
    auto plan = overread::tests::planWithoutChance();
    plan.randomRate = 1;
    plan.mixedInShare = 0;
    world.plan(plan);
    const auto study = world.images("1.2.3");
    const auto report = world.report(World::submission("1.2.3", Grade::ct0, 0));
    const auto first = world.person("first");
    const auto handle = world.next(first).value();

    world.measured(study, 18);
    EXPECT_EQ(world.caseOf(report).qaCase.state, CaseState::reading);
    (void)world.review(handle, first, PeerReview{});
    world.doJobs();
    EXPECT_EQ(world.caseOf(report).qaCase.state, CaseState::awaitingReader);
    EXPECT_EQ(world.next(first), std::nullopt);  // has read this case already
    EXPECT_NE(world.next(world.person("second")), std::nullopt);
}

/// A plan under which nearly every report without pneumonia is peer-reviewed, by a draw all the same.
qa::Plan planOfReviews() {
    auto plan = overread::tests::planWithoutChance();
    plan.randomRate = 0.999999;
    return plan;
}

long wrongFigures(World& world) {
    return world.app([](soci::session& session) { return FigureSumsRepository{session}.rebuild(); });
}

TEST(Selecting, aReasonThatComesAfterTheReviewWasJudgedStillMakesTheCaseCertain) {
    World world;
    world.plan(planOfReviews());
    const auto study = world.images("1.2.3");
    const auto report = world.report(World::submission("1.2.3", Grade::ct0, 0));
    const auto reviewer = world.person("reviewer");
    (void)world.review(world.next(reviewer).value(), reviewer, PeerReview{});
    world.doJobs();
    const auto judged = world.caseOf(report);
    ASSERT_EQ(judged.qaCase.state, CaseState::feedbackSent);
    EXPECT_NEAR(judged.qaCase.inclusionProbability.value(), 0.999999, 1e-12);
    EXPECT_EQ(judged.qaCase.designProbability, judged.qaCase.inclusionProbability);

    world.measured(study, 18);
    const auto record = world.caseOf(report);
    EXPECT_THAT(reasonsOf(world, record),
                UnorderedElementsAre(SelectionReason::random, SelectionReason::automatedDiscrepancy));
    EXPECT_EQ(record.qaCase.state, CaseState::feedbackSent) << "one report, one case: it is not opened again";
    EXPECT_EQ(record.qaCase.firstTask, AssignmentKind::peerReview) << "what was done";
    EXPECT_EQ(record.qaCase.inclusionProbability, 1);
    EXPECT_EQ(record.qaCase.designProbability, std::nullopt) << "a certain double read is no sample of the reviews";
    EXPECT_EQ(world.count("qa.qa_case where is_flagged and main_reason = 'automatedDiscrepancy'"), 1);
    EXPECT_EQ(wrongFigures(world), 0) << "the sums followed";
    EXPECT_EQ(world.count("audit.event where action = 'case.reasonJoined' and (detail->>'tooLateForItsTask')::bool"),
              1);
}

TEST(Selecting, aReasonThatComesAfterADoubleReadWasSettledCountsInItsDesign) {
    World world;
    auto plan = overread::tests::planWithoutChance();
    plan.mixedInShare = 0.4999999;  // of the queue: as many others as pneumonias
    plan.randomRate = 0;
    world.plan(plan);
    const auto study = world.images("1.2.3");
    const auto report = world.report(World::submission("1.2.3", Grade::ct0, 0));
    const auto reader = world.person("reader");
    (void)world.read(world.next(reader).value(), reader, Grade::ct0, 0);
    world.doJobs();
    ASSERT_LT(world.caseOf(report).qaCase.inclusionProbability.value(), 1);
    world.measured(study, 18);
    const auto record = world.caseOf(report);
    EXPECT_EQ(record.qaCase.inclusionProbability, 1);
    EXPECT_EQ(record.qaCase.designProbability, 1);
    EXPECT_EQ(wrongFigures(world), 0);
}

TEST(Selecting, onRequestCountsInNoRate) {
    World world;
    world.images("1.2.3");
    const auto report = world.report(World::submission("1.2.3", Grade::ct0, 0));
    const auto ask = [&](soci::session& session) {
        return requestReview(session, report, world.integrator, {"the patient came back", OnBehalfOf::clinician},
                             world.now);
    };
    EXPECT_TRUE(world.app(ask));
    EXPECT_FALSE(world.app(ask));
    const auto record = world.caseOf(report);
    EXPECT_EQ(record.qaCase.firstTask, AssignmentKind::peerReview);
    EXPECT_EQ(record.qaCase.inclusionProbability, std::nullopt);
    EXPECT_EQ(record.qaCase.designProbability, std::nullopt);
}

TEST(Indexing, sendsImagesThatCannotBeReadToAPersonAllTheSame) {
    World world;
    const auto report = world.report(World::submission("1.2.3", Grade::ct2, 30));
    world.unreadableImages("1.2.3", "not_ct");
    EXPECT_EQ(world.caseOf(report).qaCase.state, CaseState::awaitingReader);
    EXPECT_EQ(world.waitingJobs("quantifyStudy"), 0);
}

TEST(Indexing, startsTheReadersClockWithTheImages) {
    World world;
    const auto report = world.report(World::submission("1.2.3", Grade::ct2, 30));
    world.now += std::chrono::hours{30};
    world.images("1.2.3");
    EXPECT_EQ(world.caseOf(report).qaCase.dueAt, world.now + std::chrono::hours{2});
}

}  // namespace
}  // namespace overread::workflow::tests
