#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <thread>
#include <vector>

#include "server/database/columns.h"
#include "server/database/libpq_connection.h"
#include "server/database/migrations.h"
#include "server/database/transaction.h"
#include "tests/support/fresh_database.h"

namespace overread {
namespace {

using tests::EmptyDatabase;
using tests::FreshDatabase;

/// What the database answers when a role runs a statement.
std::string answerTo(const Configuration& configuration, DatabaseRole role, const std::string& sql) {
    LibpqConnection connection(connectionText(configuration, nameOf(role), configuration.databaseName));
    try {
        connection.execute(sql);
        return "done";
    } catch (const std::runtime_error& error) {
        return error.what();
    }
}

/// Files that are applied to each database; 0000_roles.sql belongs to the cluster.
std::size_t migrationsIn(const Configuration& configuration) {
    const std::filesystem::directory_iterator files(configuration.schemaPath);
    return static_cast<std::size_t>(std::count_if(begin(files), end(files), [](const auto& entry) {
        return entry.path().extension() == ".sql" && entry.path().filename() != "0000_roles.sql";
    }));
}

/// A copy of the project's migrations that a test may change.
class SchemaFolder {
public:
    explicit SchemaFolder(const Configuration& configuration) : path_(configuration.home / "schema") {
        std::filesystem::remove_all(path_);
        std::filesystem::create_directories(path_);
        for (const auto& entry : std::filesystem::directory_iterator(configuration.schemaPath))
            if (entry.path().extension() == ".sql")
                std::filesystem::copy_file(entry.path(), path_ / entry.path().filename());
    }
    void write(const std::string& name, const std::string& sql) const {
        std::ofstream(path_ / name, std::ios::app) << sql;
    }
    [[nodiscard]] Configuration in(Configuration configuration) const {
        configuration.schemaPath = path_;
        return configuration;
    }

private:
    std::filesystem::path path_;
};

TEST(Migrations, makeTheDatabaseOnceAndChangeNothingTheSecondTime) {
    const EmptyDatabase database;

    const auto first = migrate(database.configuration());
    const auto second = migrate(database.configuration());

    EXPECT_EQ(first.applied.front(), "0001_people_and_audit.sql");
    EXPECT_EQ(first.applied.size(), migrationsIn(database.configuration()));
    EXPECT_TRUE(second.applied.empty());
    EXPECT_EQ(second.version, first.version);
    EXPECT_NO_THROW(requireCurrentSchema(database.configuration(), DatabaseRole::intake));
}

TEST(Migrations, runOneAtATimeWhenSeveralProcessesStartTogether) {
    const EmptyDatabase one;
    const EmptyDatabase other;
    std::atomic<int> applied{0};
    std::atomic<int> failed{0};
    {
        std::vector<std::jthread> threads;
        for (const auto* database : {&one, &one, &other, &other})
            threads.emplace_back([&applied, &failed, database] {
                try {
                    applied += static_cast<int>(migrate(database->configuration()).applied.size());
                } catch (const std::exception& error) {
                    ADD_FAILURE() << error.what();
                    ++failed;
                }
            });
    }
    EXPECT_EQ(failed, 0);
    EXPECT_EQ(applied, 2 * static_cast<int>(migrationsIn(one.configuration())));
}

TEST(Migrations, refuseTheSchemaOfANewerProgram) {
    const FreshDatabase database;
    const SchemaFolder newer(database.configuration());
    newer.write("0001_twice.sql", "select 1;");
    EXPECT_THROW((void)migrate(newer.in(database.configuration())), std::runtime_error) << "two files of one number";

    const auto next = std::to_string(10001 + migrate(database.configuration()).version).substr(1) + "_later.sql";
    const SchemaFolder withOneMore(database.configuration());
    std::filesystem::remove(withOneMore.in(database.configuration()).schemaPath / "0001_twice.sql");
    withOneMore.write(next, "create table qa.later ();");
    EXPECT_EQ(migrate(withOneMore.in(database.configuration())).applied, std::vector<std::string>{next});

    EXPECT_THROW((void)migrate(database.configuration()), SchemaMismatch);
    EXPECT_THROW(requireCurrentSchema(database.configuration(), DatabaseRole::app), SchemaMismatch);
}

TEST(Migrations, applyAFileThatCameLaterWithALowerNumber) {
    const FreshDatabase database;
    const SchemaFolder gap(database.configuration());
    gap.write("8000_first.sql", "create table qa.first ();");
    ASSERT_EQ(migrate(gap.in(database.configuration())).applied, std::vector<std::string>{"8000_first.sql"});
    gap.write("7000_second.sql", "create table qa.second ();");

    EXPECT_THROW(requireCurrentSchema(gap.in(database.configuration()), DatabaseRole::app), SchemaMismatch);
    EXPECT_EQ(migrate(gap.in(database.configuration())).applied, std::vector<std::string>{"7000_second.sql"});
    EXPECT_NO_THROW(requireCurrentSchema(gap.in(database.configuration()), DatabaseRole::app));
}

TEST(Migrations, refuseAFileThatChangedAfterItWasApplied) {
    const FreshDatabase database;
    const SchemaFolder changed(database.configuration());
    changed.write("0001_people_and_audit.sql", "-- an innocent comment");

    EXPECT_THROW((void)migrate(changed.in(database.configuration())), SchemaMismatch);
}

TEST(Migrations, leaveNothingOfAFileThatFails) {
    const FreshDatabase database;
    const auto next = std::to_string(10001 + migrate(database.configuration()).version).substr(1) + "_broken.sql";
    const SchemaFolder broken(database.configuration());
    broken.write(next, "create table qa.half (); select 1 / 0;");

    EXPECT_THROW((void)migrate(broken.in(database.configuration())), std::runtime_error);

    EXPECT_THAT(answerTo(database.configuration(), DatabaseRole::app, "select * from qa.half"),
                testing::HasSubstr("does not exist"));
    EXPECT_NO_THROW((void)migrate(database.configuration()));
}

TEST(Rights, endWhereTheWorkOfARoleEnds) {
    const FreshDatabase database;
    const std::vector<std::pair<DatabaseRole, std::string>> forbidden{
        {DatabaseRole::reading, "select * from identity.person"},
        {DatabaseRole::reading, "select * from identity.account"},
        {DatabaseRole::reading, "select * from qa.plan_secret"},
        {DatabaseRole::reading, "select * from qa.instance_receipt"},
        {DatabaseRole::reading, "update qa.read set grade = 'CT-0'"},
        {DatabaseRole::reading, "delete from qa.read"},
        {DatabaseRole::app, "update audit.event set action = 'nothing'"},
        {DatabaseRole::app, "delete from audit.event"},
        {DatabaseRole::app, "truncate audit.event"},
        {DatabaseRole::app, "delete from audit.chain"},
        {DatabaseRole::app, "update qa.read set grade = 'CT-0'"},
        {DatabaseRole::app, "delete from qa.settlement"},
        {DatabaseRole::app, "create table qa.mine ()"},
        {DatabaseRole::app, "drop table qa.read"},
        {DatabaseRole::app, "create table public.mine ()"},
        {DatabaseRole::intake, "select * from qa.report"},
        {DatabaseRole::intake, "select * from identity.patient"},
        {DatabaseRole::intake, "select * from audit.event"},
        {DatabaseRole::intake, "delete from jobs.job"},
        {DatabaseRole::worker, "select password_hash from identity.account"},
        {DatabaseRole::worker, "select * from identity.session"},
        {DatabaseRole::worker, "update audit.event set actor = null"},
        {DatabaseRole::worker, "alter table qa.qa_case add mine text"},
        {DatabaseRole::report, "select * from identity.patient"},
        {DatabaseRole::report, "update qa.qa_case set great_call = true"},
    };
    for (const auto& [role, sql] : forbidden)
        EXPECT_THAT(answerTo(database.configuration(), role, sql),
                    testing::AnyOf(testing::HasSubstr("permission denied"), testing::HasSubstr("must be owner")))
            << nameOf(role) << ": " << sql;
}

TEST(Rights, doNotLetEvenTheOwnerChangeWhatIsWrittenOnce) {
    const FreshDatabase database;
    LibpqConnection owner(connectionText(database.configuration(), database.configuration().databaseAdmin,
                                         database.configuration().databaseName));
    owner.execute("set role overread_owner");
    owner.execute("insert into audit.event (action, subject_kind, subject_id) values ('test', 'test', '1')");

    EXPECT_THROW(owner.execute("update audit.event set action = 'other'"), std::runtime_error);
    EXPECT_THROW(owner.execute("delete from audit.event"), std::runtime_error);
    EXPECT_THROW(owner.execute("truncate audit.event cascade"), std::runtime_error);
    EXPECT_EQ(owner.query("select action from audit.event").front().front(), "test");
}

}  // namespace
}  // namespace overread
