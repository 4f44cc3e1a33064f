#pragma once
#include <chrono>
#include <map>
#include <optional>
#include <set>
#include <string>
#include <vector>

#include "qa/assignment.h"

namespace soci {
class session;
}

namespace overread {

/// What the rules of assignment ask about people, from what they did. Names nobody.
class ReviewerRepository {
public:
    explicit ReviewerRepository(soci::session& session);  // borrowed; must outlive this. One thread at a time

    /// Two requests of one reviewer at the same time queue up here, so that both see the minutes of the other.
    void lockReviewer(const UserId& reviewer);
    /// False: another transaction is just judging this pair; pass the task over. Held until the transaction ends, so
    /// that two people cannot take each other's case at the same moment.
    [[nodiscard]] bool tryLockPair(const UserId& a, const UserId& b);

    /// On shift now and not paused; a reviewer without any shift in the table is on shift whenever they sign in.
    struct Presence {
        bool isOnShift = true;
        bool isPaused = false;
        std::optional<Timestamp> nextShift;  ///< begins later than now
        [[nodiscard]] bool isAvailable() const { return isOnShift && !isPaused; }
    };
    struct Standing {
        Presence presence;
        /// What was recorded of the person; none: what the roles give.
        std::optional<std::set<AssignmentKind>> qualifications;
        std::chrono::minutes expected{0};  ///< of the tasks taken since then and not returned
    };
    [[nodiscard]] Standing standingOf(const UserId& reviewer, Timestamp since, Timestamp now) const;
    void pause(const UserId& reviewer, Timestamp now);
    void resume(const UserId& reviewer);
    void setQualifications(const UserId& reviewer, const std::set<AssignmentKind>& kinds, Timestamp now);
    /// What tasks that the reporter finished since then, or holds, say of the two.
    [[nodiscard]] qa::Acquaintance acquaintanceOf(const UserId& reviewer, const UserId& reporter,
                                                  Timestamp since) const;
    /// The same of many reporters; none of those with whom nothing was.
    [[nodiscard]] std::map<UserId, qa::Acquaintance> acquaintancesOf(const UserId& reviewer,
                                                                     const std::set<UserId>& reporters,
                                                                     Timestamp since) const;

    /// What somebody did in the shift that lasts now.
    struct AtWork {
        UserId reviewer;
        qa::Load load;
        bool isFree =
            false;  ///< not paused, nothing in hand, and a task of the asked kinds finished since `workedSince`
    };
    /// Everybody on the roster of now.
    [[nodiscard]] std::vector<AtWork> atWork(const std::set<AssignmentKind>& kinds, Timestamp workedSince,
                                             Timestamp now) const;

    /// What the person chose for the client: opaque; empty: nothing.
    [[nodiscard]] std::string settingsOf(const UserId& reviewer) const;
    void saveSettings(const UserId& reviewer, const std::string& settings);

    struct Day {
        int reads = 0;
        double minutesPerRead = 0;  ///< mean; 0 without reads
    };
    [[nodiscard]] Day daySince(const UserId& reviewer, Timestamp from) const;

private:
    soci::session& session_;
};

}  // namespace overread
