#pragma once
#include <chrono>
#include <optional>
#include <string>
#include <vector>

#include "core/domain/timestamp.h"

namespace soci {
class session;
}

namespace overread {

/// A job that a worker holds under a lease.
struct Job {
    std::string id;
    std::string kind;       ///< "indexStudy", "quantifyStudy", "decideConcordance" ...
    std::string uniqueKey;  ///< the piece of work, for example the study's id
    std::string payloadJson;
    std::string leaseToken;
    int attempts = 1;  ///< this one included
    int crashes = 0;   ///< earlier ones that ended without a word
};

/// The queue (schema jobs). Borrows the session of a transaction that the caller commits. Times are the database's.
class JobQueue {
public:
    struct Limits {
        std::chrono::seconds lease{60};
        int crashes = 2;                       ///< starts that ended without a word before a job is given up
        int failures = 5;                      ///< attempts that ended with an error before a job is given up
        std::chrono::seconds firstBackoff{5};  ///< doubles with each attempt up to 10 min, with jitter
    };

    explicit JobQueue(soci::session& session);
    JobQueue(soci::session& session, const Limits& limits);

    // Whoever causes work:

    /// Adds a job with the caller's transaction or not at all. Where one of this kind and key waits already, that one
    /// is kept, runs after `delay` from now, and has the new payload: its row is locked until the transaction ends, so
    /// that no worker takes it without seeing what the transaction wrote. A running one is left alone and a second one
    /// waits behind it. Wakes the workers after the commit (NOTIFY) unless there is a delay.
    void add(const std::string& kind, const std::string& uniqueKey, const std::string& payloadJson = "{}",
             std::chrono::milliseconds delay = std::chrono::milliseconds{0});

    // A worker:

    /// The next job of these kinds that is due, now leased to `worker`; never one whose key is running elsewhere.
    /// Commit at once: the start counts. A job whose holder's lease ended counts as crashed; after `crashes` of them it
    /// becomes a dead letter instead.
    [[nodiscard]] std::optional<Job> take(const std::vector<std::string>& kinds, const std::string& worker);
    /// Prolongs the lease. False: it was lost, stop the work.
    [[nodiscard]] bool heartbeat(const Job& job);
    /// Deletes the job with the transaction that did it. Throws LeaseLost: roll back, another one holds it.
    void complete(const Job& job);
    /// The same, and takes the next job of these kinds in the same transaction: one commit for both, which is half of
    /// what a short job costs. It does not look after jobs whose holder is gone: call take() every now and then.
    [[nodiscard]] std::optional<Job> completeAndTake(const Job& job, const std::vector<std::string>& kinds,
                                                     const std::string& worker);
    /// The attempt ended with an error: waits for the next one, or becomes a dead letter. Throws LeaseLost.
    void fail(const Job& job, const std::string& error);
    /// The child that did the job died (signal, memory, time): counts as a crash. Throws LeaseLost.
    void crash(const Job& job, const std::string& error);
    /// No further attempt would help: a dead letter at once. Throws LeaseLost.
    void giveUp(const Job& job, const std::string& error);
    /// Handed back untouched (the worker stops); the start does not count. Throws LeaseLost.
    void release(const Job& job);
    /// Until the next job of these kinds falls due or the next lease ends; none where nothing is queued; 0: now.
    [[nodiscard]] std::optional<std::chrono::milliseconds> untilNext(const std::vector<std::string>& kinds) const;

    // Oversight:

    struct Counts {
        long waiting = 0;
        long running = 0;
        long deadLetters = 0;
    };
    [[nodiscard]] Counts counts() const;
    struct KindCount {
        std::string kind;
        std::string state;  ///< "waiting" or "running"
        long count = 0;
        Timestamp oldest;  ///< when the oldest was added
    };
    [[nodiscard]] std::vector<KindCount> countsByKind() const;
    struct DeadLetter {
        std::string id, kind, uniqueKey, reason, lastError;
        int attempts = 0;
        Timestamp diedAt;
    };
    [[nodiscard]] std::vector<DeadLetter> deadLetters(int limit = 100) const;  ///< the latest first
    /// Puts a dead letter back into the queue as a fresh job. Throws NotFound. For overread_app.
    void revive(const std::string& deadLetterId);
    /// Takes a dead letter away for good. Throws NotFound. For overread_app.
    void discard(const std::string& deadLetterId);

private:
    void buryOrRequeueLost(const std::vector<std::string>& kinds);
    [[nodiscard]] std::optional<Job> takeDue(const std::vector<std::string>& kinds, const std::string& worker);

    soci::session& session_;
    Limits limits_;
};

}  // namespace overread
