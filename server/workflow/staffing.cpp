#include "server/workflow/staffing.h"

#include <algorithm>
#include <nlohmann/json.hpp>

#include "server/database/assignment_repository.h"
#include "server/database/audit_trail.h"
#include "server/database/reviewer_repository.h"
#include "server/database/staffing_repository.h"
#include "server/workflow/asking_reviewer.h"
#include "server/workflow/held_task.h"
#include "server/workflow/plan_store.h"

namespace overread::workflow {
namespace {

using nlohmann::json;

/// What a lead may overrule: when and how much somebody reads, never whose report or whose case it is.
bool mayBeOverruled(qa::Refusal refusal) {
    return refusal == qa::Refusal::notAvailable || refusal == qa::Refusal::shiftIsFull ||
           refusal == qa::Refusal::reservedForAnother;
}

std::optional<qa::Refusal> refusalOf(soci::session& session, const qa::Reviewer& reader, qa::OpenTask task,
                                     const qa::Plan& plan, Timestamp now) {
    task.reservedFor.reset();
    const auto acquaintance =
        ReviewerRepository{session}.acquaintanceOf(reader.id, task.reporter, qa::acquaintanceSince(now, plan));
    return qa::refusalOf(reader, task, acquaintance, plan, now);
}

std::string detailOf(const std::optional<UserId>& reader, const std::string& reason) {
    return json{{"reader", reader ? reader->text() : ""}, {"reason", reason}}.dump();
}

}  // namespace

std::variant<wire::Candidates, Unknown> candidatesFor(soci::session& session, const AssignmentId& id, Timestamp now) {
    const auto task = AssignmentRepository{session}.asOpenTask(id);
    if (!task) return Unknown{};
    const auto plan = planWithoutSecret(session, now);
    wire::Candidates candidates;
    candidates.asOf = now;
    for (const auto& reader : StaffingRepository{session}.readers()) {
        const auto asking = askingReviewer(session, reader.person, reader.roles, now).reviewer;
        // Whoever is only off shift or full is told apart from whom a rule forbids: the first rule that holds is named.
        const auto refusal = refusalOf(session, asking, task->task, plan, now);
        candidates.items.push_back({reader.person.text(), reader.name,
                                    refusal ? std::string{nameOf(*refusal)} : std::string{},
                                    static_cast<double>(asking.expectedToday.count()), reader.held});
    }
    std::stable_sort(candidates.items.begin(), candidates.items.end(), [](const auto& a, const auto& b) {
        return std::pair{!a.refusal.empty(), a.expectedToday} < std::pair{!b.refusal.empty(), b.expectedToday};
    });
    return candidates;
}

std::variant<std::monostate, Unknown, NotNow, RuleForbids, Invalid> moveTask(soci::session& session,
                                                                             const AssignmentId& id,
                                                                             const std::optional<UserId>& reader,
                                                                             const std::string& reason,
                                                                             const UserId& lead, Timestamp now) {
    AssignmentRepository assignments{session};
    const auto task = assignments.findLocked(id);
    if (!task || task->isHidden) return Unknown{};
    if (task->state != AssignmentState::waiting && task->state != AssignmentState::held) return NotNow{};
    if (reader) {
        StaffingRepository staffing{session};
        if (!staffing.isReader(*reader)) return Invalid{"/reviewer", "a reader with an account that is in use"};
        const auto open = assignments.asOpenTask(id).value().task;
        const auto asking = askingReviewer(session, *reader, staffing.rolesOf(*reader), now).reviewer;
        if (task->reviewer == reader) return NotNow{};  // theirs already
        const auto refusal = refusalOf(session, asking, open, planWithoutSecret(session, now), now);
        if (refusal && !mayBeOverruled(*refusal)) return RuleForbids{*refusal};
    }
    if (task->state == AssignmentState::held) returnTask(session, *task, "moved", lead, now);
    assignments.reserve(id, reader);
    AuditTrail{session}.append({lead, "assignment.moved", "assignment", id.text(), detailOf(reader, reason)});
    return std::monostate{};
}

wire::Page<wire::ReviewerRow> reviewers(soci::session& session, Timestamp now) {
    wire::Page<wire::ReviewerRow> page;
    page.asOf = now;
    for (const auto& reader : StaffingRepository{session}.readers()) {
        const auto [asking, presence] = askingReviewer(session, reader.person, reader.roles, now);
        page.items.push_back({reader.person.text(),
                              reader.name,
                              {asking.qualifications.begin(), asking.qualifications.end()},
                              presence.isOnShift,
                              presence.isPaused,
                              reader.held,
                              static_cast<double>(asking.expectedToday.count()),
                              reader.waitingReserved});
    }
    return page;
}

std::variant<std::monostate, Unknown> qualify(soci::session& session, const UserId& reader,
                                              const std::set<AssignmentKind>& kinds, const UserId& by, Timestamp now) {
    if (!StaffingRepository{session}.isReader(reader)) return Unknown{};
    ReviewerRepository{session}.setQualifications(reader, kinds, now);
    auto names = json::array();
    for (const auto kind : kinds) names.push_back(nameOf(kind));
    AuditTrail{session}.append(
        {by, "reviewer.qualified", "person", reader.text(), json{{"qualifications", names}}.dump()});
    return std::monostate{};
}

std::variant<wire::ShiftRow, Invalid> addShift(soci::session& session, const wire::NewShift& wanted, const UserId& by) {
    constexpr std::chrono::hours longest{24};
    if (!isCanonicalUuid(wanted.reviewer)) return Invalid{"/reviewer", "the id of a reader"};
    const auto reader = UserId::parse(wanted.reviewer);
    StaffingRepository staffing{session};
    if (!staffing.isReader(reader)) return Invalid{"/reviewer", "a reader with an account that is in use"};
    if (wanted.endsAt <= wanted.startsAt || wanted.endsAt - wanted.startsAt > longest)
        return Invalid{"/endsAt", "after the beginning, 24 hours later at most"};
    const auto id = staffing.addShift(reader, wanted.startsAt, wanted.endsAt);
    if (!id) return Invalid{"/startsAt", "a time in which this reader has no other shift"};
    AuditTrail{session}.append(
        {by, "shift.added", "person", reader.text(),
         json{{"shift", id->text()}, {"startsAt", toRfc3339(wanted.startsAt)}, {"endsAt", toRfc3339(wanted.endsAt)}}
             .dump()});
    return wire::ShiftRow{id->text(), wanted.reviewer, {}, wanted.startsAt, wanted.endsAt};
}

std::variant<std::monostate, Unknown> removeShift(soci::session& session, const std::string& shift, const UserId& by) {
    if (!isCanonicalUuid(shift) || !StaffingRepository{session}.removeShift(ShiftId::parse(shift))) return Unknown{};
    AuditTrail{session}.append({by, "shift.removed", "shift", shift});
    return std::monostate{};
}

void setAvailable(soci::session& session, const UserId& reader, bool available, Timestamp now) {
    ReviewerRepository reviewers{session};
    reviewers.lockReviewer(reader);
    if (available) {
        reviewers.resume(reader);
    } else {
        for (const auto& each : AssignmentRepository{session}.heldBy(reader, now)) {
            const auto task = AssignmentRepository{session}.findLocked(each.id);
            if (task && task->state == AssignmentState::held && task->reviewer == reader)
                returnTask(session, *task, "paused", reader, now);
        }
        reviewers.pause(reader, now);
    }
    AuditTrail{session}.append({reader, available ? "reviewer.available" : "reviewer.paused", "person", reader.text()});
}

}  // namespace overread::workflow
