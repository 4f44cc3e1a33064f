// The queue: a job taken under a lease, done and deleted together with its audit event and the next job, beside the
// bare taking and deleting of a row by the same number of connections, and how soon a job that was committed is begun.
//   OVERREAD_DATABASE_CONNECTION=... jobs_benchmark [jobs]
#include <atomic>
#include <cstdlib>
#include <string>
#include <thread>
#include <vector>

#include "bench/reading/timing.h"
#include "server/database/audit_trail.h"
#include "server/database/libpq_connection.h"
#include "server/database/pool.h"
#include "server/database/transaction.h"
#include "server/jobs/job_queue.h"
#include "server/jobs/job_wakeup.h"
#include "tests/support/fresh_database.h"

namespace overread::bench {
namespace {

using Clock = std::chrono::steady_clock;

/// `work(worker)` in that many threads until each says that nothing is left; seconds.
template <class Work>
double secondsOf(int workers, const Work& work) {
    return millisecondsOf([&] {
               std::vector<std::jthread> threads;
               for (int worker = 0; worker < workers; ++worker)
                   threads.emplace_back([&, worker] {
                       while (work(worker)) {
                       }
                   });
           }) /
           1000;
}

class Bench {
public:
    explicit Bench(int jobs) : jobs_(jobs) {}

    /// Jobs a second where nothing but two statements and two commits is done.
    double bare(int workers) {
        database_.executeAsSuperuser(
            "drop table if exists bare; create table bare (id bigint primary key, state text not null, run_at "
            "timestamptz not "
            "null default now()); create index on bare (run_at) where state = 'waiting'; "
            "insert into bare select n, 'waiting' from generate_series(1, " +
            std::to_string(jobs_) + ") n; analyze bare");
        std::vector<LibpqConnection> connections;
        const auto& configuration = database_.configuration();
        for (int i = 0; i < workers; ++i) {
            auto& connection = connections.emplace_back(
                connectionText(configuration, configuration.databaseAdmin, configuration.databaseName));
            connection.execute(
                "prepare take as with due as materialized (select id from bare where state = 'waiting' order by run_at "
                "for update skip locked limit 1) update bare b set state = 'running' from due where b.id = due.id "
                "returning b.id; prepare done(bigint) as delete from bare where id = $1");
        }
        return jobs_ / secondsOf(workers, [&](int worker) {
                   auto& connection = connections[static_cast<std::size_t>(worker)];
                   const auto taken = connection.query("execute take");
                   if (taken.empty()) return false;
                   connection.execute("execute done(" + taken.front().front() + ")");
                   return true;
               });
    }

    /// Jobs a second of the house; each is taken, done with its event and the next job, and deleted. `others` wait
    /// meanwhile for workers of another kind.
    double house(int workers, int others) {
        database_.executeAsSuperuser(
            "truncate jobs.job; insert into jobs.job (id, kind, unique_key) "
            "select gen_random_uuid(), 'first', n::text from generate_series(1, " +
            std::to_string(jobs_ / 2) +
            ") n; insert into jobs.job (id, kind, unique_key, run_at) select "
            "gen_random_uuid(), 'others', n::text, now() - interval '1 hour' from "
            "generate_series(1, " +
            std::to_string(others) + ") n; analyze jobs.job");
        return jobs_ / 2 * 2 / secondsOf(workers, [&](int worker) { return doSome(std::to_string(worker)); });
    }

    /// Milliseconds from the commit of the transaction that added a job to the moment a waiting worker has it.
    std::vector<double> untilBegun(int rounds) {
        database_.executeAsSuperuser("truncate jobs.job");
        JobWakeup wakeup(database_.configuration(), DatabaseRole::worker);
        std::vector<double> times;
        for (int i = -20; i < rounds; ++i) {
            std::atomic<Clock::time_point> committed{Clock::time_point{}};
            std::jthread adding([&] {
                Transaction transaction{pool_};
                JobQueue{transaction.session()}.add("begun", std::to_string(i));
                transaction.commit();
                committed = Clock::now();
            });
            std::optional<Job> job;
            while (!(job = takeOne({"begun"}, "waiting"))) wakeup.wait(std::chrono::seconds{1});
            const auto begun = Clock::now();
            adding.join();
            const double time = std::chrono::duration<double, std::milli>(begun - committed.load()).count();
            if (i >= 0) times.push_back(std::max(0.0, time));
            Transaction transaction{pool_};
            JobQueue{transaction.session()}.complete(*job);
            transaction.commit();
        }
        return times;
    }

private:
    std::optional<Job> takeOne(const std::vector<std::string>& kinds, const std::string& worker) {
        Transaction transaction{pool_};
        auto job = JobQueue{transaction.session()}.take(kinds, worker);
        transaction.commit();
        return job;
    }

    /// Until nothing is left: a job, and the next one taken with its end, as a lane of the worker does.
    bool doSome(const std::string& worker) {
        const std::vector<std::string> kinds{"first", "second"};
        auto job = takeOne(kinds, worker);
        if (!job) return false;
        while (job) {
            Transaction transaction{pool_};
            JobQueue queue{transaction.session()};
            AuditTrail{transaction.session()}.append({std::nullopt, "job.done", "job", job->uniqueKey});
            if (job->kind == "first") queue.add("second", job->uniqueKey);
            job = queue.completeAndTake(*job, kinds, worker);
            transaction.commit();
        }
        return true;
    }

    int jobs_;
    tests::FreshDatabase database_;
    ConnectionPool pool_{database_.configuration(), DatabaseRole::worker, 12};
};

int run(int jobs) {
    Bench bench(jobs);
    std::printf("%-52s %10s %10s\n", "jobs a second", "", "of bare");
    for (const int workers : {1, 8}) {
        const double bare = bench.bare(workers);
        std::printf("%d at once: %-41s %10.0f %10.2f\n", workers, "taken and deleted, bare SQL", bare, 1.0);
        for (const int others : {0, 100'000}) {
            const double house = bench.house(workers, others);
            std::printf("%d at once: the house, %6d jobs for others waiting %4s %10.0f %10.2f\n", workers, others, "",
                        house, house / bare);
        }
    }
    const auto begun = bench.untilBegun(300);
    std::printf("committed to begun: median %.2f ms, p95 %.2f ms\n", median(begun), quantile(begun, 0.95));
    return 0;
}

}  // namespace
}  // namespace overread::bench

int main(int argc, char** argv) {
    return overread::bench::run(argc > 1 ? std::max(2, std::atoi(argv[1])) : 4000);
}
