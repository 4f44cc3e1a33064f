#pragma once
#include <optional>
#include <string>

#include "core/domain/timestamp.h"
#include "server/database/account_repository.h"

namespace overread {

enum class SessionTransport { bearer, cookie };

/// Sessions end after 30 minutes without a request and after 12 hours in all, by the database's clock. Only the BLAKE2b
/// hash of a token is stored.
class SessionRepository {
public:
    explicit SessionRepository(soci::session& session);

    struct Opened {
        std::string token;  ///< 256 random bits in base64 for URLs; nowhere else afterwards
        Timestamp expiresAt;
    };
    Opened open(const UserId& person, SessionTransport transport);

    struct Authenticated {
        Account account;
        SessionTransport transport = SessionTransport::bearer;
    };
    /// Whose token it is; none when it is unknown, ended, or its account disabled. Counts as a use (written at most
    /// once a minute, so that a page of requests costs one write).
    [[nodiscard]] std::optional<Authenticated> authenticate(const std::string& token);
    void close(const std::string& token);
    /// Deletes what has ended. For the clock.
    void deleteEnded();

private:
    soci::session& session_;
};

}  // namespace overread
