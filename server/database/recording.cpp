#include "server/database/recording.h"

#include <libpq-fe.h>

#include <memory>
#include <stdexcept>
#include <utility>

#include "server/database/pool.h"

namespace overread {
namespace {

thread_local Recording* current = nullptr;

using Answer = std::unique_ptr<PGresult, decltype(&PQclear)>;

void requireSuccess(const Answer& answer, PGconn* connection, const std::string& sql) {
    const auto status = PQresultStatus(answer.get());
    if (status != PGRES_COMMAND_OK && status != PGRES_TUPLES_OK)
        throw std::runtime_error("the replay of '" + sql + "' was refused: " + PQerrorMessage(connection));
}

}  // namespace

Recording::Recording() {
    if (current) throw std::logic_error("this thread is recorded already");
    current = this;
}

Recording::~Recording() {
    current = nullptr;
}

std::vector<RecordedStatement> Recording::take() {
    return std::exchange(statements_, {});
}

void Recording::note(RecordedStatement statement) {
    if (current) current->statements_.push_back(std::move(statement));
}

bool Recording::isOn() {
    return current != nullptr;
}

Replay::Replay(const Configuration& configuration, const std::string& database)
    : connection_(connectionText(configuration, configuration.databaseAdmin, database)) {}

void Replay::run(const std::vector<RecordedStatement>& statements) {
    auto* const connection = connection_.raw();
    std::vector<const char*> values;
    for (const auto& statement : statements) {
        auto& name = prepared_[statement.sql];
        if (name.empty()) {
            name = "s" + std::to_string(prepared_.size());
            requireSuccess(Answer(PQprepare(connection, name.c_str(), statement.sql.c_str(), 0, nullptr), &PQclear),
                           connection, statement.sql);
        }
        values.clear();
        for (const auto& value : statement.values) values.push_back(value ? value->c_str() : nullptr);
        requireSuccess(Answer(PQexecPrepared(connection, name.c_str(), static_cast<int>(values.size()), values.data(),
                                             nullptr, nullptr, 0),
                              &PQclear),
                       connection, statement.sql);
    }
}

}  // namespace overread
