#pragma once
#include <array>
#include <optional>
#include <string>
#include <vector>

#include "core/wire/figures.h"
#include "server/database/figure_sums_repository.h"

namespace overread {

/// What happens today: the flow of studies, what waits, who works, and what has to be looked at. Rows as they cross the
/// network. An empty facility: all of them. For overread_app.
class OperationRepository {
public:
    explicit OperationRepository(soci::session& session);

    [[nodiscard]] std::vector<wire::Operation::Step> flow(const std::string& facility, Timestamp dayStart) const;
    /// Of the last 30 days before `dayEnd`.
    [[nodiscard]] std::vector<wire::Operation::Scanner> scanners(const std::string& facility, Timestamp now) const;
    [[nodiscard]] std::array<long, 24> signatureHours(const std::string& facility, Timestamp from, Timestamp to) const;
    [[nodiscard]] std::vector<wire::Operation::Backlog> backlog(Timestamp now) const;
    struct Readers {
        long onShift = 0;
        long free = 0;
    };
    [[nodiscard]] Readers readers(Timestamp now) const;
    /// Accounts in force that read.
    [[nodiscard]] long reviewers() const;

    /// Alerts that nobody has acknowledged, overdue work by kind, disputes without a decision, feedback that ends
    /// unseen within a day.
    [[nodiscard]] std::vector<wire::Overview::Need> needs(const std::string& facility, Timestamp now) const;
    struct Kept {
        long n = 0;
        long kept = 0;
    };
    /// Double reads that were finished in the last 24 hours, and how many by their time.
    [[nodiscard]] Kept inTime(Timestamp now) const;
    /// Feedback whose time to answer ended in the last 24 hours, and how many reporters had seen it.
    [[nodiscard]] Kept seen(const std::string& facility, Timestamp now) const;

    struct MonthOfGroup {
        std::string facility;
        std::string scanner;  ///< empty: of the facility as a whole
        std::chrono::year_month month;
        double n = 0;
        double events = 0;
    };
    /// Significant discrepancies of each facility by month, and of each scanner of the facility where one is named.
    [[nodiscard]] std::vector<MonthOfGroup> significantBySite(const Months& months, AssignmentKind design,
                                                              const std::string& facility) const;

private:
    soci::session& session_;
};

}  // namespace overread
