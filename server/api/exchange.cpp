#include "server/api/exchange.h"

#include <algorithm>
#include <charconv>

#include "server/database/errors.h"
#include "server/database/idempotency_repository.h"
#include "server/database/transaction.h"

namespace overread::api {

bool Caller::has(Role role) const {
    return std::find(account.roles.begin(), account.roles.end(), role) != account.roles.end();
}

Response inTransaction(ConnectionPool& pool, const std::function<Response(soci::session&)>& work) {
    constexpr int attempts = 3;
    for (int attempt = 1;; ++attempt) {
        try {
            Transaction transaction{pool};
            auto response = work(transaction.session());
            transaction.commit();
            return response;
        } catch (const std::exception& error) {
            if (attempt == attempts || faultOf(error) != DatabaseFault::lostRace) throw;
        }
    }
}

Response oncePerKey(Exchange& exchange, ConnectionPool& pool, KeyRule rule,
                    const std::function<Response(soci::session&)>& work) {
    const auto& request = exchange.request;
    const auto key = request.header("idempotency-key");
    if (key.empty() && rule == KeyRule::required)
        throw Refusal{ProblemType::preconditionNeeded, "Idempotency-Key is required"};
    if (key.size() > 200) throw Refusal{ProblemType::badRequest, "Idempotency-Key has 200 characters at most"};
    if (key.empty()) return inTransaction(pool, work);
    const auto asked = request.method + ' ' + request.path + '\n' + request.body;
    return inTransaction(pool, [&](soci::session& session) {
        IdempotencyRepository answers{session};
        const auto found = answers.claim(exchange.by().id(), key, asked);
        if (std::holds_alternative<IdempotencyRepository::OtherRequest>(found)) throw Refusal{ProblemType::keyReused};
        if (const auto* stored = std::get_if<StoredAnswer>(&found)) {
            Response again{stored->status, stored->body.empty() ? "" : "application/json"};
            again.body = stored->body;
            return again;
        }
        auto response = work(session);
        answers.remember(exchange.by().id(), key, asked, {response.status, "{}", response.body});
        return response;
    });
}

std::string etagIn(const Request& request) {
    auto etag = request.header("if-match");
    if (etag.size() >= 2 && etag.front() == '"' && etag.back() == '"') etag = etag.substr(1, etag.size() - 2);
    if (etag.empty()) throw Refusal{ProblemType::preconditionNeeded, "If-Match is required"};
    return etag;
}

std::optional<int> sliceNamed(std::string_view text) {
    int slice = 0;
    const auto [stopped, error] = std::from_chars(text.data(), text.data() + text.size(), slice);
    if (error != std::errc{} || stopped != text.data() + text.size() || slice < 0) return std::nullopt;
    return slice;
}

int sliceAt(const Exchange& exchange) {
    const auto slice = sliceNamed(exchange.at("n"));
    if (!slice) throw Refusal{ProblemType::notFound};
    return *slice;
}

}  // namespace overread::api
