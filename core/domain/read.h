#pragma once
#include <optional>
#include <string>
#include <vector>

#include "core/domain/findings.h"
#include "core/domain/grade.h"
#include "core/domain/id.h"
#include "core/domain/named.h"
#include "core/domain/timestamp.h"

namespace overread {

enum class ImageQuality { diagnostic, limited, notDiagnostic };
template <>
struct Names<ImageQuality> {
    static constexpr auto table =
        std::to_array<std::pair<ImageQuality, std::string_view>>({{ImageQuality::diagnostic, "diagnostic"},
                                                                  {ImageQuality::limited, "limited"},
                                                                  {ImageQuality::notDiagnostic, "notDiagnostic"}});
};

/// Why the stated grade is not the one of the stated percent.
enum class GradeReason { grewByHalf, clinicalPicture, other };
template <>
struct Names<GradeReason> {
    static constexpr auto table =
        std::to_array<std::pair<GradeReason, std::string_view>>({{GradeReason::grewByHalf, "grewByHalf"},
                                                                 {GradeReason::clinicalPicture, "clinicalPicture"},
                                                                 {GradeReason::other, "other"}});
};

/// A blind interpretation of the images: of a double read, or the blind first part of an arbitration. What was not
/// answered is absent: nothing is preselected that a statistic will use.
struct DoubleRead {
    Grade grade = Grade::ct0;
    std::optional<GradeReason> gradeReason;  ///< required where the grade is not that of the total percent
    Involvement involvement;
    Findings findings;
    ImageQuality quality = ImageQuality::diagnostic;
    std::vector<std::string> qualityReasons;
    int confidence = 3;  ///< 1 low .. 3 high
    std::string text;
};

}  // namespace overread
