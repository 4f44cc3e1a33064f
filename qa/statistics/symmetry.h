#pragma once
#include <optional>

#include "qa/statistics/agreement.h"

namespace overread::qa::statistics {

struct ChiSquareTest {
    double chiSquare = 0;
    int degreesOfFreedom = 0;
    double p = 1;
};

/// Bowker's test: are disagreements as often above as below the diagonal? Pairs of empty cells count no degree of
/// freedom. None where every disagreement is absent.
[[nodiscard]] std::optional<ChiSquareTest> bowker(const Table& table);

/// Stuart-Maxwell test of equal margins: does one rater grade higher? Categories that neither used, and such with equal
/// and fully shared margins, are left out. None where no test remains.
[[nodiscard]] std::optional<ChiSquareTest> stuartMaxwell(const Table& table);

}  // namespace overread::qa::statistics
