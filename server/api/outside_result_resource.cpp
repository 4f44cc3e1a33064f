#include "server/api/json_body.h"
#include "server/api/resources.h"
#include "server/database/audit_trail.h"
#include "server/database/outside_result_repository.h"
#include "server/workflow/pictures.h"

namespace overread::api {

Response listOutsideResults(Exchange& exchange) {
    const auto id = idAt<CaseId>(exchange, "caseId");
    return inTransaction(exchange.services.app, [&](soci::session& session) {
        const auto shown = workflow::settledCase(session, id, {});
        if (!shown) throw Refusal{ProblemType::notFound};
        AuditTrail{session}.append({exchange.by().id(), "outsideResults.viewed", "case", id.text()});
        wire::OutsideResults results;
        if (shown->study) results.items = OutsideResultRepository{session}.of(*shown->study);
        return jsonAnswer(200, results);
    });
}

}  // namespace overread::api
