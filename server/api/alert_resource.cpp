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

Response listAlerts(Exchange& exchange) {
    refuseOtherParameters(exchange.request, {"cursor", "limit"});
    const auto limit = limitIn(exchange.request);
    return inTransaction(exchange.services.app, [&](soci::session& session) {
        const auto facility = facilityOf(exchange.by());
        const auto page = pageOrRefusal([&] {
            return OversightRepository{session}.alertPage(facility, exchange.request.parameter("cursor").value_or(""),
                                                          limit);
        });
        AuditTrail{session}.append({exchange.by().id(), "alerts.listed", "list", facility});
        return jsonAnswer(200, page);
    });
}

Response acknowledgeAlert(Exchange& exchange) {
    const auto id = idAt<AlertId>(exchange, "alertId");
    const auto said = bodyAs<wire::AlertAcknowledgement>(exchange.request);
    const auto etag = etagIn(exchange.request);
    return oncePerKey(exchange, exchange.services.app, KeyRule::welcome, [&](soci::session& session) {
        const wire::Changed changed{resultOf(workflow::acknowledgeAlert(
            session, id, exchange.by().id(), facilityOf(exchange.by()), etag, said.how, databaseNow(session)))};
        return jsonAnswer(201, changed, changed.etag);
    });
}

}  // namespace overread::api
