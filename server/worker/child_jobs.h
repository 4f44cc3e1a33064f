#pragma once
#include <filesystem>
#include <optional>
#include <string>

#include "server/image_store/image_store.h"
#include "server/jobs/job_queue.h"
#include "server/worker/child_process.h"
#include "server/worker/exchange.h"
#include "server/worker/lease.h"
#include "server/worker/work_folder.h"

namespace overread {

class ConnectionPool;

/// What the jobs that give their work to a child have in common: start it, believe its result or not, and end the job
/// where there is none. Two crashes are the end of a job.
class ChildJobs {
public:
    /// `childProgram`: what runs with --child, the worker itself. Borrows the pool (role worker).
    ChildJobs(ConnectionPool& pool, ImageStore store, std::filesystem::path childProgram);

    [[nodiscard]] ConnectionPool& pool() const { return pool_; }
    [[nodiscard]] const ImageStore& store() const { return store_; }

    /// Runs the child of the job's kind in the folder.
    [[nodiscard]] ChildOutcome runIn(const WorkFolder& folder, const Job& job, const ChildLimits& limits,
                                     Lease& lease) const;
    /// Whether a job whose child gave no result ends here: handed back, or its first crash counted. False: this was
    /// the last attempt, and the caller records the refusal. Throws LeaseLost.
    [[nodiscard]] bool endedWithoutResult(const Job& job, const ChildOutcome& outcome, const Lease& lease) const;

private:
    ConnectionPool& pool_;
    ImageStore store_;
    std::filesystem::path childProgram_;
};

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

/// Completes the job, or makes it a dead letter beside the refusal that was recorded.
void endJob(JobQueue& queue, const Job& job, const ChildOutcome& outcome);

}  // namespace overread
