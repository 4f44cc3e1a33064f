#include "server/database/feedback_repository.h"

#include "server/database/columns.h"
#include "server/database/new_id.h"

namespace overread {
namespace {

std::string selectFeedback(std::string_view condition) {
    std::string sql =
        "select id, case_id, reporter, reported_grade, settled_grade, outcome, great_call, comment, slice, state, "
        "sent_at, "
        "answer_until, etag from qa.feedback ";
    return sql.append(condition);
}

auto tied(FeedbackRecord& f) {
    return std::tie(f.id, f.caseId, f.reporter, f.reportedGrade, f.settledGrade, f.outcome, f.greatCall, f.comment,
                    f.slice, f.state, f.sentAt, f.answerUntil, f.etag);
}

template <class... Values>
std::optional<FeedbackRecord> found(soci::session& session, std::string_view condition, const Values&... values) {
    FeedbackRecord feedback;
    if (!fetchRow(session, selectFeedback(condition), tied(feedback), values...)) return std::nullopt;
    return feedback;
}

}  // namespace

FeedbackRepository::FeedbackRepository(soci::session& session) : session_(session) {}

bool FeedbackRepository::add(const FeedbackRecord& f) {
    return execute(session_,
                   "insert into qa.feedback (id, case_id, reporter, reported_grade, settled_grade, outcome, "
                   "great_call, comment, slice, sent_at, answer_until, etag) values (:id, :case, :reporter, :reported, "
                   ":settled, :outcome, :great, :comment, :slice, :sent, :until, :etag) "
                   "on conflict (case_id) do nothing",
                   newId<FeedbackId>(), f.caseId, f.reporter, f.reportedGrade, f.settledGrade, f.outcome, f.greatCall,
                   f.comment, f.slice, f.sentAt, f.answerUntil, randomText()) > 0;
}

std::optional<FeedbackRecord> FeedbackRepository::findLocked(const FeedbackId& id, const UserId& reporter) {
    return found(session_, "where id = :id and reporter = :reporter for update", id, reporter);
}

std::optional<FeedbackRecord> FeedbackRepository::find(const FeedbackId& id, const UserId& reporter) const {
    return found(session_, "where id = :id and reporter = :reporter", id, reporter);
}

std::optional<FeedbackRecord> FeedbackRepository::findForCase(const CaseId& qaCase) const {
    return found(session_, "where case_id = :case", qaCase);
}

std::string FeedbackRepository::acknowledge(const FeedbackId& id, const std::string& context, Timestamp now) {
    const std::string etag = randomText();
    execute(session_,
            "update qa.feedback set state = 'acknowledged', context = :context, answered_at = :now, etag = :etag "
            "where id = :id",
            context, now, etag, id);
    return etag;
}

std::string FeedbackRepository::dispute(const FeedbackId& id, const std::string& question, std::optional<int> slice,
                                        Timestamp now) {
    const std::string etag = randomText();
    execute(session_,
            "update qa.feedback set state = 'disputed', question = :question, question_slice = :slice, "
            "answered_at = :now, etag = :etag where id = :id",
            question, slice, now, etag, id);
    return etag;
}

}  // namespace overread
