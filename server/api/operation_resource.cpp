#include "core/wire/administration.h"
#include "core/wire/page.h"
#include "server/api/json_body.h"
#include "server/api/list_parameters.h"
#include "server/api/resources.h"
#include "server/database/audit_search.h"
#include "server/database/audit_trail.h"
#include "server/database/columns.h"
#include "server/database/transaction.h"
#include "server/jobs/job_queue.h"

namespace overread::api {

Response showJobs(Exchange& exchange) {
    return inTransaction(exchange.services.app, [&](soci::session& session) {
        const JobQueue queue{session};
        wire::JobsView view;
        for (const auto& each : queue.countsByKind())
            view.counts.push_back({each.kind, each.state, each.count, each.oldest});
        for (const auto& each : queue.deadLetters())
            view.deadLetters.push_back({each.id, each.kind, each.attempts, each.lastError, each.diedAt});
        view.asOf = databaseNow(session);
        return jsonAnswer(200, view);
    });
}

Response listAudit(Exchange& exchange) {
    refuseOtherParameters(exchange.request, {"actor", "event", "subject", "cursor", "limit"});
    const auto limit = limitIn(exchange.request);
    const auto before = sequenceIn(exchange.request, "cursor");
    AuditSearch search{std::nullopt, exchange.request.parameter("event"), exchange.request.parameter("subject")};
    if (const auto actor = exchange.request.parameter("actor")) {
        if (!isCanonicalUuid(*actor)) throw Refusal{ProblemType::malformed, "the id of a person", "/actor"};
        search.actor = UserId::parse(*actor);
    }
    return inTransaction(exchange.services.app, [&](soci::session& session) {
        wire::Page<wire::AuditRow> page;
        const bool isWhole = !search.actor && !search.action && !search.subject;
        const auto events =
            isWhole ? AuditTrail{session}.before(before, limit) : eventsFound(session, search, before, limit);
        for (const auto& recorded : events) {
            const auto& event = recorded.event;
            page.items.push_back({static_cast<long>(recorded.sequence), recorded.at,
                                  event.actor ? event.actor->text() : std::string{}, event.action, event.subjectKind,
                                  event.subjectId});
        }
        if (page.items.size() == static_cast<std::size_t>(limit))
            page.nextCursor = std::to_string(page.items.back().sequence);
        page.asOf = databaseNow(session);
        return jsonAnswer(200, page);
    });
}

Response verifyAudit(Exchange& exchange) {
    return inTransaction(exchange.services.app, [&](soci::session& session) {
        const auto found = AuditTrail{session}.verify();
        wire::AuditVerification answer{!found.problem, static_cast<long>(found.sealed),
                                       static_cast<long>(found.unsealed), std::nullopt, databaseNow(session)};
        if (found.problem && found.problem->sequence >= 0)
            answer.firstBroken = static_cast<long>(found.problem->sequence);
        return jsonAnswer(200, answer);
    });
}

Response answerAlive(Exchange&) {
    return jsonAnswer(200, nlohmann::json{{"status", "alive"}});
}

Response answerReady(Exchange& exchange) {
    if (!exchange.services.app.answers() || !exchange.services.reading.answers())
        throw Refusal{ProblemType::unavailable};
    return jsonAnswer(200, nlohmann::json{{"status", "ready"}});
}

Response showMetrics(Exchange& exchange) {
    auto text = exchange.services.metrics.text();
    Transaction transaction{exchange.services.app};
    const auto counts = JobQueue{transaction.session()}.counts();
    transaction.commit();
    text += "# HELP overread_jobs Jobs by state.\n# TYPE overread_jobs gauge\noverread_jobs{state=\"waiting\"} " +
            std::to_string(counts.waiting) + "\noverread_jobs{state=\"running\"} " + std::to_string(counts.running) +
            "\noverread_jobs{state=\"dead\"} " + std::to_string(counts.deadLetters) + '\n';
    Response response{200, "text/plain; version=0.0.4"};
    response.body = std::move(text);
    return response;
}

}  // namespace overread::api
