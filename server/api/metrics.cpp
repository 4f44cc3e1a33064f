#include "server/api/metrics.h"

#include <sstream>

namespace overread::api {

void Metrics::count(std::string_view route, int status, std::chrono::microseconds took) {
    const std::scoped_lock lock{mutex_};
    auto& sums = byRoute_[{std::string(route), status}];
    ++sums.requests;
    sums.seconds += std::chrono::duration<double>(took).count();
}

void Metrics::countClockFault(std::string_view work) {
    const std::scoped_lock lock{mutex_};
    ++clockFaults_[std::string(work)];
}

std::string Metrics::text() const {
    const std::scoped_lock lock{mutex_};
    std::ostringstream out;
    const auto label = [](const auto& key) {
        return "{route=\"" + key.first + "\",status=\"" + std::to_string(key.second) + "\"} ";
    };
    out << "# HELP overread_http_requests_total Requests answered.\n# TYPE overread_http_requests_total counter\n";
    for (const auto& [key, sums] : byRoute_)
        out << "overread_http_requests_total" << label(key) << sums.requests << '\n';
    out << "# HELP overread_http_seconds_total Time spent on them.\n# TYPE overread_http_seconds_total counter\n";
    for (const auto& [key, sums] : byRoute_) out << "overread_http_seconds_total" << label(key) << sums.seconds << '\n';
    out << "# HELP overread_clock_faults_total Faults of the clock's work.\n# TYPE overread_clock_faults_total "
           "counter\n";
    for (const auto& [work, faults] : clockFaults_)
        out << "overread_clock_faults_total{work=\"" << work << "\"} " << faults << '\n';
    out << "# HELP overread_uptime_seconds Since the server started.\n# TYPE overread_uptime_seconds gauge\n"
        << "overread_uptime_seconds "
        << std::chrono::duration<double>(std::chrono::steady_clock::now() - since_).count() << '\n';
    return out.str();
}

}  // namespace overread::api
