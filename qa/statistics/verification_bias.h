#pragma once
#include <optional>

#include "qa/statistics/interval.h"

namespace overread::qa::statistics {

/// What became of the reports with one result of the test: verified by a settled grade, or not looked at.
struct Verified {
    double diseased = 0;
    double healthy = 0;
    double unverified = 0;
};

/// Sensitivity and specificity where positives are verified more often than negatives, corrected as Begg and Greenes
/// (Biometrics 39, 1983) do: verification depends on the result alone. Intervals on the logit scale by the delta
/// method.
struct CorrectedAccuracy {
    std::optional<Estimate> sensitivity;
    std::optional<Estimate> specificity;
    std::optional<double> naiveSensitivity;  ///< of the verified alone: the figure that misleads
    std::optional<double> naiveSpecificity;
};
[[nodiscard]] CorrectedAccuracy correctedAccuracy(const Verified& testPositive, const Verified& testNegative);

}  // namespace overread::qa::statistics
