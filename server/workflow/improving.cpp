#include "server/workflow/improving.h"

#include <nlohmann/json.hpp>
#include <set>

#include "qa/corrective_measure.h"
#include "server/database/audit_trail.h"
#include "server/database/learning_session_repository.h"
#include "server/database/measure_repository.h"
#include "server/database/staffing_repository.h"

namespace overread::workflow {
namespace {

using nlohmann::json;

std::optional<UserId> knownPerson(soci::session& session, const std::string& id) {
    if (!isCanonicalUuid(id) || !StaffingRepository{session}.knowsPerson(UserId::parse(id))) return std::nullopt;
    return UserId::parse(id);
}

/// The cases of the list, each once; none where one is no settled case of that facility.
std::optional<std::vector<CaseId>> settledCases(soci::session& session, const std::vector<std::string>& ids,
                                                const std::string& facility) {
    std::vector<CaseId> cases;
    for (const auto& id : std::set<std::string>{ids.begin(), ids.end()}) {
        if (!isCanonicalUuid(id)) return std::nullopt;
        cases.push_back(CaseId::parse(id));
    }
    if (!LearningSessionRepository{session}.mayAllBeShared(cases, facility)) return std::nullopt;
    return cases;
}

bool isOf(const Manager& manager, const std::string& facility) {
    return manager.facility.empty() || manager.facility == facility;
}

/// An open measure that the manager may change under this etag, or why not.
std::variant<Measure, Unknown, StaleEtag, AlreadyLocked> changeable(soci::session& session, const Manager& manager,
                                                                    const MeasureId& id, const std::string& etag) {
    const auto measure = MeasureRepository{session}.findLocked(id);
    if (!measure || !isOf(manager, measure->facility)) return Unknown{};
    if (measure->closedAt) return AlreadyLocked{};
    if (measure->etag != etag) return StaleEtag{};
    return *measure;
}

/// The session where the manager may change it.
std::optional<wire::LearningSession> managed(soci::session& session, const Manager& manager,
                                             const LearningSessionId& id) {
    auto found = LearningSessionRepository{session}.find(id, manager.person);
    if (!found || !isOf(manager, found->row.facility)) return std::nullopt;
    return found;
}

}  // namespace

std::variant<wire::MeasureRow, Invalid> openMeasure(soci::session& session, const Manager& manager,
                                                    const wire::NewMeasure& wanted, Timestamp now) {
    Measure measure;
    measure.kind = wanted.kind;
    // A head's measure is of the own facility, whatever the form says.
    measure.facility = manager.facility.empty() ? wanted.facility : manager.facility;
    if (!wanted.reporter.empty()) {
        measure.reporter = StaffingRepository{session}.personWithStaffCode(wanted.reporter);
        if (!measure.reporter) return Invalid{"/reporter", "the staff code of a radiologist"};
    }
    const auto owner = knownPerson(session, wanted.owner);
    if (!owner) return Invalid{"/owner", "the id of a person"};
    measure.owner = *owner;
    const auto cases = settledCases(session, wanted.cases, manager.facility);
    if (!cases) return Invalid{"/cases", "settled cases that you may open"};
    measure.cases = *cases;
    measure.dueAt = wanted.dueAt;
    measure.cause = wanted.cause;
    measure.followUp = wanted.followUp;
    measure.openedAt = now;
    if (const auto problem = qa::problemOf(measure, now)) return *problem;
    MeasureRepository measures{session};
    const auto id = measures.add(measure, manager.person);
    AuditTrail{session}.append({manager.person, "measure.opened", "measure", id.text(),
                                json{{"kind", nameOf(measure.kind)}, {"cases", measure.cases.size()}}.dump()});
    return measures.row(id, now).value();
}

std::variant<std::string, Unknown, StaleEtag, AlreadyLocked, Invalid> changeMeasure(
    soci::session& session, const Manager& manager, const MeasureId& id, const std::string& etag,
    const wire::MeasureChange& wanted, Timestamp now) {
    const auto found = changeable(session, manager, id, etag);
    if (std::holds_alternative<Unknown>(found)) return Unknown{};
    if (std::holds_alternative<AlreadyLocked>(found)) return AlreadyLocked{};
    if (std::holds_alternative<StaleEtag>(found)) return StaleEtag{};
    auto measure = std::get<Measure>(found);
    const auto owner = knownPerson(session, wanted.owner);
    if (!owner) return Invalid{"/owner", "the id of a person"};
    measure.owner = *owner;
    measure.dueAt = wanted.dueAt;
    const bool isNewWindow = measure.followUp != wanted.followUp;
    // A window that has begun has drawn already.
    if (isNewWindow && measure.followUp && measure.followUp->from <= now)
        return Invalid{"/followUp", "as it was, since it has begun"};
    measure.followUp = wanted.followUp;
    if (const auto problem = qa::problemOf(measure, now); problem && (isNewWindow || problem->pointer == "/dueAt"))
        return *problem;
    auto newEtag = MeasureRepository{session}.change(measure);
    AuditTrail{session}.append({manager.person, "measure.changed", "measure", id.text()});
    return newEtag;
}

std::variant<std::string, Unknown, StaleEtag, AlreadyLocked> closeMeasure(soci::session& session,
                                                                          const Manager& manager, const MeasureId& id,
                                                                          const std::string& etag,
                                                                          const std::string& result, Timestamp now) {
    const auto found = changeable(session, manager, id, etag);
    if (std::holds_alternative<Unknown>(found)) return Unknown{};
    if (std::holds_alternative<AlreadyLocked>(found)) return AlreadyLocked{};
    if (std::holds_alternative<StaleEtag>(found)) return StaleEtag{};
    auto newEtag = MeasureRepository{session}.close(id, manager.person, result, now);
    AuditTrail{session}.append({manager.person, "measure.closed", "measure", id.text()});
    return newEtag;
}

std::variant<wire::LearningSession, Invalid> openLearningSession(soci::session& session, const Manager& manager,
                                                                 const wire::NewLearningSession& wanted,
                                                                 Timestamp now) {
    const auto cases = settledCases(session, wanted.cases, manager.facility);
    if (!cases || cases->empty()) return Invalid{"/cases", "at least one settled case that you may open"};
    LearningSessionRepository sessions{session};
    const auto id = sessions.add(wanted.title, manager.facility, wanted.heldAt, *cases, manager.person, now);
    AuditTrail{session}.append({manager.person, "learningSession.opened", "learningSession", id.text(),
                                json{{"cases", cases->size()}}.dump()});
    return sessions.find(id, manager.person).value();
}

std::variant<std::monostate, Unknown, Invalid> attend(soci::session& session, const Manager& caller, bool isManager,
                                                      const LearningSessionId& id,
                                                      const wire::NewAttendance& attendance, Timestamp now) {
    LearningSessionRepository sessions{session};
    if (isManager ? !managed(session, caller, id) : !sessions.find(id, caller.person)) return Unknown{};
    if (!isManager && !attendance.persons.empty()) return Invalid{"/persons", "nobody but yourself: an empty list"};
    std::vector<UserId> persons;
    for (std::size_t i = 0; i < attendance.persons.size(); ++i) {
        const auto person = knownPerson(session, attendance.persons[i]);
        if (!person) return Invalid{"/persons/" + std::to_string(i), "the id of a person"};
        persons.push_back(*person);
    }
    if (persons.empty()) persons.push_back(caller.person);
    for (const auto& person : persons) sessions.attend(id, person, now);
    AuditTrail{session}.append({caller.person, "learningSession.attended", "learningSession", id.text(),
                                json{{"persons", persons.size()}}.dump()});
    return std::monostate{};
}

std::variant<wire::Made, Unknown, Invalid> addLearningAction(soci::session& session, const Manager& manager,
                                                             const LearningSessionId& id,
                                                             const wire::NewLearningAction& wanted, Timestamp now) {
    if (!managed(session, manager, id)) return Unknown{};
    const auto owner = knownPerson(session, wanted.owner);
    if (!owner) return Invalid{"/owner", "the id of a person"};
    if (wanted.dueAt <= now) return Invalid{"/dueAt", "a moment to come"};
    const auto action = LearningSessionRepository{session}.addAction(id, wanted.text, *owner, wanted.dueAt);
    AuditTrail{session}.append({manager.person, "learningSession.actionAdded", "learningSession", id.text()});
    return wire::Made{action.text()};
}

std::variant<std::monostate, Unknown> completeLearningAction(soci::session& session, const Manager& manager,
                                                             const LearningSessionId& id,
                                                             const LearningActionId& action, Timestamp now) {
    if (!managed(session, manager, id) || !LearningSessionRepository{session}.completeAction(id, action, now))
        return Unknown{};
    AuditTrail{session}.append({manager.person, "learningSession.actionDone", "learningSession", id.text()});
    return std::monostate{};
}

}  // namespace overread::workflow
