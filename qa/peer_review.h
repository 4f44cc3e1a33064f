#pragma once
#include <optional>

#include "core/domain/case.h"
#include "core/domain/radpeer.h"
#include "qa/double_read.h"

namespace overread::qa {

/// First thing that is wrong with a review; none: it may be locked. Significance stands exactly with 2 and 3; 2b, 3a
/// and 3b need a comment; a concurrence has no kind of error.
[[nodiscard]] std::optional<ReadProblem> problemOf(const PeerReview& review);

/// What the review alone says of the report: 1 concordant, 2a insignificant, 2b, 3a and 3b significant (these go to
/// arbitration: overread::needsArbitration).
[[nodiscard]] Outcome outcomeOf(const PeerReview& review);

}  // namespace overread::qa
