#pragma once
#include <optional>
#include <string>
#include <vector>

#include "server/database/audit_trail.h"

namespace overread {

/// What is looked for in the trail; all of it has to fit.
struct AuditSearch {
    std::optional<UserId> actor;
    std::optional<std::string> action;   ///< stable code, as a whole
    std::optional<std::string> subject;  ///< id of a case, study, account ...
};

/// At most `limit` events that fit and stand before that sequence number, the latest first. For overread_app.
[[nodiscard]] std::vector<RecordedEvent> eventsFound(soci::session& session, const AuditSearch& search,
                                                     std::int64_t before, int limit);

}  // namespace overread
