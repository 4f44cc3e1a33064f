#include <gtest/gtest.h>

#include <chrono>

#include "server/database/audit_trail.h"
#include "server/database/columns.h"
#include "server/database/transaction.h"
#include "tests/support/fresh_database.h"

namespace overread {
namespace {

using tests::FreshDatabase;
using Kind = AuditProblem::Kind;

/// A trail of twelve events, sealed in two batches.
class Trail : public testing::Test {
protected:
    void SetUp() override {
        for (int batch = 0; batch < 2; ++batch) {
            for (int i = 0; i < 6; ++i) append(batch * 6 + i + 1);
            EXPECT_EQ(seal(), 6);
        }
        intact_ = verify();
        ASSERT_FALSE(intact_.problem) << intact_.problem->sentence;
        ASSERT_EQ(intact_.sealed, 12);
    }
    void append(int number) {
        Transaction transaction(pool_);
        AuditTrail(transaction.session())
            .append({std::nullopt, "read.locked", "assignment", std::to_string(number), R"({"n": 1})"});
        transaction.commit();
    }
    /// Seals once nothing is left that a running transaction, of any database of the cluster, could hold back.
    std::int64_t seal(std::int64_t limit = 5000) {
        awaitOlderTransactions();
        return sealNow(limit);
    }
    void awaitOlderTransactions() {
        const auto deadline = std::chrono::steady_clock::now() + std::chrono::minutes(2);
        for (bool isQuiet = false; !isQuiet;) {
            Transaction transaction(pool_);
            transaction.session() << "select not exists (select from audit.event "
                                     "where xid >= pg_snapshot_xmin(pg_current_snapshot()))",
                soci::into(isQuiet);
            ASSERT_LT(std::chrono::steady_clock::now(), deadline);
        }
    }
    std::int64_t sealNow(std::int64_t limit = 5000) {
        Transaction transaction(pool_);
        const auto count = AuditTrail(transaction.session()).seal(limit);
        transaction.commit();
        return count;
    }
    AuditVerification verify() {
        Transaction transaction(pool_);
        return AuditTrail(transaction.session()).verify();
    }
    /// Tampers as the superuser and expects the first trace of it at this event.
    void expectFound(const std::string& sql, Kind kind, std::int64_t sequence) {
        database_.executeAsSuperuser(sql);
        const auto found = verify();
        ASSERT_TRUE(found.problem) << sql;
        EXPECT_EQ(found.problem->kind, kind) << found.problem->sentence;
        EXPECT_EQ(found.problem->sequence, sequence) << found.problem->sentence;
    }

    FreshDatabase database_;
    ConnectionPool pool_{database_.configuration(), DatabaseRole::app, 3};
    AuditVerification intact_;
};

TEST_F(Trail, isWholeAsLongAsNobodyTouchesIt) {
    append(13);
    const auto found = verify();
    EXPECT_FALSE(found.problem);
    EXPECT_EQ(found.sealed, 12);
    EXPECT_EQ(found.unsealed, 1);
    EXPECT_EQ(found.headHash, intact_.headHash);
    EXPECT_EQ(seal(), 1);
    EXPECT_NE(verify().headHash, intact_.headHash);
}

TEST_F(Trail, showsAChangedEvent) {
    expectFound("update audit.event set subject_id = '99' where sequence = 5", Kind::changed, 5);
}

TEST_F(Trail, showsAChangedTimeOrActor) {
    expectFound("update audit.event set at = at + interval '1 microsecond' where sequence = 12", Kind::changed, 12);
    expectFound("update audit.event set actor = gen_random_uuid() where sequence = 3", Kind::changed, 3);
}

TEST_F(Trail, showsADeletedEvent) {
    expectFound("delete from audit.event where sequence = 7", Kind::deleted, 7);
}

TEST_F(Trail, showsALinkThatWasCutOut) {
    expectFound("delete from audit.event where sequence = 7; delete from audit.chain where position = 6", Kind::moved,
                -1);
}

TEST_F(Trail, showsTwoEventsThatChangedPlaces) {
    expectFound(
        "update audit.chain set event_sequence = -1 where position = 3; "
        "update audit.chain set event_sequence = 4 where position = 8; "
        "update audit.chain set event_sequence = 9 where position = 3",
        Kind::moved, 9);
}

TEST_F(Trail, showsAnEventThatWasInsertedLater) {
    expectFound(
        "insert into audit.event (xid, action, subject_kind, subject_id) "
        "select xid, action, subject_kind, '77' from audit.event where sequence = 4",
        Kind::inserted, 13);
}

TEST_F(Trail, showsATailThatWasCutOff) {
    database_.executeAsSuperuser(
        "delete from audit.event where sequence > 9; delete from audit.chain where position > 8");
    const auto found = verify();
    ASSERT_TRUE(found.problem);
    EXPECT_EQ(found.problem->kind, Kind::cutOff);
    EXPECT_EQ(found.problem->position, 9);
}

TEST_F(Trail, waitsWithSealingForAnOlderTransactionThatStillRuns) {
    Transaction slow(pool_);
    AuditTrail(slow.session()).append({std::nullopt, "slow", "test", "1", "{}"});
    append(14);

    EXPECT_EQ(sealNow(), 0) << "the slow transaction has the smaller number and must not be overtaken";
    slow.commit();
    EXPECT_EQ(seal(), 2);
    EXPECT_FALSE(verify().problem);
}

TEST_F(Trail, sealsInBatchesOfALimit) {
    for (int i = 0; i < 5; ++i) append(i);
    EXPECT_EQ(seal(2), 2);
    EXPECT_FALSE(verify().problem) << "what a full batch left out is not taken for an insertion";
    EXPECT_EQ(seal(2), 2);
    EXPECT_EQ(seal(2), 1);
    EXPECT_EQ(seal(2), 0);
    EXPECT_EQ(verify().sealed, 17);
}

TEST_F(Trail, isSealedByOneAtATime) {
    append(13);
    awaitOlderTransactions();
    Transaction first(pool_);
    EXPECT_EQ(AuditTrail(first.session()).seal(), 1);
    EXPECT_EQ(sealNow(), 0) << "the other sealer steps back instead of waiting";
    first.commit();
    EXPECT_FALSE(verify().problem);
}

TEST_F(Trail, pagesBackFromTheLatestEvent) {
    Transaction transaction(pool_);
    const AuditTrail trail(transaction.session());
    const auto page = trail.before(13, 5);
    ASSERT_EQ(page.size(), 5u);
    EXPECT_EQ(page.front().sequence, 12);
    EXPECT_EQ(trail.before(page.back().sequence, 100).size(), 7u);
    ASSERT_EQ(trail.about("assignment", "5").size(), 1u);
    EXPECT_EQ(trail.about("assignment", "5").front().event.action, "read.locked");
}

}  // namespace
}  // namespace overread
