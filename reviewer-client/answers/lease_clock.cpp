#include "reviewer-client/answers/lease_clock.h"

#include <algorithm>

namespace overread::client {
using std::chrono::minutes;

LeaseStep leaseStep(const LeaseTimes& times, Timestamp now) {
    if (now >= times.leaseUntil) return LeaseStep::over;
    if (times.lastInput > times.lastRenewal && now - times.lastRenewal >= minutes(1)) return LeaseStep::renew;
    if (times.leaseUntil - now <= minutes(5)) return LeaseStep::ask;
    return LeaseStep::none;
}

int minutesLeft(Timestamp leaseUntil, Timestamp now) {
    return static_cast<int>(std::max(std::chrono::floor<minutes>(leaseUntil - now), minutes(0)).count());
}

}  // namespace overread::client
