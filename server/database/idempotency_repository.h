#pragma once
#include <optional>
#include <string>
#include <variant>

#include "core/domain/id.h"

namespace soci {
class session;
}

namespace overread {

struct StoredAnswer {
    int status = 200;
    std::string headersJson = "{}";
    std::string body;
};

/// Answers that were given once, so that a repeated request gets the same one. Works in the transaction of the request:
/// the effect and its answer are stored together.
class IdempotencyRepository {
public:
    explicit IdempotencyRepository(soci::session& session);

    struct First {};         ///< do the work, then remember() its answer before the commit
    struct OtherRequest {};  ///< the key was used for another request: 422
    using Found = std::variant<First, StoredAnswer, OtherRequest>;
    /// `request` is method, path and body. Waits for a running request with the same key and then has its answer.
    [[nodiscard]] Found claim(const UserId& person, const std::string& key, const std::string& request);
    void remember(const UserId& person, const std::string& key, const std::string& request, const StoredAnswer& answer);
    /// Forgets answers older than a day. For the clock.
    void deleteOld();

private:
    soci::session& session_;
};

}  // namespace overread
