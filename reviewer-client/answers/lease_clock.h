#pragma once
#include <chrono>

#include "core/domain/timestamp.h"

namespace overread::client {

/// What a held assignment's lease asks for now.
enum class LeaseStep {
    none,
    renew,  ///< the reader is at work and a minute has passed since the last renewal
    ask,    ///< five minutes before the end without any input: "Still reading?"
    over    ///< the end has passed; only the server can say whether the case went back
};

struct LeaseTimes {
    Timestamp leaseUntil;
    Timestamp lastInput;
    Timestamp lastRenewal;
};

/// All moments by one clock, the server's.
[[nodiscard]] LeaseStep leaseStep(const LeaseTimes& times, Timestamp now);

/// Whole minutes that the lease still has, rounded down; never negative.
[[nodiscard]] int minutesLeft(Timestamp leaseUntil, Timestamp now);

}  // namespace overread::client
