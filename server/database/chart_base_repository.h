#pragma once
#include <map>
#include <optional>
#include <string>

#include "server/database/figure_sums_repository.h"

namespace soci {
class session;
}

namespace overread {

/// From which month on a control chart takes its limits, set by a lead with a reason. Rows are only added: the latest
/// of a subject and design holds. For overread_app.
class ChartBaseRepository {
public:
    explicit ChartBaseRepository(soci::session& session);  // borrowed; must outlive this. One thread at a time

    struct Base {
        std::chrono::year_month starts;
        std::string reason;
        std::string setBy;  ///< display name
        Timestamp setAt;
    };
    /// Of the scope's reporter, scanner, facility or of everybody; its months say nothing here.
    [[nodiscard]] std::optional<Base> find(const FigureScope& scope) const;
    /// Of all facilities and scanners, by facility and scanner (empty: of the facility as a whole).
    [[nodiscard]] std::map<std::pair<std::string, std::string>, std::chrono::year_month> ofSites(
        AssignmentKind design) const;
    void add(const FigureScope& scope, std::chrono::year_month starts, const std::string& reason, const UserId& by,
             Timestamp now);

private:
    soci::session& session_;
};

}  // namespace overread
