#include "server/workflow/asking_reviewer.h"

#include "server/database/reviewer_repository.h"

namespace overread::workflow {

qa::Reviewer askingReviewer(soci::session& session, const UserId& reader, const std::vector<Role>& roles,
                            Timestamp now) {
    const ReviewerRepository reviewers{session};
    return {reader, qa::qualificationsOf(roles, reviewers.qualificationsOf(reader)), reviewers.isAvailable(reader, now),
            reviewers.expectedSince(reader, std::chrono::floor<std::chrono::days>(now))};
}

}  // namespace overread::workflow
