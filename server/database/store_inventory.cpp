#include "server/database/store_inventory.h"

#include <libpq-fe.h>

#include <charconv>
#include <stdexcept>

#include "server/configuration/configuration.h"
#include "server/database/libpq_connection.h"
#include "server/database/pool.h"

namespace overread {
namespace {

LibpqConnection administrator(const Configuration& configuration, const std::string& database) {
    LibpqConnection connection(connectionText(configuration, configuration.databaseAdmin, database));
    connection.execute("set statement_timeout = 0; set lock_timeout = 0; set idle_in_transaction_session_timeout = 0");
    return connection;
}

std::optional<std::uint64_t> sizeIn(const std::string& text) {
    std::uint64_t size = 0;
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), size);
    return error == std::errc{} && !text.empty() ? std::optional(size) : std::nullopt;
}

struct Question {
    NamedFile::Kind kind;
    const char* sql;  ///< id, rendering, size
};

using Kind = NamedFile::Kind;
constexpr Question questions[] = {
    {Kind::object, "select object_id, '', '' from qa.instance_receipt"},
    {Kind::frames, "select series_id, '', frame_offsets[cardinality(frame_offsets)] from qa.image_series"},
    {Kind::series, "select series_id, '', '' from qa.image_series"},
    {Kind::labels,
     "select series_id, '', mask_offsets[cardinality(mask_offsets)] from qa.image_series where mask_offsets is not "
     "null"},
    {Kind::pictures,
     "select series_id, rendering_id, offsets[cardinality(offsets)] from qa.rendering where problem = ''"},
    {Kind::outsideLabels, "select id, '', '' from qa.outside_result where has_masks"},
    {Kind::result, "select object_id, '', '' from qa.result_object"},
};

}  // namespace

DatabaseSnapshot::DatabaseSnapshot(const Configuration& configuration)
    : connection_(std::make_unique<LibpqConnection>(administrator(configuration, configuration.databaseName))) {
    connection_->execute("begin isolation level repeatable read, read only");
    name_ = connection_->query("select pg_export_snapshot()").front().front();
}

DatabaseSnapshot::~DatabaseSnapshot() = default;

std::string DatabaseSnapshot::takenAt() const {
    return connection_
        ->query("select to_char(transaction_timestamp() at time zone 'UTC', 'YYYY-MM-DD\"T\"HH24:MI:SS\"Z\"')")
        .front()
        .front();
}

int DatabaseSnapshot::schemaVersion() const {
    return std::stoi(connection_->query("select max(number) from public.schema_migration").front().front());
}

std::string DatabaseSnapshot::auditHead() const {
    const auto rows = connection_->query("select encode(hash, 'hex') from audit.chain order by position desc limit 1");
    return rows.empty() ? std::string{} : rows.front().front();
}

std::vector<NamedFile> DatabaseSnapshot::namedFiles() const {
    std::vector<NamedFile> files;
    for (const auto& question : questions)
        for (const auto& row : connection_->query(question.sql))
            files.push_back({question.kind, row[0], row[1], sizeIn(row[2])});
    return files;
}

void forgetPictures(const Configuration& configuration, const std::vector<std::string>& renderingIds) {
    auto connection = administrator(configuration, configuration.databaseName);
    for (const auto& id : renderingIds) connection.query("delete from qa.rendering where rendering_id = $1", {id});
}

bool isInUse(const Configuration& configuration) {
    auto maintenance = administrator(configuration, "postgres");
    if (maintenance.query("select 1 from pg_database where datname = $1", {configuration.databaseName}).empty())
        return false;
    auto connection = administrator(configuration, configuration.databaseName);
    return !connection
                .query(
                    "select 1 from pg_class c join pg_namespace n on n.oid = c.relnamespace "
                    "where n.nspname not in ('pg_catalog', 'information_schema', 'pg_toast') limit 1")
                .empty();
}

void dropDatabase(const Configuration& configuration) {
    administrator(configuration, "postgres")
        .execute("drop database if exists " + LibpqConnection::quotedName(configuration.databaseName) +
                 " with (force)");
}

std::vector<std::string> environmentOf(const Configuration& configuration, const std::string& database) {
    char* problem = nullptr;
    const auto text = connectionText(configuration, configuration.databaseAdmin, database);
    PQconninfoOption* const options = PQconninfoParse(text.c_str(), &problem);
    if (options == nullptr) {
        const std::string sentence = problem == nullptr ? "out of memory" : problem;
        PQfreemem(problem);
        throw std::runtime_error("database.connection: " + sentence);
    }
    std::vector<std::string> variables;
    for (const auto* option = options; option->keyword != nullptr; ++option)
        if (option->envvar != nullptr && option->val != nullptr)
            variables.push_back(std::string(option->envvar) + '=' + option->val);
    PQconninfoFree(options);
    return variables;
}

}  // namespace overread
