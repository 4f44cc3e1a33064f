#include <gtest/gtest.h>

#include <future>
#include <mutex>
#include <set>
#include <thread>

#include "server/database/columns.h"
#include "server/database/errors.h"
#include "server/database/transaction.h"
#include "server/jobs/job_queue.h"
#include "server/jobs/job_wakeup.h"
#include "tests/support/fresh_database.h"

namespace overread {
namespace {

using tests::FreshDatabase;
using namespace std::chrono_literals;

const std::vector<std::string> kinds{"indexStudy", "quantifyStudy"};

class Queue : public testing::Test {
protected:
    /// Does it in a transaction of its own as the role worker, and commits.
    template <class Work>
    auto inQueue(const Work& work) {
        Transaction transaction(pool_);
        JobQueue queue(transaction.session(), limits_);
        if constexpr (std::is_void_v<decltype(work(queue))>) {
            work(queue);
            transaction.commit();
        } else {
            auto result = work(queue);
            transaction.commit();
            return result;
        }
    }
    void add(const std::string& kind, const std::string& key, std::chrono::milliseconds delay = 0ms) {
        inQueue([&](JobQueue& queue) { queue.add(kind, key, R"({"n": 1})", delay); });
    }
    std::optional<Job> take(const std::string& worker = "w1") {
        return inQueue([&](JobQueue& queue) { return queue.take(kinds, worker); });
    }
    JobQueue::Counts counts() {
        return inQueue([](JobQueue& queue) { return queue.counts(); });
    }
    std::vector<JobQueue::DeadLetter> deadLetters() {
        return inQueue([](JobQueue& queue) { return queue.deadLetters(); });
    }
    /// Time passes for the database's clock: every moment in the table moves back.
    void letPass(const std::string& interval) {
        database_.executeAsSuperuser("update jobs.job set run_at = run_at - interval '" + interval +
                                     "', lease_until = lease_until - interval '" + interval + "'");
    }

    FreshDatabase database_;
    ConnectionPool pool_{database_.configuration(), DatabaseRole::worker, 8};
    JobQueue::Limits limits_;
};

TEST_F(Queue, givesAJobToOneWorkerAndForgetsItWhenItIsDone) {
    add("indexStudy", "study-1");

    const auto job = take();
    ASSERT_TRUE(job);
    EXPECT_EQ(job->kind, "indexStudy");
    EXPECT_EQ(job->uniqueKey, "study-1");
    EXPECT_EQ(job->payloadJson, R"({"n": 1})");
    EXPECT_EQ(job->attempts, 1);
    EXPECT_FALSE(take("w2"));

    inQueue([&](JobQueue& queue) { queue.complete(*job); });
    EXPECT_EQ(counts().running, 0);
    EXPECT_FALSE(take());
}

TEST_F(Queue, givesTheEarliestOfAllKindsThatAreAskedForAndNoneThatIsStillToCome) {
    for (int i = 0; i < 40; ++i) add("exportResults", "other-" + std::to_string(i));
    add("quantifyStudy", "first");
    add("indexStudy", "second");
    add("indexStudy", "tomorrow", 24h);
    letPass("1 minute");
    add("quantifyStudy", "third");

    std::vector<std::string> taken;
    while (const auto job = take()) taken.push_back(job->uniqueKey);
    EXPECT_EQ(taken, (std::vector<std::string>{"first", "second", "third"}));
    const auto wait = inQueue([](JobQueue& queue) { return queue.untilNext({"indexStudy"}); });
    // The leases of what was taken end before tomorrow.
    ASSERT_TRUE(wait);
    EXPECT_LE(*wait, 60s);
    EXPECT_EQ(inQueue([](JobQueue& queue) { return queue.untilNext({"exportResults"}); }), 0ms);
}

TEST_F(Queue, addsNothingWithATransactionThatIsRolledBack) {
    {
        Transaction transaction(pool_);
        JobQueue(transaction.session()).add("indexStudy", "study-1");
    }
    EXPECT_FALSE(take());
}

TEST_F(Queue, givesTheNextJobWithTheEndOfTheOneBeforeOrNeither) {
    add("indexStudy", "study-1");
    const auto first = take().value();
    const auto endAnd = [&](const Job& job) {
        return inQueue([&](JobQueue& queue) {
            queue.add("quantifyStudy", job.uniqueKey);  // what the step itself caused may be next
            return queue.completeAndTake(job, kinds, "w1");
        });
    };
    {
        Transaction abandoned(pool_);
        JobQueue queue(abandoned.session(), limits_);
        queue.add("quantifyStudy", "study-1");
        EXPECT_TRUE(queue.completeAndTake(first, kinds, "w1").has_value());
    }
    EXPECT_EQ(counts().running, 1) << "rolled back: the first is held still, and nothing else";
    EXPECT_EQ(counts().waiting, 0);
    const auto next = endAnd(first).value();
    EXPECT_EQ(next.kind, "quantifyStudy");
    EXPECT_EQ(next.attempts, 1);
    EXPECT_EQ(counts().running, 1);
    EXPECT_THROW(endAnd(first), LeaseLost);
    EXPECT_EQ(counts().waiting, 0) << "what the one who lost its lease added is gone";
    EXPECT_EQ(inQueue([&](JobQueue& queue) { return queue.completeAndTake(next, kinds, "w1"); }), std::nullopt);
    EXPECT_EQ(counts().running, 0);
}

TEST_F(Queue, givesOnlyTheKindsThatAWorkerAsksFor) {
    add("closeCase", "case-1");
    EXPECT_FALSE(take());
}

TEST_F(Queue, keepsOneWaitingJobForAPieceOfWork) {
    add("indexStudy", "study-1");
    add("indexStudy", "study-1");
    add("quantifyStudy", "study-1");
    EXPECT_EQ(counts().waiting, 2);
}

TEST_F(Queue, letsASecondWishWaitBehindTheRunningJob) {
    add("indexStudy", "study-1");
    const auto first = take();
    ASSERT_TRUE(first);
    add("indexStudy", "study-1");

    EXPECT_FALSE(take("w2")) << "never two workers on one piece of work";
    inQueue([&](JobQueue& queue) { queue.complete(*first); });
    EXPECT_TRUE(take("w2")) << "what came meanwhile is not lost";
}

TEST_F(Queue, holdsAJobBackForItsDelayAndBeginsItAnewWithEachWish) {
    add("indexStudy", "study-1", 10s);
    EXPECT_FALSE(take());
    letPass("9 seconds");
    add("indexStudy", "study-1", 10s);
    letPass("9 seconds");
    EXPECT_FALSE(take());
    letPass("2 seconds");
    EXPECT_TRUE(take());
}

TEST_F(Queue, neverGivesOneJobToTwoWorkers) {
    for (int i = 0; i < 60; ++i) add("indexStudy", std::to_string(i));
    std::mutex mutex;
    std::multiset<std::string> taken;
    {
        std::vector<std::jthread> workers;
        for (int w = 0; w < 6; ++w)
            workers.emplace_back([&, w] {
                while (const auto job = take("w" + std::to_string(w))) {
                    const std::lock_guard lock(mutex);
                    taken.insert(job->uniqueKey);
                }
            });
    }
    EXPECT_EQ(taken.size(), 60u);
    EXPECT_EQ(std::set<std::string>(taken.begin(), taken.end()).size(), 60u);
}

TEST_F(Queue, refusesEveryWriteOfAHolderWhoseLeaseWentToAnother) {
    add("indexStudy", "study-1");
    const auto late = take("late");
    letPass("2 minutes");
    const auto now = take("now");
    ASSERT_TRUE(late && now);
    EXPECT_EQ(now->uniqueKey, "study-1");
    EXPECT_EQ(now->crashes, 1);

    EXPECT_FALSE(inQueue([&](JobQueue& queue) { return queue.heartbeat(*late); }));
    EXPECT_THROW(inQueue([&](JobQueue& queue) { queue.complete(*late); }), LeaseLost);
    EXPECT_THROW(inQueue([&](JobQueue& queue) { queue.fail(*late, "x"); }), LeaseLost);
    EXPECT_THROW(inQueue([&](JobQueue& queue) { queue.crash(*late, "x"); }), LeaseLost);
    EXPECT_THROW(inQueue([&](JobQueue& queue) { queue.giveUp(*late, "x"); }), LeaseLost);
    EXPECT_THROW(inQueue([&](JobQueue& queue) { queue.release(*late); }), LeaseLost);
    EXPECT_NO_THROW(inQueue([&](JobQueue& queue) { queue.complete(*now); }));
}

TEST_F(Queue, keepsTheLeaseOfAWorkerThatSaysItLives) {
    add("indexStudy", "study-1");
    const auto job = take();
    letPass("50 seconds");
    EXPECT_TRUE(inQueue([&](JobQueue& queue) { return queue.heartbeat(*job); }));
    letPass("50 seconds");
    EXPECT_FALSE(take("w2"));
}

TEST_F(Queue, makesADeadLetterOfWhatKillsItsWorkerTwiceAndGoesOn) {
    add("indexStudy", "poison");
    ASSERT_TRUE(take());
    letPass("2 minutes");
    ASSERT_TRUE(take());
    letPass("2 minutes");
    add("indexStudy", "healthy");

    const auto next = take();

    ASSERT_TRUE(next);
    EXPECT_EQ(next->uniqueKey, "healthy");
    const auto letters = deadLetters();
    ASSERT_EQ(letters.size(), 1u);
    EXPECT_EQ(letters.front().uniqueKey, "poison");
    EXPECT_EQ(letters.front().reason, "crashed");
    EXPECT_EQ(letters.front().attempts, 2);
    EXPECT_NE(letters.front().lastError, "");
}

TEST_F(Queue, countsAChildThatDiedLikeACrash) {
    add("quantifyStudy", "study-1");
    auto job = take();
    inQueue([&](JobQueue& queue) { queue.crash(*job, "signal 11"); });
    EXPECT_FALSE(take()) << "not at once";
    letPass("1 minute");
    job = take();
    ASSERT_TRUE(job);
    EXPECT_EQ(job->crashes, 1);
    inQueue([&](JobQueue& queue) { queue.crash(*job, "signal 11 again"); });

    ASSERT_EQ(deadLetters().size(), 1u);
    EXPECT_EQ(deadLetters().front().lastError, "signal 11 again");
}

TEST_F(Queue, triesAFailedJobAgainLaterAndGivesUpAtTheLimit) {
    add("indexStudy", "study-1");
    for (int attempt = 1; attempt <= limits_.failures; ++attempt) {
        const auto job = take();
        ASSERT_TRUE(job) << attempt;
        EXPECT_EQ(job->attempts, attempt);
        inQueue([&](JobQueue& queue) { queue.fail(*job, "disk " + std::to_string(attempt)); });
        EXPECT_FALSE(take());
        letPass("11 minutes");
    }
    ASSERT_EQ(deadLetters().size(), 1u);
    EXPECT_EQ(deadLetters().front().reason, "failed");
    EXPECT_EQ(deadLetters().front().lastError, "disk 5");
    EXPECT_EQ(counts().waiting, 0);
}

TEST_F(Queue, joinsAFailedJobWithTheWishThatCameMeanwhile) {
    add("indexStudy", "study-1");
    const auto job = take();
    add("indexStudy", "study-1");
    inQueue([&](JobQueue& queue) { queue.fail(*job, "disk"); });

    EXPECT_EQ(counts().waiting, 1);
    const auto next = take();
    ASSERT_TRUE(next) << "the new wish does not wait for the backoff";
    EXPECT_EQ(next->attempts, 2) << "and the piece of work keeps its count";
}

TEST_F(Queue, takesBackAReleasedJobWithoutCountingIt) {
    add("indexStudy", "study-1");
    const auto job = take();
    inQueue([&](JobQueue& queue) { queue.release(*job); });
    const auto again = take();
    ASSERT_TRUE(again);
    EXPECT_EQ(again->attempts, 1);
}

TEST_F(Queue, revivesADeadLetter) {
    add("indexStudy", "study-1");
    const auto job = take();
    inQueue([&](JobQueue& queue) { queue.giveUp(*job, "no space"); });
    ASSERT_EQ(deadLetters().size(), 1u);
    EXPECT_EQ(deadLetters().front().reason, "refused");

    ConnectionPool app(database_.configuration(), DatabaseRole::app, 1);
    Transaction transaction(app);
    JobQueue(transaction.session()).revive(deadLetters().front().id);
    EXPECT_THROW(JobQueue(transaction.session()).revive(job->id), NotFound) << "it is there once";
    transaction.commit();
    const auto again = take();
    ASSERT_TRUE(again);
    EXPECT_EQ(again->attempts, 1);
}

TEST_F(Queue, saysHowLongUntilThereIsSomethingToDo) {
    const auto untilNext = [&] { return inQueue([](JobQueue& queue) { return queue.untilNext(kinds); }); };
    EXPECT_EQ(untilNext(), std::nullopt);
    add("indexStudy", "later", 1h);
    EXPECT_GT(untilNext().value(), 59min);
    add("indexStudy", "now");
    EXPECT_EQ(untilNext().value(), 0ms);
}

TEST_F(Queue, tellsWhatIsQueuedOfEachKind) {
    add("indexStudy", "1");
    add("quantifyStudy", "1", 1h);
    ASSERT_TRUE(take());
    const auto all = inQueue([](JobQueue& queue) { return queue.countsByKind(); });
    ASSERT_EQ(all.size(), 2u);
    EXPECT_EQ(all[0].kind, "indexStudy");
    EXPECT_EQ(all[0].state, "running");
    EXPECT_EQ(all[1].state, "waiting");
    EXPECT_EQ(all[1].count, 1);
}

TEST_F(Queue, mayBeFilledByEveryRoleThatCausesWork) {
    for (const auto role : {DatabaseRole::app, DatabaseRole::intake, DatabaseRole::reading}) {
        ConnectionPool pool(database_.configuration(), role, 1);
        for (int times = 0; times < 2; ++times) {
            Transaction transaction(pool);
            JobQueue(transaction.session()).add("indexStudy", "same");
            transaction.commit();
        }
    }
    EXPECT_EQ(counts().waiting, 1);
}

/// True when the wait ended long before its time-out.
bool wakes(JobWakeup& wakeup) {
    const auto begin = std::chrono::steady_clock::now();
    wakeup.wait(20s);
    return std::chrono::steady_clock::now() - begin < 10s;
}

TEST_F(Queue, wakesAWorkerThatWaits) {
    JobWakeup wakeup(database_.configuration(), DatabaseRole::worker);
    auto woken = std::async(std::launch::async, [&] { return wakes(wakeup); });
    add("indexStudy", "study-1");
    EXPECT_TRUE(woken.get());
}

TEST_F(Queue, wakesAWorkerThatWasJustAboutToWait) {
    JobWakeup wakeup(database_.configuration(), DatabaseRole::worker);
    add("indexStudy", "study-1");
    EXPECT_TRUE(wakes(wakeup));
}

TEST_F(Queue, wakesNobodyForWorkThatIsNotDueYet) {
    JobWakeup wakeup(database_.configuration(), DatabaseRole::worker);
    add("indexStudy", "study-1", 1h);
    const auto begin = std::chrono::steady_clock::now();
    wakeup.wait(200ms);
    EXPECT_GE(std::chrono::steady_clock::now() - begin, 190ms);
}

TEST_F(Queue, wakesNobodyForWorkThatIsRolledBack) {
    JobWakeup wakeup(database_.configuration(), DatabaseRole::worker);
    {
        Transaction abandoned(pool_);
        JobQueue(abandoned.session(), limits_).add("indexStudy", "study-1");
    }
    (void)counts();  // the next transaction of that connection wakes nobody for it either
    const auto begin = std::chrono::steady_clock::now();
    wakeup.wait(200ms);
    EXPECT_GE(std::chrono::steady_clock::now() - begin, 190ms);
}

TEST_F(Queue, endsTheWaitWhenTheWorkerIsToStop) {
    JobWakeup wakeup(database_.configuration(), DatabaseRole::worker);
    auto woken = std::async(std::launch::async, [&] { return wakes(wakeup); });
    wakeup.interrupt();
    EXPECT_TRUE(woken.get());
}

TEST_F(Queue, wakesAgainAfterTheConnectionBroke) {
    JobWakeup wakeup(database_.configuration(), DatabaseRole::worker);
    database_.terminateConnections();
    wakeup.wait(10ms);  // notices
    wakeup.wait(10ms);  // connects and listens
    add("indexStudy", "study-1");
    EXPECT_TRUE(wakes(wakeup));
}

}  // namespace
}  // namespace overread
