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

/// A step of the workflow and the end of its job: one transaction.
void doStep(ConnectionPool& pool, const Job& job) {
    Transaction transaction(pool);
    workflow::runWorkflowJob(transaction.session(), job.kind, job.uniqueKey, databaseNow(transaction.session()));
    JobQueue(transaction.session(), workerQueueLimits()).complete(job);
    transaction.commit();
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
        const auto onImages = [this](const Job& job, Lease& lease) { images.run(job, lease); };
        lanes.emplace_back(configuration, pool, workflow::workflowJobKinds(), name,
                           [this](const Job& job, Lease&) { doStep(pool, job); });
        lanes.emplace_back(configuration, pool, std::vector<std::string>{"indexObjects", "indexStudy"}, name, onImages);
        lanes.emplace_back(configuration, pool, std::vector<std::string>{"quantifyStudy"}, name, onImages);
        // Somebody looks at a page meanwhile: not behind the measurements.
        lanes.emplace_back(configuration, pool, std::vector<std::string>{std::string(workflow::renderStudyKind)}, name,
                           [this](const Job& job, Lease& lease) { renderStudyInChild(children, job, lease); });
        lanes.emplace_back(configuration, pool, std::vector<std::string>{std::string(workflow::readOutsideResultKind)},
                           name,
                           [this](const Job& job, Lease& lease) { readOutsideResultInChild(children, job, lease); });
        lanes.emplace_back(configuration, pool, std::vector<std::string>{"exportResults", "sendResult"}, name,
                           [this](const Job& job, Lease& lease) { exports.run(job, lease); });
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
