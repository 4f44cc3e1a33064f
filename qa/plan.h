#pragma once
#include <array>
#include <chrono>
#include <cstdint>
#include <optional>
#include <string>

#include "core/domain/case.h"
#include "core/domain/grade.h"
#include "core/domain/grade_basis.h"

namespace overread::qa {

/// Key of the draws, 256 bit. It never leaves the server: who knows it can foretell which reports are picked.
using PlanSecret = std::array<std::uint8_t, 32>;

/// What a plan decides. A plan is never changed, only followed by the next version, and every selection names its
/// version. Defaults: product.md, sections 2 to 5. Shares and rates are 0..1.
struct Plan {
    int version = 1;
    PlanSecret secret{};  ///< from the keeper of the plan; all zero is refused by problemOf

    GradeLimits limits;
    double readersLimitPoints = 12;  ///< limits of agreement of two readers on the total involvement, in points

    double randomRate = 0.05;           ///< of each reporter's reports without pneumonia: peer reviews
    int floorPerReporterAndPeriod = 5;  ///< the rate is raised until this many are expected; 0: no floor
    /// Of the queue of double reads: what is not there because the report says pneumonia, so that a double read does
    /// not tell. The hidden share is part of it; random reports without pneumonia are the rest.
    double mixedInShare = 0.10;
    double concordantInArbitrationShare = 0.05;
    /// First reports of a radiologist that are all reviewed. 0: nobody is new, as on the day when a system starts whose
    /// radiologists have been reporting for years.
    int newReporterReports = 0;
    double quantifiedShare = 1;  ///< of the studies that are measured

    /// Of the tasks in a queue that show a settled case once more: to calibrate readers and to see whether they repeat
    /// themselves.
    double hiddenShare = 0.03;
    double calibrationShare = 0.02;                  ///< of settled pneumonias, shown to others
    double calibrationShareWithoutPneumonia = 0.20;  ///< of settled CT-0: there are few, and the queue needs them
    double repeatShare = 0.05;                       ///< of settled cases, shown to the same reader again
    std::chrono::hours hiddenAfter{14 * 24};         ///< until a case may be shown again

    bool worseLungDecides = false;  ///< the grade of a measurement: by the worse lung in place of the total

    std::chrono::minutes doubleReadDue{120};
    std::chrono::minutes arbitrationDueWhereRoutingMayChange{120};
    std::chrono::minutes arbitrationDue{24 * 60};
    std::chrono::minutes peerReviewDue{5 * 24 * 60};

    std::chrono::minutes leaseLength{30};
    std::chrono::hours mutualReviewPause{7 * 24};  ///< no pair of people reviews each other within this time
    std::chrono::hours afterSignificantPause{14 *
                                             24};  ///< before reviewing who found a significant discrepancy with me
    std::chrono::minutes shiftLimit{8 * 60};       ///< expected reading minutes that one reviewer gets in a day
    std::chrono::minutes doubleReadMinutes{9};     ///< expected time of one task
    std::chrono::minutes peerReviewMinutes{4};
    std::chrono::minutes arbitrationMinutes{12};

    std::array<std::chrono::minutes, 3> alertLadder{std::chrono::minutes{30}, std::chrono::minutes{60},
                                                    std::chrono::minutes{120}};  ///< after the alert was raised
    std::chrono::hours feedbackAnswer{5 * 24};                                   ///< to acknowledge or dispute
};

/// First thing that is wrong with the plan, in a sentence for the QA lead; none: it may come into force.
[[nodiscard]] std::optional<std::string> problemOf(const Plan& plan);

[[nodiscard]] inline GradeBasis gradeBasis(const Plan& plan) {
    return plan.worseLungDecides ? GradeBasis::worseLung : GradeBasis::total;
}

/// Minutes that a task is expected to take its reader.
[[nodiscard]] std::chrono::minutes expectedMinutes(AssignmentKind kind, const Plan& plan);

}  // namespace overread::qa
