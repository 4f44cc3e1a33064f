#include "server/simulation/city/radiologists_desk.h"

#include "server/database/feedback_repository.h"
#include "server/workflow/answering.h"

namespace overread::simulation::city {
namespace {

enum Purpose : std::uint64_t { whenAnswered = 601, whatIsAnswered };

std::uint64_t keyOf(const CaseId& id) {
    return std::hash<std::string>{}(id.text());
}

}  // namespace

void RadiologistsDesk::expectFeedback(const CaseId& id) {
    Dice dice(seed_, whenAnswered, keyOf(id));
    if (!dice.chance(0.85)) return;
    const auto at = house_.now + std::chrono::minutes{10 + static_cast<int>(dice.exponential(12 * 60))};
    const std::lock_guard lock(mutex_);
    waiting_.emplace(at, id);
}

std::vector<CaseId> RadiologistsDesk::due() {
    std::vector<CaseId> now;
    const std::lock_guard lock(mutex_);
    const auto end = waiting_.upper_bound(house_.now);
    for (auto each = waiting_.begin(); each != end; ++each) now.push_back(each->second);
    waiting_.erase(waiting_.begin(), end);
    return now;
}

void RadiologistsDesk::answer(const CaseId& id) {
    house_.in(house_.app, [&](soci::session& session) {
        const auto feedback = FeedbackRepository{session}.findForCase(id);
        if (!feedback) return;
        Dice dice(seed_, whatIsAnswered, keyOf(id));
        const bool disputes = feedback->outcome == Outcome::significantDiscrepancy && dice.chance(0.05);
        if (disputes)
            (void)workflow::disputeFeedback(session, feedback->id, feedback->reporter, feedback->etag,
                                            "Is this not motion?", 0, house_.now);
        else
            (void)workflow::acknowledgeFeedback(session, feedback->id, feedback->reporter, feedback->etag, "",
                                                house_.now);
    });
}

}  // namespace overread::simulation::city
