#pragma once
#include "core/domain/timestamp.h"

namespace soci {
class session;
}

/// What the clock of overread-server calls every few seconds. Any number of servers may do so at the same time.
namespace overread::workflow {

/// Returns tasks whose lease has ended to the pool; drafts stay. Answers how many.
int expireLeases(soci::session& session, Timestamp now);

/// Raises unacknowledged alerts one step, and brings tasks past their due time before the head, once each. Answers how
/// many of both.
int escalateOverdue(soci::session& session, Timestamp now);

}  // namespace overread::workflow
