#include "server/simulation/city/crew.h"

namespace overread::simulation::city {

Crew::Crew(std::size_t threads) {
    for (std::size_t i = 0; i < threads; ++i) threads_.emplace_back([this](const std::stop_token& stop) { run(stop); });
}

Crew::~Crew() = default;

void Crew::each(std::size_t count, const std::function<void(std::size_t)>& work) {
    if (count == 0) return;
    std::unique_lock lock(mutex_);
    work_ = &work;
    count_ = count;
    next_ = 0;
    failure_ = nullptr;
    busy_ = threads_.size();
    ++round_;
    called_.notify_all();
    done_.wait(lock, [&] { return busy_ == 0; });
    work_ = nullptr;
    if (failure_) std::rethrow_exception(failure_);
}

void Crew::run(const std::stop_token& stop) {
    std::size_t seen = 0;
    while (true) {
        {
            std::unique_lock lock(mutex_);
            if (!called_.wait(lock, stop, [&] { return round_ != seen; })) return;
            seen = round_;
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
