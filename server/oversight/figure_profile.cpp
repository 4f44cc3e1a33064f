#include <algorithm>
#include <cmath>

#include "qa/statistics/design_sums.h"
#include "qa/statistics/distributions.h"
#include "qa/statistics/symmetry.h"
#include "server/database/columns.h"
#include "server/database/settled_cases_repository.h"
#include "server/oversight/figures.h"

namespace overread {
namespace {

using qa::statistics::DesignSums;
using qa::statistics::Estimate;
using qa::statistics::Interval;

constexpr std::array scores{"1", "2a", "2b", "3a", "3b"};
constexpr std::array technicalReasons{"coverage", "motion", "protocol", "labelling"};
constexpr long fewestAnswersOfReader = 5;  // trust.md: small cells tell whose they are

/// What narrows the cases to those that a metric counts; empty: all of the design.
std::string casesOfMetric(const std::string& code) {
    if (code.starts_with("significant")) return "outcome=significantDiscrepancy";
    if (code.starts_with("insignificant")) return "outcome=insignificantDiscrepancy";
    if (code == "overCall") return "shift=over";
    if (code == "underCall") return "shift=under";
    if (code == "technicalRemarks") return "technical=any";
    if (code == "greatCalls") return "greatCall=true";
    if (code == "disputesOverturned") return "dispute=overturned";
    if (code == "flagUpheld") return "flagged=true";
    return {};
}

/// The colleagues: other reporters of the facility, or of all where none is named.
std::map<GroupKey, DesignSums> colleagues(const FigureSumsRepository& repository, const FigureQuery& query) {
    auto scope = query.scope;
    const auto self = scope.reporter;
    scope.reporter.reset();
    auto all = repository.designSumsBy("reporter", scope);
    std::erase_if(all, [&](const auto& each) {
        return each.first.subject == self->text() || qa::statistics::reviewsStillNeeded(each.second.settled()) > 0;
    });
    return all;
}

void addTeam(std::vector<wire::FigureProfile::Metric>& metrics, const std::map<GroupKey, DesignSums>& team) {
    std::map<std::string, std::vector<double>> values;
    for (const auto& [key, sums] : team)
        for (const auto& metric : qa::statistics::metricsOf(sums))
            if (metric.figure.value) values[metric.code].push_back(*metric.figure.value);
    // The lists carry no more than these; of the rest nothing is known that could be compared.
    for (auto& metric : metrics)
        if (metric.code != "technicalRemarks" && metric.code != "disputesOverturned" && metric.code != "flagUpheld")
            metric.team = qa::statistics::teamBandOf(values[metric.code]);
}

template <class Cells>
auto rowsOf(const Cells& cells) {
    std::array<std::array<typename Cells::value_type, 5>, 5> rows{};
    for (std::size_t i = 0; i < cells.size(); ++i) rows[i / 5][i % 5] = cells[i];
    return rows;
}

wire::FigureProfile::Context contextOf(soci::session& session, const FigureQuery& query, const ReportSums& own) {
    const FigureSumsRepository repository{session};
    const SettledCasesRepository cases{session};
    auto team = query.scope;
    team.reporter.reset();
    wire::FigureProfile::Context context;
    context.hours = own.hours;
    context.teamHours = repository.reportSums(team).hours;
    for (const auto& scanner : cases.scanners(query.scope))
        context.scanners.push_back({scanner.facility, scanner.scanner, scanner.cases});
    int number = 0;
    for (const auto& reader : cases.readers(query.scope)) {
        if (reader.answers < fewestAnswersOfReader) continue;
        const auto n = static_cast<double>(reader.answers);
        const double half = qa::statistics::studentQuantile(0.975, n - 1) * reader.deviation / std::sqrt(n);
        Estimate shift{reader.meanShift, std::nullopt, std::nullopt};
        if (half > 0) shift.interval = Interval{reader.meanShift - half, reader.meanShift + half};
        context.reviewers.push_back({++number, qa::statistics::figureOf(shift, reader.answers)});
    }
    return context;
}

std::vector<wire::FigureProfile::TrendPoint> trendOf(const FigureSumsRepository& repository, const FigureQuery& query,
                                                     const std::map<GroupKey, DesignSums>& team) {
    std::vector<wire::FigureProfile::TrendPoint> trend;
    // The band of the whole period: a colleague's single month would be a handful of cases.
    std::vector<double> rates;
    for (const auto& [key, sums] : team)
        if (const auto rate = qa::statistics::weightedRate(sums.significantBands())) rates.push_back(rate->value);
    const auto band = qa::statistics::teamBandOf(rates);
    for (const auto& [month, sums] : repository.designSumsByMonth(query.scope)) {
        auto figure = qa::statistics::figureOf(qa::statistics::weightedRate(sums.significantBands()), sums.settled(),
                                               sums.significant());
        auto narrow = query;
        narrow.scope.months = {month, month};
        figure.cases = narrow.cases("outcome=significantDiscrepancy");
        trend.push_back({nameOf(month), figure, band});
    }
    return trend;
}

}  // namespace

wire::FigureProfile figureProfile(soci::session& session, const FigureQuery& query) {
    using namespace qa::statistics;
    const FigureSumsRepository repository{session};
    const auto sums = repository.designSums(query.scope);
    const auto reports = repository.reportSums(query.scope);
    const long n = sums.settled();

    wire::FigureProfile profile;
    profile.subject = query.subject;
    profile.design = query.scope.design;
    profile.period = query.period();
    profile.reports = reports.reports;
    profile.casesOpened = reports.cases;
    // Reports count in the month of arrival, cases in that of their settlement: at the edge there may be more of these.
    profile.settled = rawFigure(std::min(n, reports.reports), reports.reports);
    profile.settled.n = reports.reports;
    profile.settled.events = n;
    profile.settled.cases = query.cases();
    profile.reviewsStillNeeded = reviewsStillNeeded(n);
    profile.metrics = metricsOf(sums);
    for (auto& metric : profile.metrics) metric.figure.cases = query.cases(casesOfMetric(metric.code));
    profile.limits = limitsOf(sums.bands, &DesignSums::Band::confusion);
    for (auto& limit : profile.limits)
        for (auto* figure : {&limit.sensitivity, &limit.specificity, &limit.sensitivityRaw, &limit.specificityRaw})
            figure->cases = query.cases();
    profile.confusion = rowsOf(sums.confusion);
    profile.confusionWeighted = rowsOf(sums.confusionWeighted);
    profile.confusionCases = query.cases();
    if (const auto test = bowker(tableOf(sums.confusion))) profile.shiftP = test->p;
    for (std::size_t reported = 0; reported < 5; ++reported)
        for (std::size_t settled = 0; settled < 5; ++settled)
            (reported > settled ? profile.over : profile.under) +=
                reported == settled ? 0 : sums.confusion[5 * reported + settled];
    for (std::size_t i = 0; i < scores.size(); ++i)
        profile.radpeer.push_back({scores[i], sums.radpeer[i], query.cases(queryPart("radpeer", scores[i]))});
    for (std::size_t i = 0; i < technicalReasons.size(); ++i) {
        profile.technical.push_back({technicalReasons[i], rawFigure(sums.technical[i], n)});
        profile.technical.back().figure.cases = query.cases(queryPart("technical", technicalReasons[i]));
    }
    profile.blandAltman = blandAltmanOf(sums);
    if (profile.blandAltman) profile.blandAltman->cases = query.cases();
    profile.turnaround.median = quantileOf(reports.turnaround, 0.5);
    profile.turnaround.p90 = quantileOf(reports.turnaround, 0.9);
    for (const long count : reports.turnaround) profile.turnaround.n += count;
    for (const auto& [reason, count] : sums.chosen)
        if (count > 0) profile.chosen.push_back({reason, count, query.cases(queryPart("reason", reason))});
    profile.disputes = {sums.disputes, sums.disputesOpen, sums.disputes - sums.disputesOpen - sums.disputesOverturned,
                        sums.disputesOverturned};
    profile.alerts = sums.alerts;
    std::map<GroupKey, DesignSums> team;
    if (query.scope.reporter) {
        team = colleagues(repository, query);
        addTeam(profile.metrics, team);
        profile.context = contextOf(session, query, reports);
    }
    profile.trend = trendOf(repository, query, team);
    profile.asOf = databaseNow(session);
    return profile;
}

}  // namespace overread
