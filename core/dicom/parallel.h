#pragma once
#include <algorithm>
#include <atomic>
#include <cstddef>
#include <exception>
#include <mutex>
#include <thread>
#include <vector>

namespace overread::dicom {

/// Calls `work(index)` once for each of 0 .. count - 1, on the calling thread and at most `threads` - 1 further ones.
/// The first exception is thrown again here, after all threads have ended; the rest of the work is then left out.
template <class Work>
void forEachIndex(std::size_t count, int threads, const Work& work) {
    std::atomic<std::size_t> next{0};
    std::exception_ptr failure;
    std::mutex failureLock;
    const auto take = [&] {
        for (std::size_t index = next++; index < count; index = next++) {
            try {
                work(index);
            } catch (...) {
                const std::scoped_lock lock{failureLock};
                if (!failure) failure = std::current_exception();
                next = count;
            }
        }
    };
    {
        std::vector<std::jthread> others;
        const auto wanted = std::min(static_cast<std::size_t>(std::max(threads, 1)), std::max<std::size_t>(count, 1));
        for (std::size_t i = 1; i < wanted; ++i) others.emplace_back(take);
        take();
    }
    if (failure) std::rethrow_exception(failure);
}

}  // namespace overread::dicom
