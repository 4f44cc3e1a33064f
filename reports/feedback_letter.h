#pragma once
#include <optional>
#include <string>

#include "core/wire/dispute.h"
#include "reports/document.h"
#include "reports/imprint.h"

namespace overread::reports {

/// What the reporter of a case is written about it: their report, the settled answer, what differs, the slice, the
/// comment, and what they may do. No reviewer is named, and no patient.
struct FeedbackLetter {
    wire::FeedbackDetail detail;
    std::string reporterName;
    std::string facility;
    Timestamp reportedAt;
    std::optional<Drawing> slice;  ///< the discrepant one with its masks outlined, where pictures were made
    Imprint imprint;
};

[[nodiscard]] Document documentOf(const FeedbackLetter& letter, Language language);

}  // namespace overread::reports
