#pragma once
#include <optional>
#include <string>
#include <vector>

#include "core/domain/id.h"
#include "core/domain/named.h"
#include "core/domain/timestamp.h"

namespace overread {

using MeasureId = Id<struct MeasureTag>;

enum class MeasureKind { educational, organisational, technical, other };
template <>
struct Names<MeasureKind> {
    static constexpr auto table =
        std::to_array<std::pair<MeasureKind, std::string_view>>({{MeasureKind::educational, "educational"},
                                                                 {MeasureKind::organisational, "organisational"},
                                                                 {MeasureKind::technical, "technical"},
                                                                 {MeasureKind::other, "other"}});
};

/// Reports that a measure's reporter signs from `from` on and before `until` are reviewed with this probability
/// (0 < share <= 1), so that its effect can be seen.
struct FollowUp {
    Timestamp from;
    Timestamp until;
    double share = 1;
    bool operator==(const FollowUp&) const = default;
};

/// A corrective action after a signal or cases.
struct Measure {
    MeasureId id;
    MeasureKind kind = MeasureKind::educational;
    std::optional<UserId> reporter;  ///< none: of a facility, or of the whole
    std::string facility;
    UserId owner;
    Timestamp dueAt;
    std::string cause;
    std::optional<FollowUp> followUp;  ///< only with a reporter
    std::vector<CaseId> cases;
    Timestamp openedAt;
    std::optional<Timestamp> closedAt;
    std::string etag;
};

}  // namespace overread
