#pragma once
#include <functional>
#include <string>
#include <thread>
#include <vector>

#include "server/jobs/job_queue.h"
#include "server/jobs/job_wakeup.h"

namespace overread {

class ConnectionPool;
class Lease;

/// One thread that takes jobs of some kinds, one after the other.
class Lane {
public:
    /// Does a job to its end in the queue (complete, release, fail ...).
    using Do = std::function<void(const Job&, Lease&)>;

    /// Borrows the pool. `worker` names the holder in the queue, for people.
    Lane(const Configuration& configuration, ConnectionPool& pool, std::vector<std::string> kinds, std::string worker,
         Do work);

    void start();
    /// Asks the lane to end; its destructor waits for it.
    void stop();

private:
    void run(const std::stop_token& stop);
    [[nodiscard]] bool runOne(const std::stop_token& stop);
    void tellFailure(const Job& job, const std::string& error, const std::stop_token& stop);
    void waitForWork();

    ConnectionPool& pool_;
    std::vector<std::string> kinds_;
    std::string worker_;
    Do work_;
    JobWakeup wakeup_;
    std::jthread thread_;  // last: ends before what it uses
};

}  // namespace overread
