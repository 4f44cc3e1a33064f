#pragma once
#include "reports/feedback_letter.h"
#include "reports/learning_set.h"
#include "reports/quality_report.h"

/// Documents as a city makes them, with names and comments that try to be more than text.
namespace overread::reports::examples {

inline constexpr auto hostileText = "<img src=\"file:///etc/passwd\"><script>alert(1)</script> & \"drawing:0\"";

/// Of "=R-17", Олег <b>Ветров</b>: 36 double reads, too few to say anything; no peer review.
[[nodiscard]] QualityReport aReport();
/// The same as of a facility with enough reviews, whose radiologists are listed.
[[nodiscard]] QualityReport aDepartmentsReport();
[[nodiscard]] FeedbackLetter aLetter();
[[nodiscard]] LearningSet aLearningSet();

}  // namespace overread::reports::examples
