#pragma once
#include <csignal>
#include <stdexcept>

namespace overread {

/// Thrown where Ctrl-C or SIGTERM came in the middle of work.
class Interrupted : public std::runtime_error {
public:
    Interrupted() : std::runtime_error("stopped on request") {}
};

/// Ctrl-C and SIGTERM as something that is asked for at a good moment, and not as the end in the middle of a write.
/// Make it before any other thread: threads inherit that the signals are blocked.
class StopSignal {
public:
    StopSignal();
    /// Throws Interrupted when one has come.
    void check() const;
    /// Returns when one comes.
    void wait() const;

private:
    sigset_t signals_{};
};

}  // namespace overread
