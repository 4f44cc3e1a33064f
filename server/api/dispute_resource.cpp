#include "core/wire/dispute.h"

#include "server/api/json_body.h"
#include "server/api/list_parameters.h"
#include "server/api/resources.h"
#include "server/api/workflow_refusals.h"
#include "server/database/audit_trail.h"
#include "server/database/columns.h"
#include "server/database/dispute_repository.h"
#include "server/database/oversight_repository.h"
#include "server/database/report_repository.h"
#include "server/workflow/selecting.h"

// What is said against a settlement or asked of quality assurance.
namespace overread::api {

Response listDisputes(Exchange& exchange) {
    const auto& request = exchange.request;
    refuseOtherParameters(request, {"state", "cursor", "limit"});
    const auto state = request.parameter("state").value_or("");
    if (!state.empty() && state != "open" && state != "decided")
        throw Refusal{ProblemType::malformed, "open or decided", "/state"};
    const auto isOpen = state.empty() ? std::nullopt : std::optional{state == "open"};
    const auto limit = limitIn(request);
    return inTransaction(exchange.services.app, [&](soci::session& session) {
        const auto page = pageOrRefusal(
            [&] { return DisputeRepository{session}.page(isOpen, request.parameter("cursor").value_or(""), limit); });
        AuditTrail{session}.append({exchange.by().id(), "disputes.listed", "list", ""});
        return jsonAnswer(200, page);
    });
}

Response showFeedback(Exchange& exchange) {
    const auto id = idAt<FeedbackId>(exchange, "feedbackId");
    return inTransaction(exchange.services.app, [&](soci::session& session) {
        const auto detail = OversightRepository{session}.feedbackDetail(id, exchange.by().id(), databaseNow(session));
        if (!detail) throw Refusal{ProblemType::notFound};
        AuditTrail{session}.append({exchange.by().id(), "feedback.viewed", "feedback", id.text()});
        return jsonAnswer(200, *detail, detail->row.etag);
    });
}

Response cancelCase(Exchange& exchange) {
    const auto id = idAt<CaseId>(exchange, "caseId");
    const auto wanted = bodyAs<wire::CaseCancellation>(exchange.request);
    const auto etag = etagIn(exchange.request);
    return oncePerKey(exchange, exchange.services.app, KeyRule::welcome, [&](soci::session& session) {
        const wire::Changed changed{
            resultOf(workflow::cancelCase(session, id, exchange.by().id(), etag, wanted.reason, databaseNow(session)))};
        return jsonAnswer(201, changed, changed.etag);
    });
}

Response listReports(Exchange& exchange) {
    refuseOtherParameters(exchange.request, {"cursor", "limit"});
    const auto limit = limitIn(exchange.request);
    const auto& caller = exchange.by();
    const bool oversees = caller.has(Role::qaLead) || caller.has(Role::head);
    DisputeRepository::ReportFilter filter;
    if (oversees)
        filter.facility = facilityOf(caller);
    else
        filter.reporter = caller.id();
    return inTransaction(exchange.services.app, [&](soci::session& session) {
        auto page = pageOrRefusal([&] {
            return DisputeRepository{session}.reportPage(filter, exchange.request.parameter("cursor").value_or(""),
                                                         limit);
        });
        // The accession number finds the patient in the archive: for whoever wrote the report.
        if (oversees)
            for (auto& row : page.items) row.accessionNumber.clear();
        AuditTrail{session}.append({caller.id(), "reports.listed", "list", filter.facility});
        return jsonAnswer(200, page);
    });
}

Response requestReview(Exchange& exchange) {
    const auto id = idAt<ReportId>(exchange, "reportId");
    const auto wish = bodyAs<wire::ReviewRequest>(exchange.request);
    const auto& caller = exchange.by();
    return oncePerKey(exchange, exchange.services.app, KeyRule::welcome, [&](soci::session& session) {
        const auto report = ReportRepository{session}.require(id);
        const auto facility = facilityOf(caller);
        const bool isOwn = report.reporter == caller.id();
        const bool oversees =
            caller.has(Role::qaLead) || (caller.has(Role::head) && (facility.empty() || facility == report.facility));
        if (!isOwn && !oversees) throw Refusal{ProblemType::notFound};
        if (!workflow::requestReview(session, id, caller.id(), {wish.reason, wish.onBehalfOf}, databaseNow(session)))
            throw Refusal{ProblemType::alreadyLocked};
        return Response{204, {}};
    });
}

}  // namespace overread::api
