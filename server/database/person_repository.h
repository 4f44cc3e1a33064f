#pragma once
#include <optional>
#include <string>
#include <vector>

#include "core/domain/id.h"
#include "core/domain/role.h"

namespace soci {
class session;
}

namespace overread {

/// Who works with the product; a reporter need not have an account.
struct Person {
    UserId id;
    std::string staffCode;  ///< empty: signs no reports
    std::string displayName;
};

/// A reviewer as assignment sees one.
struct ReviewerAccount {
    UserId id;
    std::vector<Role> roles;
    std::vector<std::string> qualifications;  ///< "doubleRead", "peerReview", "arbitration"
    std::string facility;
};

/// People of schema identity, and their patients' pseudonyms: not for the role overread_reading.
class PersonRepository {
public:
    explicit PersonRepository(soci::session& session);  // borrowed; must outlive this. One thread at a time

    /// The person of that staff code, enrolled where unknown; an empty name never replaces a known one. Safe to call
    /// from several transactions at the same time.
    UserId enrol(const std::string& staffCode, const std::string& displayName);
    [[nodiscard]] std::optional<Person> find(const UserId& id) const;
    [[nodiscard]] std::optional<Person> findByStaffCode(const std::string& staffCode) const;
    /// An account in force with the role reviewer or arbiter.
    [[nodiscard]] bool readsForOthers(const UserId& person) const;
    /// Accounts that are in force and have the role reviewer or arbiter.
    [[nodiscard]] std::vector<ReviewerAccount> reviewers() const;

    /// The pseudonym that ties a patient's studies together; made where unknown. `patientId` must not be empty.
    std::string patientPseudonym(const std::string& issuer, const std::string& patientId);

private:
    soci::session& session_;
};

}  // namespace overread
