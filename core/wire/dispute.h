#pragma once
#include <optional>
#include <string>

#include "core/domain/case.h"
#include "core/domain/panel.h"
#include "core/domain/review_request.h"
#include "core/wire/assignment.h"
#include "core/wire/one_way.h"
#include "core/wire/page.h"

/// What is said against a settlement or asked of quality assurance, and what becomes of it.
namespace overread::wire {

/// GET /api/v1/feedback/{feedbackId} (radiologist, own alone)
struct FeedbackDetail {
    FeedbackRow row;
    ReviewedReport report;  ///< the own version that was judged
    /// What was read where the grade was settled, by nobody in particular; none after a peer review.
    std::optional<Involvement> settledInvolvement;
    std::optional<Findings> settledFindings;
    std::string rule;  ///< stable code of the rule that decided
    double pointsApart = 0;
};

/// GET /api/v1/feedback-summary (radiologist): what was sent since the first of the month, in UTC.
struct FeedbackSummary {
    Timestamp since;
    long cases = 0;
    long concordant = 0;
    long greatCalls = 0;
    long unseen = 0;  ///< of all that was ever sent
    Timestamp asOf;
};

/// Body of POST /api/v1/cases/{caseId}/cancellation
struct CaseCancellation {
    std::string reason;
};

/// GET /api/v1/reports: to ask for a review. Says nothing of an open case.
struct ReportRow {
    std::string reportId;
    std::string accessionNumber;  ///< the reporter's own reports alone; empty else
    std::string reporter;         ///< staff code
    std::string reporterName;
    std::string facility;
    Grade grade = Grade::ct0;
    Timestamp signedAt;
    bool reviewRequested = false;
};

/// Body of POST /api/v1/reports/{reportId}/review-request
struct ReviewRequest {
    std::string reason;
    OnBehalfOf onBehalfOf = OnBehalfOf::self;
};

OVERREAD_ANSWER(Page<DisputeRow>)
OVERREAD_ANSWER(FeedbackDetail)
OVERREAD_ANSWER(FeedbackSummary)
OVERREAD_REQUEST(CaseCancellation)
OVERREAD_ANSWER(ReportRow)
OVERREAD_ANSWER(Page<ReportRow>)
OVERREAD_REQUEST(ReviewRequest)

}  // namespace overread::wire
