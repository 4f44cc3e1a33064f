#include "server/database/city_database.h"

#include <unistd.h>

#include <fstream>
#include <sstream>

#include "server/database/columns.h"
#include "server/database/libpq_connection.h"
#include "server/database/migrations.h"
#include "server/database/pool.h"

namespace overread {
namespace {

/// Without a setting that says '' a session must have set its moment: forgetting it is an error and no wrong time.
/// now() and statement_timestamp() are stable like their models, so that an index can serve a comparison with them.
constexpr auto clockSql =
    "create schema city_clock; "
    "create function city_clock.clock_timestamp() returns timestamptz language sql volatile as $$ "
    "select case when pg_catalog.current_setting('overread.city_now') = '' then pg_catalog.clock_timestamp() "
    "else pg_catalog.current_setting('overread.city_now')::timestamptz end $$; "
    "create function city_clock.statement_timestamp() returns timestamptz language sql stable as $$ "
    "select case when pg_catalog.current_setting('overread.city_now') = '' then pg_catalog.statement_timestamp() "
    "else pg_catalog.current_setting('overread.city_now')::timestamptz end $$; "
    "create function city_clock.now() returns timestamptz language sql stable as $$ "
    "select case when pg_catalog.current_setting('overread.city_now') = '' then pg_catalog.now() "
    "else pg_catalog.current_setting('overread.city_now')::timestamptz end $$; "
    "grant usage on schema city_clock to public";

LibpqConnection maintenanceOf(const Configuration& configuration) {
    LibpqConnection connection(connectionText(configuration, configuration.databaseAdmin, "postgres"));
    connection.execute("set statement_timeout = 0; set lock_timeout = 0");
    return connection;
}

std::string quotedName(const std::string& name) {
    return LibpqConnection::quotedName(name);
}

void drop(LibpqConnection& maintenance, const std::string& name) {
    maintenance.execute("drop database if exists " + quotedName(name) + " with (force)");
}

/// What CREATE DATABASE does not take over from a template. The clock is unset: sessions have to set it.
void setUp(LibpqConnection& maintenance, const std::string& database) {
    const auto name = quotedName(database);
    maintenance.execute("alter database " + name + " set search_path = city_clock, pg_catalog, public");
    maintenance.execute("alter database " + name + " set synchronous_commit = off");
}

/// Clock ticks that a process has used, from /proc/<pid>/stat; 0 where it cannot be read.
double ticksOf(const std::string& pid) {
    std::ifstream file("/proc/" + pid + "/stat");
    std::string line;
    std::getline(file, line);
    const auto afterName = line.rfind(')');
    if (afterName == std::string::npos) return 0;
    std::istringstream fields(line.substr(afterName + 2));
    std::string skipped;
    for (int field = 3; field < 14; ++field) fields >> skipped;
    double user = 0;
    double system = 0;
    fields >> user >> system;
    return user + system;
}

}  // namespace

CityDatabase::CityDatabase(const Configuration& base) : configuration_(base) {
    configuration_.databaseName = base.databaseName + "_city_" + std::to_string(getpid());
    const auto name = quotedName(configuration_.databaseName);
    auto maintenance = maintenanceOf(configuration_);
    drop(maintenance, configuration_.databaseName);
    prepareDatabase(configuration_);
    setUp(maintenance, configuration_.databaseName);
    maintenance.execute("alter database " + name + " set overread.city_now = ''");
    LibpqConnection(connectionText(configuration_, configuration_.databaseAdmin, configuration_.databaseName))
        .execute(clockSql);
    migrate(configuration_);
    maintenance.execute("alter database " + name + " reset overread.city_now");
}

CityDatabase::~CityDatabase() {
    try {
        auto maintenance = maintenanceOf(configuration_);
        if (!copy_.empty()) drop(maintenance, copy_);
        if (!isKept_) drop(maintenance, configuration_.databaseName);
    } catch (const std::exception&) {
        // The cluster went away: its next start finds a database that nobody names.
    }
}

std::string CityDatabase::keep() {
    const auto lasting = configuration_.databaseName.substr(0, configuration_.databaseName.rfind('_'));
    auto maintenance = maintenanceOf(configuration_);
    drop(maintenance, lasting);
    maintenance.execute("alter database " + quotedName(configuration_.databaseName) + " rename to " +
                        quotedName(lasting));
    maintenance.execute("alter database " + quotedName(lasting) + " set overread.city_now = ''");
    maintenance.execute("alter database " + quotedName(lasting) + " reset synchronous_commit");
    configuration_.databaseName = lasting;
    isKept_ = true;
    return lasting;
}

std::string CityDatabase::copy() {
    copy_ = configuration_.databaseName + "_copy";
    auto maintenance = maintenanceOf(configuration_);
    drop(maintenance, copy_);
    maintenance.query("select pg_terminate_backend(pid, 10000) from pg_stat_activity where datname = $1",
                      {configuration_.databaseName});
    maintenance.execute("create database " + quotedName(copy_) + " template " +
                        quotedName(configuration_.databaseName) + " strategy file_copy");
    setUp(maintenance, copy_);
    return copy_;
}

double CityDatabase::processorSeconds() const {
    auto maintenance = maintenanceOf(configuration_);
    double ticks = 0;
    for (const auto& row :
         maintenance.query("select pid from pg_stat_activity where datname = $1", {configuration_.databaseName}))
        ticks += ticksOf(row.front());
    return ticks / static_cast<double>(sysconf(_SC_CLK_TCK));
}

void CityClock::set(soci::session& session, Timestamp now) {
    {
        const std::lock_guard lock(mutex_);
        const auto known = at_.find(&session);
        if (known != at_.end() && known->second == now) return;
    }
    std::string nothing;
    (void)fetchRow(session, "select set_config('overread.city_now', :now, false)", std::tie(nothing), toRfc3339(now));
    const std::lock_guard lock(mutex_);
    at_[&session] = now;
}

void CityClock::forget(soci::session& session) {
    const std::lock_guard lock(mutex_);
    at_.erase(&session);
}

void CityClock::forgetAll() {
    const std::lock_guard lock(mutex_);
    at_.clear();
}

}  // namespace overread
