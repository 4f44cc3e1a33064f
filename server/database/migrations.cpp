#include "server/database/migrations.h"

#include <sodium.h>

#include <algorithm>
#include <charconv>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <map>

#include "server/configuration/configuration.h"
#include "server/database/libpq_connection.h"
#include "server/database/pool.h"

namespace overread {
namespace {

/// Any number that nobody else uses as an advisory lock.
constexpr auto migrationLock = "select pg_advisory_lock(4207849485)";

struct MigrationFile {
    int number = 0;
    std::string name;
    std::string sql;
    std::string checksum;  ///< BLAKE2b-256, hex
};

std::string checksumOf(const std::string& text) {
    unsigned char hash[32];
    crypto_generichash(hash, sizeof hash, reinterpret_cast<const unsigned char*>(text.data()), text.size(), nullptr, 0);
    char hex[65];
    sodium_bin2hex(hex, sizeof hex, hash, sizeof hash);
    return hex;
}

/// The files 0000_... in order; throws where one is missing in between.
std::vector<MigrationFile> filesIn(const std::filesystem::path& folder) {
    if (!std::filesystem::is_directory(folder))
        throw std::runtime_error("no migrations at " + folder.string() + ": set schema.path");
    std::vector<MigrationFile> files;
    for (const auto& entry : std::filesystem::directory_iterator(folder)) {
        if (entry.path().extension() != ".sql") continue;
        MigrationFile file;
        file.name = entry.path().filename().string();
        std::from_chars(file.name.data(), file.name.data() + std::min<std::size_t>(4, file.name.size()), file.number);
        std::ifstream stream(entry.path(), std::ios::binary);
        file.sql.assign(std::istreambuf_iterator<char>(stream), {});
        if (!stream) throw std::runtime_error("cannot read " + entry.path().string());
        file.checksum = checksumOf(file.sql);
        files.push_back(std::move(file));
    }
    std::sort(files.begin(), files.end(), [](const auto& a, const auto& b) { return a.name < b.name; });
    for (std::size_t i = 0; i < files.size(); ++i) {
        // Gaps are no fault: two branches of work number their files apart and land in any order.
        const bool rises = i == 0 ? files[i].number == 0 : files[i].number > files[i - 1].number;
        if (!rises)
            throw std::runtime_error("migrations begin at 0000 and have a number of their own: " + files[i].name);
    }
    return files;
}

/// Roles and the database itself: they belong to the cluster, so both stand under a lock in the maintenance database.
void prepareCluster(const Configuration& configuration, const MigrationFile& roles) {
    LibpqConnection maintenance(connectionText(configuration, configuration.databaseAdmin, "postgres"));
    maintenance.execute("set statement_timeout = 0; set lock_timeout = 0");  // another migration may take its time
    maintenance.execute(migrationLock);
    maintenance.execute(roles.sql);
    const auto& name = configuration.databaseName;
    const auto quoted = LibpqConnection::quotedName(name);
    if (maintenance.query("select 1 from pg_database where datname = $1", {name}).empty())
        maintenance.execute("create database " + quoted + " owner overread_owner encoding 'UTF8' template template0");
    // Every time, since a migration may have been killed between the two.
    maintenance.execute("revoke all on database " + quoted + " from public");
    maintenance.execute("grant connect on database " + quoted +
                        " to overread_app, overread_intake, overread_worker, overread_reading, overread_report");
}

struct AppliedFile {
    std::string name;
    std::string checksum;
};

std::map<int, AppliedFile> appliedFiles(LibpqConnection& connection) {
    std::map<int, AppliedFile> applied;
    if (connection.query("select to_regclass('public.schema_migration')").front().front().empty()) return applied;
    for (const auto& row : connection.query("select number, file, checksum from public.schema_migration"))
        applied[std::stoi(row[0])] = {row[1], row[2]};
    return applied;
}

/// Refuses a schema that these files did not make. Fewer files than they are is no mismatch.
void requireOurs(const std::map<int, AppliedFile>& applied, const std::vector<MigrationFile>& files,
                 const std::string& database) {
    for (const auto& [number, file] : applied) {
        const auto ours = std::find_if(files.begin(), files.end(),
                                       [wanted = number](const auto& each) { return each.number == wanted; });
        if (ours == files.end())
            throw SchemaMismatch("database " + database + " has the schema of a newer program (" + file.name +
                                 "): run that program instead");
        if (ours->checksum != file.checksum)
            throw SchemaMismatch("database " + database + " was made by another " + ours->name +
                                 ": a migration must not change after it was applied");
    }
}

}  // namespace

void prepareDatabase(const Configuration& configuration) {
    const auto files = filesIn(configuration.schemaPath);
    if (files.empty()) throw std::runtime_error("no migrations at " + configuration.schemaPath.string());
    prepareCluster(configuration, files.front());
}

MigrationResult migrate(const Configuration& configuration) {
    prepareDatabase(configuration);
    const auto files = filesIn(configuration.schemaPath);

    LibpqConnection connection(connectionText(configuration, configuration.databaseAdmin, configuration.databaseName));
    connection.execute("set statement_timeout = 0; set lock_timeout = 0; set role overread_owner");
    connection.execute(migrationLock);
    connection.execute(
        "create table if not exists public.schema_migration (number integer primary key, file text not null, "
        "checksum text not null, applied_at timestamptz not null default now())");

    const auto applied = appliedFiles(connection);
    requireOurs(applied, files, configuration.databaseName);
    MigrationResult result;
    for (const auto& file : files) {
        result.version = file.number;
        if (file.number == 0 || applied.contains(file.number)) continue;
        connection.execute("begin");
        try {
            connection.execute(file.sql);
        } catch (const std::runtime_error& error) {
            throw std::runtime_error(file.name + ": " + error.what());
        }
        connection.query("insert into public.schema_migration (number, file, checksum) values ($1, $2, $3)",
                         {std::to_string(file.number), file.name, file.checksum});
        connection.execute("commit");
        result.applied.push_back(file.name);
    }
    return result;
}

void requireCurrentSchema(const Configuration& configuration, DatabaseRole role) {
    const auto files = filesIn(configuration.schemaPath);
    LibpqConnection connection(connectionText(configuration, nameOf(role), configuration.databaseName));
    const auto applied = appliedFiles(connection);
    requireOurs(applied, files, configuration.databaseName);
    if (applied.size() + 1 < files.size())
        throw SchemaMismatch("database " + configuration.databaseName +
                             " has an older schema than this program: run `overread migrate`");
}

}  // namespace overread
