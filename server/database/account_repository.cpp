#include "server/database/account_repository.h"

#include <algorithm>
#include <nlohmann/json.hpp>

#include "server/database/account_columns.h"
#include "server/database/audit_trail.h"
#include "server/database/columns.h"
#include "server/database/errors.h"
#include "server/database/new_id.h"
#include "server/database/person_repository.h"
#include "server/database/sign_in.h"

namespace overread {
namespace {

constexpr std::size_t shortestPassword = 15;  // OWASP ASVS 5.0, 6.2.1
constexpr std::size_t longestPassword = 1024;

template <class... Values>
std::vector<Account> accounts(soci::session& session, std::string_view condition, const Values&... values) {
    std::vector<Account> found;
    AccountColumns columns;
    std::string sql = "select ";
    sql.append(AccountColumns::names);
    sql.append(" from identity.account a join identity.person p on p.id = a.person_id ").append(condition);
    forEachRow(
        session, sql, columns.tied(), [&] { found.push_back(columns.value()); }, values...);
    return found;
}

template <class... Values>
std::optional<Account> account(soci::session& session, const std::string& condition, const Values&... values) {
    auto found = accounts(session, condition, values...);
    if (found.empty()) return std::nullopt;
    return std::move(found.front());
}

std::vector<std::string> qualificationsOf(const NewAccount& account) {
    if (!account.qualifications.empty()) return account.qualifications;
    const auto has = [&](Role role) {
        return std::find(account.roles.begin(), account.roles.end(), role) != account.roles.end();
    };
    if (has(Role::arbiter)) return {"doubleRead", "peerReview", "arbitration"};
    if (has(Role::reviewer)) return {"doubleRead", "peerReview"};
    return {};
}

void requireAllowed(const NewAccount& account) {
    const auto isPlain = [](char c) {
        return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '.' || c == '-' || c == '_' || c == '@';
    };
    if (account.name.empty() || account.name.size() > 100 ||
        !std::all_of(account.name.begin(), account.name.end(), isPlain))
        throw std::invalid_argument("an account's name has 1 to 100 of a-z, 0-9, and . - _ @");
    if (account.password.size() < shortestPassword || account.password.size() > longestPassword)
        throw std::invalid_argument("a password has 15 to 1024 bytes");
    if (account.displayName.empty()) throw std::invalid_argument("an account needs a display name");
    if (account.roles.empty()) throw std::invalid_argument("an account needs a role");
}

}  // namespace

AccountRepository::AccountRepository(soci::session& session) : session_(session) {}

UserId AccountRepository::create(const NewAccount& account) {
    requireAllowed(account);
    if (findByName(account.name)) throw std::invalid_argument("the name " + account.name + " is taken");
    UserId person;
    if (account.staffCode.empty()) {
        person = newId<UserId>();
        execute(session_, "insert into identity.person (id, display_name) values (:id, :name)", person,
                account.displayName);
    } else {
        person = PersonRepository(session_).enrol(account.staffCode, account.displayName);
        if (find(person))
            throw std::invalid_argument("the person with the staff code " + account.staffCode + " has an account");
    }
    std::vector<std::string> roles;
    for (const auto role : account.roles) roles.emplace_back(nameOf(role));
    execute(session_,
            "insert into identity.account (person_id, name, password_hash, roles, qualifications, facility) "
            "values (:person, :name, :hash, :roles::text[], :qualifications::text[], :facility)",
            person, account.name, hashPassword(account.password), arrayColumn(roles),
            arrayColumn(qualificationsOf(account)), account.facility);
    AuditTrail(session_).append({std::nullopt, "account.created", "account", person.text(), "{}"});
    return person;
}

std::optional<Account> AccountRepository::find(const UserId& person) const {
    return account(session_, "where a.person_id = :person", person);
}

std::optional<Account> AccountRepository::findByName(const std::string& name) const {
    return account(session_, "where a.name = lower(:name)", name);
}

std::vector<Account> AccountRepository::list() const {
    return accounts(session_, "order by a.name");
}

void AccountRepository::disable(const std::string& name) {
    const auto known = findByName(name);
    if (!known) throw NotFound("no account " + name);
    execute(session_,
            "update identity.account set disabled_at = coalesce(disabled_at, now()) where person_id = :person",
            known->person);
    execute(session_, "delete from identity.session where person_id = :person", known->person);
    AuditTrail(session_).append({std::nullopt, "account.disabled", "account", known->person.text(), "{}"});
}

void AccountRepository::change(const UserId& person, const Change& change, const UserId& by) {
    const auto known = find(person);
    if (!known) throw NotFound("no account " + person.text());
    nlohmann::json changed = nlohmann::json::object();
    const auto note = [&](const char* field, const nlohmann::json& before, const nlohmann::json& after) {
        if (before != after) changed[field] = {{"before", before}, {"after", after}};
    };
    const auto namesOf = [](const std::vector<Role>& roles) {
        std::vector<std::string> names;
        for (const auto role : roles) names.emplace_back(nameOf(role));
        return names;
    };
    note("displayName", known->displayName, change.displayName);
    note("roles", namesOf(known->roles), namesOf(change.roles));
    note("facility", known->facility, change.facility);
    note("disabled", known->isDisabled, change.isDisabled);
    if (changed.empty()) return;
    execute(session_, "update identity.person set display_name = :name where id = :person", change.displayName, person);
    execute(session_,
            "update identity.account set roles = :roles::text[], facility = :facility, disabled_at = "
            "case when :disabled::boolean then coalesce(disabled_at, now()) end where person_id = :person",
            arrayColumn(namesOf(change.roles)), change.facility, change.isDisabled, person);
    // Who may do less must not go on with what was opened before.
    if (changed.size() > 1 || !changed.contains("displayName"))
        execute(session_, "delete from identity.session where person_id = :person", person);
    AuditTrail(session_).append({by, "account.changed", "account", person.text(), changed.dump()});
}

std::vector<AccountRepository::SignedIn> AccountRepository::sessionsOf(const UserId& person) const {
    std::vector<SignedIn> all;
    SignedIn each;
    forEachRow(
        session_,
        "select created_at, last_used_at, transport from identity.session where person_id = :person "
        "and expires_at > clock_timestamp() and last_used_at > clock_timestamp() - interval '30 minutes' "
        "order by last_used_at desc",
        std::tie(each.openedAt, each.lastUsedAt, each.transport), [&] { all.push_back(each); }, person);
    return all;
}

void AccountRepository::endSessions(const UserId& person, const UserId& by) {
    if (!find(person)) throw NotFound("no account " + person.text());
    execute(session_, "delete from identity.session where person_id = :person", person);
    AuditTrail(session_).append({by, "account.signedOut", "account", person.text(), "{}"});
}

std::optional<std::string> AccountRepository::passwordHash(const std::string& name) const {
    std::string hash;
    if (!fetchRow(session_,
                  "select password_hash from identity.account where name = lower(:name) and disabled_at is null",
                  std::tie(hash), name))
        return std::nullopt;
    return hash;
}

}  // namespace overread
