#pragma once
#include <optional>
#include <string>
#include <variant>
#include <vector>

#include "core/domain/id.h"
#include "core/domain/role.h"
#include "core/domain/timestamp.h"
#include "core/wire/assignment.h"
#include "server/workflow/refusal.h"

namespace soci {
class session;
}

/// What a reviewer may see, and when. The blind is kept here: nothing of the report, the reporter, the facility or the
/// measurement leaves before the lock (trust.md, section 3).
namespace overread::workflow {

/// How much waits that this reviewer could take (at most a hundred are looked at), what they hold, what they did today.
[[nodiscard]] wire::Worklist worklistOf(soci::session& session, const UserId& reviewer, const std::vector<Role>& roles,
                                        Timestamp now);

/// A task that the reviewer holds. The report is in it for a peer review alone; both reads and the measurement for an
/// arbiter whose own blind read is locked.
[[nodiscard]] std::variant<wire::Assignment, NotHeld> showAssignment(soci::session& session, const std::string& handle,
                                                                     const UserId& reviewer, Timestamp now);

/// After the lock alone; NotNow before it.
[[nodiscard]] std::variant<wire::Reveal, NotHeld, NotNow> reveal(soci::session& session, const std::string& handle,
                                                                 const UserId& reviewer, Timestamp now);

/// What is shown of a study, one picture a slice.
enum class Pictures {
    frames,
    priorFrames,  ///< of the patient's earlier study: frames and nothing else of it
    masks
};
/// The study whose pictures the reviewer may have: frames of a task they hold or have finished, masks after the lock
/// (an arbiter: after the own blind read).
[[nodiscard]] std::optional<StudyId> studyFor(soci::session& session, Pictures pictures, const std::string& handle,
                                              const UserId& reviewer, Timestamp now);

}  // namespace overread::workflow
