#include "server/worker/image_jobs.h"

#include <algorithm>
#include <fstream>
#include <optional>

#include "server/database/columns.h"
#include "server/database/new_id.h"
#include "server/database/receipt_repository.h"
#include "server/database/series_repository.h"
#include "server/database/transaction.h"
#include "server/workflow/index_study.h"

namespace overread {
namespace {

constexpr std::size_t objectsAtATime = 2000;  // of one association, so that a huge one does not meet the child's limits
constexpr std::uint64_t gibibyte = std::uint64_t{1} << 30;

ChildLimits measuringLimits(const wire::ImageSeries& image) {
    const std::uint64_t volumeBytes = std::uint64_t{2} * static_cast<std::uint64_t>(image.rows) *
                                      static_cast<std::uint64_t>(image.columns) *
                                      static_cast<std::uint64_t>(image.slices);
    ChildLimits limits;
    limits.addressSpaceBytes = std::min(4 * gibibyte, gibibyte + 3 * volumeBytes);
    limits.cpu = std::chrono::seconds(300);
    limits.wall = std::chrono::seconds(400);
    return limits;
}

std::string idIn(const std::filesystem::path& path) {
    std::ifstream file(path);
    std::string line(36, '\0');
    file.read(line.data(), static_cast<std::streamsize>(line.size()));
    line.resize(static_cast<std::size_t>(file.gcount()));
    return line;
}

}  // namespace

void ImageJobs::run(const Job& job, Lease& lease) const {
    if (job.kind == "indexObjects") return indexObjects(job, lease);
    if (job.kind == "indexStudy") return indexStudy(job, lease);
    return quantifyStudy(job, lease);
}

void ImageJobs::indexObjects(const Job& job, Lease& lease) const {
    std::vector<ReceiptRepository::Waiting> waiting;
    {
        Transaction transaction(children_.pool());
        waiting = ReceiptRepository(transaction.session()).waitingOf(job.uniqueKey);
        if (waiting.empty()) JobQueue(transaction.session(), workerQueueLimits()).complete(job);
        transaction.commit();
    }
    if (waiting.empty()) return;
    bool again = waiting.size() > objectsAtATime;
    waiting.resize(std::min(waiting.size(), objectsAtATime));

    const WorkFolder folder(children_.store());
    for (const auto& object : waiting)
        folder.give(children_.store().objectFile(object.objectId), object.objectId + ".dcm");
    ChildOutcome outcome = children_.runIn(folder, job, ChildLimits{}, lease);
    const auto isGiven = [&](const std::string& objectId) {
        return std::any_of(waiting.begin(), waiting.end(), [&](const auto& each) { return each.objectId == objectId; });
    };
    auto objects = believed(outcome, [&] {
        auto read = readObjects(folder.out("result.json"));
        const bool all = read.size() == waiting.size() && std::all_of(read.begin(), read.end(), [&](const auto& each) {
                             return isGiven(each.objectId);
                         });
        if (!all) throw BadResult("other objects than were given");
        return read;
    });
    if (!objects) {
        if (children_.endedWithoutResult(job, outcome, lease)) return;
        // The object that was fatal is refused; the others of the association get a job of their own.
        const std::string fatal = idIn(folder.out("looking-at"));
        objects.emplace();
        if (isGiven(fatal)) {
            workflow::IndexedObject refused;
            refused.objectId = fatal;
            refused.refusalReason = "reader_crashed";
            refused.refusalDetail = "the process that read it " + outcome.what;
            objects->push_back(std::move(refused));
            again = true;
        }
    }
    Transaction transaction(children_.pool());
    JobQueue queue(transaction.session(), workerQueueLimits());
    workflow::recordIndexedObjects(transaction.session(), *objects, databaseNow(transaction.session()));
    if (again) queue.add(job.kind, job.uniqueKey);
    endJob(queue, job, outcome);
    transaction.commit();
}

void ImageJobs::indexStudy(const Job& job, Lease& lease) const {
    const StudyId study = StudyId::parse(job.uniqueKey);
    std::vector<std::string> objects;
    {
        Transaction transaction(children_.pool());
        objects = ReceiptRepository(transaction.session()).objectsOf(study);
        transaction.commit();
    }
    const WorkFolder folder(children_.store());
    for (const auto& object : objects) folder.give(children_.store().objectFile(object), object + ".dcm");
    ChildOutcome outcome = children_.runIn(folder, job, ChildLimits{}, lease);
    auto indexed = believed(outcome, [&] { return readIndexed(folder.out("result.json"), folder.out("frames")); });
    if (!indexed) {
        if (children_.endedWithoutResult(job, outcome, lease)) return;
        indexed.emplace();
        indexed->refusalReason = "reader_crashed";
        indexed->refusalDetail = "the process that read the images " + outcome.what;
    }
    if (indexed->chosen) {
        indexed->chosen->seriesId = newUuid();
        children_.store().keep(folder.out("frames"), children_.store().framesFile(indexed->chosen->seriesId));
        children_.store().keep(folder.out("series.json"), children_.store().seriesFile(indexed->chosen->seriesId));
    }
    Transaction transaction(children_.pool());
    JobQueue queue(transaction.session(), workerQueueLimits());
    workflow::recordIndexedStudy(transaction.session(),
                                 {.study = study,
                                  .chosen = indexed->chosen,
                                  .refusalReason = indexed->refusalReason,
                                  .refusalDetail = indexed->refusalDetail,
                                  .choice = indexed->choice,
                                  .objects = static_cast<int>(objects.size())},
                                 databaseNow(transaction.session()));
    endJob(queue, job, outcome);
    transaction.commit();
}

void ImageJobs::quantifyStudy(const Job& job, Lease& lease) const {
    const StudyId study = StudyId::parse(job.uniqueKey);
    std::optional<SeriesRecord> series;
    {
        Transaction transaction(children_.pool());
        series = SeriesRepository(transaction.session()).find(study);
        if (!series) JobQueue(transaction.session(), workerQueueLimits()).complete(job);  // refused by a later indexing
        transaction.commit();
    }
    if (!series) return;
    const WorkFolder folder(children_.store());
    folder.give(children_.store().framesFile(series->seriesId), "frames");
    folder.give(children_.store().seriesFile(series->seriesId), "series.json");
    ChildOutcome outcome = children_.runIn(folder, job, measuringLimits(series->image), lease);
    auto measured = believed(outcome, [&] {
        return readQuantified(folder.out("result.json"), folder.out("labels"),
                              static_cast<std::size_t>(series->image.slices));
    });
    if (!measured) {
        if (children_.endedWithoutResult(job, outcome, lease)) return;
        measured.emplace();
        measured->quantification.status = Quantification::Status::refused;
        measured->quantification.reason = "measurement_crashed";
        measured->quantification.detail = "the process that measured " + outcome.what;
    }
    if (measured->masks) children_.store().keep(folder.out("labels"), children_.store().labelsFile(series->seriesId));
    Transaction transaction(children_.pool());
    JobQueue queue(transaction.session(), workerQueueLimits());
    workflow::recordQuantification(transaction.session(), study, series->seriesId, measured->quantification,
                                   measured->masks, databaseNow(transaction.session()));
    endJob(queue, job, outcome);
    transaction.commit();
}

}  // namespace overread
