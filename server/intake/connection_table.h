#pragma once
#include <sys/types.h>

#include <array>
#include <atomic>
#include <chrono>
#include <cstdint>
#include <optional>
#include <string_view>

namespace overread {

/// How much one sender, and all together, may hold of the listener. Chosen defaults (interop.md 2).
struct ConnectionLimits {
    int children = 256;
    int childrenOfOneAddress = 16;
    int associations = 64;
    int associationsOfOneSource = 8;
};

/// Who is connected: memory that the accept loop shares with its children. The loop takes and frees places; a child
/// marks its own as an association once the request is read. Lock-free, so that a child killed at any point blocks
/// nobody.
class ConnectionTable {
public:
    explicit ConnectionTable(const ConnectionLimits& limits);
    ~ConnectionTable();
    ConnectionTable(const ConnectionTable&) = delete;
    ConnectionTable& operator=(const ConnectionTable&) = delete;

    static constexpr int capacity = 1024;

    /// A place for a new connection of that IPv4 address (host byte order); none: the limits leave no place. Called by
    /// the accept loop alone.
    [[nodiscard]] std::optional<int> take(std::uint32_t address);
    void setChild(int place, pid_t child);
    /// Frees the place of an ended child. False where no place was this child's.
    bool free(pid_t child);
    /// Frees a place whose child never came to be.
    void freePlace(int place);
    /// The oldest connection of that address (of any address where all are counted) that has not yet asked for an
    /// association; it is marked, so that it can no longer become one. Silent connections thus never keep out an honest
    /// one. None where all have.
    enum class Among { oneAddress, all };
    [[nodiscard]] std::optional<pid_t> markOldestSilent(std::uint32_t address, Among among);
    [[nodiscard]] int connections() const;
    [[nodiscard]] int connectionsOf(std::uint32_t address) const;
    /// Children that are there now, for the end.
    template <class Visit>
    void forEachChild(Visit visit) const {
        for (const Place& place : *places_)
            if (const pid_t child = place.child.load(); place.state != State::free && child > 0) visit(child);
    }

    enum class Admission { admitted, congested, evicted };
    /// Called by the child of that place once it knows who calls.
    [[nodiscard]] Admission becomeAssociation(int place, std::string_view callingAe);

    /// True once a minute for each caller (about: 64 places by hash), so that a stranger cannot fill the log.
    [[nodiscard]] bool mayLogStranger(std::string_view caller);

private:
    enum class State : int { free, silent, association, evicted };
    struct Place {
        std::atomic<State> state{State::free};
        std::atomic<pid_t> child{0};
        std::atomic<std::uint32_t> address{0};
        std::atomic<std::uint64_t> order{0};   // grows with every connection
        std::atomic<std::uint64_t> caller{0};  // hash of the calling AE title
    };
    struct Shared : std::array<Place, capacity> {
        std::array<std::atomic<std::int64_t>, 64> strangerLoggedAt{};  // seconds of the steady clock
    };
    ConnectionLimits limits_;
    Shared* places_;
    std::uint64_t nextOrder_ = 1;
};

}  // namespace overread
