#pragma once
#include "server/worker/child_jobs.h"

namespace overread {

/// Job renderStudy, key: study. Pictures of its series for browsers, made in a child, and the row that names them. Done
/// twice it leaves one file; a study whose images are gone or that is rendered already needs none. Throws LeaseLost.
void renderStudyInChild(const ChildJobs& children, const Job& job, Lease& lease);

}  // namespace overread
