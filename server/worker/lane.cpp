#include "server/worker/lane.h"

#include <Poco/Logger.h>

#include <algorithm>
#include <chrono>

#include "server/database/errors.h"
#include "server/database/pool.h"
#include "server/database/transaction.h"
#include "server/worker/lease.h"

namespace overread {
namespace {

// The fallback where a notification is lost or a job falls due later.
constexpr std::chrono::milliseconds longestWait{1000};
/// One job behind the other, before somebody looks for those whose holder is gone.
constexpr int mostInARow = 50;

Poco::Logger& logger() {
    return Poco::Logger::get("worker");
}

}  // namespace

Lane::Lane(const Configuration& configuration, ConnectionPool& pool, std::vector<std::string> kinds, std::string worker,
           Do work)
    : pool_(pool),
      kinds_(std::move(kinds)),
      worker_(std::move(worker)),
      work_(std::move(work)),
      wakeup_(configuration, DatabaseRole::worker) {}

void Lane::start() {
    thread_ = std::jthread([this](const std::stop_token& stop) { run(stop); });
}

void Lane::stop() {
    thread_.request_stop();
    wakeup_.interrupt();
}

void Lane::run(const std::stop_token& stop) {
    while (!stop.stop_requested()) try {
            if (!runSome(stop) && !stop.stop_requested()) waitForWork();
        } catch (const std::exception& problem) {
            logger().warning(std::string("the queue does not answer: ") + problem.what());
            wakeup_.wait(longestWait);
        }
}

bool Lane::runSome(const std::stop_token& stop) {
    auto job = take();
    if (!job) return false;
    for (int done = 0; job && done < mostInARow && !stop.stop_requested(); ++done) job = run(*job, stop);
    if (job) release(*job);
    return true;
}

std::optional<Job> Lane::take() {
    Transaction transaction(pool_);
    auto job = JobQueue(transaction.session(), workerQueueLimits()).take(kinds_, worker_);
    transaction.commit();  // also where nothing was taken: a crashed job may have become a dead letter
    return job;
}

void Lane::release(const Job& job) {
    Transaction transaction(pool_);
    JobQueue(transaction.session(), workerQueueLimits()).release(job);
    transaction.commit();
}

std::optional<Job> Lane::run(const Job& job, const std::stop_token& stop) {
    try {
        Lease lease(pool_, job, stop);
        return work_(job, lease);
    } catch (const LeaseLost&) {
        logger().warning(job.kind + " " + job.uniqueKey + ": another worker holds it by now");
    } catch (const std::exception& problem) {
        logger().error(job.kind + " " + job.uniqueKey + ": " + problem.what());
        tellFailure(job, problem.what(), stop);
    }
    return std::nullopt;
}

// As long as the lease may last: a job of which nothing is heard counts as crashed, and two crashes are the end of it.
void Lane::tellFailure(const Job& job, const std::string& error, const std::stop_token& stop) {
    const auto end = std::chrono::steady_clock::now() + workerQueueLimits().lease;
    do try {
            Transaction transaction(pool_);
            JobQueue(transaction.session(), workerQueueLimits()).fail(job, error);
            transaction.commit();
            return;
        } catch (const LeaseLost&) {
            return;
        } catch (const std::exception& problem) {
            logger().warning(std::string("a failed job cannot be handed back yet: ") + problem.what());
            wakeup_.wait(longestWait);
        }
    while (!stop.stop_requested() && std::chrono::steady_clock::now() < end);
}

void Lane::waitForWork() {
    std::optional<std::chrono::milliseconds> next;
    {
        Transaction transaction(pool_);
        next = JobQueue(transaction.session(), workerQueueLimits()).untilNext(kinds_);
        transaction.commit();
    }
    wakeup_.wait(std::min(next.value_or(longestWait), longestWait));
}

}  // namespace overread
