#pragma once
#include <array>
#include <cstddef>
#include <optional>

namespace overread::qa::statistics {

/// Counts of durations in minutes, four buckets an octave from half a minute on; the last one takes the rest. Medians
/// do not add up, counts do. The database counts by the same buckets (schema, qa.bucket_of).
constexpr std::size_t minuteBuckets = 60;
using MinuteCounts = std::array<long, minuteBuckets>;

/// Bucket of a duration, from 0.
[[nodiscard]] std::size_t bucketOf(double minutes);

/// The duration that `share` (0..1) of them do not exceed, interpolated on the scale of the buckets: off by less than
/// a tenth of itself. None without counts.
[[nodiscard]] std::optional<double> quantileOf(const MinuteCounts& counts, double share);

}  // namespace overread::qa::statistics
