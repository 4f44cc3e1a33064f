#include "server/workflow/case_step.h"

#include <nlohmann/json.hpp>
#include <stdexcept>

#include "server/database/assignment_repository.h"
#include "server/database/audit_trail.h"
#include "server/workflow/hidden_tasks.h"

namespace overread::workflow {

namespace {

/// What a stranger has to know to follow the case: codes alone.
std::string detailOf(const CaseRecord& record) {
    const auto& qaCase = record.qaCase;
    nlohmann::json detail{{"state", nameOf(qaCase.state)}};
    if (!record.rule.empty()) detail["rule"] = record.rule;
    if (qaCase.outcome) detail["outcome"] = nameOf(*qaCase.outcome);
    if (qaCase.settledGrade) detail["settledGrade"] = nameOf(*qaCase.settledGrade);
    return detail.dump();
}

}  // namespace

CaseRecord saved(soci::session& session, const CaseRecord& record) {
    CaseRepository{session}.save(record);
    auto next = record;
    ++next.qaCase.version;
    return next;
}

CaseRecord advance(soci::session& session, const CaseRecord& record, qa::CaseEvent event,
                   const std::optional<UserId>& actor) {
    const auto after = qa::caseAfter(record.qaCase, event);
    const auto* next = std::get_if<Case>(&after);
    if (!next)
        throw std::logic_error("case " + record.qaCase.id.text() + " cannot take the event " +
                               std::string{nameOf(event)} + " in the state " +
                               std::string{nameOf(record.qaCase.state)});
    auto advanced = record;
    advanced.qaCase = *next;
    AuditTrail{session}.append(
        {actor, "case." + std::string{nameOf(event)}, "case", next->id.text(), detailOf(advanced)});
    return saved(session, advanced);
}

void openFirstTask(soci::session& session, const CaseRecord& record, const qa::Plan& plan, Timestamp now) {
    AssignmentRepository{session}.add(record.qaCase.id, record.qaCase.firstTask, record.qaCase.dueAt,
                                      qa::expectedMinutes(record.qaCase.firstTask, plan));
    bringHiddenTask(session, record.qaCase.id, record.qaCase.firstTask, plan, now);
}

}  // namespace overread::workflow
