#pragma once
#include <array>
#include <chrono>
#include <map>
#include <optional>
#include <string>
#include <vector>

#include "core/domain/case.h"
#include "qa/statistics/design_sums.h"
#include "qa/statistics/histogram.h"

namespace soci {
class session;
}

namespace overread {

/// Whole months in UTC, both included.
struct Months {
    std::chrono::year_month from;
    std::chrono::year_month to;

    [[nodiscard]] Timestamp start() const;
    [[nodiscard]] Timestamp end() const;  ///< not included
};
[[nodiscard]] std::string nameOf(std::chrono::year_month month);  ///< "2026-10"

/// Part of the sums: those of one reporter, of one scanner, of one facility, or all.
struct FigureScope {
    Months months;
    AssignmentKind design = AssignmentKind::doubleRead;
    std::string facility;  ///< empty: all
    std::optional<UserId> reporter;
    std::optional<std::string> scanner;  ///< within the facility
};

/// Sums of reports as they arrived.
struct ReportSums {
    long reports = 0;
    long cases = 0;
    std::array<long, 5> grades{};
    std::array<long, 24> hours{};  ///< of the first signature, UTC
    qa::statistics::MinuteCounts turnaround{};

    ReportSums& operator+=(const ReportSums& other);
};

/// One row of a list: a reporter, facility or scanner.
struct GroupKey {
    std::string subject;  ///< reporter's id, name of the scanner, empty for a facility
    std::string facility;
    auto operator<=>(const GroupKey&) const = default;
};

struct ReviewerSums {
    struct Kind {
        long answers = 0;
        qa::statistics::MinuteCounts minutes{};
        qa::statistics::Cells<long> cells{};       ///< rows answered, columns settled
        qa::statistics::Cells<long> arbitrated{};  ///< the same, where an arbiter settled
        std::array<long, 5> radpeer{};
    };
    std::map<AssignmentKind, Kind> kinds;
};

/// What a service measured in settled cases: its grades in the place of reported ones.
struct ServiceSums {
    qa::statistics::DesignSums asReader;  ///< bands, confusion and pairs alone are filled
    long refused = 0;
    long readers = 0;  ///< double reads of these cases ...
    long agreed = 0;   ///< ... that gave the service's grade before they saw it
    qa::statistics::MinuteCounts minutes{};
};

struct PersonName {
    std::string staffCode;
    std::string name;
};

/// The sums that the database keeps beside the cases (schema, 0007). Months are read as years, quarters and months, the
/// longest that fit. For overread_app.
class FigureSumsRepository {
public:
    explicit FigureSumsRepository(soci::session& session);

    [[nodiscard]] qa::statistics::DesignSums designSums(const FigureScope& scope) const;
    [[nodiscard]] std::map<std::chrono::year_month, qa::statistics::DesignSums> designSumsByMonth(
        const FigureScope& scope) const;
    /// level: "reporter" (over its facilities, where the scope names none), "facility" or "scanner". Bands, confusion
    /// and great calls alone are filled.
    [[nodiscard]] std::map<GroupKey, qa::statistics::DesignSums> designSumsBy(const std::string& level,
                                                                              const FigureScope& scope) const;
    /// Technical remarks by facility and scanner; the rest is empty.
    [[nodiscard]] std::map<GroupKey, qa::statistics::DesignSums> technicalSums(const Months& months,
                                                                               const std::string& facility) const;
    [[nodiscard]] ReportSums reportSums(const FigureScope& scope) const;
    [[nodiscard]] std::map<GroupKey, long> reportsBy(const std::string& level, const FigureScope& scope) const;
    [[nodiscard]] std::map<UserId, ReviewerSums> reviewerSums(const Months& months,
                                                              const std::optional<UserId>& reviewer) const;
    /// By the service's name; "overread" is the built-in measurement. A facility alone narrows them.
    [[nodiscard]] std::map<std::string, ServiceSums> serviceSums(const FigureScope& scope) const;
    /// Hidden repeats of double reads: rows what the reader said first, columns what they said the second time.
    [[nodiscard]] std::map<UserId, qa::statistics::Cells<long>> repeats(const Months& months) const;
    [[nodiscard]] std::map<UserId, PersonName> names(const std::vector<UserId>& people) const;

    /// Makes all sums anew from the cases, reports and studies; answers how many of the kept ones were wrong. Writers
    /// wait until the transaction ends.
    long rebuild();
    struct Rebuild {
        Timestamp at;
        long sums = 0;
        long differing = 0;
        double seconds = 0;
    };
    [[nodiscard]] std::optional<Rebuild> lastRebuild() const;

private:
    soci::session& session_;
};

}  // namespace overread
