#pragma once
#include <functional>
#include <string>

#include "server/intake/connection_table.h"

namespace overread {

/// One accepted TCP connection, in its own process.
struct Connection {
    int socket = -1;          ///< TCP_NODELAY is set; belongs to the process and is closed at its end
    std::string peerAddress;  ///< IPv4 as text
    int place = -1;           ///< in the table
    ConnectionTable* table = nullptr;
};

/// Takes connections and forks a process for each, so that a silent or hostile sender holds up nobody. Single-threaded:
/// a fork from several threads could copy a locked mutex. Whoever builds one has started no thread before.
class AcceptLoop {
public:
    /// What the child does; its result becomes the exit code. An exception ends the child with 1.
    using Serve = std::function<int(const Connection&)>;

    /// Binds and listens, so that connections wait from now on. Port 0: the system chooses one.
    /// Throws std::system_error where the port is taken.
    AcceptLoop(int port, const ConnectionLimits& limits, Serve serve);
    ~AcceptLoop();
    AcceptLoop(const AcceptLoop&) = delete;
    AcceptLoop& operator=(const AcceptLoop&) = delete;

    [[nodiscard]] int port() const;

    /// Until SIGTERM, SIGINT or SIGQUIT; then children get SIGTERM, up to 8 s to finish the object they are in, and are
    /// killed. The process that called must not have reaped or blocked SIGCHLD elsewhere.
    void run();

private:
    void acceptOne();
    void startChild(int socket, std::uint32_t address, int place);
    void reap();
    void endChildren();

    ConnectionTable table_;
    Serve serve_;
    int listening_ = -1;
    int signals_ = -1;
};

}  // namespace overread
