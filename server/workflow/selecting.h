#pragma once
#include <string>
#include <variant>

#include "core/domain/id.h"
#include "core/domain/review_request.h"
#include "core/domain/timestamp.h"
#include "server/workflow/refusal.h"

namespace soci {
class session;
}

namespace overread::workflow {

/// Job selectReport: draws for the report's newest version, keeps every draw, and opens a case or joins reasons to the
/// one that is there. Run twice it changes nothing the second time.
void selectReport(soci::session& session, const ReportId& report, Timestamp now);

/// Job judgeDiscrepancy: where the measurement contradicts the report, a reason joins the case or opens one.
void judgeDiscrepancy(soci::session& session, const ReportId& report, Timestamp now);

/// Judges the reports of the study anew, and those of the patient's studies shortly after it: whether one grew rapidly
/// hangs on both.
void judgeReportsOf(soci::session& session, const StudyId& study);

/// What somebody says who asks for a review.
struct ReviewWish {
    std::string reason;
    OnBehalfOf onBehalfOf = OnBehalfOf::self;
};
/// A head, a clinician or the reporter asks for a review. False: such a request stands already.
bool requestReview(soci::session& session, const ReportId& report, const UserId& asker, const ReviewWish& wish,
                   Timestamp now);

/// Ends a case of which nothing is locked, with its open tasks. Answers the new etag; NotNow: something is locked, or
/// the case has ended.
[[nodiscard]] std::variant<std::string, Unknown, StaleEtag, NotNow> cancelCase(soci::session& session, const CaseId& id,
                                                                               const UserId& lead,
                                                                               const std::string& etag,
                                                                               const std::string& reason,
                                                                               Timestamp now);

}  // namespace overread::workflow
