#include "server/workflow/asking_reviewer.h"

#include <algorithm>

namespace overread::workflow {

Asking askingReviewer(soci::session& session, const UserId& reader, const std::vector<Role>& roles, Timestamp now) {
    const auto standing =
        ReviewerRepository{session}.standingOf(reader, std::chrono::floor<std::chrono::days>(now), now);
    return {{reader, qa::qualificationsOf(roles, standing.qualifications), standing.presence.isAvailable(),
             standing.expected},
            standing.presence};
}

bool isLeftToColleagues(soci::session& session, const qa::Reviewer& asking,
                        const std::vector<AssignmentRepository::Waiting>& first, Timestamp now) {
    constexpr int moreThanColleagues = 500;
    // One at the front that waits for long is enough: with much to do, which is when many ask, nothing is counted.
    qa::Waiting atTheFront{static_cast<int>(first.size()), std::nullopt, false};
    for (const auto& each : first) {
        atTheFront.oldestSince = std::min(atTheFront.oldestSince.value_or(each.since), each.since);
        atTheFront.isReserved = atTheFront.isReserved || (each.task.reservedFor && !each.task.isHidden);
    }
    if (!qa::mayBeLeftToOthers(atTheFront, now)) return false;
    const auto waiting =
        AssignmentRepository{session}.waitingSince(asking.qualifications, asking.id, moreThanColleagues);
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
