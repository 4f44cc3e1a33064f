#include "core/wire/report.h"

#include <chrono>

#include "server/api/json_body.h"
#include "server/api/resources.h"
#include "server/database/columns.h"
#include "server/workflow/receive_report.h"

namespace overread::api {

Response receiveReport(Exchange& exchange) {
    const auto submission = bodyAs<wire::ReportSubmission>(exchange.request);
    return oncePerKey(exchange, exchange.services.app, KeyRule::welcome, [&](soci::session& session) {
        const auto now = databaseNow(session);
        // A sender's clock may be a little ahead; a report of tomorrow would disturb every turnaround figure.
        if (submission.signedAt > now + std::chrono::minutes(10))
            throw Refusal{ProblemType::malformed, "a moment that has come", "/signedAt"};
        const auto received = workflow::receiveReport(session, submission, exchange.by().id(), now);
        return jsonAnswer(received.what == workflow::Received::What::sameAgain ? 200 : 201, received.receipt);
    });
}

}  // namespace overread::api
