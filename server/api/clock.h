#pragma once
#include <chrono>
#include <functional>
#include <thread>

#include "server/api/services.h"

namespace overread::api {

/// What happens by itself: leases end, overdue work is brought before the head, the audit trail is sealed, ended
/// sessions and old answers go. Each in a transaction of its own every few seconds; a fault of one is logged and
/// counted, and disturbs no other. Any number of servers may run it.
class Clock {
public:
    explicit Clock(Services& services, std::chrono::milliseconds pace = std::chrono::seconds(2));  // borrowed

private:
    void run(const std::stop_token& stop);
    void turn();
    void attempt(const char* work, const std::function<void(soci::session&)>& step);

    Services& services_;
    std::chrono::milliseconds pace_;
    std::chrono::steady_clock::time_point nextCleaning_{};
    std::jthread thread_;  ///< last member: it uses the others
};

}  // namespace overread::api
