#include "qa/statistics/histogram.h"

#include <algorithm>
#include <cmath>
#include <numeric>
#include <stdexcept>

namespace overread::qa::statistics {
namespace {

constexpr double shortest = 0.5;
constexpr double bucketsAnOctave = 4;

double startOf(double bucket) {
    return shortest * std::exp2(bucket / bucketsAnOctave);
}

}  // namespace

std::size_t bucketOf(double minutes) {
    if (!(minutes > shortest)) return 0;
    const double bucket = std::floor(bucketsAnOctave * std::log2(minutes / shortest));
    return static_cast<std::size_t>(std::min(bucket, static_cast<double>(minuteBuckets - 1)));
}

std::optional<double> quantileOf(const MinuteCounts& counts, double share) {
    if (!(share >= 0) || share > 1) throw std::invalid_argument("a share lies in 0..1");
    const long all = std::accumulate(counts.begin(), counts.end(), 0L);
    if (all <= 0) return std::nullopt;
    const double wanted = share * static_cast<double>(all);
    double below = 0;
    for (std::size_t bucket = 0; bucket < counts.size(); ++bucket) {
        const auto here = static_cast<double>(counts[bucket]);
        if (here > 0 && below + here >= wanted) return startOf(static_cast<double>(bucket) + (wanted - below) / here);
        below += here;
    }
    return startOf(static_cast<double>(minuteBuckets));
}

}  // namespace overread::qa::statistics
