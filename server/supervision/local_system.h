#pragma once
#include <chrono>
#include <cstdint>
#include <filesystem>
#include <functional>
#include <string>

#include "server/supervision/supervisor.h"

namespace overread {

/// Where one installation on this machine lives and answers.
struct LocalSystemOptions {
    std::filesystem::path programs;  ///< folder of overread-server, overread-listener and overread-worker
    std::filesystem::path home;      ///< state, made where it is missing
    std::string databaseConnection;  ///< libpq keywords without user and dbname
    std::string databaseName = "overread";
    std::uint16_t httpPort = 8480;
    std::uint16_t dicomPort = 11112;
    OnExit onExit = OnExit::restart;
};

enum class Program { server, listener, worker };

/// Server, listener and one worker as child processes, configured through their environment alone. The database must
/// have been migrated before.
class LocalSystem {
public:
    LocalSystem(LocalSystemOptions options, std::function<void(const std::string&)> told);

    /// Starts what does not run.
    void start();
    void start(Program program);
    /// Returns when the server says that it is ready and the listener accepts connections. Throws std::runtime_error
    /// with the log to look at when one of them ended or `patience` is over.
    void awaitReady(std::chrono::milliseconds patience = std::chrono::seconds(20)) const;
    /// kill -9, and gone.
    void kill(Program program) { supervisor_.kill(nameOf(program)); }
    void stop() { supervisor_.stop(); }

    [[nodiscard]] const LocalSystemOptions& options() const { return options_; }
    [[nodiscard]] pid_t processOf(Program program) const { return supervisor_.processOf(nameOf(program)); }
    [[nodiscard]] std::string url() const;  ///< "http://127.0.0.1:8480"
    [[nodiscard]] std::filesystem::path logOf(Program program) const;

private:
    static std::string nameOf(Program program);

    LocalSystemOptions options_;
    Supervisor supervisor_;
};

/// A TCP port of 127.0.0.1 that was free a moment ago.
[[nodiscard]] std::uint16_t freePort();
[[nodiscard]] bool isPortFree(std::uint16_t port);
/// Folder of the running program, where the others were installed too.
[[nodiscard]] std::filesystem::path programFolder();

}  // namespace overread
