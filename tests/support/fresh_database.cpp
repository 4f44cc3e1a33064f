#include "tests/support/fresh_database.h"

#include <unistd.h>

#include <atomic>
#include <cstdlib>
#include <fstream>
#include <iterator>
#include <stdexcept>

#include "server/database/libpq_connection.h"
#include "server/database/migrations.h"
#include "server/database/pool.h"

namespace overread::tests {
namespace {

/// Any number that nobody else uses as an advisory lock.
constexpr auto templateLock = "select pg_advisory_lock(4207849490)";

Configuration configurationFor(const std::string& database) {
    const char* connection = std::getenv("OVERREAD_DATABASE_CONNECTION");
    if (!connection)
        throw std::runtime_error("OVERREAD_DATABASE_CONNECTION is not set: run the tests by ./overread test");
    const auto home = std::filesystem::temp_directory_path() / database;
    auto configuration = loadConfiguration([&](const std::string& name) -> std::optional<std::string> {
        if (name == "OVERREAD_HOME") return home.string();
        if (name == "OVERREAD_DATABASE_NAME") return database;
        if (name == "OVERREAD_DATABASE_CONNECTION") return connection;
        return std::nullopt;
    });
    return configuration;
}

LibpqConnection superuser(const Configuration& configuration, const std::string& database) {
    return LibpqConnection(connectionText(configuration, configuration.databaseAdmin, database));
}

std::string ownName() {
    static std::atomic<int> count{0};
    return "overread_test_" + std::to_string(getpid()) + "_" + std::to_string(++count);
}

/// Changes with every byte of the migrations.
std::string templateName(const Configuration& configuration) {
    std::string all;
    for (const auto& entry : std::filesystem::directory_iterator(configuration.schemaPath)) {
        std::ifstream file(entry.path(), std::ios::binary);
        all += entry.path().filename().string() + std::string(std::istreambuf_iterator<char>(file), {});
    }
    return "overread_template_" + std::to_string(std::hash<std::string>{}(all));
}

/// Made once for each schema in each cluster: copying it takes a tenth of the time of migrating.
void ensureTemplate(LibpqConnection& maintenance, const std::string& name) {
    const auto isReady = [&] {
        return !maintenance.query("select 1 from pg_database where datname = $1 and datistemplate", {name}).empty();
    };
    if (isReady()) return;
    maintenance.execute(templateLock);
    if (!isReady()) {
        const auto quoted = LibpqConnection::quotedName(name);
        maintenance.execute("drop database if exists " + quoted);  // left half-made by a test that was killed
        migrate(configurationFor(name));
        maintenance.execute("alter database " + quoted + " is_template true");
    }
    maintenance.query("select pg_advisory_unlock_all()");
}

void drop(const Configuration& configuration) {
    try {
        superuser(configuration, "postgres")
            .execute("drop database if exists " + LibpqConnection::quotedName(configuration.databaseName) +
                     " with (force)");
    } catch (const std::exception&) {
        // Nothing depends on its going: the cluster is the tests' own.
    }
    std::error_code ignored;
    std::filesystem::remove_all(configuration.home, ignored);
}

}  // namespace

FreshDatabase::FreshDatabase() : configuration_(configurationFor(ownName())) {
    auto maintenance = superuser(configuration_, "postgres");
    maintenance.execute("set statement_timeout = 0; set lock_timeout = 0");
    const auto origin = templateName(configuration_);
    ensureTemplate(maintenance, origin);
    maintenance.execute("create database " + LibpqConnection::quotedName(configuration_.databaseName) +
                        " owner overread_owner template " + LibpqConnection::quotedName(origin));
    std::filesystem::create_directories(configuration_.storePath);
    std::filesystem::create_directories(configuration_.secretsPath);
}

FreshDatabase::~FreshDatabase() {
    drop(configuration_);
}

void FreshDatabase::terminateConnections() {
    superuser(configuration_, "postgres")
        .query("select pg_terminate_backend(pid, 5000) from pg_stat_activity where datname = $1",
               {configuration_.databaseName});
}

void FreshDatabase::executeAsSuperuser(const std::string& sql) {
    superuser(configuration_, configuration_.databaseName).execute("set session_replication_role = replica; " + sql);
}

EmptyDatabase::EmptyDatabase() : configuration_(configurationFor(ownName())) {}

EmptyDatabase::~EmptyDatabase() {
    drop(configuration_);
}

}  // namespace overread::tests
