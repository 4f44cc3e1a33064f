#pragma once
#include <chrono>
#include <map>
#include <mutex>
#include <string>
#include <string_view>

namespace overread::api {

/// Counts of this process for GET /metrics. Thread-safe. Routes stand by their pattern and never by their address: a
/// handle or a case's id must not reach a monitoring system.
class Metrics {
public:
    void count(std::string_view route, int status, std::chrono::microseconds took);
    /// Faults of the clock's work, by what it did.
    void countClockFault(std::string_view work);
    /// Prometheus text format 0.0.4.
    [[nodiscard]] std::string text() const;

private:
    struct Sums {
        long requests = 0;
        double seconds = 0;
    };
    mutable std::mutex mutex_;
    std::map<std::pair<std::string, int>, Sums> byRoute_;
    std::map<std::string, long> clockFaults_;
    std::chrono::steady_clock::time_point since_ = std::chrono::steady_clock::now();
};

}  // namespace overread::api
