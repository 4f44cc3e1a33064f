#pragma once
#include <vector>

#include "core/domain/role.h"
#include "qa/assignment.h"
#include "server/database/assignment_repository.h"
#include "server/database/reviewer_repository.h"

namespace soci {
class session;
}

namespace overread::workflow {

/// The reader as the rules of assignment see them now, and where they are.
struct Asking {
    qa::Reviewer reviewer;
    ReviewerRepository::Presence presence;
};
[[nodiscard]] Asking askingReviewer(soci::session& session, const UserId& reader, const std::vector<Role>& roles,
                                    Timestamp now);

/// Whether what waits is left to colleagues who are free and have done less (qa::isLeftToOthers). `first`: the tasks at
/// the front of the reviewer's queue, some or all.
[[nodiscard]] bool isLeftToColleagues(soci::session& session, const qa::Reviewer& asking,
                                      const std::vector<AssignmentRepository::Waiting>& first, Timestamp now);

}  // namespace overread::workflow
