#pragma once
#include <atomic>
#include <condition_variable>
#include <cstddef>
#include <exception>
#include <functional>
#include <mutex>
#include <stop_token>
#include <thread>
#include <vector>

namespace overread::simulation::city {

/// A few threads that share the work of a tick, the caller among them: on a busy machine each thread that has to be
/// woken costs more than a small piece of work.
class Crew {
public:
    explicit Crew(std::size_t threads);
    ~Crew();
    Crew(const Crew&) = delete;
    Crew& operator=(const Crew&) = delete;

    /// Calls `work(i)` for each i below `count`, in any order, and returns when all are done. The first exception is
    /// thrown again here; nothing new is begun after it.
    void each(std::size_t count, const std::function<void(std::size_t)>& work);

    [[nodiscard]] std::size_t size() const { return threads_.size() + 1; }

private:
    void run(const std::stop_token& stop);
    void share();

    std::mutex mutex_;
    std::condition_variable_any called_;
    std::condition_variable done_;
    const std::function<void(std::size_t)>* work_ = nullptr;
    std::size_t count_ = 0;
    std::size_t wanted_ = 0;  // threads that the round has work for and that have not come yet
    std::size_t busy_ = 0;    // threads that were wanted and are not done
    std::atomic<std::size_t> next_{0};
    std::exception_ptr failure_;
    std::vector<std::jthread> threads_;  // last: they end before what they use
};

}  // namespace overread::simulation::city
