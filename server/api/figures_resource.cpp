#include "core/wire/page.h"
#include "server/api/json_body.h"
#include "server/api/list_parameters.h"
#include "server/api/resources.h"
#include "server/database/columns.h"
#include "server/oversight/radiologist_figures.h"

namespace overread::api {

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

}  // namespace overread::api
