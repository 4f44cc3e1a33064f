#include "core/quantification/parallel.h"

#include <algorithm>
#include <exception>
#include <thread>
#include <vector>

namespace overread::quantification {

void inParallel(int count, int threads, const std::function<void(int begin, int end)>& work) {
    const int pieces = std::clamp(threads, 1, std::max(1, count));
    std::vector<std::exception_ptr> failures(static_cast<std::size_t>(pieces));
    const auto run = [&](int piece) {
        const auto edge = [&](int i) { return static_cast<int>(static_cast<long long>(count) * i / pieces); };
        try {
            work(edge(piece), edge(piece + 1));
        } catch (...) {
            failures[static_cast<std::size_t>(piece)] = std::current_exception();
        }
    };
    {
        std::vector<std::jthread> others;
        for (int piece = 1; piece < pieces; ++piece) others.emplace_back(run, piece);
        run(0);
    }
    for (const auto& failure : failures)
        if (failure) std::rethrow_exception(failure);
}

}  // namespace overread::quantification
