#include "server/jobs/job_queue.h"

#include <algorithm>
#include <random>

#include "server/database/columns.h"
#include "server/database/errors.h"
#include "server/database/new_id.h"
#include "server/database/transaction.h"

namespace overread {
namespace {

constexpr std::chrono::minutes longestBackoff{10};
constexpr int mostLostLeasesAtOnce = 20;

/// Doubles with each attempt; the jitter keeps jobs that failed together from coming back together.
std::chrono::milliseconds backoffAfter(int attempts, std::chrono::seconds first) {
    thread_local std::minstd_rand random{std::random_device{}()};
    auto backoff = std::chrono::duration_cast<std::chrono::milliseconds>(first);
    for (int i = 1; i < attempts && backoff < longestBackoff; ++i) backoff *= 2;
    backoff = std::min<std::chrono::milliseconds>(backoff, longestBackoff);
    return backoff / 2 + std::chrono::milliseconds(std::uniform_int_distribution<long>(0, backoff.count() / 2)(random));
}

double secondsOf(std::chrono::milliseconds duration) {
    return std::chrono::duration<double>(duration).count();
}

struct Starts {
    int attempts = 0;
    int crashes = 0;
};

/// Counts of a job that `token` holds, locked; throws where it holds it no longer.
Starts requireHeld(soci::session& session, const Job& job) {
    Starts starts;
    if (!fetchRow(session,
                  "select attempts, crashes from jobs.job where id = :id and state = 'running' "
                  "and lease_token = :token for update",
                  std::tie(starts.attempts, starts.crashes), job.id, job.leaseToken))
        throw LeaseLost("the lease on job " + job.id + " (" + job.kind + ") went to another worker");
    return starts;
}

/// Puts a running job back. Where another one of its key waits already, the two become one, with the counts of both.
void requeue(soci::session& session, const std::string& id, const Starts& starts, std::chrono::milliseconds delay,
             const std::string& error) {
    execute(session,
            "with held as (delete from jobs.job where id = :id returning *) "
            "insert into jobs.job as waiting (id, kind, unique_key, payload, run_at, attempts, crashes, last_error, "
            "created_at) select :newId::uuid, kind, unique_key, payload, "
            "clock_timestamp() + make_interval(secs => :delay), :attempts, :crashes, :error, created_at from held "
            "on conflict (kind, unique_key) where state = 'waiting' do update set "
            "attempts = greatest(waiting.attempts, excluded.attempts), "
            "crashes = greatest(waiting.crashes, excluded.crashes), last_error = excluded.last_error",
            id, newUuid(), secondsOf(delay), starts.attempts, starts.crashes, error);
}

void bury(soci::session& session, const std::string& id, const Starts& starts, const std::string& reason,
          const std::string& error) {
    execute(session,
            "with held as (delete from jobs.job where id = :id returning *) "
            "insert into jobs.dead_letter (id, kind, unique_key, payload, attempts, crashes, reason, last_error, "
            "created_at) select id, kind, unique_key, payload, :attempts, :crashes, :reason, :error, created_at "
            "from held",
            id, starts.attempts, starts.crashes, reason, error);
}

}  // namespace

JobQueue::JobQueue(soci::session& session) : JobQueue(session, Limits{}) {}

JobQueue::JobQueue(soci::session& session, const Limits& limits) : session_(session), limits_(limits) {}

void JobQueue::add(const std::string& kind, const std::string& uniqueKey, const std::string& payloadJson,
                   std::chrono::milliseconds delay) {
    execute(session_,
            "insert into jobs.job as waiting (id, kind, unique_key, payload, run_at) "
            "values (:id, :kind, :key, :payload::jsonb, clock_timestamp() + make_interval(secs => :delay)) "
            "on conflict (kind, unique_key) where state = 'waiting' "
            "do update set run_at = excluded.run_at, payload = excluded.payload",
            newUuid(), kind, uniqueKey, payloadJson, secondsOf(delay));
    // A notification is one lock for the whole database while its transaction commits: with the job's own it let one
    // writer at a time wait for the disk. By itself it writes nothing that anybody would miss, so that it waits for no
    // disk; one that is lost is made good by polling. Only for work that may start now.
    if (delay.count() == 0)
        afterCommit(session_, "select set_config('synchronous_commit', 'off', true), pg_notify('jobs', '')");
}

std::optional<Job> JobQueue::take(const std::vector<std::string>& kinds, const std::string& worker) {
    buryOrRequeueLost(kinds);
    return takeDue(kinds, worker);
}

std::optional<Job> JobQueue::completeAndTake(const Job& job, const std::vector<std::string>& kinds,
                                             const std::string& worker) {
    complete(job);
    return takeDue(kinds, worker);
}

std::optional<Job> JobQueue::takeDue(const std::vector<std::string>& kinds, const std::string& worker) {
    Job job;
    job.leaseToken = newUuid();
    // The first few of each kind, then the earliest of them that nobody else holds: a long line of one kind costs the
    // others nothing. statement_timestamp(), since an index cannot be compared with a clock that goes on meanwhile.
    if (!fetchRow(session_,
                  "with first as materialized (select j.id from unnest(:kinds::text[]) as wanted (kind) "
                  "cross join lateral (select id from jobs.job w where w.kind = wanted.kind and w.state = 'waiting' "
                  "and w.run_at <= statement_timestamp() and not exists (select from jobs.job r "
                  "where r.state = 'running' and r.kind = w.kind and r.unique_key = w.unique_key) "
                  "order by run_at, id limit 32) j), "
                  "due as materialized (select id from jobs.job where id in (select id from first) "
                  "and state = 'waiting' order by run_at, id for update skip locked limit 1) "
                  "update jobs.job j set state = 'running', attempts = attempts + 1, lease_token = :token, "
                  "lease_until = clock_timestamp() + make_interval(secs => :lease), worker = :worker, "
                  "started_at = clock_timestamp() from due where j.id = due.id "
                  "returning j.id, j.kind, j.unique_key, j.payload::text, j.attempts, j.crashes",
                  std::tie(job.id, job.kind, job.uniqueKey, job.payloadJson, job.attempts, job.crashes),
                  arrayColumn(kinds), job.leaseToken, secondsOf(limits_.lease), worker))
        return std::nullopt;
    return job;
}

void JobQueue::buryOrRequeueLost(const std::vector<std::string>& kinds) {
    struct Lost {
        std::string id, worker;
        Starts starts;
    };
    std::vector<Lost> all;
    Lost each;
    forEachRow(
        session_,
        "select id, worker, attempts, crashes from jobs.job where state = 'running' "
        "and lease_until < clock_timestamp() and kind = any(:kinds::text[]) "
        "order by lease_until for update skip locked limit :limit",
        std::tie(each.id, each.worker, each.starts.attempts, each.starts.crashes), [&] { all.push_back(each); },
        arrayColumn(kinds), mostLostLeasesAtOnce);
    for (auto& lost : all) {
        ++lost.starts.crashes;
        const auto error = "the lease of " + lost.worker + " ended without a word: it crashed or hung";
        if (lost.starts.crashes >= limits_.crashes)
            bury(session_, lost.id, lost.starts, "crashed", error);
        else
            requeue(session_, lost.id, lost.starts, std::chrono::milliseconds{0}, error);
    }
}

bool JobQueue::heartbeat(const Job& job) {
    return execute(session_,
                   "update jobs.job set lease_until = clock_timestamp() + make_interval(secs => :lease) "
                   "where id = :id and state = 'running' and lease_token = :token",
                   secondsOf(limits_.lease), job.id, job.leaseToken) == 1;
}

void JobQueue::complete(const Job& job) {
    if (execute(session_, "delete from jobs.job where id = :id and state = 'running' and lease_token = :token", job.id,
                job.leaseToken) == 0)
        throw LeaseLost("the lease on job " + job.id + " (" + job.kind + ") went to another worker");
}

void JobQueue::fail(const Job& job, const std::string& error) {
    const auto starts = requireHeld(session_, job);
    if (starts.attempts >= limits_.failures)
        bury(session_, job.id, starts, "failed", error);
    else
        requeue(session_, job.id, starts, backoffAfter(starts.attempts, limits_.firstBackoff), error);
}

void JobQueue::crash(const Job& job, const std::string& error) {
    auto starts = requireHeld(session_, job);
    ++starts.crashes;
    if (starts.crashes >= limits_.crashes)
        bury(session_, job.id, starts, "crashed", error);
    else
        requeue(session_, job.id, starts, backoffAfter(starts.attempts, limits_.firstBackoff), error);
}

void JobQueue::giveUp(const Job& job, const std::string& error) {
    bury(session_, job.id, requireHeld(session_, job), "refused", error);
}

void JobQueue::release(const Job& job) {
    auto starts = requireHeld(session_, job);
    --starts.attempts;
    requeue(session_, job.id, starts, std::chrono::milliseconds{0}, "");
}

std::optional<std::chrono::milliseconds> JobQueue::untilNext(const std::vector<std::string>& kinds) const {
    std::optional<double> seconds;
    const auto wanted = arrayColumn(kinds);
    const bool found =
        fetchRow(session_,
                 "select extract(epoch from min(at) - clock_timestamp())::double precision from ("
                 "select first.run_at as at from unnest(:kinds::text[]) as wanted (kind) cross join lateral ("
                 "select run_at from jobs.job w where w.kind = wanted.kind and w.state = 'waiting' "
                 "order by run_at limit 1) first union all "
                 "select lease_until from jobs.job where state = 'running' and kind = any(:kinds2::text[])) as next",
                 std::tie(seconds), wanted, wanted);
    if (!found || !seconds) return std::nullopt;
    return std::chrono::milliseconds(std::max(0L, static_cast<long>(*seconds * 1000)));
}

JobQueue::Counts JobQueue::counts() const {
    Counts counts;
    session_ << "select count(*) filter (where state = 'waiting'), count(*) filter (where state = 'running'), "
                "(select count(*) from jobs.dead_letter) from jobs.job",
        soci::into(counts.waiting), soci::into(counts.running), soci::into(counts.deadLetters);
    return counts;
}

std::vector<JobQueue::KindCount> JobQueue::countsByKind() const {
    std::vector<KindCount> counts;
    KindCount each;
    forEachRow(session_, "select kind, state, count(*), min(created_at) from jobs.job group by 1, 2 order by 1, 2",
               std::tie(each.kind, each.state, each.count, each.oldest), [&] { counts.push_back(each); });
    return counts;
}

std::vector<JobQueue::DeadLetter> JobQueue::deadLetters(int limit) const {
    std::vector<DeadLetter> letters;
    DeadLetter each;
    forEachRow(
        session_,
        "select id, kind, unique_key, reason, last_error, attempts, died_at from jobs.dead_letter "
        "order by died_at desc, id limit :limit",
        std::tie(each.id, each.kind, each.uniqueKey, each.reason, each.lastError, each.attempts, each.diedAt),
        [&] { letters.push_back(each); }, limit);
    return letters;
}

void JobQueue::revive(const std::string& deadLetterId) {
    std::string kind;
    std::string key;
    std::string payload;
    if (!fetchRow(session_, "delete from jobs.dead_letter where id = :id returning kind, unique_key, payload::text",
                  std::tie(kind, key, payload), deadLetterId))
        throw NotFound("no dead letter " + deadLetterId);
    add(kind, key, payload);
}

void JobQueue::discard(const std::string& deadLetterId) {
    if (execute(session_, "delete from jobs.dead_letter where id = :id", deadLetterId) == 0)
        throw NotFound("no dead letter " + deadLetterId);
}

}  // namespace overread
