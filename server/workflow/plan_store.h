#pragma once
#include <optional>
#include <string>

#include "core/domain/id.h"
#include "core/domain/timestamp.h"
#include "qa/plan.h"

namespace soci {
class session;
}

/// The plan as it stands in the database: what it says as JSON, its secret apart.
namespace overread::workflow {

/// The plan that holds at that moment with its secret, for draws; the first one, with the defaults, is made where there
/// is none. Not for the role overread_reading.
[[nodiscard]] qa::Plan planInForce(soci::session& session, Timestamp now);
/// The same without its secret (all zero), for reviewers' requests.
[[nodiscard]] qa::Plan planWithoutSecret(soci::session& session, Timestamp now);
/// A version with its secret, in force or not: what its draws are repeated with. Throws NotFound.
[[nodiscard]] qa::Plan planOfVersion(soci::session& session, int version);

/// Makes the first plan where there is none; safe from several processes at a time.
void ensurePlan(soci::session& session);
/// Adds the next version, to hold from `startsAt` on, with a fresh secret; version and secret of `plan` are ignored.
/// Answers its number. Throws std::invalid_argument with the sentence of qa::problemOf, or where a later start stands
/// already.
int addPlan(soci::session& session, const qa::Plan& plan, const std::optional<UserId>& by, Timestamp startsAt,
            const std::string& reason);

/// What the plan says, without version and secret; times in minutes.
[[nodiscard]] std::string settingsJsonOf(const qa::Plan& plan);
/// A setting that an older version did not know has its default. Throws std::runtime_error for what is no plan.
[[nodiscard]] qa::Plan planFrom(const std::string& settingsJson);

}  // namespace overread::workflow
