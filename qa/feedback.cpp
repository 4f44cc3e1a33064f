#include "qa/feedback.h"

namespace overread::qa {

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
