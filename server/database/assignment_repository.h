#pragma once
#include <optional>
#include <set>
#include <string>
#include <utility>
#include <vector>

#include "core/domain/case.h"
#include "core/domain/named.h"
#include "qa/assignment.h"

namespace soci {
class session;
}

namespace overread {

enum class AssignmentState {
    waiting,
    held,
    blindLocked,  ///< an arbiter whose blind read is locked and who still has to settle
    done,
    cancelled
};
template <>
struct Names<AssignmentState> {
    static constexpr auto table =
        std::to_array<std::pair<AssignmentState, std::string_view>>({{AssignmentState::waiting, "waiting"},
                                                                     {AssignmentState::held, "held"},
                                                                     {AssignmentState::blindLocked, "blindLocked"},
                                                                     {AssignmentState::done, "done"},
                                                                     {AssignmentState::cancelled, "cancelled"}});
};

/// A task for one reviewer. Handle, label and etag are random: they tell nothing of the case.
struct AssignmentRecord {
    AssignmentId id;
    CaseId caseId;
    AssignmentKind kind = AssignmentKind::doubleRead;
    AssignmentState state = AssignmentState::waiting;
    std::optional<UserId> reviewer;
    std::string handle;
    std::string label;
    std::string etag;
    std::optional<Timestamp> leaseUntil;
    Timestamp dueAt;
    std::optional<Timestamp> takenAt;
    std::string workstation;  ///< on which the holder reads; empty: none has said so
    double expectedMinutes = 0;
    bool isPanel = false;   ///< a fresh arbiter after a dispute
    bool isHidden = false;  ///< a settled case once more, hidden among the others: nothing of the case moves
    std::optional<UserId> reservedFor;
};

/// Tasks, their leases and drafts. In a transaction that the caller began and will commit.
class AssignmentRepository {
public:
    explicit AssignmentRepository(soci::session& session);  // borrowed; must outlive this. One thread at a time

    /// A new waiting task with a random handle, label, etag and tie-break. Throws StaleVersion where the case has an
    /// open one of this kind.
    void add(const CaseId& qaCase, AssignmentKind kind, Timestamp due, std::chrono::minutes expected);
    /// The same for a fresh arbiter after a dispute.
    void addPanel(const CaseId& qaCase, Timestamp due, std::chrono::minutes expected);
    /// The same for a settled case that is shown once more. None, nothing written, where it is being shown already.
    [[nodiscard]] std::optional<AssignmentId> addHidden(const CaseId& qaCase, AssignmentKind kind, Timestamp due,
                                                        std::chrono::minutes expected,
                                                        const std::optional<UserId>& reservedFor);

    /// Place in the queue: due time, tie-break, id.
    struct QueuePlace {
        Timestamp due;
        long long tieBreak = 0;
        AssignmentId id;
    };
    struct Waiting {
        qa::OpenTask task;
        QueuePlace place;
        double expectedMinutes = 0;
        Timestamp since;  ///< when it was added
    };
    /// The task as the rules see it, whatever its state.
    [[nodiscard]] std::optional<Waiting> asOpenTask(const AssignmentId& id) const;
    /// The first waiting tasks of these kinds behind that place (none: from the front) that are not reserved for
    /// somebody else, `limit` at most, without a lock. A task's former readers are everybody who took a task of its
    /// case and did not give it back, and who put one aside as known or not their field.
    [[nodiscard]] std::vector<Waiting> waiting(const std::set<AssignmentKind>& kinds, const UserId& reviewer,
                                               const std::optional<QueuePlace>& after, int limit) const;

    /// How many tasks the reviewer could be given, `limit` at most, and since when the oldest of them waits.
    [[nodiscard]] qa::Waiting waitingSince(const std::set<AssignmentKind>& kinds, const UserId& reviewer,
                                           int limit) const;

    /// Gives a task to the reviewer under a new handle, which it answers. None, nothing written: it waits for them no
    /// longer, or another transaction is just doing something with it.
    [[nodiscard]] std::optional<std::string> tryTake(const AssignmentId& id, const UserId& reviewer, Timestamp now,
                                                     Timestamp leaseUntil);

    /// The task of that handle and reviewer, whatever its state; the second one locks it. A lease that was lost took
    /// its handle with it.
    [[nodiscard]] std::optional<AssignmentRecord> find(const std::string& handle, const UserId& reviewer) const;
    [[nodiscard]] std::optional<AssignmentRecord> findLocked(const std::string& handle, const UserId& reviewer);
    [[nodiscard]] std::optional<AssignmentRecord> findLocked(const AssignmentId& id);
    [[nodiscard]] std::vector<AssignmentRecord> heldBy(const UserId& reviewer, Timestamp now) const;
    struct PutAside {
        std::string label;
        AssignmentKind kind = AssignmentKind::doubleRead;
        std::string reason;
    };
    /// By the reviewer themselves, the newest first.
    [[nodiscard]] std::vector<PutAside> putAsideBy(const UserId& reviewer, Timestamp since) const;
    /// The start of the next full hour (or this one) in which tasks of these kinds came on at least four of the last
    /// seven days; none where they come without a habit.
    [[nodiscard]] std::optional<Timestamp> usualArrival(const std::set<AssignmentKind>& kinds, Timestamp now) const;

    /// Reading begins now, however long the task was held before.
    void open(const AssignmentId& id, Timestamp now, Timestamp leaseUntil);
    void extendLease(const AssignmentId& id, Timestamp leaseUntil);
    /// The holder reads on that workstation from now on. Answers the new etag: the other one's is worth nothing then.
    [[nodiscard]] std::string moveTo(const AssignmentId& id, const std::string& workstation);
    /// A new etag for a held peer review of that report: its reviewer has to look again.
    void reportAmended(const ReportId& report);
    /// Back to the pool with a new handle and etag; the reason is kept with the reviewer's name.
    void returnToPool(const AssignmentRecord& record, std::string_view reason, Timestamp now);
    /// The arbiter's blind read is locked. Answers the new etag.
    [[nodiscard]] std::string lockBlind(const AssignmentId& id);
    /// Answers the new etag.
    [[nodiscard]] std::string finish(const AssignmentId& id, Timestamp now);
    /// The reviewer's name stays: whoever read is a former reader.
    void cancel(const AssignmentId& id);
    /// Waits from now on for this reviewer alone; none: for whoever comes. Only of a waiting task.
    void reserve(const AssignmentId& id, const std::optional<UserId>& reviewer);
    /// The open tasks of a case, locked.
    [[nodiscard]] std::vector<AssignmentRecord> lockOpenOf(const CaseId& qaCase);
    /// Locks the waiting task of that kind; none where there is none. Waits for whoever is just looking at it.
    [[nodiscard]] std::optional<AssignmentId> lockWaitingOf(const CaseId& qaCase, AssignmentKind kind);

    /// Tasks whose lease has ended, locked; those that another transaction holds are passed over.
    [[nodiscard]] std::vector<AssignmentRecord> lockExpired(Timestamp now, int limit);
    /// Takes back hidden tasks that nobody came to in time. Answers their cases.
    std::vector<CaseId> withdrawHidden(Timestamp now);
    /// Marks open tasks past their due time as brought before the head and answers them, each once; hidden ones never.
    [[nodiscard]] std::vector<AssignmentId> markOverdue(Timestamp now, int limit);

    void saveDraft(const AssignmentId& id, const UserId& reviewer, const std::string& draft, Timestamp now);
    [[nodiscard]] std::string draftOf(const AssignmentId& id, const UserId& reviewer) const;  ///< empty: none

private:
    soci::session& session_;
};

}  // namespace overread
