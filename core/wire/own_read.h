#pragma once
#include <optional>
#include <string>

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

OVERREAD_WIRE(OwnReadRow)
OVERREAD_WIRE(Page<OwnReadRow>)

}  // namespace overread::wire
