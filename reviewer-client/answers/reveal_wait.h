#pragma once
#include <chrono>

#include "core/wire/assignment.h"

namespace overread::client {

/// What a reveal still lacks, the nearest first.
enum class RevealWait {
    comparison,   ///< the worker compares the answers: a moment
    measurement,  ///< the lungs are being measured: a minute, or a queue of them
    arbiter,      ///< an arbiter settles the case: an hour, or a day
    nothing
};
[[nodiscard]] RevealWait waitOf(const wire::Reveal& reveal);

/// Pause before the question of that number (0 is the first again): short where the answer is near, longer each time,
/// a minute at most. Each question is one row in the audit trail, as any look is.
[[nodiscard]] std::chrono::milliseconds pauseBeforeAskingAgain(RevealWait waitsFor, int asked);

}  // namespace overread::client
