#include "server/worker/lease.h"

#include <Poco/Logger.h>

#include "server/database/pool.h"
#include "server/database/transaction.h"

namespace overread {
namespace {

constexpr std::chrono::seconds lease{20};
constexpr std::chrono::seconds beatEvery{5};
constexpr std::chrono::seconds graceAtTheEnd{5};  // of the ten that a stop may take

}  // namespace

JobQueue::Limits workerQueueLimits() {
    JobQueue::Limits limits;
    limits.lease = lease;
    return limits;
}

Lease::Lease(ConnectionPool& pool, const Job& job, std::stop_token stop)
    : pool_(pool), job_(job), stop_(std::move(stop)), nextBeat_(Clock::now() + beatEvery) {}

bool Lease::mayGoOn() {
    const auto now = Clock::now();
    if (stop_.stop_requested()) {
        if (stopSince_ == Clock::time_point{}) stopSince_ = now;
        if (now - stopSince_ >= graceAtTheEnd) return false;
    }
    if (now < nextBeat_) return true;
    nextBeat_ = now + beatEvery;
    try {
        Transaction transaction(pool_);
        lost_ = !JobQueue(transaction.session(), workerQueueLimits()).heartbeat(job_);
        transaction.commit();
    } catch (const std::exception& problem) {
        Poco::Logger::get("worker").warning(std::string("a heartbeat failed: ") + problem.what());
    }
    return !lost_;
}

}  // namespace overread
