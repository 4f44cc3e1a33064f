#include <chrono>
#include <filesystem>

#include "core/wire/system.h"
#include "server/api/json_body.h"
#include "server/api/resources.h"
#include "server/configuration/configuration.h"
#include "server/database/audit_trail.h"
#include "server/database/columns.h"
#include "server/database/system_repository.h"
#include "server/jobs/job_queue.h"

namespace overread::api {

namespace {

/// A job that nobody took for so long says that no worker runs.
constexpr std::chrono::minutes patience{15};
/// The intake refuses images below 5 % or 2 GiB; said well before.
constexpr double lowDiskShare = 0.1;

std::filesystem::space_info spaceOf(std::filesystem::path folder) {
    while (!std::filesystem::exists(folder) && folder.has_parent_path()) folder = folder.parent_path();
    return std::filesystem::space(folder);
}

std::vector<wire::SystemView::Component> componentsOf(soci::session& session, const std::filesystem::path& store,
                                                      Timestamp now) {
    const auto last = SystemRepository{session}.lastSuccess();
    const JobQueue queue{session};
    auto oldest = now;
    for (const auto& each : queue.countsByKind())
        if (each.state == "waiting") oldest = std::min(oldest, each.oldest);
    const auto counts = queue.counts();
    const auto space = spaceOf(store);
    const auto freeShare = static_cast<double>(space.available) / static_cast<double>(space.capacity);
    return {{"database", true, 0, now},
            {"images", true, 0, last.image},
            {"reports", true, 0, last.report},
            {"measurement", true, 0, last.measurement},
            {"jobs", now - oldest < patience, static_cast<double>(counts.waiting), std::nullopt},
            {"deadLetters", counts.deadLetters == 0, static_cast<double>(counts.deadLetters), std::nullopt},
            {"disk", freeShare >= lowDiskShare, freeShare, std::nullopt},
            {"trail", true, 0, last.seal}};
}

/// Does `step` with each letter and writes who did it and why; all or none.
template <class Step>
Response withLetters(Exchange& exchange, const std::string& action, const wire::DeadLetterChoice& choice,
                     const Step& step) {
    if (choice.ids.empty()) throw Refusal{ProblemType::malformed, "one dead letter at least", "/ids"};
    return oncePerKey(exchange, exchange.services.app, KeyRule::welcome, [&](soci::session& session) {
        JobQueue queue{session};
        AuditTrail trail{session};
        for (const auto& id : choice.ids) {
            if (!isCanonicalUuid(id)) throw Refusal{ProblemType::malformed, "ids of dead letters", "/ids"};
            step(queue, id);
            trail.append(
                {exchange.by().id(), action, "deadLetter", id, nlohmann::json{{"reason", choice.reason}}.dump()});
        }
        return Response{204, {}};
    });
}

}  // namespace

Response showSystem(Exchange& exchange) {
    return inTransaction(exchange.services.app, [&](soci::session& session) {
        wire::SystemView view;
        view.asOf = databaseNow(session);
        view.components = componentsOf(session, exchange.services.storePath, view.asOf);
        for (const auto& each : exchange.services.settings)
            view.settings.push_back({each.key, each.value, each.origin});
        return jsonAnswer(200, view);
    });
}

Response retryDeadLetters(Exchange& exchange) {
    const auto choice = bodyAs<wire::DeadLetterChoice>(exchange.request);
    return withLetters(exchange, "job.retried", choice,
                       [](JobQueue& queue, const std::string& id) { queue.revive(id); });
}

Response discardDeadLetters(Exchange& exchange) {
    const auto choice = bodyAs<wire::DeadLetterChoice>(exchange.request);
    if (choice.reason.empty()) throw Refusal{ProblemType::malformed, "why they are discarded", "/reason"};
    return withLetters(exchange, "job.discarded", choice,
                       [](JobQueue& queue, const std::string& id) { queue.discard(id); });
}

}  // namespace overread::api
