#include "server/database/transaction.h"

#include <libpq-events.h>
#include <libpq-fe.h>
#include <soci/postgresql/soci-postgresql.h>
#include <soci/soci.h>

#include <algorithm>
#include <memory>
#include <stdexcept>
#include <string>
#include <vector>

#include "server/database/errors.h"
#include "server/database/recording.h"

namespace overread {
namespace {

/// What a connection runs after its commit. libpq hands it back with the connection and tells when that goes.
using Statements = std::vector<std::string>;

int onConnectionEvent(PGEventId event, void* info, void*) {
    if (event != PGEVT_CONNDESTROY) return 1;
    const auto* connection = static_cast<PGEventConnDestroy*>(info)->conn;
    delete static_cast<Statements*>(PQinstanceData(connection, onConnectionEvent));
    return 1;
}

PGconn* connectionOf(soci::session& session) {
    return static_cast<soci::postgresql_session_backend*>(session.get_backend())->conn_;
}

/// None where nothing was ever to be run.
Statements* statementsOf(soci::session& session) {
    return static_cast<Statements*>(PQinstanceData(connectionOf(session), onConnectionEvent));
}

void forget(soci::session& session) {
    if (auto* statements = statementsOf(session)) statements->clear();
}

void runWhatFollows(soci::session& session) {
    auto* statements = statementsOf(session);
    if (!statements) return;
    for (const auto& sql : *statements) {
        Recording::note({sql, {}});
        PQclear(PQexec(connectionOf(session), sql.c_str()));
    }
    statements->clear();
}

}  // namespace

void afterCommit(soci::session& session, std::string_view sql) {
    auto* statements = statementsOf(session);
    if (!statements) {
        auto fresh = std::make_unique<Statements>();
        PGconn* connection = connectionOf(session);
        if (PQregisterEventProc(connection, onConnectionEvent, "overread after commit", nullptr) == 0 ||
            PQsetInstanceData(connection, onConnectionEvent, fresh.get()) == 0)
            throw std::runtime_error("libpq keeps no statements for after the commit");
        statements = fresh.release();
    }
    if (std::find(statements->begin(), statements->end(), sql) == statements->end()) statements->emplace_back(sql);
}

Transaction::Transaction(ConnectionPool& pool) : connection_(pool.begin()) {
    forget(session());
    Recording::note({"begin", {}});
}

Transaction::~Transaction() {
    if (!isOpen_) return;
    try {
        Recording::note({"rollback", {}});
        connection_.session().rollback();
    } catch (const soci::soci_error&) {
        // The line is broken: the server rolls back by itself and the pool drops the connection.
    }
}

soci::session& Transaction::session() {
    return connection_.session();
}

void Transaction::commit() {
    isOpen_ = false;
    try {
        Recording::note({"commit", {}});
        connection_.session().commit();
    } catch (const soci::soci_error& error) {
        if (faultOf(error) == DatabaseFault::unavailable)
            throw Unavailable(std::string("the connection broke during the commit: ") + error.what());
        throw;
    }
    runWhatFollows(session());
}

}  // namespace overread
