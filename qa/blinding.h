#pragma once
#include <string>

#include "core/domain/timestamp.h"

/// What is taken out of what a reviewer sees before the lock. trust.md, section 3.
namespace overread::qa {

/// The clinical question without grades and percentages ("control of CT-2" would tell the first verdict): each is
/// replaced by "[...]". Latin and Cyrillic spelling.
[[nodiscard]] std::string blinded(const std::string& clinicalQuestion);

/// Down to a quarter of an hour: an exact due time would tell when the report came.
[[nodiscard]] Timestamp toQuarterHour(Timestamp moment);

/// 90 and over is 90: so old are few.
[[nodiscard]] int blindedAge(int ageYears);

}  // namespace overread::qa
