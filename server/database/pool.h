#pragma once
#include <chrono>
#include <cstddef>
#include <memory>
#include <string>
#include <string_view>

namespace soci {
class session;
}

namespace overread {

struct Configuration;

/// The PostgreSQL roles that processes sign in as; their rights stand in schema/.
enum class DatabaseRole { app, intake, worker, reading, report };
/// "overread_app" ...
[[nodiscard]] std::string_view nameOf(DatabaseRole role);

/// libpq's connection text for a role: UTC, time-outs for a statement (30 s), a lock (10 s) and an idle transaction.
[[nodiscard]] std::string connectionText(const Configuration& configuration, std::string_view user,
                                         std::string_view database);

/// A few warm connections of one role, the one used last first, so that its caches stay warm and the rest may go stale
/// unnoticed. Survives a restarted database: broken connections are dropped and made anew. Thread-safe.
class ConnectionPool {
public:
    /// Connects at the first use, so that a program starts while its database does. 8 to 16 connections serve a
    /// process.
    ConnectionPool(const Configuration& configuration, DatabaseRole role, std::size_t size = 8);
    ~ConnectionPool();
    ConnectionPool(const ConnectionPool&) = delete;
    ConnectionPool& operator=(const ConnectionPool&) = delete;

    /// One connection, for one thread at a time; goes back when destroyed. Must not outlive the pool.
    class Connection {
    public:
        Connection(Connection&&) noexcept;
        Connection& operator=(Connection&&) = delete;
        ~Connection();
        [[nodiscard]] soci::session& session();

    private:
        friend class ConnectionPool;
        Connection(ConnectionPool& pool, std::unique_ptr<soci::session> session);
        ConnectionPool* pool_;
        std::unique_ptr<soci::session> session_;
    };

    /// Takes a connection with a transaction begun on it. Waits while all are in use; throws Unavailable after
    /// `patience`, or at once when the database does not answer.
    [[nodiscard]] Connection begin(std::chrono::milliseconds patience = std::chrono::seconds(5));

    /// True when the database answers a query. Never throws; for /health/ready.
    [[nodiscard]] bool answers();

private:
    struct State;
    std::unique_ptr<State> state_;
};

}  // namespace overread
