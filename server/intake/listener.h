#pragma once
#include "server/configuration/configuration.h"
#include "server/intake/accept_loop.h"
#include "server/intake/storage_scp.h"

namespace overread {

/// What a child of the listener does with its connection: reads the association request, admits or rejects it, serves
/// it. Returns the exit code of the process. Sets alarms, signal handlers, resource limits and global settings of
/// DCMTK: for a process that does nothing else.
[[nodiscard]] int serveAssociation(const Connection& connection, const Configuration& configuration,
                                   const AssociationLimits& limits);

/// Removes what receptions of killed processes left behind: temporary files older than ten minutes.
void removeAbandonedReceptions(const ImageStore& store);

}  // namespace overread
