#include "server/worker/image_jobs.h"

#include <Poco/Logger.h>

#include <algorithm>
#include <chrono>
#include <fstream>
#include <optional>
#include <system_error>

#include "server/database/columns.h"
#include "server/database/errors.h"
#include "server/database/new_id.h"
#include "server/database/receipt_repository.h"
#include "server/database/series_repository.h"
#include "server/database/transaction.h"
#include "server/worker/exchange.h"
#include "server/workflow/index_study.h"

namespace overread {
namespace {

constexpr std::size_t objectsAtATime = 2000;  // of one association, so that a huge one does not meet the child's limits
constexpr std::uint64_t gibibyte = std::uint64_t{1} << 30;
constexpr std::chrono::hours abandonedAfter{1};

Poco::Logger& logger() {
    return Poco::Logger::get("worker");
}

/// Two crashes are the end of a job: if this attempt's child dies as well there is no third.
bool isLastAttempt(const Job& job) {
    return job.crashes >= 1;
}

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

/// Reads the result; what cannot be believed counts like a child that died.
template <class Reading>
auto believed(ChildOutcome& outcome, Reading reading) -> std::optional<decltype(reading())> {
    if (outcome.end != ChildOutcome::End::finished) return std::nullopt;
    try {
        return reading();
    } catch (const BadResult& problem) {
        outcome = {ChildOutcome::End::died, std::string("gave a result that cannot be: ") + problem.what()};
    } catch (const std::filesystem::filesystem_error& problem) {
        outcome = {ChildOutcome::End::died, std::string("left a file out: ") + problem.what()};
    }
    return std::nullopt;
}

/// Done; or a dead letter beside the refusal that was recorded.
void end(JobQueue& queue, const Job& job, const ChildOutcome& outcome) {
    if (outcome.end == ChildOutcome::End::finished)
        queue.complete(job);
    else
        queue.giveUp(job, outcome.what);
}

std::string idIn(const std::filesystem::path& path) {
    std::ifstream file(path);
    std::string line(36, '\0');
    file.read(line.data(), static_cast<std::streamsize>(line.size()));
    line.resize(static_cast<std::size_t>(file.gcount()));
    return line;
}

}  // namespace

/// The folders in and out of one job below the store, gone with the object.
class ImageJobs::WorkFolder {
public:
    explicit WorkFolder(const ImageStore& store) : path_(store.workFolder(newUuid())) {
        std::filesystem::create_directories(path_ / "in");
        std::filesystem::create_directories(path_ / "out");
    }
    ~WorkFolder() {
        std::error_code ignored;  // what stays is removed at a later start
        std::filesystem::remove_all(path_, ignored);
    }
    WorkFolder(const WorkFolder&) = delete;
    WorkFolder& operator=(const WorkFolder&) = delete;
    [[nodiscard]] const std::filesystem::path& path() const { return path_; }
    [[nodiscard]] std::filesystem::path out(const char* name) const { return path_ / "out" / name; }
    /// By a second name on the same disk instead of a copy.
    void give(const std::filesystem::path& file, const std::string& name) const {
        std::filesystem::create_hard_link(file, path_ / "in" / name);
    }

private:
    std::filesystem::path path_;
};

ImageJobs::ImageJobs(ConnectionPool& pool, ImageStore store, std::filesystem::path childProgram)
    : pool_(pool), store_(std::move(store)), childProgram_(std::move(childProgram)) {}

void ImageJobs::run(const Job& job, Lease& lease) {
    if (job.kind == "indexObjects") return indexObjects(job, lease);
    if (job.kind == "indexStudy") return indexStudy(job, lease);
    return quantifyStudy(job, lease);
}

ChildOutcome ImageJobs::runIn(const WorkFolder& folder, const Job& job, const ChildLimits& limits, Lease& lease) const {
    const auto start = std::chrono::steady_clock::now();
    ChildOutcome outcome =
        runChild(childProgram_, job.kind, folder.path(), limits, [&lease] { return lease.mayGoOn(); });
    const std::chrono::duration<double> took = std::chrono::steady_clock::now() - start;
    logger().information(job.kind + " " + job.uniqueKey + ": child " +
                         (outcome.end == ChildOutcome::End::finished ? "done" : outcome.what) + " after " +
                         std::to_string(took.count()).substr(0, 5) + " s");
    return outcome;
}

void ImageJobs::endWithoutResult(const Job& job, const ChildOutcome& outcome, const Lease& lease) {
    if (lease.isLost()) throw LeaseLost("the lease of a job ended while its child worked");
    Transaction transaction(pool_);
    JobQueue queue(transaction.session(), workerQueueLimits());
    if (outcome.end == ChildOutcome::End::stopped)
        queue.release(job);
    else
        queue.crash(job, outcome.what);
    transaction.commit();
}

void ImageJobs::indexObjects(const Job& job, Lease& lease) {
    std::vector<ReceiptRepository::Waiting> waiting;
    {
        Transaction transaction(pool_);
        waiting = ReceiptRepository(transaction.session()).waitingOf(job.uniqueKey);
        if (waiting.empty()) JobQueue(transaction.session(), workerQueueLimits()).complete(job);
        transaction.commit();
    }
    if (waiting.empty()) return;
    bool again = waiting.size() > objectsAtATime;
    waiting.resize(std::min(waiting.size(), objectsAtATime));

    const WorkFolder folder(store_);
    for (const auto& object : waiting) folder.give(store_.objectFile(object.objectId), object.objectId + ".dcm");
    ChildOutcome outcome = runIn(folder, job, ChildLimits{}, lease);
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
        if (outcome.end == ChildOutcome::End::stopped || !isLastAttempt(job))
            return endWithoutResult(job, outcome, lease);
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
    Transaction transaction(pool_);
    JobQueue queue(transaction.session(), workerQueueLimits());
    workflow::recordIndexedObjects(transaction.session(), *objects, databaseNow(transaction.session()));
    if (again) queue.add(job.kind, job.uniqueKey);
    end(queue, job, outcome);
    transaction.commit();
}

void ImageJobs::indexStudy(const Job& job, Lease& lease) {
    const StudyId study = StudyId::parse(job.uniqueKey);
    std::vector<std::string> objects;
    {
        Transaction transaction(pool_);
        objects = ReceiptRepository(transaction.session()).objectsOf(study);
        transaction.commit();
    }
    const WorkFolder folder(store_);
    for (const auto& object : objects) folder.give(store_.objectFile(object), object + ".dcm");
    ChildOutcome outcome = runIn(folder, job, ChildLimits{}, lease);
    auto indexed = believed(outcome, [&] { return readIndexed(folder.out("result.json"), folder.out("frames")); });
    if (!indexed) {
        if (outcome.end == ChildOutcome::End::stopped || !isLastAttempt(job))
            return endWithoutResult(job, outcome, lease);
        indexed.emplace();
        indexed->refusalReason = "reader_crashed";
        indexed->refusalDetail = "the process that read the images " + outcome.what;
    }
    if (indexed->chosen) {
        indexed->chosen->seriesId = newUuid();
        store_.keep(folder.out("frames"), store_.framesFile(indexed->chosen->seriesId));
        store_.keep(folder.out("series.json"), store_.seriesFile(indexed->chosen->seriesId));
    }
    Transaction transaction(pool_);
    JobQueue queue(transaction.session(), workerQueueLimits());
    workflow::recordIndexedStudy(transaction.session(),
                                 {.study = study,
                                  .chosen = indexed->chosen,
                                  .refusalReason = indexed->refusalReason,
                                  .refusalDetail = indexed->refusalDetail,
                                  .objects = static_cast<int>(objects.size())},
                                 databaseNow(transaction.session()));
    end(queue, job, outcome);
    transaction.commit();
}

void ImageJobs::quantifyStudy(const Job& job, Lease& lease) {
    const StudyId study = StudyId::parse(job.uniqueKey);
    std::optional<SeriesRecord> series;
    {
        Transaction transaction(pool_);
        series = SeriesRepository(transaction.session()).find(study);
        if (!series) JobQueue(transaction.session(), workerQueueLimits()).complete(job);  // refused by a later indexing
        transaction.commit();
    }
    if (!series) return;
    const WorkFolder folder(store_);
    folder.give(store_.framesFile(series->seriesId), "frames");
    folder.give(store_.seriesFile(series->seriesId), "series.json");
    ChildOutcome outcome = runIn(folder, job, measuringLimits(series->image), lease);
    auto measured = believed(outcome, [&] {
        return readQuantified(folder.out("result.json"), folder.out("labels"),
                              static_cast<std::size_t>(series->image.slices));
    });
    if (!measured) {
        if (outcome.end == ChildOutcome::End::stopped || !isLastAttempt(job))
            return endWithoutResult(job, outcome, lease);
        measured.emplace();
        measured->quantification.status = Quantification::Status::refused;
        measured->quantification.reason = "measurement_crashed";
        measured->quantification.detail = "the process that measured " + outcome.what;
    }
    if (measured->masks) store_.keep(folder.out("labels"), store_.labelsFile(series->seriesId));
    Transaction transaction(pool_);
    JobQueue queue(transaction.session(), workerQueueLimits());
    workflow::recordQuantification(transaction.session(), study, series->seriesId, measured->quantification,
                                   measured->masks, databaseNow(transaction.session()));
    end(queue, job, outcome);
    transaction.commit();
}

void removeAbandonedWork(const ImageStore& store) {
    const auto oldest = std::filesystem::file_time_type::clock::now() - abandonedAfter;
    for (const auto& entry : std::filesystem::directory_iterator(store.root() / "work")) {
        std::error_code gone;  // another worker's, ending just now
        const auto written = entry.last_write_time(gone);
        if (!gone && written < oldest) std::filesystem::remove_all(entry.path(), gone);
    }
}

}  // namespace overread
