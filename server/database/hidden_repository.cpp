#include "server/database/hidden_repository.h"

#include "server/database/columns.h"

namespace overread {
namespace {

std::string conditionOf(qa::HiddenSource source) {
    switch (source) {
        case qa::HiddenSource::repeat:
            return "h.purpose = 'repeat' and h.uses = 0";
        case qa::HiddenSource::calibrationWithoutPneumonia:
            return "h.purpose = 'calibration' and c.settled_grade = 'CT-0'";
        case qa::HiddenSource::calibrationWithPneumonia:
            return "h.purpose = 'calibration' and c.settled_grade <> 'CT-0'";
    }
    return "false";
}

}  // namespace

HiddenRepository::HiddenRepository(soci::session& session) : session_(session) {}

void HiddenRepository::store(const CaseId& qaCase, qa::HiddenPurpose purpose, AssignmentKind kind,
                             const std::optional<UserId>& reader, Timestamp readyFrom) {
    execute(session_,
            "insert into qa.hidden_case (case_id, purpose, reader, kind, ready_from) "
            "values (:case, :purpose, :reader, :kind, :ready) on conflict do nothing",
            qaCase, purpose, reader, kind, readyFrom);
}

std::optional<HiddenRepository::Stored> HiddenRepository::lockNext(qa::HiddenSource source, AssignmentKind kind,
                                                                   Timestamp now) {
    Stored stored;
    if (!fetchRow(session_,
                  "select h.case_id, h.purpose, h.reader from qa.hidden_case h join qa.qa_case c on c.id = h.case_id "
                  "where h.kind = :kind and h.ready_from <= :now::timestamptz "
                  "and c.state not in ('disputed', 'panel') and not exists (select from qa.assignment a "
                  "where a.case_id = h.case_id and a.purpose = 'hidden' "
                  "and a.state in ('waiting', 'held', 'blindLocked')) and " +
                      conditionOf(source) +
                      " order by h.last_used_at nulls first, h.ready_from, h.case_id limit 1 "
                      "for update of h skip locked",
                  std::tie(stored.caseId, stored.purpose, stored.reader), kind, now))
        return std::nullopt;
    return stored;
}

void HiddenRepository::markUsed(const Stored& stored, Timestamp now) {
    execute(
        session_,
        "update qa.hidden_case set uses = uses + 1, last_used_at = :now where case_id = :case and purpose = :purpose",
        now, stored.caseId, stored.purpose);
}

bool HiddenRepository::addMixing(const CaseId& qaCase, const qa::MixingDraw& draw) {
    return execute(session_,
                   "insert into qa.mixing (case_id, plan_version, probability, draw, drawn) "
                   "values (:case, :plan, :probability, :draw, :drawn) on conflict do nothing",
                   qaCase, draw.planVersion, draw.probability, draw.number, draw.drawn) > 0;
}

void HiddenRepository::setBrought(const CaseId& qaCase, const AssignmentId& brought) {
    execute(session_, "update qa.mixing set brought = :brought where case_id = :case", brought, qaCase);
}

void HiddenRepository::addAnswer(const Answer& a) {
    execute(session_,
            "insert into qa.hidden_answer (assignment_id, case_id, reader, purpose, kind, grade, settled_grade, "
            "earlier_grade, score, earlier_score, answer, minutes, locked_at) values (:assignment, :case, :reader, "
            ":purpose, :kind, :grade, :settled, :earlier, :score, :earlierScore, :answer::jsonb, :minutes, :locked)",
            a.assignment, a.caseId, a.reader, a.purpose, a.kind, a.grade, a.settledGrade, a.earlierGrade, a.score,
            a.earlierScore, a.answerJson, a.minutes, a.lockedAt);
}

std::optional<std::string> HiddenRepository::answerJsonOf(const AssignmentId& assignment) const {
    std::string answer;
    if (!fetchRow(session_, "select answer::text from qa.hidden_answer where assignment_id = :id", std::tie(answer),
                  assignment))
        return std::nullopt;
    return answer;
}

std::vector<HiddenRepository::Answer> HiddenRepository::answersOf(const UserId& reader) const {
    std::vector<Answer> all;
    Answer a;
    forEachRow(
        session_,
        "select assignment_id, case_id, reader, purpose, kind, grade, settled_grade, earlier_grade, score, "
        "earlier_score, minutes, locked_at from qa.hidden_answer where reader = :reader order by locked_at",
        std::tie(a.assignment, a.caseId, a.reader, a.purpose, a.kind, a.grade, a.settledGrade, a.earlierGrade, a.score,
                 a.earlierScore, a.minutes, a.lockedAt),
        [&] { all.push_back(a); }, reader);
    return all;
}

}  // namespace overread
