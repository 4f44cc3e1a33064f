#include "server/database/pool.h"

#include <soci/postgresql/soci-postgresql.h>
#include <soci/soci.h>

#include <condition_variable>
#include <mutex>
#include <vector>

#include "server/configuration/configuration.h"
#include "server/database/errors.h"

namespace overread {
namespace {

/// A value of libpq's connection text.
std::string quoted(std::string_view value) {
    std::string text = "'";
    for (const char c : value) {
        if (c == '\'' || c == '\\') text += '\\';
        text += c;
    }
    return text + "'";
}

PGconn* connectionOf(soci::session& session) {
    return static_cast<soci::postgresql_session_backend*>(session.get_backend())->conn_;
}

bool isClean(soci::session& session) {
    PGconn* connection = connectionOf(session);
    return PQstatus(connection) == CONNECTION_OK && PQtransactionStatus(connection) == PQTRANS_IDLE;
}

}  // namespace

std::string_view nameOf(DatabaseRole role) {
    switch (role) {
        case DatabaseRole::app:
            return "overread_app";
        case DatabaseRole::intake:
            return "overread_intake";
        case DatabaseRole::worker:
            return "overread_worker";
        case DatabaseRole::reading:
            return "overread_reading";
        case DatabaseRole::report:
            return "overread_report";
    }
    return {};
}

std::string connectionText(const Configuration& configuration, std::string_view user, std::string_view database) {
    // The queue is empty when statistics are made and long a minute later, and only plain index scans clear dead
    // entries out of their way: by bitmaps each look passed all jobs that had been done since the last vacuum. What a
    // worker does besides asks for rows by their keys.
    const std::string_view plans =
        user == nameOf(DatabaseRole::worker)
            ? " -c enable_bitmapscan=off -c enable_seqscan=off -c plan_cache_mode=force_generic_plan -c jit=off"
            : "";
    return "connect_timeout=5 keepalives_idle=30 " + configuration.databaseConnection + " user=" + quoted(user) +
           " dbname=" + quoted(database) +
           " options='-c timezone=UTC -c datestyle=ISO -c statement_timeout=30s -c lock_timeout=10s "
           "-c idle_in_transaction_session_timeout=60s -c client_min_messages=warning" +
           std::string(plans) + "'";
}

struct ConnectionPool::State {
    std::string text;
    std::size_t size;
    std::mutex mutex;
    std::condition_variable freed;
    std::vector<std::unique_ptr<soci::session>> idle;  // the one used last stands last
    std::size_t open = 0;                              // idle or lent

    std::unique_ptr<soci::session> connect() const {
        try {
            return std::make_unique<soci::session>(soci::postgresql, text);
        } catch (const soci::soci_error& error) {
            throw Unavailable(std::string("the database does not answer: ") + error.what());
        }
    }

    void closed(std::size_t count) {
        const std::lock_guard lock(mutex);
        open -= count;
        freed.notify_one();
    }

    /// Where one connection turned out broken the others probably are as well.
    void dropIdle() {
        std::vector<std::unique_ptr<soci::session>> dropped;
        const std::lock_guard lock(mutex);
        dropped.swap(idle);
        open -= dropped.size();
        freed.notify_all();
    }
};

ConnectionPool::ConnectionPool(const Configuration& configuration, DatabaseRole role, std::size_t size)
    : state_(std::make_unique<State>()) {
    state_->text = connectionText(configuration, nameOf(role), configuration.databaseName) +
                   " application_name=" + std::string(nameOf(role));
    state_->size = size;
}

ConnectionPool::~ConnectionPool() = default;

ConnectionPool::Connection ConnectionPool::begin(std::chrono::milliseconds patience) {
    std::unique_ptr<soci::session> session;
    {
        std::unique_lock lock(state_->mutex);
        const bool got = state_->freed.wait_for(lock, patience,
                                                [&] { return !state_->idle.empty() || state_->open < state_->size; });
        if (!got) throw Unavailable("all connections to the database are in use");
        if (!state_->idle.empty()) {
            session = std::move(state_->idle.back());
            state_->idle.pop_back();
        } else {
            ++state_->open;
        }
    }
    try {
        if (session) {
            try {
                session->begin();
                return {*this, std::move(session)};
            } catch (const soci::soci_error& error) {
                if (faultOf(error) != DatabaseFault::unavailable && isClean(*session)) throw;
                session.reset();
                state_->dropIdle();  // nothing was begun yet: a new connection may do it
            }
        }
        session = state_->connect();
        session->begin();
        return {*this, std::move(session)};
    } catch (const soci::soci_error& error) {
        session.reset();
        state_->closed(1);
        throw Unavailable(std::string("the database does not answer: ") + error.what());
    } catch (...) {
        session.reset();
        state_->closed(1);
        throw;
    }
}

bool ConnectionPool::answers() {
    try {
        auto connection = begin(std::chrono::seconds(1));
        int one = 0;
        connection.session() << "select 1", soci::into(one);
        connection.session().rollback();
        return one == 1;
    } catch (const std::exception&) {
        return false;
    }
}

ConnectionPool::Connection::Connection(ConnectionPool& pool, std::unique_ptr<soci::session> session)
    : pool_(&pool), session_(std::move(session)) {}

ConnectionPool::Connection::Connection(Connection&&) noexcept = default;

ConnectionPool::Connection::~Connection() {
    if (!session_) return;
    auto& state = *pool_->state_;
    if (!isClean(*session_)) {
        session_.reset();
        state.closed(1);
        return;
    }
    const std::lock_guard lock(state.mutex);
    state.idle.push_back(std::move(session_));
    state.freed.notify_one();
}

soci::session& ConnectionPool::Connection::session() {
    return *session_;
}

}  // namespace overread
