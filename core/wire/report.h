#pragma once
#include <optional>
#include <string>

#include "core/domain/report.h"
#include "core/wire/json_fwd.h"

namespace overread::wire {

/// POST /api/v1/reports, by an integrator. The same study and reporter again is the next version (an amendment) unless
/// every field is equal, which is answered like the first time.
struct ReportSubmission {
    std::string studyInstanceUid;  ///< this or accessionNumber, or both
    std::string accessionNumber;
    std::string reporter;      ///< the radiologist's staff code; an unknown one is enrolled
    std::string reporterName;  ///< optional; kept in schema identity alone
    std::string facility;      ///< code
    Grade grade = Grade::ct0;
    std::optional<Involvement> involvement;
    Findings findings;
    ClinicalPicture clinicalPicture;
    std::optional<RoutingDecision> routing;
    bool statesPneumonia = false;
    std::string clinicalQuestion;
    std::string text;
    Timestamp signedAt;
};

/// 201, or 200 where nothing was new.
struct ReportReceipt {
    std::string reportId;
    int version = 1;
    bool imagesMatched = false;  ///< false: the report waits for its images
    bool amended = false;
};

OVERREAD_WIRE(ReportSubmission)
OVERREAD_WIRE(ReportReceipt)

}  // namespace overread::wire
