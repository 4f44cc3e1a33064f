#pragma once
#include <chrono>
#include <filesystem>
#include <functional>
#include <string>

#include "server/configuration/configuration.h"
#include "server/supervision/supervisor.h"

namespace overread {

enum class Program { server, listener, worker };

/// Server, listener and one worker as child processes on loopback. They are configured by their environment alone,
/// which says all that `configuration` says, and write their logs under its home. The database must have been migrated
/// before.
class LocalSystem {
public:
    /// `programs`: folder of overread-server, overread-listener and overread-worker. `told`: see Supervisor.
    LocalSystem(Configuration configuration, std::filesystem::path programs, OnExit onExit,
                std::function<void(const std::string&)> told);

    /// Starts what does not run.
    void start();
    void start(Program program);
    /// Returns when the server says that it is ready and the listener accepts connections. Throws std::runtime_error
    /// with the log to look at when one of them ended or `patience` is over.
    void awaitReady(std::chrono::milliseconds patience = std::chrono::seconds(20)) const;
    /// kill -9, and gone.
    void kill(Program program) { supervisor_.kill(nameOf(program)); }
    void stop() { supervisor_.stop(); }

    [[nodiscard]] const Configuration& configuration() const { return configuration_; }
    [[nodiscard]] pid_t processOf(Program program) const { return supervisor_.processOf(nameOf(program)); }
    [[nodiscard]] std::string url() const;  ///< "http://127.0.0.1:8480"
    [[nodiscard]] std::filesystem::path logOf(Program program) const;

private:
    static std::string nameOf(Program program);

    Configuration configuration_;
    std::filesystem::path programs_;
    OnExit onExit_;
    Supervisor supervisor_;
};

/// A TCP port of 127.0.0.1 that was free a moment ago, and is given to no outgoing connection. One thread at a time.
[[nodiscard]] int freePort();
[[nodiscard]] bool isPortFree(int port);
/// Folder of the running program, where the others were installed too.
[[nodiscard]] std::filesystem::path programFolder();

}  // namespace overread
