#pragma once
#include <optional>
#include <string>
#include <vector>

#include "core/domain/case.h"
#include "core/wire/page.h"

/// A reviewer's own answers beside what was settled, for their eyes alone.
namespace overread::wire {

/// GET /api/v1/me/reads. A hidden case stands among the others and looks like them.
struct OwnReadRow {
    std::string handle;  ///< opens the reveal
    std::string label;
    AssignmentKind kind = AssignmentKind::doubleRead;
    Timestamp lockedAt;          ///< rounded down to a quarter of an hour
    std::optional<Grade> grade;  ///< double read, and an arbiter's blind one
    std::optional<int> score;    ///< peer review, RADPEER 1..3
    Grade settledGrade = Grade::ct0;
};

/// GET /api/v1/me/pace: the last twelve months.
struct OwnPace {
    struct Hour {
        int hour = 0;  ///< 0..23, UTC, in which the answer was locked
        AssignmentKind kind = AssignmentKind::doubleRead;
        long n = 0;
        double medianMinutes = 0;
    };
    std::vector<Hour> hours;  ///< those with answers alone
    /// Minutes that the plan in force expects of one task.
    double doubleReadExpected = 0, peerReviewExpected = 0, arbitrationExpected = 0;
};

OVERREAD_WIRE(OwnReadRow)
OVERREAD_WIRE(OwnPace)
OVERREAD_WIRE(Page<OwnReadRow>)

}  // namespace overread::wire
