#pragma once
#include <optional>
#include <vector>

#include "core/domain/timestamp.h"

namespace overread::qa {

/// What one hidden task showed.
struct HiddenResult {
    Timestamp lockedAt;
    std::optional<int> gradesApart;   ///< own grade minus the settled one; none for a peer review
    std::optional<bool> saidTheSame;  ///< of a repeat: as the first time
};

/// One or more whole weeks, Monday to Monday (UTC), `to` not belonging.
struct HiddenWeek {
    Timestamp from;
    Timestamp to;
    long cases = 0;
    long sameGrade = 0;
    long withinOne = 0;
    long graded = 0;       ///< cases with a grade
    long gradesApart = 0;  ///< summed with its sign
    long repeats = 0;
    long repeatsSame = 0;
    [[nodiscard]] double meanGradesApart() const {
        return graded == 0 ? 0 : static_cast<double>(gradesApart) / static_cast<double>(graded);
    }
};

/// Fewer hidden tasks than this in a week would tell which they were: the week joins the next one.
constexpr long leastInAWeek = 5;

/// Sums of whole weeks that are over, the earliest first. What is too little to be shown waits for the weeks to come.
[[nodiscard]] std::vector<HiddenWeek> weeklySums(const std::vector<HiddenResult>& results, Timestamp now);
[[nodiscard]] HiddenWeek totalOf(const std::vector<HiddenWeek>& weeks);

}  // namespace overread::qa
