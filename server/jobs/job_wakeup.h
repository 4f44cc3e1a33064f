#pragma once
#include <chrono>
#include <memory>

namespace overread {

struct Configuration;
enum class DatabaseRole;

/// Waits until somebody added a job (LISTEN on a connection of its own). A lost notification delays work until the
/// caller's next poll, it never loses any: keep the time-out short (a second or two).
class JobWakeup {
public:
    JobWakeup(const Configuration& configuration, DatabaseRole role);
    ~JobWakeup();
    JobWakeup(const JobWakeup&) = delete;
    JobWakeup& operator=(const JobWakeup&) = delete;

    /// Returns at a notification, at `interrupt()`, or after `timeout`; at once when one came since the last call.
    /// While the database is away it simply takes the whole time and connects anew. One thread at a time.
    void wait(std::chrono::milliseconds timeout);
    /// Ends the wait from another thread or from a signal handler.
    void interrupt();

private:
    struct State;
    std::unique_ptr<State> state_;
};

}  // namespace overread
