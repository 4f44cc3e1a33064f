#include "server/database/settled_cases_repository.h"

#include <algorithm>

#include "server/database/columns.h"

namespace overread {
namespace {

/// What counts in a rate, within the scope; values: from, to, design, facility twice, reporter or scanner where named.
std::string counted(const FigureScope& scope) {
    std::string condition =
        "c.settled_at >= :from and c.settled_at < :to and c.first_task = :design and c.design_probability is not null "
        "and c.state not in ('disputed', 'panel') and (:facility::text is null or c.facility = :facility2) ";
    condition += scope.reporter ? "and c.reporter = :reporter::uuid " : "and :reporter::uuid is null ";
    condition += scope.scanner ? "and c.scanner = :scanner " : "and :scanner::text is null ";
    return condition;
}

template <class... Columns, class Row, class... More>
void eachCounted(soci::session& session, const std::string& before, const std::string& after, const FigureScope& scope,
                 Timestamp from, Timestamp to, const std::tuple<Columns&...>& columns, const Row& row,
                 const More&... more) {
    const auto facility = scope.facility.empty() ? std::nullopt : std::optional(scope.facility);
    forEachRow(session, before + counted(scope) + after, columns, row, from, to, scope.design, facility, facility,
               scope.reporter, scope.scanner, more...);
}

}  // namespace

SettledCasesRepository::SettledCasesRepository(soci::session& session) : session_(session) {}

std::vector<SettledCasesRepository::Outcome> SettledCasesRepository::outcomes(const FigureScope& scope) const {
    std::vector<Outcome> all;
    Outcome outcome;
    eachCounted(session_, "select c.id, c.settled_at, c.outcome = 'significantDiscrepancy' from qa.qa_case c where ",
                "order by c.settled_at, c.id", scope, scope.months.start(), scope.months.end(),
                std::tie(outcome.id, outcome.settledAt, outcome.isSignificant), [&] { all.push_back(outcome); });
    return all;
}

std::vector<SettledCasesRepository::Involvement> SettledCasesRepository::involvements(const FigureScope& scope,
                                                                                      int most) const {
    std::vector<Involvement> all;
    Involvement pair;
    eachCounted(
        session_, "select c.id, c.stated_percent, c.measured_percent from qa.qa_case c where ",
        "and c.stated_percent is not null and c.measured_percent is not null "
        "order by c.settled_at desc, c.id desc limit :most",
        scope, scope.months.start(), scope.months.end(), std::tie(pair.id, pair.statedPercent, pair.measuredPercent),
        [&] { all.push_back(pair); }, most);
    return all;
}

std::vector<SettledCasesRepository::OnScanner> SettledCasesRepository::scanners(const FigureScope& scope) const {
    std::vector<OnScanner> all;
    OnScanner each;
    long long cases = 0;
    eachCounted(session_, "select c.facility, c.scanner, count(*) from qa.qa_case c where ",
                "group by 1, 2 order by 3 desc, 1, 2", scope, scope.months.start(), scope.months.end(),
                std::tie(each.facility, each.scanner, cases), [&] {
                    each.cases = static_cast<long>(cases);
                    all.push_back(each);
                });
    return all;
}

std::vector<SettledCasesRepository::OfReviewer> SettledCasesRepository::readers(const FigureScope& scope) const {
    std::vector<OfReviewer> all;
    OfReviewer each;
    long long answers = 0;
    eachCounted(
        session_,
        "select r.reader, count(*), avg(right(r.grade, 1)::integer - right(c.settled_grade, 1)::integer)::float8, "
        "coalesce(stddev_samp(right(r.grade, 1)::integer - right(c.settled_grade, 1)::integer), 0)::float8 "
        "from qa.qa_case c join qa.read r on r.case_id = c.id and r.kind = 'doubleRead' where ",
        "group by 1 order by 2 desc, 1", scope, scope.months.start(), scope.months.end(),
        std::tie(each.reviewer, answers, each.meanShift, each.deviation), [&] {
            each.answers = static_cast<long>(answers);
            all.push_back(each);
        });
    return all;
}

std::vector<SettledCasesRepository::Remark> SettledCasesRepository::remarks(const Months& period,
                                                                            const std::string& facility,
                                                                            int most) const {
    const auto narrowed = facility.empty() ? std::nullopt : std::optional(facility);
    std::vector<Remark> all;
    Remark remark;
    forEachRow(
        session_,
        "select c.facility, c.scanner, reason, c.id from qa.qa_case c cross join unnest(c.technical_remarks) reason "
        "where c.technical_remarks <> '{}' and c.settled_at >= :from and c.settled_at < :to "
        "and (:facility::text is null or c.facility = :facility2) order by c.settled_at desc, c.id, reason limit :most",
        std::tie(remark.facility, remark.scanner, remark.reason, remark.id), [&] { all.push_back(remark); },
        period.start(), period.end(), narrowed, narrowed, most);
    return all;
}

std::vector<SettledCasesRepository::Mark> SettledCasesRepository::marks(const FigureScope& scope) const {
    const auto from = scope.months.start();
    const auto to = scope.months.end();
    const auto facility = scope.facility.empty() ? std::nullopt : std::optional(scope.facility);
    std::vector<Mark> all;
    Mark mark;
    const auto add = [&] { all.push_back(mark); };
    // A measure for somebody is no mark on the facility's chart, and none for a facility on everybody's.
    forEachRow(session_,
               "select m.opened_at, 'measure', m.kind, m.id::text from qa.corrective_measure m "
               "where m.opened_at >= :from and m.opened_at < :to and m.reporter is not distinct from :reporter::uuid "
               "and (m.reporter is not null or m.facility = coalesce(:facility::text, ''))",
               std::tie(mark.at, mark.kind, mark.label, mark.id), add, from, to, scope.reporter, facility);
    forEachRow(session_,
               "select p.starts_at, 'plan', p.version::text, '' from qa.plan p where p.version > 1 "
               "and p.starts_at >= :from and p.starts_at < :to",
               std::tie(mark.at, mark.kind, mark.label, mark.id), add, from, to);
    // The house's own first day is no change of scanner.
    forEachRow(
        session_,
        "select d.first::timestamp at time zone 'UTC', 'scanner', d.scanner, '' from ("
        "select scanner, min(day) as first from qa.scanner_day where facility = any (array("
        "select :facility::text union select s.facility from qa.report_sum s where s.reporter = :reporter::uuid)) "
        "group by facility, scanner) d where (:scanner::text is null or d.scanner = :scanner2) "
        "and d.first::timestamp at time zone 'UTC' >= :from and d.first::timestamp at time zone 'UTC' < :to "
        "and d.first > (select min(day) + 31 from qa.scanner_day)",
        std::tie(mark.at, mark.kind, mark.label, mark.id), add, facility, scope.reporter, scope.scanner, scope.scanner,
        from, to);
    std::sort(all.begin(), all.end(), [](const Mark& a, const Mark& b) { return a.at < b.at; });
    return all;
}

std::vector<qa::statistics::WeightBand> SettledCasesRepository::bandsBetween(const FigureScope& scope, Timestamp from,
                                                                             Timestamp to) const {
    std::map<int, qa::statistics::WeightBand> bands;
    double probability = 1;
    double n = 0;
    double events = 0;
    eachCounted(session_,
                "select c.design_probability, count(*)::float8, "
                "count(*) filter (where c.outcome = 'significantDiscrepancy')::float8 from qa.qa_case c where ",
                "group by 1", scope, from, to, std::tie(probability, n, events), [&] {
                    auto& band = bands[qa::statistics::weightBandOf(probability)];
                    const double weight = 1 / probability;
                    band.n += n;
                    band.weight += n * weight;
                    band.weightSquared += n * weight * weight;
                    band.events += events;
                    band.eventWeight += events * weight;
                    band.eventWeightSquared += events * weight * weight;
                });
    std::vector<qa::statistics::WeightBand> all;
    for (const auto& [number, band] : bands) all.push_back(band);
    return all;
}

}  // namespace overread
