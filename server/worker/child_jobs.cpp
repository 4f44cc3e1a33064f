#include "server/worker/child_jobs.h"

#include <Poco/Logger.h>

#include <chrono>

#include "server/database/errors.h"
#include "server/database/transaction.h"

namespace overread {

ChildJobs::ChildJobs(ConnectionPool& pool, ImageStore store, std::filesystem::path childProgram)
    : pool_(pool), store_(std::move(store)), childProgram_(std::move(childProgram)) {}

ChildOutcome ChildJobs::runIn(const WorkFolder& folder, const Job& job, const ChildLimits& limits, Lease& lease) const {
    const auto start = std::chrono::steady_clock::now();
    ChildOutcome outcome =
        runChild(childProgram_, job.kind, folder.path(), limits, [&lease] { return lease.mayGoOn(); });
    const std::chrono::duration<double> took = std::chrono::steady_clock::now() - start;
    Poco::Logger::get("worker").information(job.kind + " " + job.uniqueKey + ": child " +
                                            (outcome.end == ChildOutcome::End::finished ? "done" : outcome.what) +
                                            " after " + std::to_string(took.count()).substr(0, 5) + " s");
    return outcome;
}

bool ChildJobs::endedWithoutResult(const Job& job, const ChildOutcome& outcome, const Lease& lease) const {
    const bool isLastAttempt = job.crashes >= 1;
    if (outcome.end != ChildOutcome::End::stopped && isLastAttempt) return false;
    if (lease.isLost()) throw LeaseLost("the lease of a job ended while its child worked");
    Transaction transaction(pool_);
    JobQueue queue(transaction.session(), workerQueueLimits());
    if (outcome.end == ChildOutcome::End::stopped)
        queue.release(job);
    else
        queue.crash(job, outcome.what);
    transaction.commit();
    return true;
}

void endJob(JobQueue& queue, const Job& job, const ChildOutcome& outcome) {
    if (outcome.end == ChildOutcome::End::finished)
        queue.complete(job);
    else
        queue.giveUp(job, outcome.what);
}

}  // namespace overread
