#pragma once
#include <map>
#include <string>
#include <vector>

#include "core/domain/timestamp.h"
#include "core/wire/one_way.h"
#include "core/wire/page.h"

/// Plans as the QA lead sees and writes them. Settings go by the names of server/workflow/plan_store.cpp.
namespace overread::wire {

using PlanSettings = std::map<std::string, double>;

struct PlanChange {
    std::string setting;
    double from = 0;
    double to = 0;
};

/// GET /api/v1/plans (QA lead), newest first; POST /api/v1/plans answers 201 with the new one.
struct PlanRow {
    int version = 0;
    Timestamp startsAt;
    Timestamp createdAt;
    std::string createdBy;  ///< empty: the installation
    std::string reason;
    bool inForce = false;
    PlanSettings settings;
    std::vector<PlanChange> changes;  ///< against the version before
};

/// Body of POST /api/v1/plans/preview: what is not named stays as it is in force.
struct PlanDraft {
    PlanSettings settings;
};

/// What a draft would mean, from the reports of the last days.
struct PlanPreview {
    std::string problem;  ///< why it cannot come into force; empty: it can, and the rest is filled
    PlanSettings settings;
    std::vector<PlanChange> changes;
    std::string previewed;  ///< goes back with POST /api/v1/plans: these very values were looked at
    struct Basis {
        double days = 0;
        long reports = 0;
        long mandatory = 0;
        long others = 0;
        long reporters = 0;
    } basis;
    struct PerDay {
        double doubleReads = 0;
        double peerReviews = 0;
        double arbitrations = 0;
        double hidden = 0;
        double minutes = 0;
    } perDay;
    int readersAtSixHours = 0;
    double mixedInShareOfQueue = 0;  ///< of the double reads: not there because the report says pneumonia
    double guessRightShare = 0;      ///< how often "this was reported as pneumonia" is right there
};

/// Body of POST /api/v1/plans.
struct NewPlan {
    PlanSettings settings;
    Timestamp startsAt;
    std::string reason;
    std::string previewed;
    int follows = 0;  ///< the version that was in the editor: another one may have come first
};

OVERREAD_ANSWER(PlanRow)
OVERREAD_ANSWER(Page<PlanRow>)
OVERREAD_REQUEST(PlanDraft)
OVERREAD_ANSWER(PlanPreview)
OVERREAD_REQUEST(NewPlan)

}  // namespace overread::wire
