#include "server/database/figure_sums_repository.h"

#include <charconv>

#include "server/database/columns.h"

namespace overread {
namespace {

using qa::statistics::DesignSums;
using std::chrono::months;
using std::chrono::year_month;

/// Arrays of '{1,2.5,0}' as the database prints them, read number by number: a row of a hundred columns would cost
/// more to fetch than to compute.
class NumbersOf {
public:
    explicit NumbersOf(const std::string& array) : at_(array.data() + 1), end_(array.data() + array.size()) {}
    double next() {
        double number = 0;
        const auto [stopped, error] = std::from_chars(at_, end_, number);
        if (error != std::errc{}) throw std::runtime_error("a sum is not the list of numbers that it should be");
        at_ = stopped + 1;
        return number;
    }
    long nextCount() { return static_cast<long>(next()); }
    template <class T, std::size_t size>
    void addTo(std::array<T, size>& cells) {
        for (auto& cell : cells) cell += static_cast<T>(next());
    }

private:
    const char* at_;
    const char* end_;
};

/// What covers the months: whole years and quarters where they fit.
struct Cover {
    std::string spans;
    std::string starts;
};

Cover coverOf(const Months& period) {
    std::vector<std::string> spans;
    std::vector<std::string> starts;
    const auto fits = [&](year_month at, int length) {
        return (static_cast<unsigned>(at.month()) - 1) % static_cast<unsigned>(length) == 0 &&
               at + months(length - 1) <= period.to;
    };
    for (auto at = period.from; at <= period.to;) {
        const int length = fits(at, 12) ? 12 : fits(at, 3) ? 3 : 1;
        spans.emplace_back(length == 12 ? "year" : length == 3 ? "quarter" : "month");
        starts.push_back(nameOf(at) + "-01");
        at += months(length);
    }
    return {arrayColumn(spans), arrayColumn(starts)};
}

constexpr std::string_view covered = "(s.span, s.starts) in (select * from unnest(:spans::text[], :starts::date[])) ";

constexpr std::string_view bandNumbers =
    "sum(s.n), sum(s.weight), sum(s.weight2), sum(s.significant), sum(s.significant_w), sum(s.significant_w2), "
    "sum(s.insignificant), sum(s.insignificant_w), sum(s.insignificant_w2) ";

void addBand(DesignSums& sums, int number, NumbersOf& numbers) {
    auto& band = sums.bands[number];
    band.n += numbers.next();
    band.weight += numbers.next();
    band.weightSquared += numbers.next();
    for (const auto events : {&DesignSums::Band::significant, &DesignSums::Band::insignificant}) {
        (band.*events).n += numbers.next();
        (band.*events).weight += numbers.next();
        (band.*events).weightSquared += numbers.next();
    }
}

/// Cells of one band, which the whole holds as well.
void addCells(NumbersOf& numbers, qa::statistics::Cells<long>& ofBand, qa::statistics::Cells<long>& ofAll) {
    qa::statistics::Cells<long> cells{};
    numbers.addTo(cells);
    for (std::size_t i = 0; i < cells.size(); ++i) {
        ofBand[i] += cells[i];
        ofAll[i] += cells[i];
    }
}

/// Everything that is kept, in the order of addAll.
constexpr std::string_view allNumbers =
    "(array[s.n, s.weight, s.weight2, s.significant, s.significant_w, s.significant_w2, s.insignificant, "
    "s.insignificant_w, s.insignificant_w2, s.technical_any, s.pairs, s.difference, s.difference2, s.great_calls, "
    "s.alerts, s.flagged, s.flag_upheld, s.disputes, s.disputes_open, s.disputes_overturned] || s.confusion::float8[] "
    "|| s.confusion_w || s.measured::float8[] || s.radpeer::float8[] || s.technical::float8[])::text ";

void addAll(DesignSums& sums, int band, const std::string& reason, const std::string& text) {
    NumbersOf numbers(text);
    const double before = sums.bands[band].n;
    addBand(sums, band, numbers);
    sums.chosen[reason] += static_cast<long>(sums.bands[band].n - before);
    sums.technicalAny += numbers.nextCount();
    sums.pairs += numbers.nextCount();
    sums.difference += numbers.next();
    sums.differenceSquared += numbers.next();
    for (auto* count : {&sums.greatCalls, &sums.alerts, &sums.flagged, &sums.flagUpheld, &sums.disputes,
                        &sums.disputesOpen, &sums.disputesOverturned})
        *count += numbers.nextCount();
    addCells(numbers, sums.bands[band].confusion, sums.confusion);
    numbers.addTo(sums.confusionWeighted);
    addCells(numbers, sums.bands[band].measured, sums.measured);
    numbers.addTo(sums.radpeer);
    numbers.addTo(sums.technical);
}

/// The rows of figure_sum that a scope means, as a condition whose values are level, facility and subject.
struct Rows {
    std::string level;
    std::optional<std::string> facility;
    std::optional<std::string> subject;
};

Rows rowsOf(const FigureScope& scope) {
    const auto facility = scope.facility.empty() ? std::nullopt : std::optional(scope.facility);
    if (scope.reporter) return {"reporter", facility, scope.reporter->text()};
    if (scope.scanner) return {"scanner", facility, scope.scanner};
    if (facility) return {"facility", facility, std::nullopt};
    return {"all", std::nullopt, std::nullopt};
}

constexpr std::string_view ofRows =
    "s.level = :level and s.design = :design "
    "and (:facility::text is null or s.facility = :facility2) and (:subject::text is null or s.subject = :subject2) ";

year_month monthIn(const std::string& date) {
    return std::chrono::year(std::stoi(date.substr(0, 4))) /
           std::chrono::month(static_cast<unsigned>(std::stoi(date.substr(5, 2))));
}

std::string reportCondition(const FigureScope& scope) {
    std::string condition = std::string(covered);
    condition += "and (:facility::text is null or s.facility = :facility2) ";
    condition += scope.reporter ? "and s.reporter = :reporter::uuid " : "and (:reporter::uuid is null) ";
    condition += "and (:scanner::text is null or s.scanner = :scanner2) ";
    return condition;
}

}  // namespace

Timestamp Months::start() const {
    return Timestamp(std::chrono::sys_days(from / 1));
}
Timestamp Months::end() const {
    return Timestamp(std::chrono::sys_days((to + months(1)) / 1));
}

std::string nameOf(year_month month) {
    const auto number = static_cast<unsigned>(month.month());
    return std::to_string(static_cast<int>(month.year())) + (number < 10 ? "-0" : "-") + std::to_string(number);
}

ReportSums& ReportSums::operator+=(const ReportSums& other) {
    reports += other.reports;
    cases += other.cases;
    for (std::size_t i = 0; i < grades.size(); ++i) grades[i] += other.grades[i];
    for (std::size_t i = 0; i < hours.size(); ++i) hours[i] += other.hours[i];
    for (std::size_t i = 0; i < turnaround.size(); ++i) turnaround[i] += other.turnaround[i];
    return *this;
}

FigureSumsRepository::FigureSumsRepository(soci::session& session) : session_(session) {}

DesignSums FigureSumsRepository::designSums(const FigureScope& scope) const {
    const auto rows = rowsOf(scope);
    const auto cover = coverOf(scope.months);
    DesignSums sums;
    std::string reason;
    int band = 0;
    std::string numbers;
    forEachRow(
        session_,
        std::string("select s.reason, s.band, ")
                .append(allNumbers)
                .append("from qa.figure_sum s where ")
                .append(ofRows) +
            "and " + std::string(covered),
        std::tie(reason, band, numbers), [&] { addAll(sums, band, reason, numbers); }, rows.level, scope.design,
        rows.facility, rows.facility, rows.subject, rows.subject, cover.spans, cover.starts);
    return sums;
}

std::map<year_month, DesignSums> FigureSumsRepository::designSumsByMonth(const FigureScope& scope) const {
    const auto rows = rowsOf(scope);
    std::map<year_month, DesignSums> byMonth;
    for (auto at = scope.months.from; at <= scope.months.to; at += months(1)) byMonth[at];
    std::string starts;
    std::string reason;
    int band = 0;
    std::string numbers;
    forEachRow(
        session_,
        std::string("select s.starts::text, s.reason, s.band, ")
                .append(allNumbers)
                .append("from qa.figure_sum s where ")
                .append(ofRows) +
            "and s.span = 'month' and s.starts between :from::date and :to::date",
        std::tie(starts, reason, band, numbers), [&] { addAll(byMonth[monthIn(starts)], band, reason, numbers); },
        rows.level, scope.design, rows.facility, rows.facility, rows.subject, rows.subject,
        nameOf(scope.months.from) + "-01", nameOf(scope.months.to) + "-01");
    return byMonth;
}

std::map<GroupKey, DesignSums> FigureSumsRepository::designSumsBy(const std::string& level,
                                                                  const FigureScope& scope) const {
    const auto cover = coverOf(scope.months);
    const auto facility = scope.facility.empty() ? std::nullopt : std::optional(scope.facility);
    // A radiologist who works in several facilities is one row unless one of them is asked for.
    const std::string keyed = level == "reporter" ? "s.subject, min(s.facility)" : "s.subject, s.facility";
    const std::string grouped = level == "reporter" ? "1, 3" : "1, 2, 3";
    std::string cells;
    for (int cell = 1; cell <= 25; ++cell) cells += ", sum(s.confusion[" + std::to_string(cell) + "])";
    std::map<GroupKey, DesignSums> groups;
    GroupKey key;
    int band = 0;
    std::string numbers;
    forEachRow(
        session_,
        "select " + keyed + ", s.band, array[" + std::string(bandNumbers) + ", sum(s.great_calls)" + cells +
            "]::text from qa.figure_sum s where s.level = :level and s.design = :design "
            "and (:facility::text is null or s.facility = :facility2) and " +
            std::string(covered) + "group by " + grouped,
        std::tie(key.subject, key.facility, band, numbers),
        [&] {
            auto& sums = groups[{key.subject, level == "reporter" ? scope.facility : key.facility}];
            NumbersOf list(numbers);
            addBand(sums, band, list);
            sums.greatCalls += list.nextCount();
            list.addTo(sums.confusion);
        },
        level, scope.design, facility, facility, cover.spans, cover.starts);
    return groups;
}

std::map<GroupKey, DesignSums> FigureSumsRepository::technicalSums(const Months& period,
                                                                   const std::string& facility) const {
    const auto cover = coverOf(period);
    const auto narrowed = facility.empty() ? std::nullopt : std::optional(facility);
    std::map<GroupKey, DesignSums> groups;
    GroupKey key;
    std::string numbers;
    // Remarks are made by peer reviewers alone: a double read has no place for them.
    forEachRow(
        session_,
        "select s.subject, s.facility, array[sum(s.n), sum(s.technical_any), sum(s.technical[1]), sum(s.technical[2]), "
        "sum(s.technical[3]), sum(s.technical[4])]::text from qa.figure_sum s where s.level = 'scanner' "
        "and s.design = 'peerReview' and (:facility::text is null or s.facility = :facility2) and " +
            std::string(covered) + "group by 1, 2",
        std::tie(key.subject, key.facility, numbers),
        [&] {
            auto& sums = groups[key];
            NumbersOf list(numbers);
            sums.bands[0].n = list.next();
            sums.technicalAny = list.nextCount();
            list.addTo(sums.technical);
        },
        narrowed, narrowed, cover.spans, cover.starts);
    return groups;
}

ReportSums FigureSumsRepository::reportSums(const FigureScope& scope) const {
    const auto cover = coverOf(scope.months);
    const auto facility = scope.facility.empty() ? std::nullopt : std::optional(scope.facility);
    std::string cells = "sum(s.reports), sum(s.cases)";
    for (int i = 1; i <= 5; ++i) cells += ", sum(s.grades[" + std::to_string(i) + "])";
    for (int i = 1; i <= 24; ++i) cells += ", sum(s.hours[" + std::to_string(i) + "])";
    for (int i = 1; i <= 60; ++i) cells += ", sum(s.turnaround[" + std::to_string(i) + "])";
    ReportSums sums;
    std::string numbers;
    // Of facilities there are few rows; of radiologists and scanners as many as there are people.
    const bool isWhole = !scope.reporter && !scope.scanner;
    const std::string condition =
        isWhole ? std::string(covered) +
                      "and (:facility::text is null or s.facility = :facility2) "
                      "and :reporter::uuid is null and coalesce(:scanner::text, :scanner2) is null "
                : reportCondition(scope);
    const std::string from = isWhole ? "qa.facility_report_sum" : "qa.report_sum";
    const bool isThere = fetchRow(session_,
                                  std::string("select array[")
                                      .append(cells)
                                      .append("]::text from ")
                                      .append(from)
                                      .append(" s where ")
                                      .append(condition)
                                      .append("having count(*) > 0"),
                                  std::tie(numbers), cover.spans, cover.starts, facility, facility, scope.reporter,
                                  scope.scanner, scope.scanner);
    if (!isThere) return sums;
    NumbersOf list(numbers);
    sums.reports = list.nextCount();
    sums.cases = list.nextCount();
    list.addTo(sums.grades);
    list.addTo(sums.hours);
    list.addTo(sums.turnaround);
    return sums;
}

std::map<GroupKey, long> FigureSumsRepository::reportsBy(const std::string& level, const FigureScope& scope) const {
    const auto cover = coverOf(scope.months);
    const auto facility = scope.facility.empty() ? std::nullopt : std::optional(scope.facility);
    const std::string key = level == "reporter"   ? "s.reporter::text, ''"
                            : level == "facility" ? "'', s.facility"
                                                  : "s.scanner, s.facility";
    std::map<GroupKey, long> counts;
    GroupKey group;
    long long reports = 0;
    forEachRow(
        session_,
        "select " + key + ", sum(s.reports) from qa.report_count s where " + reportCondition(scope) + "group by 1, 2",
        std::tie(group.subject, group.facility, reports),
        [&] {
            if (level == "reporter") group.facility = scope.facility;
            counts[group] = static_cast<long>(reports);
        },
        cover.spans, cover.starts, facility, facility, scope.reporter, scope.scanner, scope.scanner);
    return counts;
}

std::map<UserId, ReviewerSums> FigureSumsRepository::reviewerSums(const Months& period,
                                                                  const std::optional<UserId>& reviewer) const {
    const auto cover = coverOf(period);
    std::map<UserId, ReviewerSums> all;
    UserId id;
    AssignmentKind kind{};
    std::string numbers;
    forEachRow(
        session_,
        std::string("select s.reviewer, s.kind, (array[s.answers_n] || s.minutes || s.answers || s.arbitrated || "
                    "s.radpeer)::text "
                    "from qa.reviewer_sum s where ") +
            (reviewer ? "s.reviewer = :reviewer::uuid and " : ":reviewer::uuid is null and ") + std::string(covered),
        std::tie(id, kind, numbers),
        [&] {
            auto& sums = all[id].kinds[kind];
            NumbersOf list(numbers);
            sums.answers += list.nextCount();
            list.addTo(sums.minutes);
            list.addTo(sums.cells);
            list.addTo(sums.arbitrated);
            list.addTo(sums.radpeer);
        },
        reviewer, cover.spans, cover.starts);
    return all;
}

std::map<std::string, ServiceSums> FigureSumsRepository::serviceSums(const FigureScope& scope) const {
    const auto cover = coverOf(scope.months);
    const auto facility = scope.facility.empty() ? std::nullopt : std::optional(scope.facility);
    std::map<std::string, ServiceSums> all;
    std::string service;
    int number = 0;
    std::string numbers;
    forEachRow(
        session_,
        "select s.service, s.band, (array[s.n, s.weight, s.weight2, s.refused, s.pairs, s.difference, s.difference2, "
        "s.readers, s.agreed] || s.confusion::float8[] || s.minutes::float8[])::text from qa.service_sum s "
        "where s.design = :design and (:facility::text is null or s.facility = :facility2) and " +
            std::string(covered),
        std::tie(service, number, numbers),
        [&] {
            auto& sums = all[service];
            auto& band = sums.asReader.bands[number];
            NumbersOf list(numbers);
            band.n += list.next();
            band.weight += list.next();
            band.weightSquared += list.next();
            sums.refused += list.nextCount();
            sums.asReader.pairs += list.nextCount();
            sums.asReader.difference += list.next();
            sums.asReader.differenceSquared += list.next();
            sums.readers += list.nextCount();
            sums.agreed += list.nextCount();
            addCells(list, band.confusion, sums.asReader.confusion);
            list.addTo(sums.minutes);
        },
        scope.design, facility, facility, cover.spans, cover.starts);
    return all;
}

std::map<UserId, qa::statistics::Cells<long>> FigureSumsRepository::repeats(const Months& period) const {
    std::map<UserId, qa::statistics::Cells<long>> all;
    UserId reader;
    int cell = 0;
    long long count = 0;
    forEachRow(
        session_,
        "select h.reader, qa.cell_of(h.earlier_grade, h.grade), count(*) from qa.hidden_answer h "
        "where h.purpose = 'repeat' and h.grade is not null and h.earlier_grade is not null "
        "and h.locked_at >= :from and h.locked_at < :to group by 1, 2",
        std::tie(reader, cell, count), [&] { all[reader].at(static_cast<std::size_t>(cell - 1)) = count; },
        period.start(), period.end());
    return all;
}

std::map<UserId, PersonName> FigureSumsRepository::names(const std::vector<UserId>& people) const {
    std::vector<std::string> ids;
    for (const auto& person : people) ids.push_back(person.text());
    std::map<UserId, PersonName> names;
    UserId id;
    PersonName name;
    forEachRow(
        session_, "select id, coalesce(staff_code, ''), display_name from identity.person where id = any(:ids::uuid[])",
        std::tie(id, name.staffCode, name.name), [&] { names[id] = name; }, arrayColumn(ids));
    return names;
}

long FigureSumsRepository::rebuild() {
    long long differing = 0;
    // A nation's sums take minutes, longer than any statement of a request may.
    execute(session_, "set local statement_timeout = 0");
    long long ofServices = 0;
    long long ofTotals = 0;
    // The totals first: the rebuild of the sums that they follow from goes through their triggers.
    if (!fetchRow(session_, "select qa.rebuild_report_totals()", std::tie(ofTotals)) ||
        !fetchRow(session_, "select qa.rebuild_figures()", std::tie(differing)) ||
        !fetchRow(session_, "select qa.rebuild_service_figures()", std::tie(ofServices)))
        throw std::runtime_error("a function has an answer");
    return static_cast<long>(differing + ofServices + ofTotals);
}

std::optional<FigureSumsRepository::Rebuild> FigureSumsRepository::lastRebuild() const {
    Rebuild last;
    long long sums = 0;
    long long differing = 0;
    if (!fetchRow(session_,
                  "select rebuilt_at, sums, differing, seconds from qa.figure_rebuild order by rebuilt_at desc limit 1",
                  std::tie(last.at, sums, differing, last.seconds)))
        return std::nullopt;
    last.sums = static_cast<long>(sums);
    last.differing = static_cast<long>(differing);
    return last;
}

}  // namespace overread
