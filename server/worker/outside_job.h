#pragma once
#include "server/worker/child_jobs.h"

namespace overread {

/// Job readOutsideResult, key: object. Reads what an outside service sent in a child, keeps its masks and the row with
/// its comparison to ours. Done twice it leaves one row. Throws LeaseLost.
void readOutsideResultInChild(const ChildJobs& children, const Job& job, Lease& lease);

}  // namespace overread
