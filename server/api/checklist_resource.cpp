#include <charconv>

#include "core/wire/checklist.h"
#include "qa/checklist.h"
#include "server/api/json_body.h"
#include "server/api/list_parameters.h"
#include "server/api/resources.h"
#include "server/database/audit_trail.h"
#include "server/database/checklist_repository.h"
#include "server/database/columns.h"
#include "server/database/person_repository.h"

// Self-assessment of a department: lists with owners, answers and their history.
namespace overread::api {

Response listChecklists(Exchange& exchange) {
    refuseOtherParameters(exchange.request, {"cursor", "limit"});
    const auto limit = limitIn(exchange.request);
    return inTransaction(exchange.services.app, [&](soci::session& session) {
        return jsonAnswer(200, pageOrRefusal([&] {
                              return ChecklistRepository{session}.page(
                                  facilityOf(exchange.by()), exchange.request.parameter("cursor").value_or(""), limit,
                                  databaseNow(session));
                          }));
    });
}

Response openChecklist(Exchange& exchange) {
    const auto wanted = bodyAs<wire::NewChecklist>(exchange.request);
    const auto own = facilityOf(exchange.by());
    if (!own.empty() && wanted.facility != own) throw Refusal{ProblemType::malformed, "the own facility", "/facility"};
    return oncePerKey(exchange, exchange.services.app, KeyRule::welcome, [&](soci::session& session) {
        if (!isCanonicalUuid(wanted.owner) || !PersonRepository{session}.find(UserId::parse(wanted.owner)))
            throw Refusal{ProblemType::malformed, "somebody who is known", "/owner"};
        const auto now = databaseNow(session);
        ChecklistRepository checklists{session};
        const auto id = checklists.add(wanted.kind, wanted.facility, UserId::parse(wanted.owner), wanted.dueAt,
                                       qa::itemsOf(wanted.kind), exchange.by().id(), now);
        AuditTrail{session}.append({exchange.by().id(), "checklist.opened", "checklist", id.text()});
        return jsonAnswer(201, checklists.find(id, own, now).value());
    });
}

Response showChecklist(Exchange& exchange) {
    const auto id = idAt<ChecklistId>(exchange, "checklistId");
    return inTransaction(exchange.services.app, [&](soci::session& session) {
        const auto found = ChecklistRepository{session}.find(id, facilityOf(exchange.by()), databaseNow(session));
        if (!found) throw Refusal{ProblemType::notFound};
        return jsonAnswer(200, *found);
    });
}

Response answerChecklistItem(Exchange& exchange) {
    const auto id = idAt<ChecklistId>(exchange, "checklistId");
    const auto given = bodyAs<wire::NewChecklistAnswer>(exchange.request);
    const auto& text = exchange.at("position");
    int position = 0;
    const auto [stopped, error] = std::from_chars(text.data(), text.data() + text.size(), position);
    if (error != std::errc{} || stopped != text.data() + text.size()) throw Refusal{ProblemType::notFound};
    return oncePerKey(exchange, exchange.services.app, KeyRule::welcome, [&](soci::session& session) {
        const auto now = databaseNow(session);
        const auto facility = facilityOf(exchange.by());
        ChecklistRepository checklists{session};
        if (!checklists.find(id, facility, now) ||
            !checklists.answer(id, position, given.answer, given.note, exchange.by().id(), now))
            throw Refusal{ProblemType::notFound};
        AuditTrail{session}.append({exchange.by().id(), "checklist.answered", "checklist", id.text()});
        return jsonAnswer(201, checklists.find(id, facility, now).value());
    });
}

}  // namespace overread::api
