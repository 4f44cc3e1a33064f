#include "server/simulation/city/workers.h"

#include "server/database/new_id.h"
#include "server/database/receipt_repository.h"
#include "server/database/study_repository.h"
#include "server/workflow/index_study.h"
#include "server/workflow/pictures.h"
#include "server/workflow/workflow_jobs.h"

namespace overread::simulation::city {
namespace {

enum Purpose : std::uint64_t { crash = 401 };

/// Of a thousand jobs one loses its worker just before the commit, and the queue hears nothing.
constexpr double crashRate = 0.001;
constexpr auto indexStudyKind = "indexStudy";
constexpr auto quantifyStudyKind = "quantifyStudy";
constexpr auto exportResultsKind = "exportResults";

workflow::SeriesOnDisk seriesOf(const PlannedStudy& study) {
    workflow::SeriesOnDisk series;
    series.seriesId = newUuid();
    series.seriesInstanceUid = study.study.studyInstanceUid + ".1";
    series.kernel = "B30f";
    series.image.rows = series.image.columns = 512;
    series.image.slices = 1;
    series.image.spacingMm = {0.7, 0.7, 1.25};
    series.image.kernelClass = "soft";
    series.image.format.transferSyntaxUid = "1.2.840.10008.1.2.1";
    series.frameOffsets = {0, 524288};
    return series;
}

}  // namespace

Workers::Workers(House& house, Knowledge& knowledge, const Patients& patients, std::uint64_t seed, Closed closed)
    : house_(house),
      knowledge_(knowledge),
      patients_(patients),
      seed_(seed),
      closed_(std::move(closed)),
      kinds_(workflow::workflowJobKinds()) {
    for (const auto* kind : {indexStudyKind, quantifyStudyKind, exportResultsKind}) kinds_.emplace_back(kind);
    kinds_.emplace_back(workflow::renderStudyKind);
    kinds_.emplace_back(indexObjectsKind);
}

long Workers::drain(Crew& crew, std::size_t lanes) {
    std::atomic<long> done{0};
    crew.each(lanes, [&](std::size_t lane) {
        const auto name = "lane " + std::to_string(lane);
        const auto take = [&](soci::session& session) { return JobQueue{session}.take(kinds_, name); };
        while (auto job = house_.in(house_.worker, take))
            for (; job; ++done) job = doOne(*job, name);
    });
    return done;
}

std::optional<Job> Workers::doOne(const Job& job, const std::string& lane) {
    if (Dice(seed_, crash, std::hash<std::string>{}(job.id + job.leaseToken)).chance(crashRate)) {
        house_.crashing(house_.worker, [&](soci::session& session) { step(session, job); });
        ++crashes_;
        return std::nullopt;
    }
    auto next = house_.in(house_.worker, [&](soci::session& session) {
        step(session, job);
        return JobQueue{session}.completeAndTake(job, kinds_, lane);
    });
    if (job.kind == "closeCase") closed_(CaseId::parse(job.uniqueKey));
    return next;
}

void Workers::step(soci::session& session, const Job& job) {
    if (job.kind == indexObjectsKind) return indexObjects(session, job.uniqueKey);
    if (job.kind == indexStudyKind) return indexStudy(session, StudyId::parse(job.uniqueKey));
    if (job.kind == quantifyStudyKind) return quantify(session, StudyId::parse(job.uniqueKey));
    // No pixels to draw, and no archive that wants results: done, as in a house that sends none.
    if (job.kind == workflow::renderStudyKind || job.kind == exportResultsKind) return;
    workflow::runWorkflowJob(session, job.kind, job.uniqueKey, house_.now);
}

void Workers::indexObjects(soci::session& session, const std::string& association) {
    const auto number = knowledge_.sentBy(association);
    const auto& planned = patients_.at(number);
    std::vector<workflow::IndexedObject> objects;
    for (const auto& waiting : ReceiptRepository{session}.waitingOf(association)) {
        workflow::IndexedObject object;
        object.objectId = waiting.objectId;
        object.study = planned.study;
        object.patientId = planned.patientId;
        object.seriesInstanceUid = planned.study.studyInstanceUid + ".1";
        objects.push_back(object);
    }
    if (objects.empty()) return;
    workflow::recordIndexedObjects(session, objects, house_.now);
    knowledge_.learn(StudyRepository{session}.findByStudyUid(planned.study.studyInstanceUid).value().study.id, number);
}

void Workers::indexStudy(soci::session& session, const StudyId& id) {
    const auto& planned = patients_.at(knowledge_.of(id).number);
    workflow::IndexedStudy indexed;
    indexed.study = id;
    indexed.objects = 1;
    if (planned.imagesCannotBeRead) {
        indexed.refusalReason = "not_chest_ct";
        indexed.refusalDetail = "The study has no CT series of the chest.";
    } else {
        indexed.chosen = seriesOf(planned);
        knowledge_.learnSeries(id, indexed.chosen->seriesId);
    }
    workflow::recordIndexedStudy(session, indexed, house_.now);
}

void Workers::quantify(soci::session& session, const StudyId& id) {
    const auto known = knowledge_.of(id);
    const auto& measurement = patients_.at(known.number).measurement;
    std::optional<workflow::MaskFile> masks;
    if (measurement.status == Quantification::Status::measured) masks = workflow::MaskFile{{0, 900}, 0};
    workflow::recordQuantification(session, id, known.seriesId, measurement, masks, house_.now);
}

void Workers::reviveDeadLetters() {
    house_.in(house_.app, [](soci::session& session) {
        JobQueue queue{session};
        for (const auto& letter : queue.deadLetters()) queue.revive(letter.id);
    });
}

}  // namespace overread::simulation::city
