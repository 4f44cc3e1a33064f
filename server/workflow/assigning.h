#pragma once
#include <optional>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

#include "core/domain/id.h"
#include "core/domain/named.h"
#include "core/domain/role.h"
#include "core/domain/timestamp.h"
#include "core/wire/assignment.h"
#include "server/workflow/refusal.h"

namespace soci {
class session;
}

namespace overread::workflow {

/// Gives the reviewer the first waiting task, by due time with a random tie-break, that the rules of qa/assignment let
/// them take, under a lease. Answers its handle, which is new with every taking and therefore fences off former
/// holders; none: nothing waits for this reviewer. Tasks that somebody else is just taking are skipped,
/// not awaited.
[[nodiscard]] std::optional<std::string> nextAssignment(soci::session& session, const UserId& reviewer,
                                                        const std::vector<Role>& roles, Timestamp now);

/// Reading begins now: the minutes a read do not count the time for which a task was only reserved and its images were
/// fetched. Extends the lease.
[[nodiscard]] std::variant<wire::Lease, NotHeld> openAssignment(soci::session& session, const std::string& handle,
                                                                const UserId& reviewer, Timestamp now);

/// Extends the lease by the plan's length from now. Answers its new end, and the etag: another than the holder's says
/// that the report was amended or that another workstation took over.
[[nodiscard]] std::variant<wire::Lease, NotHeld> renewLease(soci::session& session, const std::string& handle,
                                                            const UserId& reviewer, Timestamp now);

/// The holder reads on that workstation from now on, and the lease is renewed. What another one still sends is refused:
/// its etag is worth nothing and its drafts are NotNow.
[[nodiscard]] std::variant<wire::Lease, NotHeld> readOn(soci::session& session, const std::string& handle,
                                                        const UserId& reviewer, const std::string& workstation,
                                                        Timestamp now);

/// Keeps what was typed, opaque text of the client. It outlives the lease.
[[nodiscard]] std::variant<std::monostate, NotHeld, NotNow> saveDraft(soci::session& session, const std::string& handle,
                                                                      const UserId& reviewer, const wire::Draft& draft,
                                                                      Timestamp now);

/// Why a reviewer puts a task aside. Who knows the patient or the report never gets this case again; likewise where it
/// is not their field.
enum class AsideReason { known, imagesMissing, notMyField, later };

/// Returns the task to the pool. None: returned.
[[nodiscard]] std::optional<NotHeld> putAside(soci::session& session, const std::string& handle, const UserId& reviewer,
                                              AsideReason reason, Timestamp now);

}  // namespace overread::workflow

template <>
struct overread::Names<overread::workflow::AsideReason> {
    static constexpr auto table = std::to_array<std::pair<overread::workflow::AsideReason, std::string_view>>(
        {{overread::workflow::AsideReason::known, "known"},
         {overread::workflow::AsideReason::imagesMissing, "imagesMissing"},
         {overread::workflow::AsideReason::notMyField, "notMyField"},
         {overread::workflow::AsideReason::later, "later"}});
};
