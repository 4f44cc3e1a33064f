#include "qa/assignment.h"

#include <algorithm>

namespace overread::qa {
namespace {

struct Question {
    const Reviewer& reviewer;
    const OpenTask& task;
    const Acquaintance& acquaintance;
    const Plan& plan;
    Timestamp now;
};
using Answered = std::optional<Refusal>;

Answered refuseIf(bool condition, Refusal refusal) {
    return condition ? Answered{refusal} : std::nullopt;
}

bool isWithin(const std::optional<Timestamp>& moment, std::chrono::hours pause, Timestamp now) {
    return moment && now - *moment < pause;
}

Answered notReservedForAnother(const Question& q) {
    return refuseIf(q.task.reservedFor && *q.task.reservedFor != q.reviewer.id, Refusal::reservedForAnother);
}

Answered notTheReporter(const Question& q) {
    return refuseIf(q.reviewer.id == q.task.reporter, Refusal::isReporter);
}

Answered notAFormerReader(const Question& q) {
    return refuseIf(!q.task.isRepeat && q.task.formerReaders.contains(q.reviewer.id), Refusal::isFormerReader);
}

Answered qualified(const Question& q) {
    return refuseIf(!q.reviewer.qualifications.contains(q.task.kind), Refusal::notQualified);
}

Answered available(const Question& q) {
    return refuseIf(!q.reviewer.available, Refusal::notAvailable);
}

Answered notEachOther(const Question& q) {
    return refuseIf(isWithin(q.acquaintance.reporterReadReviewer, q.plan.mutualReviewPause, q.now),
                    Refusal::reviewEachOther);
}

Answered notInRevenge(const Question& q) {
    return refuseIf(isWithin(q.acquaintance.reporterFoundSignificant, q.plan.afterSignificantPause, q.now),
                    Refusal::pauseAfterSignificant);
}

// Keeps one who reads through the night from taking the share of others; within a shift isLeftToOthers spreads the
// load.
Answered shiftHasRoom(const Question& q) {
    return refuseIf(q.reviewer.expectedToday + expectedMinutes(q.task.kind, q.plan) > q.plan.shiftLimit,
                    Refusal::shiftIsFull);
}

}  // namespace

std::set<AssignmentKind> qualificationsOf(const std::vector<Role>& roles,
                                          const std::optional<std::set<AssignmentKind>>& narrowed) {
    std::set<AssignmentKind> kinds;
    for (const auto role : roles) {
        if (role == Role::reviewer) kinds.insert({AssignmentKind::doubleRead, AssignmentKind::peerReview});
        if (role == Role::arbiter) kinds.insert(AssignmentKind::arbitration);
    }
    if (narrowed) std::erase_if(kinds, [&](AssignmentKind kind) { return !narrowed->contains(kind); });
    return kinds;
}

Timestamp acquaintanceSince(Timestamp now, const Plan& plan) {
    return now - std::max(plan.mutualReviewPause, plan.afterSignificantPause) - std::chrono::days{31};
}

std::optional<Refusal> refusalOf(const Reviewer& reviewer, const OpenTask& task, const Acquaintance& acquaintance,
                                 const Plan& plan, Timestamp now) {
    const Question question{reviewer, task, acquaintance, plan, now};
    for (const auto rule : {notReservedForAnother, notTheReporter, notAFormerReader, qualified, available, notEachOther,
                            notInRevenge, shiftHasRoom})
        if (const auto refusal = rule(question)) return refusal;
    return std::nullopt;
}

double Load::perHour() const {
    // A shift that has just begun would make a reader of one task the busiest of all.
    return minutes /
           std::chrono::duration<double, std::ratio<3600>>(std::max(onShift, std::chrono::seconds{3600})).count();
}

bool mayBeLeftToOthers(const Waiting& waiting, Timestamp now) {
    return !waiting.isReserved && waiting.oldestSince && now - *waiting.oldestSince < leftToOthersFor;
}

bool isLeftToOthers(const Load& own, const std::vector<Load>& freeColleagues, const Waiting& waiting, Timestamp now) {
    if (!mayBeLeftToOthers(waiting, now)) return false;
    const auto behind = std::count_if(freeColleagues.begin(), freeColleagues.end(),
                                      [&](const Load& load) { return load.perHour() < own.perHour(); });
    return waiting.tasks <= behind;
}

}  // namespace overread::qa
