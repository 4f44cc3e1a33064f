#pragma once
#include <algorithm>
#include <chrono>
#include <cstdio>
#include <ctime>
#include <string>
#include <vector>

namespace overread::bench {

template <class Work>
[[nodiscard]] double millisecondsOf(const Work& work) {
    const auto start = std::chrono::steady_clock::now();
    work();
    return std::chrono::duration<double, std::milli>(std::chrono::steady_clock::now() - start).count();
}

/// The same of this thread on the processor: for work that is done by one thread alone, and on a machine that has other
/// work too.
template <class Work>
[[nodiscard]] double threadMillisecondsOf(const Work& work) {
    const auto now = [] {
        timespec time{};
        clock_gettime(CLOCK_THREAD_CPUTIME_ID, &time);
        return static_cast<double>(time.tv_sec) * 1e3 + static_cast<double>(time.tv_nsec) / 1e6;
    };
    const double start = now();
    work();
    return now() - start;
}

/// The value below which that share of them lies; 0 of none.
[[nodiscard]] inline double quantile(std::vector<double> values, double share) {
    if (values.empty()) return 0;
    std::sort(values.begin(), values.end());
    return values[std::min(values.size() - 1, static_cast<std::size_t>(share * static_cast<double>(values.size())))];
}
[[nodiscard]] inline double median(const std::vector<double>& values) {
    return quantile(values, 0.5);
}

/// One line: what, its milliseconds, and the ratio to a peer of the same run, which alone counts.
inline void print(const std::string& what, double milliseconds, double peerMilliseconds, const std::string& ofWhat) {
    std::printf("%-44s %9.2f ms   %7.3f %s\n", what.c_str(), milliseconds,
                peerMilliseconds > 0 ? milliseconds / peerMilliseconds : 0, ofWhat.c_str());
}

}  // namespace overread::bench
