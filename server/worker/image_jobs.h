#pragma once
#include "server/worker/child_jobs.h"

namespace overread {

/// The jobs that touch foreign bytes. Each gives files to a child with limits, checks what comes back, moves files into
/// the store and records the result in the transaction that completes the job: a kill at any point loses nothing and
/// leaves at most files that no row names. A child that dies twice becomes a visible refusal and a dead letter.
///
///   indexObjects   key: association. What its new objects are; their studies become known
///   indexStudy     key: study. All its objects: which series is measured and read, its frames
///   quantifyStudy  key: study. The chosen series' frames: involvement and masks
class ImageJobs {
public:
    /// Borrows what all such jobs share.
    explicit ImageJobs(const ChildJobs& children) : children_(children) {}

    /// Does the job to its end: completed, handed back, failed for this time or given up. Throws LeaseLost where
    /// another worker holds it by now, and whatever the database throws.
    void run(const Job& job, Lease& lease) const;

private:
    void indexObjects(const Job& job, Lease& lease) const;
    void indexStudy(const Job& job, Lease& lease) const;
    void quantifyStudy(const Job& job, Lease& lease) const;

    const ChildJobs& children_;
};

}  // namespace overread
