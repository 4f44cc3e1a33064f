#include "server/workflow/selecting.h"

#include <nlohmann/json.hpp>

#include "qa/corrective_measure.h"
#include "qa/progression.h"
#include "server/database/assignment_repository.h"
#include "server/database/audit_trail.h"
#include "server/database/dispute_repository.h"
#include "server/database/measure_repository.h"
#include "server/database/new_id.h"
#include "server/database/quantification_repository.h"
#include "server/database/report_repository.h"
#include "server/database/selection_repository.h"
#include "server/database/study_repository.h"
#include "server/jobs/job_queue.h"
#include "server/workflow/case_step.h"
#include "server/workflow/course.h"
#include "server/workflow/plan_store.h"

namespace overread::workflow {
namespace {

using nlohmann::json;

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
    if (qaCase.state == CaseState::awaitingReader) openFirstTask(session, record, plan, now);
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
        openFirstTask(session, record, plan, now);
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
    const bool isStricter = firstTask < record.qaCase.firstTask;
    const bool isTooLate = isStricter && !mayStillChangeTask(record.qaCase.state);
    if (isStricter && !isTooLate) record = raiseFirstTask(session, record, waitingReview, plan, now);
    // Also of a case that was judged already: how probable it was to come in does not hang on who was faster, the peer
    // review or the measurement. A review in place of a double read that was certain is no sample of the reviews: its
    // design's probability is none.
    record.qaCase.inclusionProbability = qa::jointProbability(draws);
    record.qaCase.designProbability = qa::designProbability(draws, record.qaCase.firstTask);
    saved(session, record);
    AuditTrail{session}.append(
        {std::nullopt, "case.reasonJoined", "case", id.text(), json{{"tooLateForItsTask", isTooLate}}.dump()});
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
    return json{{"pointsOutside", judgement.pointsOutside},
                {"crossesHospital", judgement.crossesHospital},
                {"rank", judgement.rank}}
        .dump();
}

/// What the rates of the draw rested on, so that an auditor can compute it again.
std::string detailOf(const Report& report, const qa::ReporterHistory& history) {
    return json{{"reportVersion", report.version},
                {"reportsBefore", history.reportsBefore},
                {"othersInPeriodBefore", history.othersInPeriodBefore},
                {"mandatoryPerOther", history.mandatoryPerOther}}
        .dump();
}

std::string detailOf(const EarlierStudy& earlier, const Report& report) {
    return json{
        {"gradeAskedFor", nameOf(qa::gradeAfterProgression(report.grade, earlier.course, report.clinicalPicture))},
        {"earlierStudy", earlier.id.text()},
        {"earlierPercent", earlier.course.earlier.involvement.totalPercent},
        {"laterPercent", earlier.course.later.involvement.totalPercent},
        {"earlierGrade", nameOf(earlier.grade)},
        {"hours", std::chrono::duration<double, std::ratio<3600>>(earlier.course.apart).count()}}
        .dump();
}

/// The window of a measure with the greatest share counts where several hold.
std::optional<qa::Draw> followUpDraw(soci::session& session, const Report& report, const std::string& identity,
                                     const qa::Plan& plan) {
    std::optional<Measure> widest;
    for (const auto& measure : MeasureRepository{session}.followingUp(report.reporter, report.signedAt))
        if (qa::isFollowedUp(report, *measure.followUp) &&
            (!widest || measure.followUp->share > widest->followUp->share))
            widest = measure;
    if (!widest) return std::nullopt;
    return qa::followUpDraw(identity, widest->id, widest->followUp->share, plan);
}

}  // namespace

void selectReport(soci::session& session, const ReportId& id, Timestamp now) {
    SelectionRepository selections{session};
    selections.lockReport(id);
    ReportRepository reports{session};
    const auto study = reports.studyOf(id);
    if (study) StudyRepository{session}.lock(*study);
    const auto report = reports.require(id);
    const auto plan = planInForce(session, now);
    const auto identity = qa::identityOf(reports.require(id, 1));
    const auto history = selections.historyOf(report, plan.newReporterReports);
    auto draws = qa::drawsFor(report, identity, history, plan);
    if (const auto followUp = followUpDraw(session, report, identity, plan)) draws.push_back(*followUp);
    bool isNews = false;
    for (const auto& draw : draws) isNews = selections.add(id, draw, detailOf(report, history)) || isNews;
    if (isNews) openOrJoin(session, report, plan, now);
    // The measurement was there before the report, or comes at this moment and has looked for reports already.
    if (study && QuantificationRepository{session}.find(*study)) judgeReportsOf(session, *study);
}

void judgeDiscrepancy(soci::session& session, const ReportId& id, Timestamp now) {
    SelectionRepository selections{session};
    selections.lockReport(id);
    const auto study = ReportRepository{session}.studyOf(id);
    const auto measured = study ? QuantificationRepository{session}.find(*study) : std::nullopt;
    if (!measured) return;
    const auto report = judgedVersion(session, id);
    const auto plan = planInForce(session, now);
    qa::MeasurementChance chance;
    if (const auto drawn = selections.measurementDrawOf(*study)) chance = {drawn->probability, drawn->number};
    const auto earlier = earlierStudy(session, *study, *measured, qa::rapidWithin, plan);
    const auto judgement = qa::judge(report, *measured, plan, earlier ? std::optional{earlier->course} : std::nullopt);
    bool isNews = false;
    if (const auto draw = qa::drawFor(judgement, report, plan, chance);
        draw && selections.add(id, *draw, detailOf(judgement))) {
        AuditTrail{session}.append(
            {std::nullopt, "report.contradictedByMeasurement", "report", id.text(), detailOf(judgement)});
        isNews = true;
    }
    if (earlier && qa::isRapidProgression(earlier->course, earlier->grade, report.grade, report.clinicalPicture) &&
        selections.add(id, qa::drawForProgression(report, plan, chance), detailOf(*earlier, report))) {
        AuditTrail{session}.append(
            {std::nullopt, "report.rapidProgression", "report", id.text(), detailOf(*earlier, report)});
        isNews = true;
    }
    if (isNews) openOrJoin(session, report, plan, now);
}

void judgeReportsOf(soci::session& session, const StudyId& study) {
    ReportRepository reports{session};
    std::vector<StudyId> concerned{study};
    // What comes later may have grown from this one, whichever was measured first.
    for (const auto& later : StudyRepository{session}.findLater(study, static_cast<int>(qa::rapidWithin.count())))
        concerned.push_back(later);
    for (const auto& each : concerned)
        for (const auto& report : reports.forStudy(each)) JobQueue{session}.add("judgeDiscrepancy", report.id.text());
}

bool requestReview(soci::session& session, const ReportId& id, const UserId& asker, const ReviewWish& wish,
                   Timestamp now) {
    SelectionRepository selections{session};
    selections.lockReport(id);
    const auto report = judgedVersion(session, id);
    const auto plan = planInForce(session, now);
    if (!selections.add(id, qa::drawOnRequest(report, plan), "{}")) return false;
    DisputeRepository{session}.addRequest(id, asker, wish.onBehalfOf, wish.reason, now);
    AuditTrail{session}.append({asker, "report.reviewRequested", "report", id.text(),
                                json{{"onBehalfOf", nameOf(wish.onBehalfOf)}, {"reason", wish.reason}}.dump()});
    openOrJoin(session, report, plan, now);
    return true;
}

std::variant<std::string, Unknown, StaleEtag, NotNow> cancelCase(soci::session& session, const CaseId& id,
                                                                 const UserId& lead, const std::string& etag,
                                                                 const std::string& reason, Timestamp) {
    AssignmentRepository assignments{session};
    // Assignments are locked before their case, everywhere.
    const auto open = assignments.lockOpenOf(id);
    CaseRepository cases{session};
    if (!cases.exists(id)) return Unknown{};
    auto record = cases.requireLocked(id);
    if (std::holds_alternative<qa::WrongState>(qa::stateAfter(record.qaCase.state, qa::CaseEvent::cancelled)))
        return NotNow{};
    if (std::to_string(record.qaCase.version) != etag) return StaleEtag{};
    for (const auto& task : open)
        if (!task.isHidden) assignments.cancel(task.id);
    record.qaCase.cancelReason = reason;
    const auto cancelled = advance(session, record, qa::CaseEvent::cancelled, lead);
    AuditTrail{session}.append({lead, "case.cancelReason", "case", id.text(), json{{"reason", reason}}.dump()});
    return std::to_string(cancelled.qaCase.version);
}

}  // namespace overread::workflow
