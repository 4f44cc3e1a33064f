#pragma once
#include <chrono>
#include <stop_token>

#include "server/jobs/job_queue.h"

namespace overread {

class ConnectionPool;

/// How this worker holds jobs. A killed worker's job is taken over after `lease`; the heartbeat comes four times in it.
[[nodiscard]] JobQueue::Limits workerQueueLimits();

/// A job that is held while its child works: keeps the lease alive and says when to stop.
class Lease {
public:
    /// Borrows all. `stop`: the worker is asked to end; a child may then go on for a few seconds.
    Lease(ConnectionPool& pool, const Job& job, std::stop_token stop);

    /// Sends the heartbeat when it is due. False: stop the work, since the lease was lost or the worker must end. A
    /// database that is away for a moment is no reason: what the holder writes in the end is fenced.
    [[nodiscard]] bool mayGoOn();
    [[nodiscard]] bool isLost() const { return lost_; }

private:
    using Clock = std::chrono::steady_clock;  // durations by the monotonic clock: the wall clock jumps
    ConnectionPool& pool_;
    const Job& job_;
    std::stop_token stop_;
    Clock::time_point nextBeat_;
    Clock::time_point stopSince_{};
    bool lost_ = false;
};

}  // namespace overread
