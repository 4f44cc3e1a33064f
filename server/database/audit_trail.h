#pragma once
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "core/domain/id.h"
#include "core/domain/timestamp.h"

namespace soci {
class session;
}

namespace overread {

/// One thing that somebody did or saw. Ids and codes alone: no names, no report text.
struct AuditEvent {
    std::optional<UserId> actor;  ///< none: the product itself
    std::string action;           ///< stable code, for example "read.locked"
    std::string subjectKind;      ///< "case", "assignment", "study", "account" ...
    std::string subjectId;
    std::string detailJson = "{}";
};

/// An event as it stands in the trail.
struct RecordedEvent {
    std::int64_t sequence = 0;
    Timestamp at;
    AuditEvent event;
};

/// What verification found first, in the order of the chain.
struct AuditProblem {
    enum class Kind {
        changed,   ///< the event's fields are not those that were sealed
        deleted,   ///< a sealed event is gone
        moved,     ///< the chain itself was reordered, cut out or rewritten at this position
        inserted,  ///< an event claims a time at which everything had been sealed
        cutOff     ///< the chain ends before the last seal
    };
    Kind kind;
    std::int64_t position = -1;  ///< in the chain; -1 where the event is not in it
    std::int64_t sequence = -1;  ///< of the event; -1 where unknown
    std::string sentence;        ///< for the operator
};

struct AuditVerification {
    std::int64_t sealed = 0;    ///< events in the chain
    std::int64_t unsealed = 0;  ///< committed since the last seal
    std::string headHash;       ///< hex; to be compared with a copy kept elsewhere, since a rebuilt chain is whole
    std::optional<AuditProblem> problem;
};

/// The append-only trail (schema audit). Borrows the session of a transaction that the caller commits.
class AuditTrail {
public:
    explicit AuditTrail(soci::session& session);

    /// Written with the caller's transaction or not at all.
    void append(const AuditEvent& event);

    /// At most `limit` events before that sequence number, the latest first. For overread_app.
    [[nodiscard]] std::vector<RecordedEvent> before(std::int64_t sequence, int limit) const;
    /// Everything about one subject, the earliest first.
    [[nodiscard]] std::vector<RecordedEvent> about(const std::string& subjectKind, const std::string& subjectId) const;

    /// Seals what was committed before every transaction that still runs, in sequence order, at most `limit` events;
    /// returns how many. One sealer at a time: another one gets 0. Call it every few seconds, outside other work.
    std::int64_t seal(std::int64_t limit = 5000);

    /// Recomputes the whole chain, in pages; memory stays flat.
    [[nodiscard]] AuditVerification verify() const;

private:
    soci::session& session_;
};

}  // namespace overread
