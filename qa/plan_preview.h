#pragma once
#include <vector>

#include "qa/plan.h"

namespace overread::qa {

/// What came in over the last days: what a draft of a plan is tried on.
struct Volumes {
    double days = 0;                          ///< over 0, or nothing is known
    long mandatory = 0;                       ///< reports of viral pneumonia
    std::vector<long> othersPerReporter;      ///< reports without it, one number a radiologist
    long flagged = 0;                         ///< CT-0 reports that the measurement contradicted
    double discordantShareOfDoubleReads = 0;  ///< that went to an arbiter, 0..1
    double discordantShareOfPeerReviews = 0;
};

/// What the plan would ask of the readers each day, and what a reader could guess.
struct PlanForecast {
    double doubleReads = 0;
    double peerReviews = 0;
    double arbitrations = 0;
    double hidden = 0;  ///< tasks of both queues that show a settled case again
    double minutes = 0;
    int readersAtSixHours = 0;
    double mixedInShareOfQueue = 0;  ///< of the double reads: not there because the report says pneumonia
    double guessRightShare = 0;      ///< how often "this was reported as pneumonia" is right there; 0 without any
};
[[nodiscard]] PlanForecast forecastOf(const Plan& plan, const Volumes& volumes);

}  // namespace overread::qa
