#include "server/workflow/selecting.h"

#include <nlohmann/json.hpp>

#include "server/database/assignment_repository.h"
#include "server/database/audit_trail.h"
#include "server/database/new_id.h"
#include "server/database/quantification_repository.h"
#include "server/database/report_repository.h"
#include "server/database/selection_repository.h"
#include "server/database/study_repository.h"
#include "server/jobs/job_queue.h"
#include "server/workflow/case_step.h"
#include "server/workflow/plan_store.h"

namespace overread::workflow {
namespace {

/// A study whose objects were looked at as a whole can be shown, or says why not: a person looks at it either way.
bool imagesAreThere(soci::session& session, const std::optional<StudyId>& study) {
    if (!study) return false;
    StudyRepository studies{session};
    studies.lock(*study);
    return studies.require(*study).isIndexed;
}

void openCase(soci::session& session, const Report& report, const std::vector<qa::Draw>& draws,
              AssignmentKind firstTask, const qa::Plan& plan, Timestamp now) {
    const auto study = ReportRepository{session}.studyOf(report.id);
    CaseRecord record;
    auto& qaCase = record.qaCase;
    qaCase.id = newId<CaseId>();
    qaCase.reportId = report.id;
    qaCase.reportVersion = report.version;
    qaCase.reporter = report.reporter;
    qaCase.state = imagesAreThere(session, study) ? CaseState::awaitingReader : CaseState::awaitingImages;
    qaCase.firstTask = firstTask;
    qaCase.inclusionProbability = qa::jointProbability(draws);
    qaCase.designProbability = qa::designProbability(draws, firstTask);
    qaCase.openedAt = now;
    qaCase.dueAt = qa::firstTaskDue(firstTask, now, plan);
    record.study = study;
    record.facility = report.facility;
    record.reportedGrade = report.grade;
    CaseRepository{session}.add(record);
    AuditTrail{session}.append({std::nullopt, "case.opened", "case", qaCase.id.text(),
                                R"({"state":")" + std::string{nameOf(qaCase.state)} + R"("})"});
    if (qaCase.state == CaseState::awaitingReader) openFirstTask(session, record, plan);
    SelectionRepository{session}.joinCase(report.id, qaCase.id);
}

/// A peer review that waits gives way to the double read; one that is being done goes on, and decideConcordance asks
/// for the double read after it.
CaseRecord raiseFirstTask(soci::session& session, CaseRecord record, std::optional<AssignmentId> waitingReview,
                          const qa::Plan& plan, Timestamp now) {
    record.qaCase.firstTask = AssignmentKind::doubleRead;
    if (waitingReview && record.qaCase.state == CaseState::awaitingReader) {
        AssignmentRepository{session}.cancel(*waitingReview);
        record.qaCase.dueAt = qa::firstTaskDue(AssignmentKind::doubleRead, now, plan);
        openFirstTask(session, record, plan);
    }
    return record;
}

bool mayStillChangeTask(CaseState state) {
    return state == CaseState::awaitingImages || state == CaseState::awaitingReader || state == CaseState::reading ||
           state == CaseState::read;
}

void joinCase(soci::session& session, const CaseId& id, const Report& report, const std::vector<qa::Draw>& draws,
              AssignmentKind firstTask, const qa::Plan& plan, Timestamp now) {
    SelectionRepository{session}.joinCase(report.id, id);
    // Assignments are locked before their case, everywhere.
    const auto waitingReview = AssignmentRepository{session}.lockWaitingOf(id, AssignmentKind::peerReview);
    auto record = CaseRepository{session}.requireLocked(id);
    if (!mayStillChangeTask(record.qaCase.state)) return;
    if (firstTask < record.qaCase.firstTask) record = raiseFirstTask(session, record, waitingReview, plan, now);
    record.qaCase.inclusionProbability = qa::jointProbability(draws);
    record.qaCase.designProbability = qa::designProbability(draws, record.qaCase.firstTask);
    saved(session, record);
    AuditTrail{session}.append({std::nullopt, "case.reasonJoined", "case", id.text()});
}

/// Opens the case of a report that was picked, or joins the new reasons to the one that is there.
void openOrJoin(soci::session& session, const Report& report, const qa::Plan& plan, Timestamp now) {
    const auto draws = SelectionRepository{session}.drawsOf(report.id);
    const auto firstTask = qa::firstTaskOf(draws);
    const auto existing = CaseRepository{session}.idForReport(report.id);
    if (!firstTask)
        AuditTrail{session}.append({std::nullopt, "report.notSelected", "report", report.id.text()});
    else if (existing)
        joinCase(session, *existing, report, draws, *firstTask, plan, now);
    else
        openCase(session, report, draws, *firstTask, plan, now);
}

/// The version that is judged: that of the case once there is one, else the newest.
Report judgedVersion(soci::session& session, const ReportId& id) {
    ReportRepository reports{session};
    if (const auto existing = CaseRepository{session}.idForReport(id))
        return reports.require(id, CaseRepository{session}.require(*existing).qaCase.reportVersion);
    return reports.require(id);
}

std::string detailOf(const qa::DiscrepancyJudgement& judgement) {
    return nlohmann::json{{"pointsOutside", judgement.pointsOutside},
                          {"crossesHospital", judgement.crossesHospital},
                          {"rank", judgement.rank}}
        .dump();
}

}  // namespace

void selectReport(soci::session& session, const ReportId& id, Timestamp now) {
    SelectionRepository selections{session};
    selections.lockReport(id);
    ReportRepository reports{session};
    const auto study = reports.studyOf(id);
    if (study) StudyRepository{session}.lock(*study);
    const auto report = reports.require(id);
    const auto plan = planInForce(session);
    bool isNews = false;
    for (const auto& draw : qa::drawsFor(report, qa::identityOf(reports.require(id, 1)),
                                         selections.historyOf(report, plan.newReporterReports), plan))
        isNews = selections.add(id, draw, "{}") || isNews;
    if (isNews) openOrJoin(session, report, plan, now);
    // The measurement was there before the report, or comes at this moment and has looked for reports already.
    if (study && QuantificationRepository{session}.find(*study)) JobQueue{session}.add("judgeDiscrepancy", id.text());
}

void judgeDiscrepancy(soci::session& session, const ReportId& id, Timestamp now) {
    SelectionRepository selections{session};
    selections.lockReport(id);
    const auto study = ReportRepository{session}.studyOf(id);
    const auto measured = study ? QuantificationRepository{session}.find(*study) : std::nullopt;
    if (!measured) return;
    const auto report = judgedVersion(session, id);
    const auto plan = planInForce(session);
    const auto judgement = qa::judge(report, *measured, plan);
    const auto draw = qa::drawFor(judgement, report, plan);
    if (!draw || !selections.add(id, *draw, detailOf(judgement))) return;
    AuditTrail{session}.append(
        {std::nullopt, "report.contradictedByMeasurement", "report", id.text(), detailOf(judgement)});
    openOrJoin(session, report, plan, now);
}

bool requestReview(soci::session& session, const ReportId& id, const UserId& asker, Timestamp now) {
    SelectionRepository selections{session};
    selections.lockReport(id);
    const auto report = judgedVersion(session, id);
    const auto plan = planInForce(session);
    if (!selections.add(id, qa::drawOnRequest(report, plan), "{}")) return false;
    AuditTrail{session}.append({asker, "report.reviewRequested", "report", id.text()});
    openOrJoin(session, report, plan, now);
    return true;
}

}  // namespace overread::workflow
