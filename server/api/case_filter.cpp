#include "server/api/case_filter.h"

#include <algorithm>

#include "server/api/figure_parameters.h"
#include "server/api/list_parameters.h"

namespace overread::api {

namespace {

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
    counted.reviewer = request.parameter("reviewer");
    counted.arbitrated = oneOf(request, "arbitrated", {"true"}).has_value();
    counted.service = request.parameter("service");
    counted.answer = oneOf(request, "answer", {"measured", "refused"});
    if (counted.answer && !counted.service) throw Refusal{ProblemType::malformed, "whose answer", "/service"};
    counted.flagged = oneOf(request, "flagged", {"true"}).has_value();
    counted.greatCall = oneOf(request, "greatCall", {"true"}).has_value();
    counted.alert = oneOf(request, "alert", {"true"}).has_value();
    return counted;
}

}  // namespace

CaseFilter caseFilterIn(const Exchange& exchange) {
    const auto& request = exchange.request;
    CaseFilter filter;
    filter.which = exchange.by().has(Role::qaLead) ? CaseFilter::Which::selected : CaseFilter::Which::settled;
    filter.facility = facilityAskedFor(exchange);
    filter.reporter = request.parameter("reporter").value_or("");
    filter.outcome = enumeratorIn<Outcome>(request, "outcome");
    filter.design = enumeratorIn<AssignmentKind>(request, "design");
    filter.from = beginningIn(request, "from");
    filter.to = endIn(request, "to");
    filter.counted = countedIn(request);
    // Who reviewed what is for the QA lead alone.
    if (filter.counted.reviewer && !exchange.by().has(Role::qaLead)) throw Refusal{ProblemType::notFound};
    // What a figure counts by opens settled cases of the period, as it counted them.
    if (filter.outcome || filter.design || filter.counted != CaseFilter::Counted{})
        filter.which = CaseFilter::Which::settled;
    return filter;
}

}  // namespace overread::api
