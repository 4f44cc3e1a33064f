#include "core/wire/planning.h"
#include "server/api/json_body.h"
#include "server/api/list_parameters.h"
#include "server/api/resources.h"
#include "server/api/workflow_refusals.h"
#include "server/database/columns.h"
#include "server/workflow/plan_store.h"
#include "server/workflow/planning.h"

namespace overread::api {

Response showPlan(Exchange& exchange) {
    return inTransaction(exchange.services.app, [&](soci::session& session) {
        const auto plan = workflow::planInForce(session, databaseNow(session));
        return jsonAnswer(200, wire::PlanView{plan.version, plan.randomRate, plan.floorPerReporterAndPeriod,
                                              plan.mixedInShare, plan.newReporterReports, plan.readersLimitPoints});
    });
}

Response listPlans(Exchange& exchange) {
    return inTransaction(exchange.services.app, [&](soci::session& session) {
        return jsonAnswer(200, workflow::planVersions(session, databaseNow(session)));
    });
}

Response previewPlan(Exchange& exchange) {
    const auto draft = bodyAs<wire::PlanDraft>(exchange.request);
    return inTransaction(exchange.services.app, [&](soci::session& session) {
        return jsonAnswer(200, resultOf(workflow::previewPlan(session, draft, databaseNow(session))));
    });
}

Response savePlan(Exchange& exchange) {
    const auto wanted = bodyAs<wire::NewPlan>(exchange.request);
    return oncePerKey(exchange, exchange.services.app, KeyRule::welcome, [&](soci::session& session) {
        return jsonAnswer(201, resultOf(workflow::savePlan(session, exchange.by().id(), wanted, databaseNow(session))));
    });
}

}  // namespace overread::api
