#pragma once
#include <functional>

namespace overread::quantification {

/// Cuts 0..count into one contiguous piece per thread and calls work(begin, end) for each at the same time; returns
/// when all are done and throws what the first failing piece threw. Results do not depend on the number of threads as
/// long as the work for one index writes only what belongs to it.
void inParallel(int count, int threads, const std::function<void(int begin, int end)>& work);

}  // namespace overread::quantification
