#include <libpq-events.h>
#include <libpq-fe.h>
#include <soci/postgresql/soci-postgresql.h>

#include <cstdio>
#include <memory>
#include <string>
#include <unordered_map>

#include "server/database/columns.h"
#include "server/database/recording.h"

// SOCI prepares a statement for as long as its object lives, and an object is bound to the variables of one call. Here
// SOCI binds and fetches as ever, and the prepared statement belongs to the connection.
namespace overread {
namespace {

/// Names of the statements that a connection keeps, by their text. libpq hands it back with the connection and tells
/// when that goes: a new connection starts with none.
using KeptStatements = std::unordered_map<std::string, std::string>;

int onConnectionEvent(PGEventId event, void* info, void*) {
    if (event != PGEVT_CONNDESTROY) return 1;
    const auto* connection = static_cast<PGEventConnDestroy*>(info)->conn;
    delete static_cast<KeptStatements*>(PQinstanceData(connection, onConnectionEvent));
    return 1;
}

KeptStatements& statementsOf(PGconn* connection) {
    auto* kept = static_cast<KeptStatements*>(PQinstanceData(connection, onConnectionEvent));
    if (kept) return *kept;
    auto fresh = std::make_unique<KeptStatements>();
    if (PQregisterEventProc(connection, onConnectionEvent, "overread statements", nullptr) == 0 ||
        PQsetInstanceData(connection, onConnectionEvent, fresh.get()) == 0)
        throw std::runtime_error("libpq keeps no prepared statements for this connection");
    return *fresh.release();
}

/// The texts of the repositories are a closed list, so that a connection keeps a few hundred at most.
const std::string& keptName(PGconn* connection, const std::string& sql) {
    auto& kept = statementsOf(connection);
    if (const auto known = kept.find(sql); known != kept.end()) return known->second;
    const auto name = "overread_" + std::to_string(kept.size() + 1);
    const std::unique_ptr<PGresult, decltype(&PQclear)> result(
        PQprepare(connection, name.c_str(), sql.c_str(), 0, nullptr), &PQclear);
    if (PQresultStatus(result.get()) != PGRES_COMMAND_OK) {
        const char* state = PQresultErrorField(result.get(), PG_DIAG_SQLSTATE);
        throw soci::postgresql_soci_error(PQerrorMessage(connection), state ? state : "     ");
    }
    return kept.emplace(sql, name).first->second;
}

soci::postgresql_statement_backend& backendOf(soci::statement& statement) {
    return static_cast<soci::postgresql_statement_backend&>(*statement.get_backend());
}

}  // namespace

detail::Prepared::Prepared(soci::statement& statement, std::string_view sql) : statement_(statement) {
    statement.alloc();
    statement.prepare(std::string(sql), soci::details::st_one_time_query);  // :names become $1, $2 ...
    auto& backend = backendOf(statement);
    const auto& name = keptName(backend.session_.conn_, backend.query_);
    statement.define_and_bind();
    // Last, since nothing may throw after it: SOCI has the connection forget what a statement is left with.
    backend.statementName_ = name;
    backend.stType_ = soci::details::st_repeatable_query;
}

detail::Prepared::~Prepared() {
    backendOf(statement_).statementName_.clear();
}

void detail::Prepared::note(std::vector<std::optional<std::string>> values) const {
    Recording::note({backendOf(statement_).query_, std::move(values)});
}

bool detail::isRecorded() {
    return Recording::isOn();
}

std::string detail::textOf(double value) {
    char text[32];
    std::snprintf(text, sizeof text, "%.17g", value);
    return text;
}

}  // namespace overread
