#pragma once
#include <optional>
#include <string>
#include <vector>

#include "core/domain/grade.h"
#include "core/domain/timestamp.h"
#include "core/wire/json_fwd.h"

namespace overread::wire {

/// What an outside service measured on the study of a case, beside ours.
struct OutsideResult {
    std::string id;
    std::string kind;  ///< "sr" or "seg"
    std::string service;
    std::string version;
    std::string reason;  ///< stable code why it was not taken; empty: it was
    std::string detail;
    std::optional<Grade> grade;
    std::optional<double> totalPercent;
    std::optional<double> rightPercent;
    std::optional<double> leftPercent;
    std::optional<double> pointsApart;  ///< its total less ours; none where we have no measurement
    std::optional<double> lesionDice;   ///< overlap with our masks, 0..1
    std::optional<double> lungDice;
    bool hasMasks = false;
    Timestamp receivedAt;
};

/// GET /api/v1/cases/{caseId}/outside-results (QA lead), of a settled case alone, the latest first.
struct OutsideResults {
    std::vector<OutsideResult> items;
};

OVERREAD_WIRE(OutsideResult)
OVERREAD_WIRE(OutsideResults)

}  // namespace overread::wire
