#include <algorithm>

#include "core/wire/page.h"
#include "server/api/json_body.h"
#include "server/api/resources.h"
#include "server/database/account_repository.h"
#include "server/database/audit_trail.h"
#include "server/database/columns.h"

namespace overread::api {

namespace {

constexpr std::size_t mostSteps = 100;  // of a history; the whole of it is in the audit trail

wire::UserRow rowOf(const Account& account) {
    return {account.person.text(), account.name,     account.staffCode, account.displayName,
            account.roles,         account.facility, account.isDisabled};
}

}  // namespace

Response listUsers(Exchange& exchange) {
    return inTransaction(exchange.services.app, [&](soci::session& session) {
        wire::Page<wire::UserRow> page;
        // Hundreds of people at most: one page.
        for (const auto& account : AccountRepository{session}.list()) page.items.push_back(rowOf(account));
        page.asOf = databaseNow(session);
        return jsonAnswer(200, page);
    });
}

Response showUser(Exchange& exchange) {
    const auto id = idAt<UserId>(exchange, "user");
    return inTransaction(exchange.services.app, [&](soci::session& session) {
        const AccountRepository accounts{session};
        const auto account = accounts.find(id);
        if (!account) throw Refusal{ProblemType::notFound};
        wire::UserDetail detail;
        detail.row = rowOf(*account);
        for (const auto& each : accounts.sessionsOf(id))
            detail.sessions.push_back({each.openedAt, each.lastUsedAt, each.transport});
        for (const auto& each : AuditTrail{session}.about("account", id.text())) {
            const auto actor = each.event.actor ? accounts.find(*each.event.actor) : std::nullopt;
            detail.history.insert(
                detail.history.begin(),
                {each.at, each.event.action, actor ? actor->displayName : std::string{}, each.event.detailJson});
        }
        if (detail.history.size() > mostSteps) detail.history.resize(mostSteps);
        detail.asOf = databaseNow(session);
        return jsonAnswer(200, detail);
    });
}

Response changeUser(Exchange& exchange) {
    const auto id = idAt<UserId>(exchange, "user");
    const auto wanted = bodyAs<wire::UserChange>(exchange.request);
    const auto keepsOwnRights = [&] {
        return !wanted.disabled &&
               std::find(wanted.roles.begin(), wanted.roles.end(), Role::administrator) != wanted.roles.end();
    };
    // Nobody locks the last door behind them.
    if (id == exchange.by().id() && !keepsOwnRights())
        throw Refusal{ProblemType::ruleForbids, "an administrator does not take the own rights away"};
    return oncePerKey(exchange, exchange.services.app, KeyRule::welcome, [&](soci::session& session) {
        AccountRepository accounts{session};
        if (!accounts.find(id)) throw Refusal{ProblemType::notFound};
        accounts.change(id, {wanted.displayName, wanted.roles, wanted.facility, wanted.disabled}, exchange.by().id());
        return jsonAnswer(200, rowOf(accounts.find(id).value()));
    });
}

Response endSessionsOfUser(Exchange& exchange) {
    const auto id = idAt<UserId>(exchange, "user");
    return inTransaction(exchange.services.app, [&](soci::session& session) {
        AccountRepository accounts{session};
        if (!accounts.find(id)) throw Refusal{ProblemType::notFound};
        accounts.endSessions(id, exchange.by().id());
        return Response{204, {}};
    });
}

Response addUser(Exchange& exchange) {
    const auto wanted = bodyAs<wire::NewUser>(exchange.request);
    return oncePerKey(exchange, exchange.services.app, KeyRule::welcome, [&](soci::session& session) {
        AccountRepository accounts{session};
        try {
            const auto id = accounts.create({wanted.name,
                                             wanted.displayName,
                                             wanted.staffCode,
                                             wanted.password,
                                             wanted.roles,
                                             {},
                                             wanted.facility});
            AuditTrail{session}.append({exchange.by().id(), "account.requested", "account", id.text()});
            return jsonAnswer(201, rowOf(accounts.find(id).value()));
        } catch (const std::invalid_argument& refused) {
            throw Refusal{ProblemType::malformed, refused.what(), "/name"};
        }
    });
}

}  // namespace overread::api
