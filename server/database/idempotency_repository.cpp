#include "server/database/idempotency_repository.h"

#include <sodium.h>

#include "server/database/columns.h"

namespace overread {
namespace {

std::string hashColumn(const std::string& request) {
    unsigned char hash[32];
    crypto_generichash(hash, sizeof hash, reinterpret_cast<const unsigned char*>(request.data()), request.size(),
                       nullptr, 0);
    return bytesColumn(hash, sizeof hash);
}

}  // namespace

IdempotencyRepository::IdempotencyRepository(soci::session& session) : session_(session) {}

IdempotencyRepository::Found IdempotencyRepository::claim(const UserId& person, const std::string& key,
                                                          const std::string& request) {
    // Held until the transaction ends: the second of two equal requests waits here and then finds the first one's
    // answer.
    execute(session_, "select pg_advisory_xact_lock(hashtextextended(:key, 4207849489))", person.text() + " " + key);
    StoredAnswer answer;
    std::string hash;
    if (!fetchRow(session_,
                  "select request_hash, status, headers::text, answer from qa.idempotency_key "
                  "where person_id = :person and key = :key",
                  std::tie(hash, answer.status, answer.headersJson, answer.body), person, key))
        return First{};
    if (hash != hashColumn(request)) return OtherRequest{};
    return answer;
}

void IdempotencyRepository::remember(const UserId& person, const std::string& key, const std::string& request,
                                     const StoredAnswer& answer) {
    execute(session_,
            "insert into qa.idempotency_key (person_id, key, request_hash, status, headers, answer) "
            "values (:person, :key, :hash::bytea, :status, :headers::jsonb, :answer)",
            person, key, hashColumn(request), answer.status, answer.headersJson, answer.body);
}

void IdempotencyRepository::deleteOld() {
    execute(session_, "delete from qa.idempotency_key where created_at < clock_timestamp() - interval '1 day'");
}

}  // namespace overread
