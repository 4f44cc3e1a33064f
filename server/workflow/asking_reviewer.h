#pragma once
#include <vector>

#include "core/domain/role.h"
#include "qa/assignment.h"

namespace soci {
class session;
}

namespace overread::workflow {

/// The reader as the rules of assignment see them now.
[[nodiscard]] qa::Reviewer askingReviewer(soci::session& session, const UserId& reader, const std::vector<Role>& roles,
                                          Timestamp now);

/// Whether what waits is left to colleagues who are free and have done less (qa::isLeftToOthers).
[[nodiscard]] bool isLeftToColleagues(soci::session& session, const qa::Reviewer& asking, Timestamp now);

}  // namespace overread::workflow
