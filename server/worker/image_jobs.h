#pragma once
#include <filesystem>
#include <string>
#include <vector>

#include "server/image_store/image_store.h"
#include "server/jobs/job_queue.h"
#include "server/worker/child_process.h"
#include "server/worker/lease.h"

namespace overread {

class ConnectionPool;

/// The jobs that touch foreign bytes. Each gives files to a child with limits, checks what comes back, moves files into
/// the store and records the result in the transaction that completes the job: a kill at any point loses nothing and
/// leaves at most files that no row names. A child that dies twice becomes a visible refusal and a dead letter.
///
///   indexObjects   key: association. What its new objects are; their studies become known
///   indexStudy     key: study. All its objects: which series is measured and read, its frames
///   quantifyStudy  key: study. The chosen series' frames: involvement and masks
class ImageJobs {
public:
    /// `childProgram`: what runs with --child, the worker itself. Borrows the pool (role worker).
    ImageJobs(ConnectionPool& pool, ImageStore store, std::filesystem::path childProgram);

    /// Does the job to its end: completed, handed back, failed for this time or given up. Throws LeaseLost where
    /// another worker holds it by now, and whatever the database throws.
    void run(const Job& job, Lease& lease);

private:
    class WorkFolder;
    void indexObjects(const Job& job, Lease& lease);
    void indexStudy(const Job& job, Lease& lease);
    void quantifyStudy(const Job& job, Lease& lease);
    [[nodiscard]] ChildOutcome runIn(const WorkFolder& folder, const Job& job, const ChildLimits& limits,
                                     Lease& lease) const;
    /// Hands the job back, or counts the death of its child for the first time.
    void endWithoutResult(const Job& job, const ChildOutcome& outcome, const Lease& lease);

    ConnectionPool& pool_;
    ImageStore store_;
    std::filesystem::path childProgram_;
};

/// Removes folders of children whose worker was killed: older than an hour, which no child reaches.
void removeAbandonedWork(const ImageStore& store);

}  // namespace overread
