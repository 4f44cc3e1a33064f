#include "core/wire/page.h"
#include "server/api/json_body.h"
#include "server/api/resources.h"
#include "server/database/account_repository.h"
#include "server/database/audit_trail.h"
#include "server/database/columns.h"

namespace overread::api {

namespace {

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
