#include <charconv>
#include <cmath>

#include "core/wire/figures.h"
#include "core/wire/page.h"
#include "qa/statistics/staffing.h"
#include "reports/period.h"
#include "server/api/figure_parameters.h"
#include "server/api/json_body.h"
#include "server/api/list_parameters.h"
#include "server/api/resources.h"
#include "server/database/audit_trail.h"
#include "server/database/chart_base_repository.h"
#include "server/database/columns.h"
#include "server/oversight/figures.h"
#include "server/oversight/radiologist_figures.h"
#include "server/workflow/plan_store.h"

namespace overread::api {

namespace {

/// Answers what `make(session, query)` makes of the subject, period and design that were asked for.
template <class Make>
Response figureAnswer(Exchange& exchange, const Make& make) {
    refuseOtherParameters(exchange.request, {"from", "to", "design", "reporter", "facility", "scanner"});
    return inTransaction(exchange.services.app, [&](soci::session& session) {
        return jsonAnswer(200, make(session, figureQueryIn(exchange, session)));
    });
}

Timestamp requiredMoment(const Request& request, const std::string& name) {
    const auto moment = momentIn(request, name);
    if (!moment) throw Refusal{ProblemType::malformed, "a moment as in RFC 3339", '/' + name};
    return *moment;
}

std::optional<double> numberIn(const Request& request, const std::string& name) {
    const auto text = request.parameter(name);
    if (!text) return std::nullopt;
    double number = 0;
    const auto [stopped, error] = std::from_chars(text->data(), text->data() + text->size(), number);
    if (error != std::errc{} || stopped != text->data() + text->size() || !std::isfinite(number) || number < 0 ||
        number > 1e7)
        throw Refusal{ProblemType::malformed, "a number from 0 on", '/' + name};
    return number;
}

wire::Staffing::Side sideOf(const qa::statistics::StaffingInput& input) {
    const auto outcome = qa::statistics::staffingOf(input);
    wire::Staffing::Side side;
    side.studiesPerDay = input.studiesPerDay;
    side.pneumoniaShare = input.pneumoniaShare;
    side.randomRate = input.randomRate;
    side.mixedInShare = input.mixedInShare;
    side.discordantShare = input.discordantShare;
    side.minutesPerRead = input.minutesPerRead;
    side.minutesPerReview = input.minutesPerReview;
    side.minutesPerArbitration = input.minutesPerArbitration;
    side.readers = input.readers;
    side.hoursPerReader = input.hoursPerReader;
    side.reviewsEach = input.reviewsEach;
    side.rate = input.rate;
    side.doubleReads = outcome.doubleReads;
    side.peerReviews = outcome.peerReviews;
    side.arbitrations = outcome.arbitrations;
    side.hoursADay = outcome.hoursADay;
    side.readersNeeded = outcome.readersNeeded;
    side.busiestHourInTime = outcome.busiestHourInTime;
    side.significantAMonth = outcome.significantAMonth;
    side.smallestRateSeen = outcome.smallestRateSeen;
    return side;
}

}  // namespace

Response showRadiologistFigures(Exchange& exchange) {
    refuseOtherParameters(exchange.request, {"from", "to"});
    return inTransaction(exchange.services.app, [&](soci::session& session) {
        const auto now = databaseNow(session);
        const auto to = momentIn(exchange.request, "to").value_or(now);
        const auto from = momentIn(exchange.request, "from").value_or(to - std::chrono::days(30));
        if (from >= to) throw Refusal{ProblemType::malformed, "a moment before the end", "/from"};
        auto figures = radiologistFigures(session, {from, to, facilityOf(exchange.by()), std::nullopt});
        return jsonAnswer(200, wire::FiguresOfRadiologists{std::move(figures), from, to, now});
    });
}

Response showFigureGroups(Exchange& exchange) {
    refuseOtherParameters(exchange.request, {"by", "from", "to", "design", "facility"});
    const auto by = exchange.request.parameter("by").value_or("reporter");
    if (by != "reporter" && by != "facility" && by != "scanner")
        throw Refusal{ProblemType::malformed, "reporter, facility or scanner", "/by"};
    return inTransaction(exchange.services.app, [&](soci::session& session) {
        return jsonAnswer(200, figureGroups(session, figureQueryIn(exchange, session), by));
    });
}

Response showFigureProfile(Exchange& exchange) {
    return figureAnswer(exchange, figureProfile);
}

Response showFigureCharts(Exchange& exchange) {
    return figureAnswer(exchange, figureCharts);
}

Response setChartBase(Exchange& exchange) {
    refuseOtherParameters(exchange.request, {"design", "reporter", "facility", "scanner"});
    const auto wanted = bodyAs<wire::NewChartBase>(exchange.request);
    const auto starts = reports::monthNamed(wanted.starts);
    return oncePerKey(exchange, exchange.services.app, KeyRule::welcome, [&](soci::session& session) {
        const auto now = databaseNow(session);
        if (!starts || starts->from > now) throw Refusal{ProblemType::malformed, "a month that has begun", "/starts"};
        const auto query = figureQueryIn(exchange, session);
        const std::chrono::year_month_day day(std::chrono::floor<std::chrono::days>(starts->from));
        ChartBaseRepository{session}.add(query.scope, day.year() / day.month(), wanted.reason, exchange.by().id(), now);
        const nlohmann::json detail{{"starts", wanted.starts}, {"reason", wanted.reason}};
        AuditTrail{session}.append({exchange.by().id(), "chart.basedAnew", "chart",
                                    query.subject.kind + ' ' + query.subject.id, detail.dump()});
        return Response{204, {}};
    });
}

Response showInvolvement(Exchange& exchange) {
    return figureAnswer(exchange, involvementFigures);
}

Response showTechnicalFigures(Exchange& exchange) {
    return figureAnswer(exchange, technicalFigures);
}

Response showServiceFigures(Exchange& exchange) {
    return figureAnswer(exchange, serviceFigures);
}

Response showReviewerFigures(Exchange& exchange) {
    refuseOtherParameters(exchange.request, {"from", "to"});
    return inTransaction(exchange.services.app, [&](soci::session& session) {
        return jsonAnswer(200,
                          reviewerFigures(session, monthsIn(exchange.request, databaseNow(session)), std::nullopt));
    });
}

Response showMyReading(Exchange& exchange) {
    refuseOtherParameters(exchange.request, {"from", "to"});
    return inTransaction(exchange.services.app, [&](soci::session& session) {
        return jsonAnswer(
            200, reviewerFigures(session, monthsIn(exchange.request, databaseNow(session)), exchange.by().id()));
    });
}

Response showMyFigures(Exchange& exchange) {
    refuseOtherParameters(exchange.request, {"from", "to", "design"});
    return inTransaction(exchange.services.app, [&](soci::session& session) {
        FigureQuery query{{monthsIn(exchange.request, databaseNow(session)),
                           designIn(exchange.request),
                           {},
                           exchange.by().id(),
                           std::nullopt},
                          {"reporter", "", exchange.by().account.displayName, ""},
                          false};
        return jsonAnswer(200, figureProfile(session, query));
    });
}

Response showOverview(Exchange& exchange) {
    refuseOtherParameters(exchange.request, {});
    return inTransaction(exchange.services.app, [&](soci::session& session) {
        return jsonAnswer(200, overview(session, facilityOf(exchange.by())));
    });
}

Response showOperation(Exchange& exchange) {
    refuseOtherParameters(exchange.request, {});
    return inTransaction(exchange.services.app, [&](soci::session& session) {
        return jsonAnswer(200, operation(session, facilityOf(exchange.by())));
    });
}

Response showStaffing(Exchange& exchange) {
    using Input = qa::statistics::StaffingInput;
    static const std::map<std::string, double Input::*> fields{{"studiesPerDay", &Input::studiesPerDay},
                                                               {"pneumoniaShare", &Input::pneumoniaShare},
                                                               {"randomRate", &Input::randomRate},
                                                               {"mixedInShare", &Input::mixedInShare},
                                                               {"discordantShare", &Input::discordantShare},
                                                               {"minutesPerRead", &Input::minutesPerRead},
                                                               {"minutesPerReview", &Input::minutesPerReview},
                                                               {"minutesPerArbitration", &Input::minutesPerArbitration},
                                                               {"readers", &Input::readers},
                                                               {"hoursPerReader", &Input::hoursPerReader},
                                                               {"reviewsEach", &Input::reviewsEach},
                                                               {"rate", &Input::rate}};
    const auto& request = exchange.request;
    for (const auto& [name, value] : request.query)
        if (!fields.contains(name) && name != "growth")
            throw Refusal{ProblemType::malformed, "no such parameter", '/' + name};
    return inTransaction(exchange.services.app, [&](soci::session& session) {
        const auto now = staffingNow(session, workflow::planInForce(session, databaseNow(session)));
        auto draft = now;
        for (const auto& [name, field] : fields) draft.*field = numberIn(request, name).value_or(draft.*field);
        draft.studiesPerDay *= numberIn(request, "growth").value_or(1);
        try {
            return jsonAnswer(200, wire::Staffing{sideOf(now), sideOf(draft), databaseNow(session)});
        } catch (const std::invalid_argument& error) {
            throw Refusal{ProblemType::malformed, error.what(), ""};
        }
    });
}

Response showEffect(Exchange& exchange) {
    const auto& request = exchange.request;
    refuseOtherParameters(request, {"design", "reporter", "facility", "scanner", "start", "until", "days"});
    const auto start = requiredMoment(request, "start");
    const auto days = numberIn(request, "days").value_or(90);
    if (days < 1 || days > 1000) throw Refusal{ProblemType::malformed, "1 to 1000", "/days"};
    return inTransaction(exchange.services.app, [&](soci::session& session) {
        const auto until = momentIn(request, "until").value_or(databaseNow(session));
        if (until <= start) throw Refusal{ProblemType::malformed, "a moment after the start", "/until"};
        const auto from = start - std::chrono::days(std::lround(days));
        return jsonAnswer(200, effectOfMeasure(session, figureQueryIn(exchange, session), from, start, until));
    });
}

}  // namespace overread::api
