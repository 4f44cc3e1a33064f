#include "server/database/figures_repository.h"

#include <algorithm>
#include <unordered_map>

#include "server/database/columns.h"

namespace overread {
namespace {

/// The scope's conditions, closed texts with bound values; every query below takes the four values in this order.
std::string within(const std::string& moment, const std::string& facility, const std::string& reporter) {
    return " " + moment + " >= :from and " + moment + " < :to and (:facility::text = '' or " + facility +
           " = :facility2) and (:reporter::uuid is null or " + reporter + " = :reporter2) ";
}

class Collector {
public:
    Collector(soci::session& session, const FiguresRepository::Scope& scope) : session_(session), scope_(scope) {}

    template <class... Columns, class Row>
    void each(const std::string& sql, const std::tuple<Columns&...>& columns, const Row& row) {
        forEachRow(session_, sql, columns, row, scope_.from, scope_.to, scope_.facility, scope_.facility,
                   scope_.reporter, scope_.reporter);
    }
    RadiologistSums& of(const UserId& reporter) {
        auto& sums = sums_[reporter];
        sums.reporter = reporter;
        return sums;
    }
    std::vector<RadiologistSums> byName() {
        std::vector<RadiologistSums> all;
        for (auto& [reporter, sums] : sums_) {
            if (!fetchRow(session_, "select coalesce(staff_code, ''), display_name from identity.person where id = :id",
                          std::tie(sums.staffCode, sums.name), reporter))
                throw std::runtime_error("a report names a person who is not there: " + reporter.text());
            all.push_back(std::move(sums));
        }
        std::sort(all.begin(), all.end(), [](const auto& a, const auto& b) {
            return std::tie(a.name, a.staffCode) < std::tie(b.name, b.staffCode);
        });
        return all;
    }

private:
    soci::session& session_;
    const FiguresRepository::Scope& scope_;
    std::unordered_map<UserId, RadiologistSums> sums_;
};

}  // namespace

FiguresRepository::FiguresRepository(soci::session& session) : session_(session) {}

std::vector<RadiologistSums> FiguresRepository::radiologists(const Scope& scope) const {
    Collector collector(session_, scope);
    UserId reporter;
    long long count = 0;
    collector.each(
        "select r.reporter, count(*) from qa.report r join qa.report_version v "
        "on v.report_id = r.id and v.version = r.current_version where" +
            within("r.created_at", "v.facility", "r.reporter") + "group by r.reporter",
        std::tie(reporter, count), [&] { collector.of(reporter).reports = count; });

    collector.each(
        "select c.reporter, count(*) from qa.qa_case c join qa.report_version v "
        "on v.report_id = c.report_id and v.version = c.report_version where" +
            within("c.opened_at", "v.facility", "c.reporter") + "group by c.reporter",
        std::tie(reporter, count), [&] { collector.of(reporter).casesOpened = count; });

    // The design is the first task, whatever followed: an arbitration settles what the design has found. A case that is
    // there by request alone has no probability and counts in no rate.
    SettledGroup group;
    collector.each(
        "select c.reporter, c.first_task, c.reported_grade, c.settled_grade, c.outcome, "
        "c.design_probability, count(*) from qa.qa_case c where c.outcome is not null "
        "and c.design_probability is not null and c.first_task in ('doubleRead', 'peerReview') and" +
            within("c.settled_at", "c.facility", "c.reporter") + "group by 1, 2, 3, 4, 5, 6 order by 1, 2, 3, 4, 5, 6",
        std::tie(reporter, group.design, group.reported, group.settled, group.outcome, group.inclusionProbability,
                 count),
        [&] {
            group.count = count;
            collector.of(reporter).settled.push_back(group);
        });

    long long greatCalls = 0;
    long long alerts = 0;
    long long flagged = 0;
    long long upheld = 0;
    collector.each(
        "select c.reporter, count(*) filter (where c.great_call), count(a.id), "
        "count(*) filter (where s.selected), "
        "count(*) filter (where s.selected and c.outcome <> 'concordant') "
        "from qa.qa_case c left join qa.alert a on a.case_id = c.id "
        "left join qa.selection s on s.case_id = c.id and s.reason = 'automatedDiscrepancy' "
        "where c.outcome is not null and" +
            within("c.settled_at", "c.facility", "c.reporter") + "group by c.reporter",
        std::tie(reporter, greatCalls, alerts, flagged, upheld), [&] {
            auto& sums = collector.of(reporter);
            sums.greatCalls = greatCalls;
            sums.alerts = alerts;
            sums.discrepanciesFlagged = flagged;
            sums.discrepanciesUpheld = upheld;
        });
    return collector.byName();
}

}  // namespace overread
