#pragma once
#include <string>
#include <variant>

#include "core/domain/id.h"
#include "core/domain/radpeer.h"
#include "core/domain/read.h"
#include "core/domain/timestamp.h"
#include "core/wire/assignment.h"
#include "server/workflow/refusal.h"

namespace soci {
class session;
}

/// Answers are locked for ever. The caller keeps the answer under the Idempotency-Key in the same transaction; of two
/// requests at the same time the second waits for the first and gets AlreadyLocked (then look the key up once more).
namespace overread::workflow {

using LockAnswer = std::variant<wire::Locked, NotHeld, StaleEtag, AlreadyLocked, NotNow, Invalid>;

/// Locks a blind read: of a double read (finished; adds `decideConcordance`), or the first part of an arbitration (not
/// finished; the lease goes on and the answer carries the etag for the settlement).
[[nodiscard]] LockAnswer lockDoubleRead(soci::session& session, const std::string& handle, const UserId& reviewer,
                                        const std::string& etag, const DoubleRead& read, Timestamp now);

/// Locks a peer review; adds `decideConcordance`.
[[nodiscard]] LockAnswer lockPeerReview(soci::session& session, const std::string& handle, const UserId& reviewer,
                                        const std::string& etag, const PeerReview& review, Timestamp now);

/// The arbiter settles, after the own blind read; adds `closeCase`.
[[nodiscard]] LockAnswer settle(soci::session& session, const std::string& handle, const UserId& reviewer,
                                const std::string& etag, const wire::Settlement& settlement, Timestamp now);

/// Said after the reveal; no statistic uses it. Holds for whoever finished the task, without a term.
[[nodiscard]] std::variant<std::monostate, NotHeld, NotNow, Invalid> addNote(soci::session& session,
                                                                             const std::string& handle,
                                                                             const UserId& reviewer,
                                                                             const std::string& text, Timestamp now);

}  // namespace overread::workflow
