#include "server/database/session_repository.h"

#include <sodium.h>

#include "server/database/columns.h"
#include "server/database/errors.h"
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
    UserId person;
    std::string transport;
    bool isUseToBeNoted = false;
    if (!fetchRow(session_,
                  "select person_id, transport, last_used_at < clock_timestamp() - interval '1 minute' "
                  "from identity.session where token_hash = :hash::bytea and expires_at > clock_timestamp() "
                  "and last_used_at > clock_timestamp() - interval '30 minutes'",
                  std::tie(person, transport, isUseToBeNoted), hash))
        return std::nullopt;
    auto account = AccountRepository(session_).find(person);
    if (!account || account->isDisabled) return std::nullopt;
    if (isUseToBeNoted)
        execute(session_,
                "update identity.session set last_used_at = clock_timestamp() where token_hash = :hash::bytea", hash);
    return Authenticated{std::move(*account),
                         transport == "cookie" ? SessionTransport::cookie : SessionTransport::bearer};
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
