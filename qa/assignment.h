#pragma once
#include <chrono>
#include <optional>
#include <set>
#include <string_view>
#include <vector>

#include "core/domain/case.h"
#include "core/domain/id.h"
#include "core/domain/role.h"
#include "core/domain/timestamp.h"
#include "qa/plan.h"

namespace overread::qa {

/// Who asks for a task.
struct Reviewer {
    UserId id;
    std::set<AssignmentKind> qualifications;
    bool available = true;                  ///< on shift and not paused
    std::chrono::minutes expectedToday{0};  ///< expected minutes of the tasks taken since midnight UTC
};

/// A task that waits, with what the rules must know of its case.
struct OpenTask {
    AssignmentId id;
    CaseId caseId;
    AssignmentKind kind = AssignmentKind::doubleRead;
    UserId reporter;
    std::set<UserId> formerReaders;     ///< who read this case in any task, and who said that they know it
    std::optional<UserId> reservedFor;  ///< moved to them by hand, or theirs to repeat
    bool isHidden = false;              ///< a settled case once more: nothing of it moves
    bool isRepeat = false;              ///< hidden, and for its first reader alone
};

/// What has happened between the reviewer and the reporter of the task.
struct Acquaintance {
    /// When the reporter last took a task about one of the reviewer's reports.
    std::optional<Timestamp> reporterReadReviewer;
    /// When the reporter's read of one of the reviewer's reports was last settled as a significant discrepancy.
    std::optional<Timestamp> reporterFoundSignificant;
};

/// Expected minutes of what somebody has done in a shift, and for how long they have been on it.
struct Load {
    double minutes = 0;
    std::chrono::seconds onShift{0};

    [[nodiscard]] double perHour() const;
};

/// The tasks that the reviewer who asks could be given, as far as they were counted.
struct Waiting {
    int tasks = 0;
    std::optional<Timestamp> oldestSince;  ///< when the oldest of them was added
    /// One of them was moved to the reviewer who asks, by hand. Their repeats wait like any other task: that one is
    /// among them must not show.
    bool isReserved = false;
};

/// How long a new task is left to those who have done less.
constexpr std::chrono::minutes leftToOthersFor{10};
/// Who finished nothing for longer than this is not counted as free, whatever the roster says: they may be at lunch.
constexpr std::chrono::minutes atWorkWithin{30};

enum class Refusal {
    reservedForAnother,
    isReporter,
    isFormerReader,
    notQualified,
    notAvailable,
    reviewEachOther,
    pauseAfterSignificant,
    shiftIsFull
};
}  // namespace overread::qa

template <>
struct overread::Names<overread::qa::Refusal> {
    static constexpr auto table = std::to_array<std::pair<overread::qa::Refusal, std::string_view>>(
        {{overread::qa::Refusal::reservedForAnother, "reservedForAnother"},
         {overread::qa::Refusal::isReporter, "isReporter"},
         {overread::qa::Refusal::isFormerReader, "isFormerReader"},
         {overread::qa::Refusal::notQualified, "notQualified"},
         {overread::qa::Refusal::notAvailable, "notAvailable"},
         {overread::qa::Refusal::reviewEachOther, "reviewEachOther"},
         {overread::qa::Refusal::pauseAfterSignificant, "pauseAfterSignificant"},
         {overread::qa::Refusal::shiftIsFull, "shiftIsFull"}});
};

namespace overread::qa {

/// What an account's roles entitle to: reviewers give double reads and peer reviews, arbiters settle. `narrowed` is
/// what was recorded of the person; none: the roles alone.
[[nodiscard]] std::set<AssignmentKind> qualificationsOf(
    const std::vector<Role>& roles, const std::optional<std::set<AssignmentKind>>& narrowed = std::nullopt);

/// How far back the acquaintance has to be known: the longer pause, and a month for a finished task to be settled.
[[nodiscard]] Timestamp acquaintanceSince(Timestamp now, const Plan& plan);

/// First reason why the reviewer may not take the task, in the order of product.md, section 4; none: they may. A task
/// that is reserved is nobody else's; a hidden repeat has been read by its reader, and that is its point.
[[nodiscard]] std::optional<Refusal> refusalOf(const Reviewer& reviewer, const OpenTask& task,
                                               const Acquaintance& acquaintance, const Plan& plan, Timestamp now);

/// An even load by expected minutes: where fewer tasks wait than colleagues are free who have done less in their shift,
/// the tasks are theirs, and whoever has done more gets none of them for now. What nobody took within `leftToOthersFor`
/// goes to anybody, and where there is enough for all nobody waits.
[[nodiscard]] bool mayBeLeftToOthers(const Waiting& waiting, Timestamp now);  ///< whoever the others are
[[nodiscard]] bool isLeftToOthers(const Load& own, const std::vector<Load>& freeColleagues, const Waiting& waiting,
                                  Timestamp now);

}  // namespace overread::qa
