#include "server/database/read_repository.h"

#include <algorithm>
#include <nlohmann/json.hpp>

#include "core/domain/case.h"
#include "core/wire/domain_json.h"
#include "server/database/columns.h"
#include "server/database/new_id.h"

namespace overread {
namespace {

void addRead(soci::session& session, const CaseId& qaCase, const LockedRead& read, AssignmentKind kind,
             double minutes) {
    const auto& answer = read.answer;
    execute(session,
            "insert into qa.read (id, assignment_id, case_id, reader, kind, grade, grade_reason, involvement_total, "
            "involvement_right, involvement_left, quality, confidence, answer, minutes, locked_at) values (:id, "
            ":assignment, :case, :reader, :kind, :grade, :reason, :total, :right, :left, :quality, :confidence, "
            ":answer::jsonb, :minutes, :locked)",
            newUuid(), read.assignment, qaCase, read.reader, kind, answer.grade, answer.gradeReason,
            answer.involvement.totalPercent, answer.involvement.rightPercent, answer.involvement.leftPercent,
            answer.quality, answer.confidence, nlohmann::json(answer).dump(), std::max(0.0, minutes), read.lockedAt);
}

template <class... Values>
std::optional<LockedRead> fetchRead(soci::session& session, const std::string& condition, const Values&... values) {
    LockedRead read;
    std::string answer;
    if (!fetchRow(session, "select assignment_id, reader, answer::text, locked_at from qa.read where " + condition,
                  std::tie(read.assignment, read.reader, answer, read.lockedAt), values...))
        return std::nullopt;
    read.answer = nlohmann::json::parse(answer).get<DoubleRead>();
    return read;
}

template <class... Values>
std::optional<LockedReview> fetchReview(soci::session& session, const std::string& condition, const Values&... values) {
    LockedReview review;
    std::string answer;
    if (!fetchRow(session, "select assignment_id, reviewer, answer::text, locked_at from qa.review where " + condition,
                  std::tie(review.assignment, review.reviewer, answer, review.lockedAt), values...))
        return std::nullopt;
    review.answer = nlohmann::json::parse(answer).get<PeerReview>();
    return review;
}

}  // namespace

ReadRepository::ReadRepository(soci::session& session) : session_(session) {}

void ReadRepository::addDoubleRead(const CaseId& qaCase, const LockedRead& read, double minutes) {
    addRead(session_, qaCase, read, AssignmentKind::doubleRead, minutes);
}

void ReadRepository::addBlindReadOfArbitration(const CaseId& qaCase, const LockedRead& read, double minutes) {
    addRead(session_, qaCase, read, AssignmentKind::arbitration, minutes);
}

void ReadRepository::addReview(const CaseId& qaCase, const LockedReview& review, double minutes) {
    std::vector<std::string> remarks;
    for (const auto remark : review.answer.technicalRemarks) remarks.emplace_back(nameOf(remark));
    execute(session_,
            "insert into qa.review (id, assignment_id, case_id, reviewer, score, significance, error_kind, "
            "technical_remarks, great_call, answer, minutes, locked_at) values (:id, :assignment, :case, :reviewer, "
            ":score, :significance, :kind, :remarks::text[], :great, :answer::jsonb, :minutes, :locked)",
            newUuid(), review.assignment, qaCase, review.reviewer, static_cast<int>(review.answer.score),
            review.answer.significance, review.answer.errorKind, arrayColumn(remarks), review.answer.greatCall,
            nlohmann::json(review.answer).dump(), std::max(0.0, minutes), review.lockedAt);
}

void ReadRepository::addSettlement(const CaseId& qaCase, const LockedSettlement& settlement) {
    execute(session_,
            "insert into qa.settlement (id, assignment_id, case_id, arbiter, grade, reason, settled_at) "
            "values (:id, :assignment, :case, :arbiter, :grade, :reason, :now)",
            newUuid(), settlement.assignment, qaCase, settlement.arbiter, settlement.grade, settlement.reason,
            settlement.settledAt);
}

void ReadRepository::addNote(const AssignmentId& assignment, const UserId& author, const std::string& text,
                             Timestamp now) {
    execute(session_,
            "insert into qa.note (id, assignment_id, author, text, written_at) values (:id, :assignment, :author, "
            ":text, :now)",
            newUuid(), assignment, author, text, now);
}

std::optional<LockedRead> ReadRepository::doubleReadOf(const CaseId& qaCase) const {
    return fetchRead(session_, "case_id = :case and kind = 'doubleRead' order by locked_at desc limit 1", qaCase);
}

std::optional<LockedReview> ReadRepository::reviewOf(const CaseId& qaCase) const {
    return fetchReview(session_, "case_id = :case order by locked_at desc limit 1", qaCase);
}

std::optional<LockedSettlement> ReadRepository::settlementOf(const CaseId& qaCase) const {
    LockedSettlement settlement;
    if (!fetchRow(session_,
                  "select assignment_id, arbiter, grade, reason, settled_at from qa.settlement where case_id = :case "
                  "order by settled_at desc limit 1",
                  std::tie(settlement.assignment, settlement.arbiter, settlement.grade, settlement.reason,
                           settlement.settledAt),
                  qaCase))
        return std::nullopt;
    return settlement;
}

std::optional<LockedRead> ReadRepository::readUnder(const AssignmentId& assignment) const {
    return fetchRead(session_, "assignment_id = :assignment", assignment);
}

std::optional<LockedReview> ReadRepository::reviewUnder(const AssignmentId& assignment) const {
    return fetchReview(session_, "assignment_id = :assignment", assignment);
}

}  // namespace overread
