#include "server/intake/connection_table.h"

#include <sys/mman.h>

#include <algorithm>
#include <cerrno>
#include <functional>
#include <new>
#include <stdexcept>
#include <system_error>

namespace overread {

ConnectionTable::ConnectionTable(const ConnectionLimits& limits) : limits_(limits) {
    static_assert(std::atomic<State>::is_always_lock_free && std::atomic<std::uint64_t>::is_always_lock_free);
    if (limits.children > capacity) throw std::invalid_argument("more children than the connection table has places");
    void* const memory = ::mmap(nullptr, sizeof(Shared), PROT_READ | PROT_WRITE, MAP_SHARED | MAP_ANONYMOUS, -1, 0);
    if (memory == MAP_FAILED) throw std::system_error(errno, std::generic_category(), "mmap of the connection table");
    places_ = new (memory) Shared;
}

ConnectionTable::~ConnectionTable() {
    ::munmap(places_, sizeof(Shared));
}

std::optional<int> ConnectionTable::take(std::uint32_t address) {
    if (connections() >= limits_.children || connectionsOf(address) >= limits_.childrenOfOneAddress)
        return std::nullopt;
    for (int i = 0; i < capacity; ++i) {
        Place& place = (*places_)[static_cast<std::size_t>(i)];
        if (place.state != State::free) continue;
        place.child = 0;
        place.address = address;
        place.caller = 0;
        place.order = nextOrder_++;
        place.state = State::silent;
        return i;
    }
    return std::nullopt;
}

void ConnectionTable::setChild(int place, pid_t child) {
    places_->at(static_cast<std::size_t>(place)).child = child;
}

void ConnectionTable::freePlace(int place) {
    places_->at(static_cast<std::size_t>(place)).state = State::free;
}

bool ConnectionTable::free(pid_t child) {
    for (Place& place : *places_)
        if (place.state != State::free && place.child == child) {
            place.state = State::free;
            return true;
        }
    return false;
}

std::optional<pid_t> ConnectionTable::markOldestSilent(std::uint32_t address, Among among) {
    for (;;) {
        Place* oldest = nullptr;
        for (Place& place : *places_) {
            const bool counts = place.state == State::silent && (among == Among::all || place.address == address);
            if (counts && (oldest == nullptr || place.order < oldest->order)) oldest = &place;
        }
        if (oldest == nullptr) return std::nullopt;
        State expected = State::silent;
        if (oldest->state.compare_exchange_strong(expected, State::evicted)) return oldest->child.load();
    }
}

int ConnectionTable::connections() const {
    return static_cast<int>(std::count_if(places_->begin(), places_->end(), [](const Place& place) {
        return place.state != State::free && place.state != State::evicted;
    }));
}

int ConnectionTable::connectionsOf(std::uint32_t address) const {
    return static_cast<int>(std::count_if(places_->begin(), places_->end(), [address](const Place& place) {
        return place.state != State::free && place.state != State::evicted && place.address == address;
    }));
}

ConnectionTable::Admission ConnectionTable::becomeAssociation(int place, std::string_view callingAe) {
    Place& own = places_->at(static_cast<std::size_t>(place));
    const std::uint64_t caller = std::hash<std::string_view>{}(callingAe);
    own.caller = caller;
    State expected = State::silent;
    if (!own.state.compare_exchange_strong(expected, State::association)) return Admission::evicted;
    // Entered before counting: two that come at once may both be refused, never both be admitted over the limit.
    int all = 0;
    int ofCaller = 0;
    for (const Place& each : *places_)
        if (each.state == State::association) {
            ++all;
            if (each.caller == caller) ++ofCaller;
        }
    const bool fits = all <= limits_.associations && ofCaller <= limits_.associationsOfOneSource;
    if (!fits) own.state = State::silent;  // it only says no and goes; others need not count it
    return fits ? Admission::admitted : Admission::congested;
}

bool ConnectionTable::mayLogStranger(std::string_view caller) {
    using namespace std::chrono;
    const std::int64_t now = duration_cast<seconds>(steady_clock::now().time_since_epoch()).count();
    auto& loggedAt =
        places_->strangerLoggedAt[std::hash<std::string_view>{}(caller) % places_->strangerLoggedAt.size()];
    std::int64_t last = loggedAt.load();
    return (last == 0 || now - last >= 60) && loggedAt.compare_exchange_strong(last, now);
}

}  // namespace overread
