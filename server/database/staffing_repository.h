#pragma once
#include <optional>
#include <string>
#include <vector>

#include "core/domain/id.h"
#include "core/wire/staffing.h"

namespace soci {
class session;
}

namespace overread {

using ShiftId = Id<struct ShiftTag>;

/// Which open tasks a list shows. Empty fields do not narrow it.
struct OpenAssignmentFilter {
    enum class State { open, waiting, held, overdue };
    State state = State::open;
    std::string facility;
    std::optional<AssignmentKind> kind;
    std::optional<UserId> reviewer;
};
}  // namespace overread

template <>
struct overread::Names<overread::OpenAssignmentFilter::State> {
    using S = overread::OpenAssignmentFilter::State;
    static constexpr auto table = std::to_array<std::pair<S, std::string_view>>(
        {{S::open, "open"}, {S::waiting, "waiting"}, {S::held, "held"}, {S::overdue, "overdue"}});
};

namespace overread {

/// Who reads what and when, as it crosses the network. For overread_app.
class StaffingRepository {
public:
    explicit StaffingRepository(soci::session& session);  // borrowed; must outlive this. One thread at a time

    /// By due time. Hidden tasks are left out: nobody waits for them. Throws std::invalid_argument for a cursor that is
    /// none of ours, like the others below.
    [[nodiscard]] wire::Page<wire::OpenAssignmentRow> openAssignments(const OpenAssignmentFilter& filter,
                                                                      const std::string& cursor, int limit,
                                                                      Timestamp now) const;
    /// Accounts that may read, by name.
    struct Reader {
        UserId person;
        std::string name;
        std::vector<Role> roles;
        int held = 0;
        int waitingReserved = 0;
    };
    [[nodiscard]] std::vector<Reader> readers() const;
    [[nodiscard]] bool isReader(const UserId& person) const;
    /// Throws NotFound where there is no such account that is in use.
    [[nodiscard]] std::vector<Role> rolesOf(const UserId& person) const;
    /// Everybody who is known, by name.
    [[nodiscard]] std::vector<wire::PersonRow> people() const;
    [[nodiscard]] bool knowsPerson(const UserId& person) const;
    [[nodiscard]] std::optional<UserId> personWithStaffCode(const std::string& code) const;

    /// By their beginning; `reviewer` none: of everybody.
    [[nodiscard]] wire::Page<wire::ShiftRow> shifts(const std::optional<UserId>& reviewer,
                                                    const std::optional<Timestamp>& from,
                                                    const std::optional<Timestamp>& to, const std::string& cursor,
                                                    int limit) const;
    /// None where it overlaps another shift of the same reviewer.
    [[nodiscard]] std::optional<ShiftId> addShift(const UserId& reviewer, Timestamp startsAt, Timestamp endsAt);
    [[nodiscard]] bool removeShift(const ShiftId& id);

    /// An empty facility: all of them. `freeReviewers` counts who is on shift, not paused and holds nothing.
    [[nodiscard]] wire::Today today(const std::string& facility, Timestamp now) const;

private:
    soci::session& session_;
};

}  // namespace overread
