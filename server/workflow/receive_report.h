#pragma once
#include <optional>
#include <string>

#include "core/domain/id.h"
#include "core/domain/timestamp.h"
#include "core/wire/report.h"

namespace soci {
class session;
}

namespace overread::workflow {

/// What became of a report that was sent.
struct Received {
    enum class What { created, amended, sameAgain } what = What::created;
    wire::ReportReceipt receipt;
};

/// Takes a report in: enrols an unknown reporter, writes the first version or the next one (same study and reporter),
/// matches it with images that are there, and adds the job `selectReport`. The same report again changes nothing and is
/// answered like the first time. Retries and parallel deliveries of one report make one.
[[nodiscard]] Received receiveReport(soci::session& session, const wire::ReportSubmission& submission,
                                     const UserId& integrator, Timestamp now);

}  // namespace overread::workflow
