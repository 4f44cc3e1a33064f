#include "server/database/session_repository.h"

#include <sodium.h>

#include "server/database/account_columns.h"
#include "server/database/columns.h"
#include "server/database/new_id.h"

namespace overread {
namespace {

constexpr std::size_t tokenBytes = 32;

std::string hashColumn(const std::string& token) {
    unsigned char hash[32];
    crypto_generichash(hash, sizeof hash, reinterpret_cast<const unsigned char*>(token.data()), token.size(), nullptr,
                       0);
    return bytesColumn(hash, sizeof hash);
}

}  // namespace

SessionRepository::SessionRepository(soci::session& session) : session_(session) {}

SessionRepository::Opened SessionRepository::open(const UserId& person, SessionTransport transport) {
    Opened opened;
    opened.token = randomText(tokenBytes);
    const std::string name = transport == SessionTransport::bearer ? "bearer" : "cookie";
    if (!fetchRow(session_,
                  "insert into identity.session (token_hash, person_id, transport, expires_at) "
                  "values (:hash::bytea, :person, :transport, now() + interval '12 hours') returning expires_at",
                  std::tie(opened.expiresAt), hashColumn(opened.token), person, name))
        throw std::runtime_error("a session was not written");
    return opened;
}

std::optional<SessionRepository::Authenticated> SessionRepository::authenticate(const std::string& token) {
    const auto hash = hashColumn(token);
    AccountColumns columns;
    std::string transport;
    bool isUseToBeNoted = false;
    std::string sql = "select s.transport, s.last_used_at < clock_timestamp() - interval '1 minute', ";
    sql.append(AccountColumns::names);
    sql.append(
        " from identity.session s join identity.account a on a.person_id = s.person_id "
        "join identity.person p on p.id = s.person_id "
        "where s.token_hash = :hash::bytea and s.expires_at > clock_timestamp() "
        "and s.last_used_at > clock_timestamp() - interval '30 minutes' and a.disabled_at is null");
    if (!fetchRow(session_, sql, std::tuple_cat(std::tie(transport, isUseToBeNoted), columns.tied()), hash))
        return std::nullopt;
    if (isUseToBeNoted)
        execute(session_,
                "update identity.session set last_used_at = clock_timestamp() where token_hash = :hash::bytea", hash);
    return Authenticated{columns.value(), transport == "cookie" ? SessionTransport::cookie : SessionTransport::bearer};
}

void SessionRepository::close(const std::string& token) {
    execute(session_, "delete from identity.session where token_hash = :hash::bytea", hashColumn(token));
}

void SessionRepository::deleteEnded() {
    execute(session_,
            "delete from identity.session where expires_at <= clock_timestamp() "
            "or last_used_at <= clock_timestamp() - interval '30 minutes'");
    execute(session_, "delete from identity.failed_sign_in where at < clock_timestamp() - interval '1 hour'");
}

}  // namespace overread
