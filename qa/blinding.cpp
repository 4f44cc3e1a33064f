#include "qa/blinding.h"

#include <algorithm>
#include <regex>

namespace overread::qa {

std::string blinded(const std::string& clinicalQuestion) {
    // "CT-2", "CT 2", "КТ2", "CT3-4"; the Cyrillic letters are two bytes each, so they stand as alternatives.
    static const std::regex grade("(CT|ct|Ct|КТ|Кт|кт)[ _-]*[0-4](-[0-4])?(?![0-9])");
    static const std::regex percent("[0-9]+([.,][0-9]+)?(-[0-9]+)? ?%");
    return std::regex_replace(std::regex_replace(clinicalQuestion, grade, "[...]"), percent, "[...]");
}

Timestamp toQuarterHour(Timestamp moment) {
    return std::chrono::floor<std::chrono::duration<std::int64_t, std::ratio<900>>>(moment);
}

int blindedAge(int ageYears) {
    return std::min(ageYears, 90);
}

}  // namespace overread::qa
