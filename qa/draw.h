#pragma once
#include <string_view>

#include "qa/plan.h"

namespace overread::qa {

/// A number in [0, 1) that depends on the secret, the purpose and the identity alone: BLAKE2b-256 keyed with the plan's
/// secret (libsodium). Draws of different purposes are independent. Arrival order, retries and restarts change nothing,
/// and who does not know the secret cannot steer it. Throws std::runtime_error where libsodium does not start.
[[nodiscard]] double drawnNumber(const PlanSecret& secret, std::string_view purpose, std::string_view identity);

}  // namespace overread::qa
