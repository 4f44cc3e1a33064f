#pragma once
#include <optional>
#include <string>
#include <variant>

#include "core/domain/id.h"
#include "core/domain/timestamp.h"
#include "server/workflow/refusal.h"

namespace soci {
class session;
}

/// Answers of those whom a case concerns. The value is the new etag.
namespace overread::workflow {

/// A named person takes the alert; its escalation ends. `facility` limits a head to their own; empty: no limit.
/// AlreadyLocked: somebody has acknowledged it. `how` says how the patient was reached and is not empty (Invalid).
[[nodiscard]] std::variant<std::string, Unknown, StaleEtag, AlreadyLocked, Invalid> acknowledgeAlert(
    soci::session& session, const AlertId& alert, const UserId& person, const std::string& facility,
    const std::string& etag, const std::string& how, Timestamp now);

/// The reporter has seen the feedback, perhaps with context. Unknown: not theirs.
[[nodiscard]] std::variant<std::string, Unknown, StaleEtag, AlreadyLocked> acknowledgeFeedback(
    soci::session& session, const FeedbackId& feedback, const UserId& reporter, const std::string& etag,
    const std::string& context, Timestamp now);

/// The reporter disputes the settled answer, within the term and once, with a question; a fresh arbiter is asked for.
[[nodiscard]] std::variant<std::string, Unknown, StaleEtag, AlreadyLocked, TooLate, Invalid> disputeFeedback(
    soci::session& session, const FeedbackId& feedback, const UserId& reporter, const std::string& etag,
    const std::string& question, std::optional<int> slice, Timestamp now);

}  // namespace overread::workflow
