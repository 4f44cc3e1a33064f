#include "qa/progression.h"

#include <algorithm>
#include <array>
#include <cmath>

namespace overread::qa {
namespace {

bool isMeasured(const Quantification& quantification) {
    return quantification.status == Quantification::Status::measured;
}

/// Absent: not looked at.
template <class T, class Rule>
std::optional<bool> met(const std::optional<T>& value, const Rule& rule) {
    return value ? std::optional{rule(*value)} : std::nullopt;
}

}  // namespace

bool grewByHalf(const Course& course) {
    if (!isMeasured(course.earlier) || !isMeasured(course.later)) return false;
    if (course.apart <= std::chrono::microseconds{0} || course.apart > rapidWithin) return false;
    const double before = course.earlier.involvement.totalPercent;
    const double after = course.later.involvement.totalPercent;
    const double noise = std::hypot(course.earlier.uncertaintyPercent, course.later.uncertaintyPercent);
    return after >= 1.5 * before && after - before > noise;
}

bool isRapidProgression(const Course& course, Grade earlierGrade, Grade laterReported, const ClinicalPicture& picture) {
    return grewByHalf(course) &&
           (laterReported <= earlierGrade || laterReported < gradeAfterProgression(laterReported, course, picture));
}

bool hasRespiratoryImpairment(const ClinicalPicture& picture) {
    return (picture.respiratoryRatePerMin && *picture.respiratoryRatePerMin >= 30) ||
           (picture.spo2Percent && *picture.spo2Percent <= 95) ||
           (picture.pao2Fio2Mmhg && *picture.pao2Fio2Mmhg <= 300);
}

Grade gradeAfterProgression(Grade byInvolvement, const Course& course, const ClinicalPicture& picture) {
    const bool raises =
        course.apart >= std::chrono::hours{24} && grewByHalf(course) && hasRespiratoryImpairment(picture);
    return raises ? std::max(byInvolvement, Grade::ct3) : byInvolvement;
}

FollowUpPicture followUpPictureOf(const Course& course, const Findings& later, const ClinicalPicture& picture) {
    FollowUpPicture seen;
    const bool isComparable = isMeasured(course.earlier) && isMeasured(course.later) &&
                              course.earlier.lungMl.total > 0 && course.later.lungMl.total > 0;
    if (isComparable) {
        const auto shareOf = [](double lesionMl, const Quantification& of) { return lesionMl / of.lungMl.total; };
        const double glass = shareOf(course.earlier.groundGlassMl, course.earlier);
        const double consolidation = shareOf(course.earlier.consolidationMl, course.earlier);
        const double consolidationLater = shareOf(course.later.consolidationMl, course.later);
        seen.lessGroundGlass = shareOf(course.later.groundGlassMl, course.later) < glass;
        seen.lessConsolidation = consolidationLater < consolidation || consolidationLater == 0;
    }
    const auto& warnings = course.later.warnings;
    const bool isMeasuredEffusion = std::find(warnings.begin(), warnings.end(), "effusion") != warnings.end();
    seen.effusion = later.effusion || isMeasuredEffusion;
    seen.temperatureC = picture.temperatureC;
    seen.spo2Percent = picture.spo2Percent;
    seen.crpTimesUpperNormal = picture.crpTimesUpperNormal;
    seen.leukocytesE9PerL = picture.leukocytesE9PerL;
    return seen;
}

Recovery recoveryOf(const FollowUpPicture& picture) {
    const std::array<std::optional<bool>, 8> criteria{
        picture.lessGroundGlass,
        met(picture.newZonesPercentOfSide, [](double percent) { return percent <= 25; }),
        picture.lessConsolidation,
        met(picture.effusion, [](bool effusion) { return !effusion; }),
        met(picture.temperatureC, [](double celsius) { return celsius < 37.0; }),
        met(picture.spo2Percent, [](double percent) { return percent > 96; }),
        met(picture.crpTimesUpperNormal, [](double times) { return times < 2; }),
        met(picture.leukocytesE9PerL, [](double cells) { return cells > 3.0; })};
    if (std::any_of(criteria.begin(), criteria.end(), [](const auto& each) { return each && !*each; }))
        return Recovery::notRecovering;
    return std::all_of(criteria.begin(), criteria.end(), [](const auto& each) { return each.has_value(); })
               ? Recovery::recovering
               : Recovery::unknown;
}

}  // namespace overread::qa
