#pragma once
#include <array>
#include <optional>
#include <set>
#include <string>
#include <string_view>
#include <variant>

#include "core/domain/grade.h"
#include "core/domain/read.h"

namespace overread::client {

/// What has been answered so far on the form of a double read. Nothing is preselected: an answer that was not given is
/// absent here, and an incomplete form never becomes a read.
struct DoubleReadAnswers {
    std::optional<double> rightPercent;  ///< 0..100 of the right lung
    std::optional<double> leftPercent;
    std::optional<double> statedTotalPercent;  ///< where the reader overwrote the total
    std::optional<Grade> chosenGrade;          ///< where the reader chose one; else it is the percent's
    std::optional<GradeReason> gradeReason;
    bool findingsAnswered = false;  ///< "none" is an answer, an untouched line is not
    Findings findings;
    std::optional<ImageQuality> quality;
    std::set<std::string> qualityReasons;  ///< codes of qualityReasonCodes
    std::optional<int> confidence;         ///< 1 low .. 3 high
    std::string text;
    bool operator==(const DoubleReadAnswers&) const = default;
};

inline constexpr std::array<std::string_view, 5> qualityReasonCodes{"motion", "coverage", "noise", "artefact", "other"};

/// The questions in the order of thinking; a text is never compulsory.
enum class ReadQuestion {
    rightPercent,
    leftPercent,
    total,
    grade,
    gradeReason,
    findings,
    quality,
    qualityReasons,
    confidence,
    text
};

/// "31", "31.5" or "31,5" with or without a percent sign, 0..100, one digit after the point at most; none for any other
/// text.
[[nodiscard]] std::optional<double> parsePercent(std::string_view text);
/// As the reader would type it: "31", "31.5".
[[nodiscard]] std::string percentText(double percent);

/// The stated total, else that of the two sides by lung volume: a right lung has 53 % of the volume on average (before
/// the lock nobody may learn what was measured). To a tenth of a point: 25 % on both sides is exactly 25 %.
[[nodiscard]] std::optional<double> totalPercentOf(const DoubleReadAnswers& answers);
/// The grade of the total, none while the total is open.
[[nodiscard]] std::optional<Grade> gradeOfPercent(const DoubleReadAnswers& answers, const GradeLimits& limits);
/// The chosen grade, else the grade of the total.
[[nodiscard]] std::optional<Grade> gradeOf(const DoubleReadAnswers& answers, const GradeLimits& limits);
/// True where the chosen grade is not the percent's: then the form asks why.
[[nodiscard]] bool asksGradeReason(const DoubleReadAnswers& answers, const GradeLimits& limits);

/// The neighbouring grade whose limit is at most 3 points away, with the points.
struct NearLimit {
    double points = 0;
    Grade neighbour = Grade::ct0;
    bool operator==(const NearLimit&) const = default;
};
[[nodiscard]] std::optional<NearLimit> nearLimit(double totalPercent, const GradeLimits& limits);

/// The first question without an answer, none: the read is complete.
[[nodiscard]] std::optional<ReadQuestion> firstOpen(const DoubleReadAnswers& answers, const GradeLimits& limits);
[[nodiscard]] std::variant<DoubleRead, ReadQuestion> completed(const DoubleReadAnswers& answers,
                                                               const GradeLimits& limits);

}  // namespace overread::client
