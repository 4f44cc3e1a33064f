#include "core/wire/assignment.h"
#include "core/wire/domain_json.h"
#include "server/api/json_body.h"
#include "server/api/resources.h"
#include "server/api/workflow_refusals.h"
#include "server/database/columns.h"
#include "server/workflow/reading.h"
#include "server/workflow/showing.h"

namespace overread::api {

namespace {

Response locked(const workflow::LockAnswer& answer) {
    const auto result = resultOf(answer);
    return jsonAnswer(201, result, result.etag);
}

}  // namespace

Response lockRead(Exchange& exchange) {
    const auto read = bodyAs<DoubleRead>(exchange.request);
    const auto etag = etagIn(exchange.request);
    return oncePerKey(exchange, exchange.services.reading, KeyRule::required, [&](soci::session& session) {
        return locked(workflow::lockDoubleRead(session, exchange.at("handle"), exchange.by().id(), etag, read,
                                               databaseNow(session)));
    });
}

Response lockReview(Exchange& exchange) {
    const auto review = bodyAs<PeerReview>(exchange.request);
    const auto etag = etagIn(exchange.request);
    return oncePerKey(exchange, exchange.services.reading, KeyRule::required, [&](soci::session& session) {
        return locked(workflow::lockPeerReview(session, exchange.at("handle"), exchange.by().id(), etag, review,
                                               databaseNow(session)));
    });
}

Response settleCase(Exchange& exchange) {
    const auto settlement = bodyAs<wire::Settlement>(exchange.request);
    const auto etag = etagIn(exchange.request);
    return oncePerKey(exchange, exchange.services.reading, KeyRule::required, [&](soci::session& session) {
        return locked(workflow::settle(session, exchange.at("handle"), exchange.by().id(), etag, settlement,
                                       databaseNow(session)));
    });
}

Response showReveal(Exchange& exchange) {
    return inTransaction(exchange.services.reading, [&](soci::session& session) {
        return jsonAnswer(
            200, resultOf(workflow::reveal(session, exchange.at("handle"), exchange.by().id(), databaseNow(session))));
    });
}

Response addNote(Exchange& exchange) {
    const auto note = bodyAs<wire::Note>(exchange.request);
    return oncePerKey(exchange, exchange.services.reading, KeyRule::welcome, [&](soci::session& session) {
        static_cast<void>(resultOf(
            workflow::addNote(session, exchange.at("handle"), exchange.by().id(), note.text, databaseNow(session))));
        return Response{204, {}};
    });
}

}  // namespace overread::api
