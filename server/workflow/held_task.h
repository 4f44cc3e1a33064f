#pragma once
#include <optional>
#include <string>
#include <string_view>

#include "server/database/assignment_repository.h"

namespace soci {
class session;
}

/// The fence of every write of a holder.
namespace overread::workflow {

/// The task that the reviewer holds under this handle, locked; none where the lease has ended, whether or not somebody
/// noticed yet.
[[nodiscard]] std::optional<AssignmentRecord> heldTask(soci::session& session, const std::string& handle,
                                                       const UserId& reviewer, Timestamp now);
[[nodiscard]] bool isHeld(const AssignmentRecord& task, Timestamp now);

/// A held task goes back to the pool and its case to awaiting a reader. `actor` none: the lease ended by itself.
void returnTask(soci::session& session, const AssignmentRecord& task, std::string_view reason,
                const std::optional<UserId>& actor, Timestamp now);

}  // namespace overread::workflow
