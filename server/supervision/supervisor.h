#pragma once
#include <sys/types.h>

#include <chrono>
#include <condition_variable>
#include <filesystem>
#include <functional>
#include <map>
#include <mutex>
#include <string>
#include <thread>

namespace overread {

/// A program that runs beside this one.
struct ChildProgram {
    std::string name;  ///< for messages, for example "worker"
    std::filesystem::path executable;
    std::map<std::string, std::string> environment;  ///< added to ours
    std::filesystem::path log;                       ///< its standard output and error are appended here
};

enum class OnExit { restart, leave };

/// Starts programs, starts them again when they die (after 0.5 s, then twice as long, at most 10 s) and ends them
/// together with itself: also when this process is killed, by the kernel's parent-death signal. Thread-safe.
class Supervisor {
public:
    /// `told` receives one sentence for a person whenever a child died; called from the supervisor's own thread.
    Supervisor(OnExit onExit, std::function<void(const std::string&)> told);
    ~Supervisor();  ///< stops
    Supervisor(const Supervisor&) = delete;
    Supervisor& operator=(const Supervisor&) = delete;

    /// Throws std::runtime_error when it cannot be started. A name that is running already is left alone.
    void start(const ChildProgram& program);
    /// SIGKILL; returns when the process is gone. It is not restarted: start() does that.
    void kill(const std::string& name);
    /// SIGTERM to all, SIGKILL to those that are left after `patience`; returns when all are gone.
    void stop(std::chrono::milliseconds patience = std::chrono::seconds(10));
    [[nodiscard]] bool isRunning(const std::string& name) const;
    /// 0 where it does not run.
    [[nodiscard]] pid_t processOf(const std::string& name) const;

private:
    using Clock = std::chrono::steady_clock;
    struct Child {
        ChildProgram program;
        pid_t process = 0;  ///< 0: not running
        bool isWanted = true;
        std::string problem;  ///< why it could not be started; empty: it could
        std::chrono::milliseconds pause{500};
        Clock::time_point startedAt;
        Clock::time_point startAgainAt;
    };
    void watch(const std::stop_token& stop);
    void reap(Child& child);
    static void launch(Child& child);

    OnExit onExit_;
    std::function<void(const std::string&)> told_;
    mutable std::mutex mutex_;
    std::condition_variable_any changed_;
    std::map<std::string, Child> children_;
    /// The parent-death signal is that of the thread that forked, so all forks happen in this one. Last member: it uses
    /// the others.
    std::jthread watcher_;
};

}  // namespace overread
