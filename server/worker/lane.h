#pragma once
#include <functional>
#include <optional>
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
    /// Does a job to its end in the queue (complete, release, fail ...). Answers the next one where it was taken in the
    /// same transaction (JobQueue::completeAndTake); none: the lane looks for one.
    using Do = std::function<std::optional<Job>(const Job&, Lease&)>;

    /// Borrows the pool. `worker` names the holder in the queue, for people.
    Lane(const Configuration& configuration, ConnectionPool& pool, std::vector<std::string> kinds, std::string worker,
         Do work);

    void start();
    /// Asks the lane to end; its destructor waits for it.
    void stop();

private:
    void run(const std::stop_token& stop);
    [[nodiscard]] bool runSome(const std::stop_token& stop);
    [[nodiscard]] std::optional<Job> take();
    [[nodiscard]] std::optional<Job> run(const Job& job, const std::stop_token& stop);
    void release(const Job& job);
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
