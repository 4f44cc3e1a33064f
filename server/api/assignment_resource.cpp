#include "core/wire/assignment.h"

#include "server/api/json_body.h"
#include "server/api/resources.h"
#include "server/api/workflow_refusals.h"
#include "server/database/columns.h"
#include "server/workflow/assigning.h"
#include "server/workflow/showing.h"

// Reviewers' routes work as overread_reading: a fault in a query of theirs cannot show a name.
namespace overread::api {

Response showWorklist(Exchange& exchange) {
    return inTransaction(exchange.services.reading, [&](soci::session& session) {
        return jsonAnswer(
            200, workflow::worklistOf(session, exchange.by().id(), exchange.by().account.roles, databaseNow(session)));
    });
}

Response takeNextAssignment(Exchange& exchange) {
    return oncePerKey(exchange, exchange.services.reading, KeyRule::welcome, [&](soci::session& session) {
        const auto now = databaseNow(session);
        const auto handle = workflow::nextAssignment(session, exchange.by().id(), exchange.by().account.roles, now);
        if (!handle) return Response{204, {}};
        const auto assignment = resultOf(workflow::showAssignment(session, *handle, exchange.by().id(), now));
        return jsonAnswer(200, assignment, assignment.etag);
    });
}

Response showAssignment(Exchange& exchange) {
    return inTransaction(exchange.services.reading, [&](soci::session& session) {
        const auto assignment = resultOf(
            workflow::showAssignment(session, exchange.at("handle"), exchange.by().id(), databaseNow(session)));
        return jsonAnswer(200, assignment, assignment.etag);
    });
}

Response openAssignment(Exchange& exchange) {
    return inTransaction(exchange.services.reading, [&](soci::session& session) {
        return jsonAnswer(200, resultOf(workflow::openAssignment(session, exchange.at("handle"), exchange.by().id(),
                                                                 databaseNow(session))));
    });
}

Response renewLease(Exchange& exchange) {
    return inTransaction(exchange.services.reading, [&](soci::session& session) {
        return jsonAnswer(200, resultOf(workflow::renewLease(session, exchange.at("handle"), exchange.by().id(),
                                                             databaseNow(session))));
    });
}

Response readOnWorkstation(Exchange& exchange) {
    const auto here = bodyAs<wire::Workstation>(exchange.request);
    return inTransaction(exchange.services.reading, [&](soci::session& session) {
        return jsonAnswer(200, resultOf(workflow::readOn(session, exchange.at("handle"), exchange.by().id(),
                                                         here.workstation, databaseNow(session))));
    });
}

Response putAside(Exchange& exchange) {
    const auto reason = valueNamed<workflow::AsideReason>(exchange.request.parameter("reason").value_or(""));
    if (!reason) throw Refusal{ProblemType::malformed, "one of known, imagesMissing, notMyField, later", "/reason"};
    return inTransaction(exchange.services.reading, [&](soci::session& session) {
        const auto refused =
            workflow::putAside(session, exchange.at("handle"), exchange.by().id(), *reason, databaseNow(session));
        if (refused) throw refusalFor(*refused);
        return Response{204, {}};
    });
}

Response saveDraft(Exchange& exchange) {
    const auto draft = bodyAs<wire::Draft>(exchange.request);
    return inTransaction(exchange.services.reading, [&](soci::session& session) {
        (void)resultOf(
            workflow::saveDraft(session, exchange.at("handle"), exchange.by().id(), draft, databaseNow(session)));
        return Response{204, {}};
    });
}

}  // namespace overread::api
