#pragma once
#include <string>
#include <vector>

#include "core/wire/learning_session.h"
#include "reports/document.h"
#include "reports/imprint.h"

namespace overread::reports {

/// The cases of a learning session on paper: first each case with its slice and room for a grade, then the answers on
/// a page of their own. Without names, places, dates of the studies and identifiers.
struct LearningSet {
    std::string title;
    Timestamp heldAt;
    struct Case {
        wire::LearningSession::LearningCase settled;
        std::optional<Drawing> slice;  ///< without masks: they would tell
    };
    std::vector<Case> cases;
    Imprint imprint;
};

[[nodiscard]] Document documentOf(const LearningSet& set, Language language);
[[nodiscard]] std::string toCsv(const LearningSet& set, Language language);

}  // namespace overread::reports
