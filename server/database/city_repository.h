#pragma once
#include <map>
#include <string>
#include <vector>

#include "core/domain/case.h"
#include "core/domain/id.h"
#include "core/domain/timestamp.h"

namespace soci {
class session;
}

namespace overread {

/// What a simulated city needs of its database and the product has no words for: who is where, what waits, and what
/// must hold of the rows that are left. The checks are written anew here, on purpose: they share nothing with the code
/// of the rules. For overread_app.
class CityRepository {
public:
    explicit CityRepository(soci::session& session) : session_(session) {}  // borrowed; must outlive this

    void addShift(const UserId& reviewer, Timestamp startsAt, Timestamp endsAt);

    /// How many tasks of each kind wait for a reviewer.
    [[nodiscard]] std::map<AssignmentKind, long> waiting() const;

    struct OpenAlert {
        AlertId id;
        std::string etag;
        Timestamp raisedAt;
    };
    [[nodiscard]] std::vector<OpenAlert> openAlerts() const;

    /// Rows that break each rule, by the name of the rule; 0 for a rule that holds.
    [[nodiscard]] std::map<std::string, long> violations(Timestamp now) const;

    struct Counts {
        long cases = 0;
        long reads = 0;  ///< locked double reads, peer reviews and settlements
        long settled = 0;
        long alerts = 0;
        long feedback = 0;
        long overdueShown = 0;  ///< tasks past their due time that were brought before the head
        long auditEvents = 0;
    };
    [[nodiscard]] Counts counts() const;

    /// Double reads of one day whose reports are mandatory: due by then, and done in time.
    struct Kept {
        long due = 0;
        long kept = 0;
    };
    [[nodiscard]] Kept mandatoryDoubleReads(Timestamp from, Timestamp to) const;

    /// Tasks that wait or are held, and the due time that is longest past.
    struct Backlog {
        long tasks = 0;
        long overdue = 0;
        double oldestHours = 0;  ///< past its due time; 0: none
    };
    [[nodiscard]] std::map<AssignmentKind, Backlog> backlog(Timestamp now) const;

    /// Expected minutes of the tasks that each person has finished.
    [[nodiscard]] std::map<UserId, double> minutesDone() const;

private:
    soci::session& session_;
};

}  // namespace overread
