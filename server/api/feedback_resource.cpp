#include <chrono>

#include "core/wire/dispute.h"
#include "core/wire/page.h"
#include "server/api/json_body.h"
#include "server/api/list_parameters.h"
#include "server/api/resources.h"
#include "server/api/workflow_refusals.h"
#include "server/database/audit_trail.h"
#include "server/database/columns.h"
#include "server/database/oversight_repository.h"
#include "server/workflow/answering.h"

namespace overread::api {

Response listFeedback(Exchange& exchange) {
    refuseOtherParameters(exchange.request, {"cursor", "limit"});
    const auto limit = limitIn(exchange.request);
    return inTransaction(exchange.services.app, [&](soci::session& session) {
        const auto page = pageOrRefusal([&] {
            return OversightRepository{session}.feedbackPage(
                exchange.by().id(), exchange.request.parameter("cursor").value_or(""), limit, databaseNow(session));
        });
        AuditTrail{session}.append({exchange.by().id(), "feedback.listed", "list", exchange.by().id().text()});
        return jsonAnswer(200, page);
    });
}

Response showFeedbackSummary(Exchange& exchange) {
    return inTransaction(exchange.services.app, [&](soci::session& session) {
        const auto now = databaseNow(session);
        const std::chrono::year_month_day today(std::chrono::floor<std::chrono::days>(now));
        const Timestamp since{std::chrono::sys_days{today.year() / today.month() / 1}};
        return jsonAnswer(200, OversightRepository{session}.feedbackSummary(exchange.by().id(), since, now));
    });
}

Response acknowledgeFeedback(Exchange& exchange) {
    const auto id = idAt<FeedbackId>(exchange, "feedbackId");
    const auto said = bodyAs<wire::FeedbackAcknowledgement>(exchange.request);
    const auto etag = etagIn(exchange.request);
    return oncePerKey(exchange, exchange.services.app, KeyRule::welcome, [&](soci::session& session) {
        const wire::Changed changed{resultOf(
            workflow::acknowledgeFeedback(session, id, exchange.by().id(), etag, said.context, databaseNow(session)))};
        return jsonAnswer(201, changed, changed.etag);
    });
}

Response disputeFeedback(Exchange& exchange) {
    const auto id = idAt<FeedbackId>(exchange, "feedbackId");
    const auto dispute = bodyAs<wire::Dispute>(exchange.request);
    const auto etag = etagIn(exchange.request);
    return oncePerKey(exchange, exchange.services.app, KeyRule::welcome, [&](soci::session& session) {
        const wire::Changed changed{resultOf(workflow::disputeFeedback(
            session, id, exchange.by().id(), etag, dispute.question, dispute.slice, databaseNow(session)))};
        return jsonAnswer(201, changed, changed.etag);
    });
}

}  // namespace overread::api
