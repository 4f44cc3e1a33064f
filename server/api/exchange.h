#pragma once
#include <functional>
#include <map>
#include <optional>
#include <string>

#include "core/domain/role.h"
#include "server/api/http_message.h"
#include "server/api/problems.h"
#include "server/api/services.h"

namespace soci {
class session;
}

namespace overread::api {

/// Who asks, once that is known.
struct Caller {
    Account account;
    SessionTransport transport = SessionTransport::bearer;
    std::string token;

    [[nodiscard]] bool has(Role role) const;
    [[nodiscard]] const UserId& id() const { return account.person; }
};

/// One request on its way through a resource.
struct Exchange {
    const Request& request;
    Services& services;
    std::string requestId;                          ///< of this occurrence: in the problem and in the log
    std::map<std::string, std::string> parameters;  ///< what stands for {handle}, {id} ... in the route
    std::optional<Caller> caller;                   ///< present on every route that is not public

    /// What the route's pattern calls by that name.
    [[nodiscard]] const std::string& at(const std::string& name) const { return parameters.at(name); }
    [[nodiscard]] const Caller& by() const { return caller.value(); }
};

/// Runs `work` in one transaction and commits; a lost race (deadlock, serialisation) is tried three times in all.
[[nodiscard]] Response inTransaction(ConnectionPool& pool, const std::function<Response(soci::session&)>& work);

enum class KeyRule { required, welcome };
/// The same, once per Idempotency-Key of this person: a repeated request gets the first answer again, and so does one
/// that arrives while the first is at work. Throws Refusal preconditionNeeded where a required key is missing.
[[nodiscard]] Response oncePerKey(Exchange& exchange, ConnectionPool& pool, KeyRule rule,
                                  const std::function<Response(soci::session&)>& work);

/// What If-Match says, without its quotes; throws Refusal preconditionNeeded without one.
[[nodiscard]] std::string etagIn(const Request& request);

/// A 0-based slice; none where the text is no number of one.
[[nodiscard]] std::optional<int> sliceNamed(std::string_view text);
/// The slice that stands for {n}; what is no number names nothing: 404.
[[nodiscard]] int sliceAt(const Exchange& exchange);

/// The id that stands for {name}; what is no id names nothing: 404.
template <class IdType>
[[nodiscard]] IdType idAt(const Exchange& exchange, const std::string& name) {
    const auto& text = exchange.at(name);
    if (!isCanonicalUuid(text)) throw Refusal{ProblemType::notFound};
    return IdType::parse(text);
}

}  // namespace overread::api
