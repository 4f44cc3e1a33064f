#include "server/worker/export_jobs.h"

#include <algorithm>
#include <fstream>
#include <nlohmann/json.hpp>

#include "server/database/audit_trail.h"
#include "server/database/new_id.h"
#include "server/database/quantification_repository.h"
#include "server/database/receipt_repository.h"
#include "server/database/result_repository.h"
#include "server/database/series_repository.h"
#include "server/database/transaction.h"

namespace overread {
namespace {

constexpr const char* enhancedReport = "1.2.840.10008.5.1.4.1.1.88.22";
constexpr const char* segmentation = "1.2.840.10008.5.1.4.1.1.66.4";

/// An archive may be away for a night.
JobQueue::Limits sendingLimits() {
    auto limits = workerQueueLimits();
    limits.failures = 100;
    return limits;
}

struct Wanted {
    SeriesRecord series;
    Quantification quantification;
    std::string measurement;
    std::vector<std::string> objects;
};

/// None where nothing is to be written; the job is then completed.
std::optional<Wanted> wantedOf(const ChildJobs& children, const Job& job, const StudyId& study, bool isOff) {
    Transaction transaction(children.pool());
    auto& session = transaction.session();
    const auto series = SeriesRepository(session).find(study);
    const QuantificationRepository quantifications(session);
    const auto measured = quantifications.find(study);
    const auto measurement = quantifications.versionOf(study);
    const ResultRepository results(session);
    std::optional<Wanted> wanted;
    if (!isOff && series && !series->maskOffsets.empty() && measured &&
        measured->status == Quantification::Status::measured && results.mayLeave(study) &&
        !results.isWritten(study, measurement))
        wanted = Wanted{*series, *measured, measurement, ReceiptRepository(session).objectsOf(study)};
    else
        JobQueue(session, workerQueueLimits()).complete(job);
    transaction.commit();
    return wanted;
}

}  // namespace

ExportJobs::ExportJobs(const ChildJobs& children, const Configuration& configuration)
    : children_(children), destinations_(exportDestinations(configuration)), ourAeTitle_(configuration.dicomAeTitle) {}

void ExportJobs::run(const Job& job, Lease& lease) const {
    if (job.kind == "exportResults") return write(job, lease);
    return send(job, lease);
}

void ExportJobs::write(const Job& job, Lease& lease) const {
    const StudyId study = StudyId::parse(job.uniqueKey);
    const auto wanted = wantedOf(children_, job, study, destinations_.empty());
    if (!wanted) return;
    const auto& store = children_.store();
    const WorkFolder folder(store);
    std::filesystem::create_directory(folder.path() / "in" / "objects");
    for (const auto& object : wanted->objects) folder.give(store.objectFile(object), "objects/" + object + ".dcm");
    folder.give(store.labelsFile(wanted->series.seriesId), "labels");
    writeWanted(folder.path() / "in" / "wanted.json", {wanted->series.seriesInstanceUid, wanted->quantification});
    ChildOutcome outcome = children_.runIn(folder, job, ChildLimits{}, lease);
    const auto written = believed(outcome, [&] { return readWritten(folder.out("result.json")); });
    if (!written && children_.endedWithoutResult(job, outcome, lease)) return;
    std::vector<ResultObject> objects;
    if (written) {
        objects.push_back({newUuid(), study, "seg", wanted->measurement, segmentation, written->segmentationUid});
        objects.push_back({newUuid(), study, "sr", wanted->measurement, enhancedReport, written->reportUid});
        for (const auto& object : objects)
            store.keep(folder.out(object.kind + ".dcm"), store.resultFile(object.objectId));
    }
    Transaction transaction(children_.pool());
    JobQueue queue(transaction.session(), workerQueueLimits());
    for (const auto& object : objects) {
        std::vector<std::string> names;
        for (const auto& destination : destinations_) names.push_back(destination.text());
        ResultRepository(transaction.session()).add(object, names);
        for (const auto& name : names) queue.add("sendResult", object.objectId + "@" + name);
    }
    endJob(queue, job, outcome);
    transaction.commit();
}

void ExportJobs::send(const Job& job, Lease& lease) const {
    const std::string objectId = job.uniqueKey.substr(0, 36);
    const std::string name = job.uniqueKey.substr(std::min<std::size_t>(37, job.uniqueKey.size()));
    const auto destination =
        std::find_if(destinations_.begin(), destinations_.end(), [&](const auto& each) { return each.text() == name; });
    bool mayLeave = false;
    {
        Transaction transaction(children_.pool());
        const ResultRepository results(transaction.session());
        const auto object = results.findWaiting(objectId, name);
        mayLeave = object && results.mayLeave(object->study);
        JobQueue queue(transaction.session(), sendingLimits());
        // A destination that is configured no more gets nothing; a case that is open again holds back until it is not.
        if (!object || destination == destinations_.end())
            queue.complete(job);
        else if (!mayLeave)
            queue.fail(job, "a case of the study is open");
        transaction.commit();
        if (!object) return;
    }
    if (destination == destinations_.end() || !mayLeave) return;
    const WorkFolder folder(children_.store());
    folder.give(children_.store().resultFile(objectId), "object.dcm");
    std::ofstream(folder.path() / "in" / "destination.json") << nlohmann::json{{"ourAeTitle", ourAeTitle_},
                                                                               {"aeTitle", destination->aeTitle},
                                                                               {"host", destination->host},
                                                                               {"port", destination->port}};
    ChildLimits limits;
    limits.addressSpaceBytes = std::uint64_t{512} << 20;
    ChildOutcome outcome = children_.runIn(folder, job, limits, lease);
    const auto sent = believed(outcome, [&] { return readSent(folder.out("result.json")); });
    if (!sent && children_.endedWithoutResult(job, outcome, lease)) return;
    Transaction transaction(children_.pool());
    JobQueue queue(transaction.session(), sendingLimits());
    if (sent && sent->accepted) {
        ResultRepository(transaction.session()).setSent(objectId, name);
        AuditTrail(transaction.session())
            .append({std::nullopt, "result.sent", "resultObject", objectId, nlohmann::json{{"to", name}}.dump()});
        queue.complete(job);
    } else if (sent) {
        queue.fail(job, sent->problem);
    } else {
        queue.giveUp(job, outcome.what);
    }
    transaction.commit();
}

}  // namespace overread
