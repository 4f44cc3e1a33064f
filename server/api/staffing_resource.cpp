#include "core/wire/staffing.h"

#include "core/wire/reader_settings.h"
#include "server/api/json_body.h"
#include "server/api/list_parameters.h"
#include "server/api/resources.h"
#include "server/api/workflow_refusals.h"
#include "server/database/audit_trail.h"
#include "server/database/columns.h"
#include "server/database/reviewer_repository.h"
#include "server/database/staffing_repository.h"
#include "server/workflow/hidden_tasks.h"
#include "server/workflow/staffing.h"

namespace overread::api {

namespace {

/// ?name= as an id; throws Refusal for what is none.
std::optional<UserId> personIn(const Request& request, const std::string& name) {
    const auto text = request.parameter(name);
    if (!text) return std::nullopt;
    if (!isCanonicalUuid(*text)) throw Refusal{ProblemType::malformed, "the id of a person", '/' + name};
    return UserId::parse(*text);
}

}  // namespace

Response showToday(Exchange& exchange) {
    return inTransaction(exchange.services.app, [&](soci::session& session) {
        return jsonAnswer(200, StaffingRepository{session}.today(facilityOf(exchange.by()), databaseNow(session)));
    });
}

Response listOpenAssignments(Exchange& exchange) {
    const auto& request = exchange.request;
    refuseOtherParameters(request, {"state", "kind", "reviewer", "cursor", "limit"});
    OpenAssignmentFilter filter;
    filter.state = enumeratorIn<OpenAssignmentFilter::State>(request, "state").value_or(filter.state);
    filter.kind = enumeratorIn<AssignmentKind>(request, "kind");
    filter.reviewer = personIn(request, "reviewer");
    filter.facility = facilityOf(exchange.by());
    // What is overdue is brought before the head; the rest of the queue is the QA lead's.
    const bool isLead = exchange.by().has(Role::qaLead);
    if (!isLead) filter.state = OpenAssignmentFilter::State::overdue;
    const auto limit = limitIn(request);
    return inTransaction(exchange.services.app, [&](soci::session& session) {
        auto page = pageOrRefusal([&] {
            return StaffingRepository{session}.openAssignments(filter, request.parameter("cursor").value_or(""), limit,
                                                               databaseNow(session));
        });
        if (!isLead)
            for (auto& row : page.items) row.reviewer = row.reviewerName = row.reservedFor = row.reservedForName = "";
        AuditTrail{session}.append({exchange.by().id(), "assignments.listed", "list", filter.facility});
        return jsonAnswer(200, page);
    });
}

Response listCandidates(Exchange& exchange) {
    const auto id = idAt<AssignmentId>(exchange, "assignmentId");
    return inTransaction(exchange.services.app, [&](soci::session& session) {
        return jsonAnswer(200, resultOf(workflow::candidatesFor(session, id, databaseNow(session))));
    });
}

Response moveAssignment(Exchange& exchange) {
    const auto id = idAt<AssignmentId>(exchange, "assignmentId");
    const auto wanted = bodyAs<wire::Reassignment>(exchange.request);
    if (!wanted.reviewer.empty() && !isCanonicalUuid(wanted.reviewer))
        throw Refusal{ProblemType::malformed, "the id of a reader, or empty", "/reviewer"};
    const auto reader = wanted.reviewer.empty() ? std::nullopt : std::optional{UserId::parse(wanted.reviewer)};
    return oncePerKey(exchange, exchange.services.app, KeyRule::welcome, [&](soci::session& session) {
        static_cast<void>(
            resultOf(workflow::moveTask(session, id, reader, wanted.reason, exchange.by().id(), databaseNow(session))));
        return Response{204, {}};
    });
}

Response listReviewers(Exchange& exchange) {
    return inTransaction(exchange.services.app, [&](soci::session& session) {
        return jsonAnswer(200, workflow::reviewers(session, databaseNow(session)));
    });
}

Response setQualifications(Exchange& exchange) {
    const auto id = idAt<UserId>(exchange, "reviewer");
    const auto wanted = bodyAs<wire::Qualifications>(exchange.request);
    return inTransaction(exchange.services.app, [&](soci::session& session) {
        static_cast<void>(
            resultOf(workflow::qualify(session, id, {wanted.qualifications.begin(), wanted.qualifications.end()},
                                       exchange.by().id(), databaseNow(session))));
        return Response{204, {}};
    });
}

Response listShifts(Exchange& exchange) {
    const auto& request = exchange.request;
    refuseOtherParameters(request, {"reviewer", "from", "to", "cursor", "limit"});
    const auto& caller = exchange.by();
    const bool seesAll = caller.has(Role::qaLead) || caller.has(Role::administrator);
    const auto reviewer = seesAll ? personIn(request, "reviewer") : std::optional{caller.id()};
    const auto limit = limitIn(request);
    return inTransaction(exchange.services.app, [&](soci::session& session) {
        return jsonAnswer(200, pageOrRefusal([&] {
                              return StaffingRepository{session}.shifts(
                                  reviewer, momentIn(request, "from"), momentIn(request, "to"),
                                  request.parameter("cursor").value_or(""), limit);
                          }));
    });
}

Response addShift(Exchange& exchange) {
    const auto wanted = bodyAs<wire::NewShift>(exchange.request);
    return oncePerKey(exchange, exchange.services.app, KeyRule::welcome, [&](soci::session& session) {
        return jsonAnswer(201, resultOf(workflow::addShift(session, wanted, exchange.by().id())));
    });
}

Response removeShift(Exchange& exchange) {
    return inTransaction(exchange.services.app, [&](soci::session& session) {
        static_cast<void>(resultOf(workflow::removeShift(session, exchange.at("shiftId"), exchange.by().id())));
        return Response{204, {}};
    });
}

Response setAvailability(Exchange& exchange) {
    const auto wanted = bodyAs<wire::Availability>(exchange.request);
    return inTransaction(exchange.services.reading, [&](soci::session& session) {
        workflow::setAvailable(session, exchange.by().id(), wanted.available, databaseNow(session));
        return Response{204, {}};
    });
}

Response showMyCalibration(Exchange& exchange) {
    return inTransaction(exchange.services.reading, [&](soci::session& session) {
        return jsonAnswer(200, workflow::calibrationOf(session, exchange.by().id(), databaseNow(session)));
    });
}

Response showMyPace(Exchange& exchange) {
    return inTransaction(exchange.services.reading, [&](soci::session& session) {
        return jsonAnswer(200, workflow::paceOf(session, exchange.by().id(), databaseNow(session)));
    });
}

Response showMySettings(Exchange& exchange) {
    return inTransaction(exchange.services.reading, [&](soci::session& session) {
        return jsonAnswer(200, wire::ReaderSettings{ReviewerRepository{session}.settingsOf(exchange.by().id())});
    });
}

Response saveMySettings(Exchange& exchange) {
    const auto wanted = bodyAs<wire::ReaderSettings>(exchange.request);
    return inTransaction(exchange.services.reading, [&](soci::session& session) {
        ReviewerRepository{session}.saveSettings(exchange.by().id(), wanted.settings);
        return Response{204, {}};
    });
}

Response listMyReads(Exchange& exchange) {
    const auto& request = exchange.request;
    refuseOtherParameters(request, {"kind", "arbitrated", "cursor", "limit"});
    OwnReadFilter filter;
    filter.kind = enumeratorIn<AssignmentKind>(request, "kind");
    const auto arbitrated = request.parameter("arbitrated");
    if (arbitrated && *arbitrated != "true" && *arbitrated != "false")
        throw Refusal{ProblemType::malformed, "true or false", "/arbitrated"};
    filter.wentToArbitration = arbitrated == "true";
    const auto limit = limitIn(request);
    return inTransaction(exchange.services.reading, [&](soci::session& session) {
        const auto reader = exchange.by().id();
        auto page = pageOrRefusal([&] {
            return workflow::settledReadsOf(session, reader, filter, request.parameter("cursor").value_or(""), limit,
                                            databaseNow(session));
        });
        AuditTrail{session}.append({reader, "reads.listed", "person", reader.text()});
        return jsonAnswer(200, page);
    });
}

Response listPeople(Exchange& exchange) {
    return inTransaction(exchange.services.app, [&](soci::session& session) {
        wire::Page<wire::PersonRow> page;
        // Hundreds of people: one page.
        page.items = StaffingRepository{session}.people();
        page.asOf = databaseNow(session);
        AuditTrail{session}.append({exchange.by().id(), "people.listed", "list", ""});
        return jsonAnswer(200, page);
    });
}

}  // namespace overread::api
