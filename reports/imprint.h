#pragma once
#include <string>

#include "core/domain/timestamp.h"
#include "reports/language.h"

namespace overread::reports {

/// What stands on every document beside its content.
struct Imprint {
    std::string banner;   ///< legal note of the house; empty: the usual one
    std::string purpose;  ///< stable code of why it was made: see purposes()
    Timestamp madeAt;
};

/// "Quality assurance; not for primary diagnosis. Confidential peer review.", or the house's own words after it.
[[nodiscard]] std::string bannerOf(const Imprint& imprint, Language language);
/// "Made 24 Nov 2026, 16:05 UTC for: quality review."
[[nodiscard]] std::string madeText(const Imprint& imprint, Language language);
/// qualityReview, talk, teaching, inspection, ownRecord, feedback
[[nodiscard]] bool isPurpose(const std::string& code);

}  // namespace overread::reports
