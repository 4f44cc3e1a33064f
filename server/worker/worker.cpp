#include "server/worker/worker.h"

#include <unistd.h>

#include <array>
#include <list>

#include "server/configuration/configuration.h"
#include "server/database/columns.h"
#include "server/database/pool.h"
#include "server/database/transaction.h"
#include "server/image_store/image_store.h"
#include "server/worker/export_jobs.h"
#include "server/worker/image_jobs.h"
#include "server/worker/lane.h"
#include "server/worker/outside_job.h"
#include "server/worker/render_job.h"
#include "server/workflow/outside_results.h"
#include "server/workflow/pictures.h"
#include "server/workflow/workflow_jobs.h"

namespace overread {
namespace {

constexpr std::size_t connections = 14;  // six lanes, their heartbeats, and some to spare

std::string nameOfThisWorker() {
    std::array<char, 256> host{};
    ::gethostname(host.data(), host.size() - 1);
    return std::string(host.data()) + ":" + std::to_string(::getpid());
}

/// A step of the workflow, the end of its job and the beginning of the next one: one transaction.
std::optional<Job> doStep(ConnectionPool& pool, const Job& job, const std::vector<std::string>& kinds,
                          const std::string& worker) {
    Transaction transaction(pool);
    workflow::runWorkflowJob(transaction.session(), job.kind, job.uniqueKey, databaseNow(transaction.session()));
    auto next = JobQueue(transaction.session(), workerQueueLimits()).completeAndTake(job, kinds, worker);
    transaction.commit();
    return next;
}

/// A lane's work that leaves looking for the next job to the lane.
template <class Work>
Lane::Do oneByOne(const Work& work) {
    return [work](const Job& job, Lease& lease) -> std::optional<Job> {
        work(job, lease);
        return std::nullopt;
    };
}

}  // namespace

struct Worker::State {
    State(const Configuration& configuration, std::filesystem::path childProgram)
        : pool(configuration, DatabaseRole::worker, connections),
          store(configuration.storePath),
          children(pool, store, std::move(childProgram)),
          images(children),
          exports(children, configuration) {
        const std::string name = nameOfThisWorker();
        const auto add = [&](const std::vector<std::string>& kinds, const Lane::Do& work) {
            lanes.emplace_back(configuration, pool, kinds, name, work);
        };
        const auto onImages = oneByOne([this](const Job& job, Lease& lease) { images.run(job, lease); });
        const auto steps = workflow::workflowJobKinds();
        add(steps, [this, steps, name](const Job& job, Lease&) { return doStep(pool, job, steps, name); });
        add({"indexObjects", "indexStudy"}, onImages);
        add({"quantifyStudy"}, onImages);
        // Somebody looks at a page meanwhile: not behind the measurements.
        add({std::string(workflow::renderStudyKind)},
            oneByOne([this](const Job& job, Lease& lease) { renderStudyInChild(children, job, lease); }));
        add({std::string(workflow::readOutsideResultKind)},
            oneByOne([this](const Job& job, Lease& lease) { readOutsideResultInChild(children, job, lease); }));
        add({"exportResults", "sendResult"},
            oneByOne([this](const Job& job, Lease& lease) { exports.run(job, lease); }));
    }
    ConnectionPool pool;
    ImageStore store;
    ChildJobs children;
    ImageJobs images;
    ExportJobs exports;
    std::list<Lane> lanes;  // last: they end before what they use
};

Worker::Worker(const Configuration& configuration, std::filesystem::path childProgram)
    : state_(std::make_unique<State>(configuration, std::move(childProgram))) {}

Worker::~Worker() {
    stop();
}

void Worker::start() {
    state_->store.prepare();
    removeAbandonedWork(state_->store);
    for (Lane& lane : state_->lanes) lane.start();
}

void Worker::stop() {
    for (Lane& lane : state_->lanes) lane.stop();
    state_->lanes.clear();
}

}  // namespace overread
