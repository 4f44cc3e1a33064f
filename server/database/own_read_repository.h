#pragma once
#include <optional>
#include <string>

#include "core/domain/id.h"
#include "core/wire/own_read.h"

namespace soci {
class session;
}

namespace overread {

struct OwnReadFilter {
    std::optional<AssignmentKind> kind;
    bool wentToArbitration = false;  ///< those alone that an arbiter settled
};

/// What one reviewer locked, where the case is settled by now. Hidden tasks stand among the others.
class OwnReadRepository {
public:
    explicit OwnReadRepository(soci::session& session);  // borrowed; must outlive this. One thread at a time

    /// The newest first. `lockedBefore`: later ones are left out, because a hidden case is settled at once where others
    /// wait for their arbiter: the list would tell which is which. Throws std::invalid_argument for a foreign cursor.
    [[nodiscard]] wire::Page<wire::OwnReadRow> settledReadsOf(const UserId& reviewer, const OwnReadFilter& filter,
                                                              Timestamp lockedBefore, const std::string& cursor,
                                                              int limit) const;

    /// Median minutes of what the reviewer locked since then, by hour of the day (UTC) and kind.
    [[nodiscard]] std::vector<wire::OwnPace::Hour> paceOf(const UserId& reviewer, Timestamp since) const;

private:
    soci::session& session_;
};

}  // namespace overread
