#include "reviewer-client/answers/sitting.h"

#include <algorithm>
#include <chrono>

namespace overread::client {

Sitting::Sitting(int size, Timestamp begin) : size_(std::clamp(size, fewest, most)), begin_(begin) {}

void Sitting::note(AssignmentKind kind) {
    ++done_[kind];
}

int Sitting::done() const {
    int sum = 0;
    for (const auto& [kind, count] : done_) sum += count;
    return sum;
}

int Sitting::doneOf(AssignmentKind kind) const {
    const auto found = done_.find(kind);
    return found == done_.end() ? 0 : found->second;
}

int Sitting::minutes(Timestamp now) const {
    return std::max(1, static_cast<int>(std::chrono::round<std::chrono::minutes>(now - begin_).count()));
}

}  // namespace overread::client
