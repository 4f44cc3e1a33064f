#include "core/wire/learning_session.h"
#include "core/wire/measure.h"
#include "server/api/json_body.h"
#include "server/api/learning_access.h"
#include "server/api/list_parameters.h"
#include "server/api/resources.h"
#include "server/api/workflow_refusals.h"
#include "server/database/audit_trail.h"
#include "server/database/columns.h"
#include "server/database/learning_session_repository.h"
#include "server/database/measure_repository.h"
#include "server/workflow/improving.h"

// Corrective measures and learning sessions: what follows from the cases.
namespace overread::api {

namespace {

bool mayManage(const Caller& caller) {
    return caller.has(Role::qaLead) || caller.has(Role::head);
}

workflow::Manager managerOf(const Caller& caller) {
    return {caller.id(), facilityOf(caller)};
}

/// Nobody is named to those who only learn: neither whose case it was nor who came.
void leaveOutWhatIsNotFor(const Caller& caller, wire::LearningSession& session) {
    if (mayManage(caller)) return;
    for (auto& each : session.cases) each.caseId.clear();
    session.attendance.clear();
}

}  // namespace

wire::LearningSession learningSessionFor(soci::session& session, const LearningSessionId& id, const Caller& caller) {
    auto found = LearningSessionRepository{session}.find(id, caller.id());
    const auto facility = facilityOf(caller);
    if (!found || !(facility.empty() || found->row.facility.empty() || found->row.facility == facility))
        throw Refusal{ProblemType::notFound};
    leaveOutWhatIsNotFor(caller, *found);
    return *std::move(found);
}

Response listMeasures(Exchange& exchange) {
    const auto& request = exchange.request;
    refuseOtherParameters(request, {"state", "reporter", "cursor", "limit"});
    const auto state = request.parameter("state").value_or("");
    if (!state.empty() && state != "open" && state != "closed")
        throw Refusal{ProblemType::malformed, "open or closed", "/state"};
    MeasureRepository::Filter filter{facilityOf(exchange.by()), request.parameter("reporter").value_or(""),
                                     std::nullopt};
    if (!state.empty()) filter.isOpen = state == "open";
    const auto limit = limitIn(request);
    return inTransaction(exchange.services.app, [&](soci::session& session) {
        const auto page = pageOrRefusal([&] {
            return MeasureRepository{session}.page(filter, request.parameter("cursor").value_or(""), limit,
                                                   databaseNow(session));
        });
        AuditTrail{session}.append({exchange.by().id(), "measures.listed", "list", filter.facility});
        return jsonAnswer(200, page);
    });
}

Response openMeasure(Exchange& exchange) {
    const auto wanted = bodyAs<wire::NewMeasure>(exchange.request);
    return oncePerKey(exchange, exchange.services.app, KeyRule::welcome, [&](soci::session& session) {
        const auto row =
            resultOf(workflow::openMeasure(session, managerOf(exchange.by()), wanted, databaseNow(session)));
        return jsonAnswer(201, row, row.etag);
    });
}

Response showMeasure(Exchange& exchange) {
    const auto id = idAt<MeasureId>(exchange, "measureId");
    return inTransaction(exchange.services.app, [&](soci::session& session) {
        const auto row = MeasureRepository{session}.row(id, databaseNow(session));
        const auto facility = facilityOf(exchange.by());
        if (!row || (!facility.empty() && row->facility != facility)) throw Refusal{ProblemType::notFound};
        AuditTrail{session}.append({exchange.by().id(), "measure.viewed", "measure", id.text()});
        return jsonAnswer(200, *row, row->etag);
    });
}

Response changeMeasure(Exchange& exchange) {
    const auto id = idAt<MeasureId>(exchange, "measureId");
    const auto wanted = bodyAs<wire::MeasureChange>(exchange.request);
    const auto etag = etagIn(exchange.request);
    return oncePerKey(exchange, exchange.services.app, KeyRule::welcome, [&](soci::session& session) {
        const wire::Changed changed{resultOf(
            workflow::changeMeasure(session, managerOf(exchange.by()), id, etag, wanted, databaseNow(session)))};
        return jsonAnswer(200, changed, changed.etag);
    });
}

Response closeMeasure(Exchange& exchange) {
    const auto id = idAt<MeasureId>(exchange, "measureId");
    const auto closing = bodyAs<wire::MeasureClosing>(exchange.request);
    const auto etag = etagIn(exchange.request);
    return oncePerKey(exchange, exchange.services.app, KeyRule::welcome, [&](soci::session& session) {
        const wire::Changed changed{resultOf(
            workflow::closeMeasure(session, managerOf(exchange.by()), id, etag, closing.result, databaseNow(session)))};
        return jsonAnswer(201, changed, changed.etag);
    });
}

Response listLearningSessions(Exchange& exchange) {
    refuseOtherParameters(exchange.request, {"cursor", "limit"});
    const auto limit = limitIn(exchange.request);
    return inTransaction(exchange.services.app, [&](soci::session& session) {
        return jsonAnswer(200, pageOrRefusal([&] {
                              return LearningSessionRepository{session}.page(
                                  facilityOf(exchange.by()), exchange.by().id(),
                                  exchange.request.parameter("cursor").value_or(""), limit);
                          }));
    });
}

Response openLearningSession(Exchange& exchange) {
    const auto wanted = bodyAs<wire::NewLearningSession>(exchange.request);
    return oncePerKey(exchange, exchange.services.app, KeyRule::welcome, [&](soci::session& session) {
        return jsonAnswer(201, resultOf(workflow::openLearningSession(session, managerOf(exchange.by()), wanted,
                                                                      databaseNow(session))));
    });
}

Response showLearningSession(Exchange& exchange) {
    const auto id = idAt<LearningSessionId>(exchange, "sessionId");
    return inTransaction(exchange.services.app, [&](soci::session& session) {
        const auto found = learningSessionFor(session, id, exchange.by());
        AuditTrail{session}.append({exchange.by().id(), "learningSession.viewed", "learningSession", id.text()});
        return jsonAnswer(200, found);
    });
}

Response attendLearningSession(Exchange& exchange) {
    const auto id = idAt<LearningSessionId>(exchange, "sessionId");
    const auto attendance = bodyAs<wire::NewAttendance>(exchange.request);
    return oncePerKey(exchange, exchange.services.app, KeyRule::welcome, [&](soci::session& session) {
        static_cast<void>(resultOf(workflow::attend(session, managerOf(exchange.by()), mayManage(exchange.by()), id,
                                                    attendance, databaseNow(session))));
        return Response{204, {}};
    });
}

Response addLearningAction(Exchange& exchange) {
    const auto id = idAt<LearningSessionId>(exchange, "sessionId");
    const auto wanted = bodyAs<wire::NewLearningAction>(exchange.request);
    return oncePerKey(exchange, exchange.services.app, KeyRule::welcome, [&](soci::session& session) {
        return jsonAnswer(201, resultOf(workflow::addLearningAction(session, managerOf(exchange.by()), id, wanted,
                                                                    databaseNow(session))));
    });
}

Response completeLearningAction(Exchange& exchange) {
    const auto id = idAt<LearningSessionId>(exchange, "sessionId");
    const auto action = idAt<LearningActionId>(exchange, "actionId");
    return oncePerKey(exchange, exchange.services.app, KeyRule::welcome, [&](soci::session& session) {
        static_cast<void>(resultOf(
            workflow::completeLearningAction(session, managerOf(exchange.by()), id, action, databaseNow(session))));
        return Response{204, {}};
    });
}

}  // namespace overread::api
