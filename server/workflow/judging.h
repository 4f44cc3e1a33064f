#pragma once
#include "core/domain/id.h"
#include "core/domain/timestamp.h"

namespace soci {
class session;
}

namespace overread::workflow {

/// Job decideConcordance, after a locked read or review: concordant, settled by the rule, or on to an arbiter; asks for
/// the double read where a stricter reason joined during a peer review. A case that is past this step is left alone.
void decideConcordance(soci::session& session, const CaseId& qaCase, Timestamp now);

/// Job closeCase: closes a concordant or settled case, raises the alert where the routing changes upward, and sends the
/// reporter their feedback. A case that is past this step is left alone.
void closeCase(soci::session& session, const CaseId& qaCase, Timestamp now);

/// Job closePanel: tells the reporter, and raises the alert where the panel's grade is the first that sends the patient
/// further up.
void closePanel(soci::session& session, const CaseId& qaCase, Timestamp now);

}  // namespace overread::workflow
