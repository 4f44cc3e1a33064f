#pragma once
#include <optional>
#include <string>
#include <vector>

#include "core/domain/id.h"
#include "core/domain/role.h"
#include "core/domain/timestamp.h"

namespace soci {
class session;
}

namespace overread {

/// A person who may sign in.
struct Account {
    UserId person;
    std::string name;  ///< lower case; what is typed at sign-in
    std::string displayName;
    std::string staffCode;                    ///< empty: none
    std::vector<Role> roles;                  ///< at least one
    std::vector<std::string> qualifications;  ///< "doubleRead", "peerReview", "arbitration"
    std::string facility;                     ///< a head's own; empty: not limited to one
    bool isDisabled = false;
};

struct NewAccount {
    std::string name;
    std::string displayName;
    std::string staffCode;  ///< of a person who is known already, or empty for a new one
    std::string password;   ///< 15 characters at least
    std::vector<Role> roles;
    /// Empty: what the roles imply (reviewer: doubleRead and peerReview; arbiter: all three).
    std::vector<std::string> qualifications;
    std::string facility;
};

/// Accounts of schema identity: for overread_app.
class AccountRepository {
public:
    explicit AccountRepository(soci::session& session);

    /// Makes the account and, where the staff code is unknown or empty, its person; writes the audit event. Throws
    /// std::invalid_argument for a name, password or role that is not allowed or a name that is taken: what() says
    /// which, never the password. Takes about 0.1 s: argon2id.
    UserId create(const NewAccount& account);
    [[nodiscard]] std::optional<Account> find(const UserId& person) const;
    [[nodiscard]] std::optional<Account> findByName(const std::string& name) const;
    [[nodiscard]] std::vector<Account> list() const;  ///< by name
    /// Ends its sessions with the same transaction. Throws NotFound.
    void disable(const std::string& name);
    struct Change {
        std::string displayName;
        std::vector<Role> roles;  ///< at least one
        std::string facility;
        bool isDisabled = false;
    };
    /// Ends its sessions where roles, facility or state change, and writes what changed to the trail. Throws NotFound.
    void change(const UserId& person, const Change& change, const UserId& by);
    struct SignedIn {
        Timestamp openedAt;
        Timestamp lastUsedAt;
        std::string transport;
    };
    [[nodiscard]] std::vector<SignedIn> sessionsOf(const UserId& person) const;
    void endSessions(const UserId& person, const UserId& by);
    /// Argon2id hash as stored; none for an unknown or disabled account.
    [[nodiscard]] std::optional<std::string> passwordHash(const std::string& name) const;

private:
    soci::session& session_;
};

}  // namespace overread
