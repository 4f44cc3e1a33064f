#include <algorithm>

#include "core/wire/page.h"
#include "server/api/figure_parameters.h"
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

std::optional<Grade> gradeIn(const Request& request, const std::string& name) {
    const auto text = request.parameter(name);
    if (!text) return std::nullopt;
    const auto grade = gradeNamed(*text);
    if (!grade) throw Refusal{ProblemType::malformed, "CT-0 to CT-4", '/' + name};
    return grade;
}

std::optional<std::string> oneOf(const Request& request, const std::string& name,
                                 std::initializer_list<std::string_view> known) {
    auto text = request.parameter(name);
    if (text && std::find(known.begin(), known.end(), *text) == known.end())
        throw Refusal{ProblemType::malformed, "a value that is known", '/' + name};
    return text;
}

CaseFilter::Counted countedIn(const Request& request) {
    CaseFilter::Counted counted;
    counted.scanner = request.parameter("scanner");
    counted.reported = gradeIn(request, "reported");
    counted.settled = gradeIn(request, "settled");
    counted.shift = oneOf(request, "shift", {"over", "under"});
    if (const auto reason = enumeratorIn<SelectionReason>(request, "reason")) counted.reason = nameOf(*reason);
    counted.radpeer = oneOf(request, "radpeer", {"1", "2a", "2b", "3a", "3b"});
    counted.technical = oneOf(request, "technical", {"any", "coverage", "motion", "protocol", "labelling"});
    counted.dispute = oneOf(request, "dispute", {"any", "open", "upheld", "overturned"});
    counted.flagged = oneOf(request, "flagged", {"true"}).has_value();
    counted.greatCall = oneOf(request, "greatCall", {"true"}).has_value();
    counted.alert = oneOf(request, "alert", {"true"}).has_value();
    return counted;
}

}  // namespace

Response listStudies(Exchange& exchange) {
    refuseOtherParameters(exchange.request, {"cursor", "limit"});
    return casePage(exchange, {}, "studies.listed");
}

Response listCases(Exchange& exchange) {
    const auto& request = exchange.request;
    refuseOtherParameters(
        request, {"reporter", "outcome", "design", "from", "to", "cursor", "limit", "facility", "scanner", "reported",
                  "settled", "shift", "reason", "radpeer", "technical", "dispute", "flagged", "greatCall", "alert"});
    CaseFilter filter;
    filter.which = exchange.by().has(Role::qaLead) ? CaseFilter::Which::selected : CaseFilter::Which::settled;
    filter.facility = facilityAskedFor(exchange);
    filter.reporter = request.parameter("reporter").value_or("");
    filter.outcome = enumeratorIn<Outcome>(request, "outcome");
    filter.design = enumeratorIn<AssignmentKind>(request, "design");
    filter.from = beginningIn(request, "from");
    filter.to = endIn(request, "to");
    filter.counted = countedIn(request);
    // What a figure counts by opens settled cases of the period, as it counted them.
    if (filter.outcome || filter.design || filter.counted != CaseFilter::Counted{})
        filter.which = CaseFilter::Which::settled;
    return casePage(exchange, filter, "cases.listed");
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
        leaveOutWhatIsNotFor(exchange.by(), detail->row);
        detail->course = workflow::courseOf(session, id, databaseNow(session));
        AuditTrail{session}.append({exchange.by().id(), "case.viewed", "case", id.text()});
        return jsonAnswer(200, *detail);
    });
}

}  // namespace overread::api
