#pragma once
#include <QString>
#include <string>
#include <string_view>

#include "core/domain/case.h"
#include "core/domain/findings.h"
#include "core/domain/grade.h"
#include "core/domain/radpeer.h"
#include "core/domain/read.h"
#include "core/domain/routing.h"
#include "core/domain/timestamp.h"
#include "reviewer-client/api/failure.h"

/// The domain's values in the reader's language.
namespace overread::client::words {

[[nodiscard]] QString of(Grade grade);
[[nodiscard]] QString of(AssignmentKind kind);
[[nodiscard]] QString of(ImageQuality quality);
[[nodiscard]] QString of(const Findings& findings);  ///< "ground glass, effusion; peripheral" or "none"
[[nodiscard]] QString of(GradeReason reason);
[[nodiscard]] QString of(Outcome outcome);
[[nodiscard]] QString ofQualityReason(std::string_view code);
[[nodiscard]] QString ofConfidence(int confidence);
[[nodiscard]] QString consequenceOf(Grade grade);
[[nodiscard]] QString of(const Failure& failure);  ///< why, for the middle of a sentence
[[nodiscard]] QString ofAsideReason(const std::string& code);
[[nodiscard]] QString timeOfDay(Timestamp moment);   ///< "16:05", local time
[[nodiscard]] QString dayAndTime(Timestamp moment);  ///< "24 Nov 2026, 16:05"
[[nodiscard]] QString day(Timestamp moment);         ///< "24 Nov 2026"
[[nodiscard]] QString number(double value);          ///< one digit after the point at most: "31", "31.5"
[[nodiscard]] QString percent(double value);         ///< "31 %" with a narrow space
[[nodiscard]] QString ofRule(const std::string& code, double pointsApart);

}  // namespace overread::client::words
