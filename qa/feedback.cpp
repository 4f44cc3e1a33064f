#include "qa/feedback.h"

namespace overread::qa {

Timestamp toldAt(Timestamp settledAt, bool readsForOthers) {
    if (!readsForOthers) return settledAt;
    const auto today = Timestamp{std::chrono::floor<std::chrono::days>(settledAt)} + dailyBatchAt;
    return settledAt < today ? today : today + std::chrono::days{1};
}

bool isTold(Timestamp sentAt, Timestamp now) {
    return sentAt <= now;
}

Timestamp answerUntil(Timestamp sentAt, const Plan& plan) {
    return sentAt + plan.feedbackAnswer;
}

bool mayDispute(Timestamp sentAt, Timestamp now, const Plan& plan) {
    return now <= answerUntil(sentAt, plan);
}

bool imagesWillBeLookedAt(const Case& settled) {
    return settled.outcome && (*settled.outcome != Outcome::concordant || settled.greatCall);
}

}  // namespace overread::qa
