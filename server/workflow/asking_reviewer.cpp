#include "server/workflow/asking_reviewer.h"

#include "server/database/assignment_repository.h"
#include "server/database/reviewer_repository.h"

namespace overread::workflow {

qa::Reviewer askingReviewer(soci::session& session, const UserId& reader, const std::vector<Role>& roles,
                            Timestamp now) {
    const ReviewerRepository reviewers{session};
    return {reader, qa::qualificationsOf(roles, reviewers.qualificationsOf(reader)), reviewers.isAvailable(reader, now),
            reviewers.expectedSince(reader, std::chrono::floor<std::chrono::days>(now))};
}

bool isLeftToColleagues(soci::session& session, const qa::Reviewer& asking, Timestamp now) {
    constexpr int moreThanColleagues = 500;
    const auto waiting =
        AssignmentRepository{session}.waitingSince(asking.qualifications, asking.id, moreThanColleagues);
    // With much to do, which is when many ask, nobody's load has to be known.
    if (!qa::mayBeLeftToOthers(waiting, now) || waiting.tasks == moreThanColleagues) return false;
    std::optional<qa::Load> own;
    std::vector<qa::Load> free;
    for (const auto& each : ReviewerRepository{session}.atWork(asking.qualifications, now - qa::atWorkWithin, now)) {
        if (each.reviewer == asking.id)
            own = each.load;
        else if (each.isFree)
            free.push_back(each.load);
    }
    return own && qa::isLeftToOthers(*own, free, waiting, now);
}

}  // namespace overread::workflow
