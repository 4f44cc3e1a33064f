#include "server/database/person_repository.h"

#include "server/database/columns.h"
#include "server/database/new_id.h"

namespace overread {
namespace {

constexpr auto personColumns = "select id, coalesce(staff_code, ''), display_name from identity.person ";

std::vector<Role> rolesFrom(const std::string& column) {
    std::vector<Role> roles;
    for (const auto& name : textsFromColumn(column))
        if (const auto role = valueNamed<Role>(name)) roles.push_back(*role);
    return roles;
}

}  // namespace

PersonRepository::PersonRepository(soci::session& session) : session_(session) {}

UserId PersonRepository::enrol(const std::string& staffCode, const std::string& displayName) {
    if (staffCode.empty()) throw std::invalid_argument("a reporter needs a staff code");
    // The worker may not change a name that the reports brought: read first, insert where unknown, read again.
    if (const auto known = findByStaffCode(staffCode)) {
        if (!displayName.empty() && known->displayName != displayName && known->displayName == staffCode)
            execute(session_, "update identity.person set display_name = :name where id = :id", displayName, known->id);
        return known->id;
    }
    const auto id = newId<UserId>();
    execute(session_,
            "insert into identity.person (id, staff_code, display_name) values (:id, :code, :name) "
            "on conflict (staff_code) do nothing",
            id, staffCode, displayName.empty() ? staffCode : displayName);
    return findByStaffCode(staffCode).value().id;
}

std::optional<Person> PersonRepository::find(const UserId& id) const {
    Person person;
    if (!fetchRow(session_, std::string(personColumns) + "where id = :id",
                  std::tie(person.id, person.staffCode, person.displayName), id))
        return std::nullopt;
    return person;
}

std::optional<Person> PersonRepository::findByStaffCode(const std::string& staffCode) const {
    Person person;
    if (!fetchRow(session_, std::string(personColumns) + "where staff_code = :code",
                  std::tie(person.id, person.staffCode, person.displayName), staffCode))
        return std::nullopt;
    return person;
}

bool PersonRepository::readsForOthers(const UserId& person) const {
    int found = 0;
    return fetchRow(session_,
                    "select 1 from identity.account where person_id = :person and disabled_at is null "
                    "and roles && array['reviewer', 'arbiter']",
                    std::tie(found), person);
}

std::vector<ReviewerAccount> PersonRepository::reviewers() const {
    std::vector<ReviewerAccount> reviewers;
    ReviewerAccount each;
    std::string roles;
    std::string qualifications;
    forEachRow(session_,
               "select person_id, roles::text, qualifications::text, facility from identity.account "
               "where disabled_at is null and roles && array['reviewer', 'arbiter'] order by person_id",
               std::tie(each.id, roles, qualifications, each.facility), [&] {
                   each.roles = rolesFrom(roles);
                   each.qualifications = textsFromColumn(qualifications);
                   reviewers.push_back(each);
               });
    return reviewers;
}

std::string PersonRepository::patientPseudonym(const std::string& issuer, const std::string& patientId) {
    if (patientId.empty()) throw std::invalid_argument("no pseudonym without a patient id");
    execute(session_,
            "insert into identity.patient (id, issuer, patient_id) values (:id, :issuer, :patient) "
            "on conflict (issuer, patient_id) do nothing",
            newUuid(), issuer, patientId);
    std::string pseudonym;
    if (!fetchRow(session_, "select id from identity.patient where issuer = :issuer and patient_id = :patient",
                  std::tie(pseudonym), issuer, patientId))
        throw std::runtime_error("a patient's pseudonym was neither written nor found");
    return pseudonym;
}

}  // namespace overread
