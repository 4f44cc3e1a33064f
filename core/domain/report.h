#pragma once
#include <optional>
#include <string>

#include "core/domain/clinical_picture.h"
#include "core/domain/findings.h"
#include "core/domain/grade.h"
#include "core/domain/id.h"
#include "core/domain/routing.h"
#include "core/domain/timestamp.h"

namespace overread {

/// One version of the radiologist's report of a study; a later version amends it. It names its study by the study UID,
/// by the accession number or by both; at least one is not empty.
struct Report {
    ReportId id;
    int version = 1;  ///< 1, 2, ...
    std::string studyInstanceUid;
    std::string accessionNumber;
    UserId reporter;
    std::string facility;
    Grade grade = Grade::ct0;
    std::optional<Involvement> involvement;
    Findings findings;
    ClinicalPicture clinicalPicture;
    std::optional<RoutingDecision> routing;
    bool statesPneumonia = false;  ///< the text says viral pneumonia whatever the grade
    std::string clinicalQuestion;
    std::string text;
    Timestamp signedAt;
};

/// A report of viral pneumonia, which must be read a second time: CT-1 or worse, or so stated.
[[nodiscard]] inline bool isPneumonia(const Report& report) {
    return report.grade >= Grade::ct1 || report.statesPneumonia;
}

}  // namespace overread
