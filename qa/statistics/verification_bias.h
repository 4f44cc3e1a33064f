#pragma once
#include <optional>
#include <vector>

#include "qa/statistics/interval.h"
#include "qa/statistics/rates.h"

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

/// The same from reviews that were drawn with known probabilities; `events` of the bands are the diseased. The share of
/// diseased on each side of the test has the interval of weightedRate(); both are carried to the answer by squaring and
/// adding how far each alone moves it (Zou and Donner, Statistics in Medicine 27, 2008), so that a side without a case
/// found still says how many it may hide. None where a side was never looked at: what it hides cannot be known.
[[nodiscard]] CorrectedAccuracy correctedAccuracy(const std::vector<WeightBand>& testPositive,
                                                  const std::vector<WeightBand>& testNegative);

}  // namespace overread::qa::statistics
