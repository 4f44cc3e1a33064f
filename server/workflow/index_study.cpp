#include "server/workflow/index_study.h"

#include <map>
#include <nlohmann/json.hpp>

#include "qa/draw.h"
#include "qa/selection.h"
#include "server/database/audit_trail.h"
#include "server/database/person_repository.h"
#include "server/database/quantification_repository.h"
#include "server/database/receipt_repository.h"
#include "server/database/report_repository.h"
#include "server/database/selection_repository.h"
#include "server/database/series_repository.h"
#include "server/database/study_repository.h"
#include "server/jobs/job_queue.h"
#include "server/workflow/case_step.h"
#include "server/workflow/outside_results.h"
#include "server/workflow/plan_store.h"
#include "server/workflow/selecting.h"

namespace overread::workflow {
namespace {

/// Until a study that is still arriving has probably arrived; a later object starts the time anew.
constexpr std::chrono::seconds quietTime{2};

StudyId saveStudy(soci::session& session, const IndexedObject& object) {
    std::string pseudonym;
    if (!object.patientId.empty()) pseudonym = PersonRepository{session}.patientPseudonym("", object.patientId);
    const auto study = StudyRepository{session}.save(object.study, pseudonym);
    ReportRepository reports{session};
    for (const auto& report : reports.waitingFor(object.study.studyInstanceUid, object.study.accessionNumber))
        reports.linkToStudy(report.id, study);
    return study;
}

std::string refusalDetail(const std::string& reason) {
    return nlohmann::json{{"refusal", reason}}.dump();
}

Quantification refusedBecause(const std::string& reason, const std::string& detail) {
    Quantification refused;
    refused.status = Quantification::Status::refused;
    refused.reason = reason;
    refused.detail = detail;
    return refused;
}

void goOnToReaders(soci::session& session, const StudyId& study, Timestamp now) {
    CaseRepository cases{session};
    const auto waiting = cases.awaitingImagesOf(study);
    if (waiting.empty()) return;
    const auto plan = planInForce(session, now);
    for (const auto& id : waiting) {
        auto record = cases.requireLocked(id);
        if (record.qaCase.state != CaseState::awaitingImages) continue;
        record.study = study;
        // The clock of the reader starts with the images: nobody can read without them.
        record.qaCase.dueAt = qa::firstTaskDue(record.qaCase.firstTask, now, plan);
        openFirstTask(session, advance(session, record, qa::CaseEvent::imagesArrived, std::nullopt), plan, now);
    }
}

/// A plan may measure a share alone; true: this study is in it.
bool isDrawnForMeasurement(soci::session& session, const StudyId& study, Timestamp now) {
    const auto plan = planInForce(session, now);
    if (plan.quantifiedShare >= 1) return true;
    SelectionRepository::MeasurementDraw draw{
        plan.version, plan.quantifiedShare,
        qa::drawnNumber(plan.secret, "quantification", StudyRepository{session}.require(study).study.studyInstanceUid)};
    draw.drawn = draw.number < draw.probability;
    return SelectionRepository{session}.keepMeasurementDraw(study, draw).drawn;
}

}  // namespace

void recordIndexedObjects(soci::session& session, const std::vector<IndexedObject>& objects, Timestamp) {
    std::vector<StudyNames> names;
    for (const auto& object : objects) names.push_back({object.study.studyInstanceUid, object.study.accessionNumber});
    StudyRepository{session}.lockNames(names);
    ReceiptRepository receipts{session};
    std::map<std::string, StudyId> studies;
    for (const auto& object : objects) {
        const auto& uid = object.study.studyInstanceUid;
        if (!uid.empty() && !studies.contains(uid)) studies.emplace(uid, saveStudy(session, object));
        // An outside service's result is no image: the series that is measured and read stays as it is.
        const bool isResult = object.refusalReason.empty() && orderReading(session, object.objectId);
        if (!uid.empty() && !isResult) JobQueue{session}.add("indexStudy", studies.at(uid).text(), "{}", quietTime);
        if (object.refusalReason.empty())
            receipts.setIndexed(object.objectId, studies.at(uid), object.seriesInstanceUid);
        else
            receipts.setRefused(object.objectId, object.refusalReason, object.refusalDetail,
                                uid.empty() ? StudyId{} : studies.at(uid));
    }
}

void recordIndexedStudy(soci::session& session, const IndexedStudy& indexed, Timestamp now) {
    StudyRepository{session}.lock(indexed.study);
    const bool canBeMeasured = indexed.chosen && indexed.refusalReason.empty();
    StudyRepository{session}.setIndexed(indexed.study, indexed.objects, indexed.chosen ? "" : indexed.refusalReason,
                                        indexed.chosen ? "" : indexed.refusalDetail, indexed.choice);
    if (indexed.chosen) {
        // An earlier measurement belongs to the series that goes.
        QuantificationRepository quantifications{session};
        if (quantifications.find(indexed.study)) quantifications.save(indexed.study, "", Quantification{});
        SeriesRecord series;
        series.seriesId = indexed.chosen->seriesId;
        series.study = indexed.study;
        series.seriesInstanceUid = indexed.chosen->seriesInstanceUid;
        series.kernel = indexed.chosen->kernel;
        series.image = indexed.chosen->image;
        series.frameOffsets = indexed.chosen->frameOffsets;
        SeriesRepository{session}.save(series);
    }
    AuditTrail{session}.append(
        {std::nullopt, "study.indexed", "study", indexed.study.text(), refusalDetail(indexed.refusalReason)});
    if (canBeMeasured && !isDrawnForMeasurement(session, indexed.study, now))
        QuantificationRepository{session}.save(
            indexed.study, indexed.chosen->seriesId,
            refusedBecause("not_drawn", "The plan measures a share of the studies; this one was not drawn."));
    else if (canBeMeasured)
        JobQueue{session}.add("quantifyStudy", indexed.study.text());
    else
        QuantificationRepository{session}.save(indexed.study, indexed.chosen ? indexed.chosen->seriesId : "",
                                               refusedBecause(indexed.refusalReason, indexed.refusalDetail));
    goOnToReaders(session, indexed.study, now);
}

void recordQuantification(soci::session& session, const StudyId& study, const std::string& seriesId,
                          const Quantification& quantification, const std::optional<MaskFile>& masks, Timestamp) {
    StudyRepository{session}.lock(study);
    if (masks) SeriesRepository{session}.saveMasks(seriesId, masks->offsets, masks->sliceWithMostLesion);
    QuantificationRepository{session}.save(study, seriesId, quantification);
    AuditTrail{session}.append({std::nullopt, "study." + std::string{nameOf(quantification.status)}, "study",
                                study.text(), refusalDetail(quantification.reason)});
    judgeReportsOf(session, study);
    orderComparisons(session, study);
}

}  // namespace overread::workflow
