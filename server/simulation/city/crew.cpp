#include "server/simulation/city/crew.h"

#include <algorithm>
#include <utility>

namespace overread::simulation::city {

Crew::Crew(std::size_t threads) {
    for (std::size_t i = 1; i < threads; ++i) threads_.emplace_back([this](const std::stop_token& stop) { run(stop); });
}

Crew::~Crew() = default;

void Crew::each(std::size_t count, const std::function<void(std::size_t)>& work) {
    if (count == 0) return;
    const auto wanted = std::min(threads_.size(), count - 1);
    {
        const std::lock_guard lock(mutex_);
        work_ = &work;
        count_ = count;
        next_ = 0;
        failure_ = nullptr;
        busy_ = wanted_ = wanted;
    }
    for (std::size_t i = 0; i < wanted; ++i) called_.notify_one();
    share();
    std::unique_lock lock(mutex_);
    // Whoever has not woken by now finds nothing left to do.
    busy_ -= std::exchange(wanted_, 0);
    done_.wait(lock, [&] { return busy_ == 0; });
    work_ = nullptr;
    if (failure_) std::rethrow_exception(failure_);
}

void Crew::run(const std::stop_token& stop) {
    while (true) {
        {
            std::unique_lock lock(mutex_);
            if (!called_.wait(lock, stop, [&] { return wanted_ > 0; })) return;
            --wanted_;
        }
        share();
        const std::lock_guard lock(mutex_);
        if (--busy_ == 0) done_.notify_all();
    }
}

void Crew::share() {
    for (auto i = next_++; i < count_; i = next_++) try {
            (*work_)(i);
        } catch (...) {
            const std::lock_guard lock(mutex_);
            if (!failure_) failure_ = std::current_exception();
            next_ = count_;
        }
}

}  // namespace overread::simulation::city
