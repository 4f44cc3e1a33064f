#include "server/api/figure_parameters.h"

#include "reports/period.h"
#include "server/api/list_parameters.h"
#include "server/database/columns.h"

namespace overread::api {

namespace {

constexpr int usualMonths = 12;
constexpr int mostMonths = 120;

std::chrono::year_month monthOf(Timestamp moment) {
    const std::chrono::year_month_day day(std::chrono::floor<std::chrono::days>(moment));
    return day.year() / day.month();
}

std::optional<std::chrono::year_month> monthIn(const Request& request, const std::string& name) {
    const auto text = request.parameter(name);
    if (!text) return std::nullopt;
    if (const auto month = reports::monthNamed(*text)) return monthOf(month->from);
    if (const auto moment = parseRfc3339(*text)) return monthOf(*moment);
    throw Refusal{ProblemType::malformed, "a month as in 2026-10", '/' + name};
}

}  // namespace

Months monthsIn(const Request& request, Timestamp now) {
    const auto to = monthIn(request, "to").value_or(monthOf(now));
    const auto from = monthIn(request, "from").value_or(to - std::chrono::months(usualMonths - 1));
    if (from > to) throw Refusal{ProblemType::malformed, "a month that is not after the last one", "/from"};
    if (to - from >= std::chrono::months(mostMonths))
        throw Refusal{ProblemType::malformed, "at most " + std::to_string(mostMonths) + " months", "/from"};
    return {from, to};
}

AssignmentKind designIn(const Request& request) {
    const auto design = enumeratorIn<AssignmentKind>(request, "design").value_or(AssignmentKind::doubleRead);
    if (design == AssignmentKind::arbitration)
        throw Refusal{ProblemType::malformed, "doubleRead or peerReview", "/design"};
    return design;
}

std::string facilityAskedFor(const Exchange& exchange) {
    auto asked = exchange.request.parameter("facility").value_or("");
    auto own = facilityOf(exchange.by());
    if (own.empty()) return asked;
    if (!asked.empty() && asked != own) throw Refusal{ProblemType::notFound};
    return own;
}

std::optional<Timestamp> beginningIn(const Request& request, const std::string& name) {
    const auto month = reports::monthNamed(request.parameter(name).value_or(""));
    return month ? month->from : momentIn(request, name);
}

std::optional<Timestamp> endIn(const Request& request, const std::string& name) {
    const auto month = reports::monthNamed(request.parameter(name).value_or(""));
    return month ? month->to : momentIn(request, name);
}

FigureQuery figureQueryIn(const Exchange& exchange, soci::session& session) {
    const auto& request = exchange.request;
    FigureScope scope{monthsIn(request, databaseNow(session)), designIn(request), {}, std::nullopt, std::nullopt};
    scope.facility = facilityAskedFor(exchange);
    scope.scanner = request.parameter("scanner");
    if (scope.scanner && scope.facility.empty())
        throw Refusal{ProblemType::malformed, "the facility of the scanner", "/facility"};
    auto query = figureQuery(session, scope, request.parameter("reporter").value_or(""));
    if (!query) throw Refusal{ProblemType::notFound};
    return *query;
}

}  // namespace overread::api
