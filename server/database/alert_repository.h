#pragma once
#include <optional>
#include <string>
#include <vector>

#include "core/domain/grade.h"
#include "core/domain/id.h"
#include "core/domain/timestamp.h"

namespace soci {
class session;
}

namespace overread {

/// A settled grade sent the patient further up than they were: a named person has to take it.
struct AlertRecord {
    AlertId id;
    CaseId caseId;
    std::string facility;
    Grade reportedGrade = Grade::ct0;
    Grade settledGrade = Grade::ct0;
    Timestamp raisedAt;
    Timestamp escalatesAt;
    int escalation = 0;  ///< steps of the ladder that it has climbed
    std::optional<Timestamp> acknowledgedAt;
    std::optional<UserId> acknowledgedBy;
    std::string how;
    std::string etag;
};

class AlertRepository {
public:
    explicit AlertRepository(soci::session& session);  // borrowed; must outlive this. One thread at a time

    /// Makes the id and etag. A case has one alert at most: false, nothing written, where there is one.
    bool add(const AlertRecord& alert);
    /// Locked until the transaction ends.
    [[nodiscard]] std::optional<AlertRecord> findLocked(const AlertId& id);
    [[nodiscard]] std::optional<AlertRecord> findForCase(const CaseId& qaCase) const;
    /// Answers the new etag.
    [[nodiscard]] std::string acknowledge(const AlertId& id, const UserId& person, const std::string& how,
                                          Timestamp now);
    /// Unacknowledged ones whose step is due, locked; those that another transaction holds are passed over.
    [[nodiscard]] std::vector<AlertRecord> lockDue(Timestamp now, int limit);
    void escalate(const AlertId& id, int escalation, Timestamp now, Timestamp escalatesAt);

private:
    soci::session& session_;
};

}  // namespace overread
