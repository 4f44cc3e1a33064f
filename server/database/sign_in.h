#pragma once
#include <chrono>
#include <string>
#include <variant>

#include "server/database/pool.h"
#include "server/database/session_repository.h"

namespace overread {

/// Checks passwords. At most 4 at a time in this process (argon2id takes 64 MiB each; more wait for their turn), at
/// most 100 failures an hour and name; an unknown name costs the same time as a known one. Thread-safe.
class SignIn {
public:
    explicit SignIn(ConnectionPool& app);  // borrowed

    struct Refused {};  ///< unknown name, wrong password or disabled: deliberately one answer
    /// 429; the right password is refused as well, until the oldest of the guesses is an hour old.
    struct TooManyGuesses {
        std::chrono::seconds wait{};
    };
    struct Opened {
        SessionRepository::Opened session;
        Account account;
    };
    using Result = std::variant<Opened, Refused, TooManyGuesses>;
    /// In transactions of its own, each with its audit event.
    Result open(const std::string& name, const std::string& password, SessionTransport transport);

private:
    ConnectionPool& app_;
};

/// Argon2id hash for storage, with libsodium's interactive limits (64 MiB, about 0.1 s).
[[nodiscard]] std::string hashPassword(const std::string& password);

}  // namespace overread
