#include "tests/server/workflow/world.h"

#include <gtest/gtest.h>

#include "server/database/audit_trail.h"
#include "server/database/columns.h"
#include "server/database/new_id.h"
#include "server/database/person_repository.h"
#include "server/database/receipt_repository.h"
#include "server/database/study_repository.h"
#include "server/jobs/job_queue.h"
#include "server/workflow/assigning.h"
#include "server/workflow/index_study.h"
#include "server/workflow/plan_store.h"
#include "server/workflow/receive_report.h"
#include "server/workflow/selecting.h"
#include "server/workflow/workflow_jobs.h"
#include "tests/support/plan_without_chance.h"

namespace overread::workflow::tests {

World::World()
    : app_(database_.configuration(), DatabaseRole::app),
      intake_(database_.configuration(), DatabaseRole::intake),
      worker_(database_.configuration(), DatabaseRole::worker),
      reading_(database_.configuration(), DatabaseRole::reading) {
    now = app([](soci::session& session) { return databaseNow(session); });
    integrator = person("integrator");
    plan(overread::tests::planWithoutChance());
}

UserId World::person(const std::string& staffCode) {
    return app([&](soci::session& session) { return PersonRepository{session}.enrol(staffCode, "Dr " + staffCode); });
}

void World::plan(const qa::Plan& plan) {
    app([&](soci::session& session) { addPlan(session, plan, std::nullopt, now, "test"); });
}

wire::ReportSubmission World::submission(const std::string& studyUid, Grade grade, double percent) {
    wire::ReportSubmission submission;
    submission.studyInstanceUid = studyUid;
    submission.reporter = "r1";
    submission.reporterName = "Dr First";
    submission.facility = "centre-12";
    submission.grade = grade;
    submission.involvement = Involvement{percent, std::nullopt, std::nullopt};
    submission.clinicalQuestion = "cough, t 38.2";
    submission.text = "ground glass in both lower lobes";
    submission.signedAt = *parseRfc3339("2026-11-24T09:00:00Z");
    return submission;
}

ReportId World::report(const wire::ReportSubmission& submission) {
    const auto received =
        app([&](soci::session& session) { return receiveReport(session, submission, integrator, now); });
    doJobs();
    return ReportId::parse(received.receipt.reportId);
}

StudyId World::objectsIn(soci::session& session, const std::string& studyUid) {
    Receipt receipt;
    receipt.objectId = newUuid();
    receipt.instanceUid = studyUid + ".1.1";
    receipt.classUid = "1.2.840.10008.5.1.4.1.1.2";
    receipt.transferSyntaxUid = "1.2.840.10008.1.2.1";
    receipt.contentHashHex = std::string(64, 'a');
    receipt.bytes = 1000;
    receipt.associationId = newUuid();
    receipt.callingAe = "CT12";
    receipt.peerAddress = "127.0.0.1";
    committed(intake_, [&](soci::session& intake) { (void)ReceiptRepository{intake}.enter(receipt); });
    IndexedObject object;
    object.objectId = receipt.objectId;
    object.study.studyInstanceUid = studyUid;
    object.study.facility = "centre-12";
    object.study.ageYears = 58;
    object.study.sex = Sex::female;
    object.patientId = "P-17";
    object.seriesInstanceUid = studyUid + ".1";
    recordIndexedObjects(session, {object}, now);
    return StudyRepository{session}.findByStudyUid(studyUid).value().study.id;
}

StudyId World::images(const std::string& studyUid) {
    const auto study = worker([&](soci::session& session) { return objectsIn(session, studyUid); });
    worker([&](soci::session& session) {
        IndexedStudy indexed;
        indexed.study = study;
        indexed.objects = 1;
        SeriesOnDisk series;
        series.seriesId = newUuid();
        series.seriesInstanceUid = studyUid + ".1";
        series.image.rows = 4;
        series.image.columns = 4;
        series.image.slices = 2;
        series.image.spacingMm = {0.7, 0.7, 1.25};
        series.image.kernelClass = "soft";
        series.image.format.transferSyntaxUid = "1.2.840.10008.1.2.1";
        series.frameOffsets = {0, 32, 64};
        indexed.chosen = series;
        indexed.choice = {ChoiceReason::softest,
                          {{series.seriesInstanceUid, true, 2, 1.25, "B30f", "soft", ""},
                           {studyUid + ".2", false, 2, 1.25, "B70f", "sharp", ""},
                           {studyUid + ".3", false, 1, 0, "", "unknown", "localizer"}},
                          0};
        recordIndexedStudy(session, indexed, now);
    });
    doJobs();
    return study;
}

StudyId World::unreadableImages(const std::string& studyUid, const std::string& reason) {
    const auto study = worker([&](soci::session& session) { return objectsIn(session, studyUid); });
    worker([&](soci::session& session) {
        IndexedStudy indexed;
        indexed.study = study;
        indexed.objects = 1;
        indexed.refusalReason = reason;
        indexed.refusalDetail = "The study has no CT series.";
        recordIndexedStudy(session, indexed, now);
    });
    doJobs();
    return study;
}

void World::measured(const StudyId& study, double percent, double uncertainty) {
    worker([&](soci::session& session) {
        std::string seriesId;
        (void)fetchRow(session, "select series_id from qa.image_series where study_id = :study", std::tie(seriesId),
                       study);
        Quantification quantification;
        quantification.status = Quantification::Status::measured;
        quantification.involvement.totalPercent = percent;
        quantification.grade = gradeOf(percent, GradeLimits{});
        quantification.uncertaintyPercent = uncertainty;
        quantification.series.slices = 2;
        quantification.series.rows = quantification.series.columns = 4;
        quantification.series.spacingMm = {0.7, 0.7, 1.25};
        recordQuantification(session, study, seriesId, quantification, MaskFile{{0, 10, 20}, 1}, now);
    });
    doJobs();
}

std::vector<std::string> World::doJobs() {
    std::vector<std::string> done;
    const auto take = [](soci::session& session) { return JobQueue{session}.take(workflowJobKinds(), "test"); };
    while (const auto job = worker(take)) {
        worker([&](soci::session& session) {
            runWorkflowJob(session, job->kind, job->uniqueKey, now);
            JobQueue{session}.complete(*job);
        });
        done.push_back(job->kind);
    }
    return done;
}

long World::waitingJobs(const std::string& kind) {
    long long jobs = 0;
    worker([&](soci::session& session) {
        (void)fetchRow(session, "select count(*) from jobs.job where kind = :kind", std::tie(jobs), kind);
    });
    return static_cast<long>(jobs);
}

bool World::hasCase(const ReportId& report) {
    return worker([&](soci::session& session) { return CaseRepository{session}.idForReport(report).has_value(); });
}

ReportId World::reportOf(const std::string& studyUid) {
    ReportId id;
    app([&](soci::session& session) {
        EXPECT_TRUE(
            fetchRow(session, "select id from qa.report where study_instance_uid = :uid", std::tie(id), studyUid));
    });
    return id;
}

ReportId World::requested(const std::string& studyUid) {
    const auto report = reportOf(studyUid);
    EXPECT_TRUE(app([&](soci::session& session) {
        return requestReview(session, report, integrator, {"the patient came back", OnBehalfOf::clinician}, now);
    }));
    doJobs();
    return report;
}

AssignmentId World::openTaskOf(const CaseId& qaCase) {
    return app([&](soci::session& session) { return AssignmentRepository{session}.lockOpenOf(qaCase).at(0).id; });
}

CaseRecord World::caseOf(const ReportId& report) {
    return worker([&](soci::session& session) {
        CaseRepository cases{session};
        return cases.require(cases.idForReport(report).value());
    });
}

std::optional<std::string> World::next(const UserId& reviewer, const std::vector<Role>& roles) {
    return reading([&](soci::session& session) { return nextAssignment(session, reviewer, roles, now); });
}

std::string World::etagOf(const std::string& handle, const UserId& reviewer) {
    return reading(
        [&](soci::session& session) { return AssignmentRepository{session}.find(handle, reviewer).value().etag; });
}

LockAnswer World::read(const std::string& handle, const UserId& reviewer, Grade grade, double percent) {
    const auto etag = etagOf(handle, reviewer);
    return reading([&](soci::session& session) {
        return lockDoubleRead(session, handle, reviewer, etag, aRead(grade, percent), now);
    });
}

LockAnswer World::review(const std::string& handle, const UserId& reviewer, const PeerReview& review) {
    const auto etag = etagOf(handle, reviewer);
    return reading(
        [&](soci::session& session) { return lockPeerReview(session, handle, reviewer, etag, review, now); });
}

LockAnswer World::settlement(const std::string& handle, const UserId& reviewer, Grade grade,
                             const std::string& reason) {
    const auto etag = etagOf(handle, reviewer);
    return reading([&](soci::session& session) {
        return settle(session, handle, reviewer, etag, wire::Settlement{grade, reason}, now);
    });
}

long World::count(const std::string& table) {
    long long rows = 0;
    app([&](soci::session& session) {
        (void)fetchRow(session, std::string("select count(*) from ").append(table), std::tie(rows));
    });
    return static_cast<long>(rows);
}

long World::casesIn(CaseState state) {
    long long rows = 0;
    app([&](soci::session& session) {
        (void)fetchRow(session, "select count(*) from qa.qa_case where state = :state", std::tie(rows),
                       std::string(nameOf(state)));
    });
    return static_cast<long>(rows);
}

long World::waitingForLocks() {
    long long rows = 0;
    app([&](soci::session& session) {
        (void)fetchRow(session,
                       "select count(*) from pg_locks where not granted and (database is null or database = "
                       "(select oid from pg_database where datname = current_database()))",
                       std::tie(rows));
    });
    return static_cast<long>(rows);
}

std::vector<std::string> World::auditOf(const CaseId& qaCase) {
    return app([&](soci::session& session) {
        std::vector<std::string> actions;
        for (const auto& recorded : AuditTrail{session}.about("case", qaCase.text()))
            actions.push_back(recorded.event.action);
        return actions;
    });
}

DoubleRead aRead(Grade grade, double percent) {
    DoubleRead read;
    read.grade = grade;
    read.involvement.totalPercent = percent;
    read.findings.groundGlass = percent > 0;
    return read;
}

}  // namespace overread::workflow::tests
