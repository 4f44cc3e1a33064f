#pragma once
#include "core/domain/id.h"
#include "core/domain/timestamp.h"

namespace soci {
class session;
}

namespace overread::workflow {

/// Job selectReport: draws for the report's newest version, keeps every draw, and opens a case or joins reasons to the
/// one that is there. Run twice it changes nothing the second time.
void selectReport(soci::session& session, const ReportId& report, Timestamp now);

/// Job judgeDiscrepancy: where the measurement contradicts the report, a reason joins the case or opens one.
void judgeDiscrepancy(soci::session& session, const ReportId& report, Timestamp now);

/// A head, a clinician or the reporter asks for a review. False: such a request stands already.
bool requestReview(soci::session& session, const ReportId& report, const UserId& asker, Timestamp now);

}  // namespace overread::workflow
