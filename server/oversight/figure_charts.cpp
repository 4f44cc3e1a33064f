#include <algorithm>
#include <cmath>

#include "qa/statistics/bernoulli_cusum.h"
#include "qa/statistics/control_charts.h"
#include "qa/statistics/design_sums.h"
#include "server/database/chart_base_repository.h"
#include "server/database/columns.h"
#include "server/database/settled_cases_repository.h"
#include "server/oversight/figures.h"

namespace overread {
namespace {

using namespace qa::statistics;

// EWMA as NIST/SEMATECH recommends for small shifts. The CUSUM looks for twice the odds; its limit follows from how
// seldom it may signal falsely: once in 5,000 cases is about three times a month for a whole city of 500 radiologists.
constexpr double lambda = 0.2;
constexpr double limitSigmas = 3;
constexpr double oddsRatio = 2;
constexpr double casesToFalseSignal = 5000;
constexpr double rarestTarget = 0.002;  // a rarer event is taken for one so rare: one alone would already signal
constexpr std::size_t monthsOfBase = 12;
constexpr std::chrono::months longestHistory{119};
constexpr int mostPoints = 500;

struct Monthly {
    std::vector<std::chrono::year_month> months;
    std::vector<double> events;
    std::vector<double> n;
    std::size_t base = 0;   ///< index from which on the limits are taken
    std::size_t shown = 0;  ///< index of the first month that was asked for
};

/// Every month from the first with data, or from the base that a lead has set, so that limits do not depend on the
/// period that somebody looks at.
Monthly monthlyOf(soci::session& session, const FigureQuery& query,
                  const std::optional<ChartBaseRepository::Base>& base) {
    auto scope = query.scope;
    scope.months.from = std::min(scope.months.from, base ? base->starts : scope.months.to - longestHistory);
    Monthly monthly;
    for (const auto& [month, sums] : FigureSumsRepository{session}.designSumsByMonth(scope)) {
        if (base && month < base->starts) monthly.base = monthly.months.size() + 1;
        if (month < query.scope.months.from) monthly.shown = monthly.months.size() + 1;
        monthly.months.push_back(month);
        monthly.events.push_back(static_cast<double>(sums.significant()));
        monthly.n.push_back(static_cast<double>(sums.settled()));
    }
    return monthly;
}

wire::FigureCharts::Chart chartOf(const FigureQuery& query, const Monthly& monthly,
                                  const std::vector<ChartPoint>& points, double centre, bool isTrial) {
    wire::FigureCharts::Chart chart{centre, isTrial, {}};
    std::vector<bool> skipped;
    for (std::size_t i = 0; i < points.size(); ++i) skipped.push_back(monthly.n[i] == 0 || i < monthly.base);
    const auto signals = signalsOf(points, centre, skipped);
    for (std::size_t i = monthly.shown; i < points.size(); ++i) {
        auto narrow = query;
        narrow.scope.months = {monthly.months[i], monthly.months[i]};
        wire::FigureCharts::Point point{nameOf(monthly.months[i]), {}, signals[i]};
        point.figure.n = std::lround(monthly.n[i]);
        point.figure.events = std::lround(monthly.events[i]);
        if (monthly.n[i] > 0) point.figure.value = points[i].value;
        point.figure.low = points[i].limits.low;
        point.figure.high = points[i].limits.high;
        point.figure.cases = narrow.cases("outcome=significantDiscrepancy");
        chart.points.push_back(std::move(point));
    }
    return chart;
}

std::optional<wire::FigureCharts::Cusum> cusumOf(soci::session& session, const FigureQuery& query) {
    auto team = query.scope;
    team.reporter.reset();
    const auto usual = FigureSumsRepository{session}.designSums(team);
    const auto rate = rawRate(static_cast<double>(usual.significant()), static_cast<double>(usual.settled()));
    // Without a rate that is usual there is nothing to be worse than.
    if (!rate || rate->value <= 0 || rate->value >= 1) return std::nullopt;
    const auto outcomes = SettledCasesRepository{session}.outcomes(query.scope);
    std::vector<bool> events;
    for (const auto& outcome : outcomes) events.push_back(outcome.isSignificant);
    const auto design = bernoulliDesign(std::max(rate->value, rarestTarget), oddsRatio, casesToFalseSignal);
    const auto sums = bernoulliCusum(events, design);
    wire::FigureCharts::Cusum cusum;
    cusum.limit = static_cast<double>(design.limit) * design.unit;
    cusum.target = design.target;
    cusum.oddsRatio = design.oddsRatio;
    cusum.runLength = design.runLength;
    cusum.runLengthAtOddsRatio = design.runLengthAtOddsRatio;
    for (std::size_t i = 0; i < outcomes.size(); ++i)
        cusum.points.push_back({outcomes[i].settledAt, sums.sums[i], outcomes[i].id.text(), sums.signals[i]});
    return cusum;
}

void number(wire::FigureCharts& charts) {
    const auto add = [&](const char* chart, const std::string& month, int rule) {
        charts.signals.push_back({static_cast<int>(charts.signals.size()) + 1, chart, month, rule});
    };
    for (const auto& point : charts.pChart.points)
        for (const int rule : point.signals) add("pChart", point.month, rule);
    for (const auto& point : charts.ewma.points)
        for (const int rule : point.signals) add("ewma", point.month, rule);
    if (!charts.cusum) return;
    for (const auto& point : charts.cusum->points)
        if (point.isSignal) add("cusum", toRfc3339(point.at).substr(0, 7), 1);
}

}  // namespace

wire::FigureCharts figureCharts(soci::session& session, const FigureQuery& query) {
    const auto base = ChartBaseRepository{session}.find(query.scope);
    const auto monthly = monthlyOf(session, query, base);
    wire::FigureCharts charts;
    charts.subject = query.subject;
    charts.design = query.scope.design;
    charts.period = query.period();
    if (base) charts.base = {nameOf(base->starts), base->reason, base->setBy, base->setAt};
    const auto based = basedPChart(monthly.events, monthly.n, monthsOfBase, monthly.base);
    if (based.chart.centre) {
        const double centre = *based.chart.centre;
        charts.pChart = chartOf(query, monthly, based.chart.points, centre, based.isTrial);
        auto averages = ewmaOfShares(monthly.events, monthly.n, centre, lambda, limitSigmas);
        charts.ewma = chartOf(query, monthly, averages, centre, based.isTrial);
        // An average is never independent of the one before: runs and trends of it mean nothing.
        for (auto& point : charts.ewma.points) std::erase_if(point.signals, [](int rule) { return rule != 1; });
    }
    if (query.scope.reporter) charts.cusum = cusumOf(session, query);
    number(charts);
    for (const auto& mark : SettledCasesRepository{session}.marks(query.scope))
        charts.marks.push_back({mark.at, mark.kind, mark.label, mark.id});
    charts.asOf = databaseNow(session);
    return charts;
}

wire::InvolvementFigures involvementFigures(soci::session& session, const FigureQuery& query) {
    wire::InvolvementFigures figures;
    figures.subject = query.subject;
    figures.design = query.scope.design;
    figures.period = query.period();
    figures.blandAltman = blandAltmanOf(FigureSumsRepository{session}.designSums(query.scope));
    if (figures.blandAltman) figures.blandAltman->cases = query.cases();
    for (const auto& pair : SettledCasesRepository{session}.involvements(query.scope, mostPoints))
        figures.points.push_back({(pair.statedPercent + pair.measuredPercent) / 2,
                                  pair.statedPercent - pair.measuredPercent, pair.id.text()});
    figures.asOf = databaseNow(session);
    return figures;
}

wire::EffectOfMeasure effectOfMeasure(soci::session& session, const FigureQuery& query, Timestamp from, Timestamp start,
                                      Timestamp until) {
    const SettledCasesRepository cases{session};
    wire::EffectOfMeasure effect;
    effect.subject = query.subject;
    effect.design = query.scope.design;
    effect.from = from;
    effect.start = start;
    effect.until = until;
    const auto casesBetween = [&](Timestamp begin, Timestamp end) {
        auto found = query.cases("outcome=significantDiscrepancy");
        const auto at = found.find("&from=");
        const auto rest = found.find('&', found.find("&to=") + 1);
        return found.substr(0, at) + '&' + queryPart("from", toRfc3339(begin)) + '&' + queryPart("to", toRfc3339(end)) +
               found.substr(rest);
    };
    const auto rateIn = [&](Timestamp begin, Timestamp end, wire::Figure& weighted, wire::Figure& raw) {
        const auto bands = cases.bandsBetween(query.scope, begin, end);
        double n = 0;
        double events = 0;
        for (const auto& band : bands) {
            n += band.n;
            events += band.events;
        }
        const auto rate = weightedRate(bands);
        weighted = figureOf(rate, std::lround(n), std::lround(events));
        raw = rawFigure(std::lround(events), std::lround(n));
        weighted.cases = raw.cases = casesBetween(begin, end);
        return rate;
    };
    const auto before = rateIn(from, start, effect.before, effect.rawBefore);
    const auto after = rateIn(start, until, effect.after, effect.rawAfter);
    const auto change = differenceOf(before, after);
    effect.change = figureOf(change, effect.before.n + effect.after.n);
    effect.isShown = change && change->interval && (change->interval->high < 0 || change->interval->low > 0);
    effect.asOf = databaseNow(session);
    return effect;
}

}  // namespace overread
