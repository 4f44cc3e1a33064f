#include <gtest/gtest.h>

#include <set>
#include <thread>

#include "server/database/columns.h"
#include "server/database/errors.h"
#include "server/database/new_id.h"
#include "server/database/transaction.h"
#include "tests/support/fresh_database.h"

namespace overread {
namespace {

using tests::FreshDatabase;

long events(ConnectionPool& pool) {
    Transaction transaction(pool);
    long count = 0;
    transaction.session() << "select count(*) from audit.event", soci::into(count);
    return count;
}

void addEvent(soci::session& session) {
    execute(session, "insert into audit.event (action, subject_kind, subject_id) values ('test', 'test', '1')");
}

TEST(Transaction, leavesNothingUnlessItIsCommitted) {
    const FreshDatabase database;
    ConnectionPool pool(database.configuration(), DatabaseRole::app, 2);
    {
        Transaction transaction(pool);
        addEvent(transaction.session());
    }
    EXPECT_EQ(events(pool), 0);
    {
        Transaction transaction(pool);
        addEvent(transaction.session());
        transaction.commit();
    }
    EXPECT_EQ(events(pool), 1);
}

TEST(Transaction, leavesNothingWhenAStatementFails) {
    const FreshDatabase database;
    ConnectionPool pool(database.configuration(), DatabaseRole::app, 1);
    try {
        Transaction transaction(pool);
        addEvent(transaction.session());
        execute(transaction.session(), "select 1 / 0");
        FAIL() << "the division was not refused";
    } catch (const soci::soci_error& error) {
        EXPECT_EQ(faultOf(error), DatabaseFault::other);
    }
    EXPECT_EQ(events(pool), 0) << "and the only connection is usable again";
}

TEST(ConnectionPool, connectsAnewAfterEveryConnectionWasEnded) {
    FreshDatabase database;
    ConnectionPool pool(database.configuration(), DatabaseRole::app, 4);
    {
        Transaction one(pool);
        Transaction two(pool);
    }
    database.terminateConnections();

    EXPECT_EQ(events(pool), 0);
    EXPECT_TRUE(pool.answers());
}

TEST(ConnectionPool, saysThatTheDatabaseIsUnavailableWhenTheConnectionBreaksUnderTheWork) {
    FreshDatabase database;
    ConnectionPool pool(database.configuration(), DatabaseRole::app, 4);
    {
        Transaction transaction(pool);
        addEvent(transaction.session());
        database.terminateConnections();
        try {
            addEvent(transaction.session());
            FAIL() << "the broken connection was not noticed";
        } catch (const std::exception& error) {
            EXPECT_EQ(faultOf(error), DatabaseFault::unavailable) << error.what();
        }
    }
    EXPECT_EQ(events(pool), 0);
}

TEST(ConnectionPool, saysThatTheDatabaseIsUnavailableWhenTheCommitDoesNotArrive) {
    FreshDatabase database;
    ConnectionPool pool(database.configuration(), DatabaseRole::app, 4);
    Transaction transaction(pool);
    addEvent(transaction.session());
    database.terminateConnections();

    EXPECT_THROW(transaction.commit(), Unavailable);
    EXPECT_EQ(events(pool), 0);
}

TEST(ConnectionPool, saysThatTheDatabaseIsUnavailableWhereNothingAnswers) {
    auto configuration = FreshDatabase().configuration();
    configuration.databaseConnection = "host=" + (configuration.home / "nowhere").string();
    ConnectionPool pool(configuration, DatabaseRole::app, 1);

    EXPECT_THROW(Transaction{pool}, Unavailable);
    EXPECT_THROW(Transaction{pool}, Unavailable) << "the failed connection does not hold the only place";
    EXPECT_FALSE(pool.answers());
}

TEST(ConnectionPool, letsNobodyWaitForEver) {
    const FreshDatabase database;
    ConnectionPool pool(database.configuration(), DatabaseRole::app, 1);
    const Transaction holder(pool);

    EXPECT_THROW((void)pool.begin(std::chrono::milliseconds(1)), Unavailable);
}

TEST(ConnectionPool, servesMoreThreadsThanItHasConnections) {
    const FreshDatabase database;
    ConnectionPool pool(database.configuration(), DatabaseRole::app, 2);
    {
        std::vector<std::jthread> threads;
        for (int i = 0; i < 8; ++i)
            threads.emplace_back([&pool] {
                for (int n = 0; n < 5; ++n) {
                    Transaction transaction(pool);
                    addEvent(transaction.session());
                    transaction.commit();
                }
            });
    }
    EXPECT_EQ(events(pool), 40);
}

TEST(Faults, tellAConflictOfKeysFromAFault) {
    const FreshDatabase database;
    ConnectionPool pool(database.configuration(), DatabaseRole::app, 1);
    Transaction transaction(pool);
    const auto id = newUuid();
    const auto insert = [&] {
        execute(transaction.session(), "insert into identity.person (id, display_name) values (:id, 'A')", id);
    };
    insert();
    try {
        insert();
        FAIL() << "the second row was not refused";
    } catch (const std::exception& error) {
        EXPECT_EQ(faultOf(error), DatabaseFault::uniqueConflict);
    }
}

TEST(NewUuid, growsWithTimeAndNeverRepeats) {
    std::set<std::string> ids;
    for (int i = 0; i < 10000; ++i) ids.insert(newUuid());
    EXPECT_EQ(ids.size(), 10000u);
    const auto& id = *ids.begin();
    EXPECT_TRUE(isCanonicalUuid(id));
    EXPECT_EQ(id[14], '7');
    EXPECT_LE(ids.begin()->substr(0, 13), ids.rbegin()->substr(0, 13));
}

TEST(Columns, bringBackWhatWasWritten) {
    const FreshDatabase database;
    ConnectionPool pool(database.configuration(), DatabaseRole::app, 1);
    Transaction transaction(pool);
    const auto moment = parseRfc3339("2026-02-28T23:59:59.000001Z").value();
    const std::vector<std::string> texts{"plain", "with, comma", "with \"quotes\" and \\", ""};
    const std::optional<int> nothing;

    Timestamp momentBack;
    std::string textsBack;
    std::optional<int> nothingBack = 1;
    std::optional<Grade> gradeBack;
    bool flagBack = false;
    std::string numbersBack;
    std::string bytesBack;
    ASSERT_TRUE(fetchRow(transaction.session(),
                         "select :moment::timestamptz, :texts::text[], :nothing::integer, :grade::qa.grade, "
                         ":flag::boolean, '{0,18014398509481984}'::bigint[], '\\x00ff10'::bytea",
                         std::tie(momentBack, textsBack, nothingBack, gradeBack, flagBack, numbersBack, bytesBack),
                         moment, arrayColumn(texts), nothing, Grade::ct3, true));

    EXPECT_EQ(momentBack, moment);
    EXPECT_EQ(textsFromColumn(textsBack), texts);
    EXPECT_EQ(nothingBack, std::nullopt);
    EXPECT_EQ(gradeBack, Grade::ct3);
    EXPECT_TRUE(flagBack);
    EXPECT_EQ(numbersFromColumn(numbersBack), (std::vector<std::uint64_t>{0, 18014398509481984}));
    EXPECT_EQ(bytesFromColumn(bytesBack), (std::vector<std::uint8_t>{0, 255, 16}));
    EXPECT_TRUE(textsFromColumn("{}").empty());
    EXPECT_TRUE(numbersFromColumn("{}").empty());
}

}  // namespace
}  // namespace overread
