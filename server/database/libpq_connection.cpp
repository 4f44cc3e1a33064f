#include "server/database/libpq_connection.h"

#include <libpq-fe.h>

#include <stdexcept>

#include "server/database/errors.h"

namespace overread {
namespace {

using Result = std::unique_ptr<PGresult, decltype(&PQclear)>;

void requireSuccess(const Result& result, PGconn* connection) {
    const auto status = PQresultStatus(result.get());
    if (status == PGRES_COMMAND_OK || status == PGRES_TUPLES_OK) return;
    const std::string sentence = PQerrorMessage(connection);
    if (PQstatus(connection) == CONNECTION_BAD) throw Unavailable("the database ended the connection: " + sentence);
    throw std::runtime_error(sentence);
}

}  // namespace

void LibpqConnection::Closer::operator()(pg_conn* connection) const {
    PQfinish(connection);
}

LibpqConnection::LibpqConnection(const std::string& connectionText) : connection_(PQconnectdb(connectionText.c_str())) {
    if (PQstatus(connection_.get()) != CONNECTION_OK)
        throw Unavailable(std::string("the database does not answer: ") + PQerrorMessage(connection_.get()));
    PQsetNoticeProcessor(
        connection_.get(), [](void*, const char*) {}, nullptr);
}

LibpqConnection::~LibpqConnection() = default;
LibpqConnection::LibpqConnection(LibpqConnection&&) noexcept = default;
LibpqConnection& LibpqConnection::operator=(LibpqConnection&&) noexcept = default;

void LibpqConnection::execute(const std::string& sql) {
    requireSuccess(Result(PQexec(connection_.get(), sql.c_str()), &PQclear), connection_.get());
}

std::vector<std::vector<std::string>> LibpqConnection::query(const std::string& sql,
                                                             const std::vector<std::string>& values) {
    std::vector<const char*> texts;
    for (const auto& value : values) texts.push_back(value.c_str());
    const Result result(PQexecParams(connection_.get(), sql.c_str(), static_cast<int>(texts.size()), nullptr,
                                     texts.data(), nullptr, nullptr, 0),
                        &PQclear);
    requireSuccess(result, connection_.get());
    std::vector<std::vector<std::string>> rows(static_cast<std::size_t>(PQntuples(result.get())));
    for (std::size_t row = 0; row < rows.size(); ++row)
        for (int column = 0; column < PQnfields(result.get()); ++column)
            rows[row].emplace_back(PQgetvalue(result.get(), static_cast<int>(row), column));
    return rows;
}

std::string LibpqConnection::quotedName(const std::string& name) {
    std::string quoted = "\"";
    for (const char c : name) {
        if (c == '"') quoted += '"';
        quoted += c;
    }
    return quoted + '"';
}

}  // namespace overread
