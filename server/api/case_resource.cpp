#include "core/wire/page.h"
#include "server/api/case_filter.h"
#include "server/api/json_body.h"
#include "server/api/list_parameters.h"
#include "server/api/resources.h"
#include "server/database/audit_trail.h"
#include "server/database/columns.h"
#include "server/database/oversight_repository.h"
#include "server/workflow/course.h"

namespace overread::api {

namespace {

/// The study's UID finds the patient in the archive: for the QA lead alone.
void leaveOutWhatIsNotFor(const Caller& caller, wire::CaseRow& row) {
    if (caller.has(Role::qaLead)) return;
    row.studyInstanceUid.clear();
    row.measured.series.seriesInstanceUid.clear();
}

/// The like of a case's own answer, where each series of the study is named besides.
void leaveOutWhatIsNotFor(const Caller& caller, wire::CaseDetail& detail) {
    leaveOutWhatIsNotFor(caller, detail.row);
    if (caller.has(Role::qaLead) || !detail.seriesChoice) return;
    for (auto& candidate : detail.seriesChoice->candidates) candidate.seriesInstanceUid.clear();
}

Response casePage(Exchange& exchange, const CaseFilter& filter, const std::string& action) {
    const auto limit = limitIn(exchange.request);
    return inTransaction(exchange.services.app, [&](soci::session& session) {
        auto page = pageOrRefusal([&] {
            return OversightRepository{session}.casePage(filter, exchange.request.parameter("cursor").value_or(""),
                                                         limit);
        });
        for (auto& row : page.items) leaveOutWhatIsNotFor(exchange.by(), row);
        const nlohmann::json detail{{"rows", page.items.size()}};
        AuditTrail{session}.append({exchange.by().id(), action, "list", filter.reporter, detail.dump()});
        return jsonAnswer(200, page);
    });
}

}  // namespace

Response listStudies(Exchange& exchange) {
    refuseOtherParameters(exchange.request, {"cursor", "limit"});
    return casePage(exchange, {}, "studies.listed");
}

Response listCases(Exchange& exchange) {
    std::vector<std::string_view> known(caseFilterNames.begin(), caseFilterNames.end());
    known.insert(known.end(), {"cursor", "limit"});
    refuseOtherParameters(exchange.request, known);
    return casePage(exchange, caseFilterIn(exchange), "cases.listed");
}

Response showCase(Exchange& exchange) {
    const auto id = idAt<CaseId>(exchange, "caseId");
    return inTransaction(exchange.services.app, [&](soci::session& session) {
        auto detail = OversightRepository{session}.caseDetail(id);
        const auto facility = facilityOf(exchange.by());
        const auto mayBeSeen =
            detail && (exchange.by().has(Role::qaLead) ||
                       (detail->row.settledAt && (facility.empty() || detail->row.facility == facility)));
        if (!mayBeSeen) throw Refusal{ProblemType::notFound};
        leaveOutWhatIsNotFor(exchange.by(), *detail);
        detail->course = workflow::courseOf(session, id, databaseNow(session));
        AuditTrail{session}.append({exchange.by().id(), "case.viewed", "case", id.text()});
        return jsonAnswer(200, *detail);
    });
}

}  // namespace overread::api
