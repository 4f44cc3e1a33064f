#include <algorithm>

#include "qa/statistics/control_charts.h"
#include "qa/statistics/design_sums.h"
#include "qa/statistics/histogram.h"
#include "server/database/chart_base_repository.h"
#include "server/database/columns.h"
#include "server/database/operation_repository.h"
#include "server/oversight/figures.h"

namespace overread {
namespace {

using namespace qa::statistics;

constexpr auto design = AssignmentKind::doubleRead;
constexpr int months = 120;  // the limits are those of the first twelve with data

Months lastMonths(Timestamp now, int count) {
    const std::chrono::year_month_day today(std::chrono::floor<std::chrono::days>(now));
    const auto to = today.year() / today.month();
    return {to - std::chrono::months(count - 1), to};
}

Timestamp startOfDay(Timestamp now) {
    return Timestamp(std::chrono::floor<std::chrono::days>(now));
}

/// Facilities, and the scanners of a head's own, whose newest month is a signal on their p-chart: by the same limits as
/// the chart that is opened from there.
std::vector<wire::Overview::Need> signals(soci::session& session, const std::string& facility, Timestamp now) {
    const auto period = lastMonths(now, months);
    const ChartBaseRepository bases{session};
    using Site = std::pair<std::string, std::string>;  // facility, scanner
    std::map<Site, std::map<std::chrono::year_month, OperationRepository::MonthOfGroup>> bySite;
    for (const auto& row : OperationRepository{session}.significantBySite(period, design, facility))
        bySite[{row.facility, row.scanner}][row.month] = row;
    const auto based = bases.ofSites(design);
    std::vector<wire::Overview::Need> needs;
    for (const auto& [site, rows] : bySite) {
        const auto base = based.find(site);
        const auto first = base == based.end() ? rows.begin()->first : std::max(base->second, rows.begin()->first);
        std::vector<double> events;
        std::vector<double> n;
        std::vector<bool> empty;
        for (auto at = first; at <= period.to; at += std::chrono::months(1)) {
            const auto row = rows.find(at);
            events.push_back(row == rows.end() ? 0 : row->second.events);
            n.push_back(row == rows.end() ? 0 : row->second.n);
            empty.push_back(n.back() == 0);
        }
        if (empty.empty() || empty.back()) continue;
        const auto chart = basedPChart(events, n);
        if (!chart.chart.centre) continue;
        const auto found = signalsOf(chart.chart.points, *chart.chart.centre, empty).back();
        // Better than usual needs nobody today.
        if (found.empty() || chart.chart.points.back().value <= *chart.chart.centre) continue;
        wire::Overview::Need need;
        need.kind = "signal";
        need.facility = site.first;
        need.id = site.second;
        need.code = "rule" + std::to_string(found.front());
        need.value = chart.chart.points.back().value - *chart.chart.centre;
        needs.push_back(need);
    }
    return needs;
}

/// By clock, then signals, disputes, measures, feedback.
int rankOf(const wire::Overview::Need& need) {
    constexpr std::array order{"signal", "dispute", "measure", "feedback"};
    const auto found = std::find(order.begin(), order.end(), need.kind);
    return found == order.end() ? 0 : 1 + static_cast<int>(found - order.begin());
}

}  // namespace

wire::Overview overview(soci::session& session, const std::string& facility) {
    const OperationRepository repository{session};
    const auto now = databaseNow(session);
    const auto sums =
        FigureSumsRepository{session}.designSums({lastMonths(now, 1), design, facility, std::nullopt, std::nullopt});
    const auto reviews = FigureSumsRepository{session}.designSums(
        {lastMonths(now, 1), AssignmentKind::peerReview, facility, std::nullopt, std::nullopt});
    wire::Overview view;
    const auto inTime = repository.inTime(now);
    view.inTime = rawFigure(inTime.kept, inTime.n);
    const auto seen = repository.seen(facility, now);
    view.seen = rawFigure(seen.kept, seen.n);
    FigureQuery query{{lastMonths(now, 1), design, facility, std::nullopt, std::nullopt}, {}, false};
    view.significantWeighted = figureOf(weightedRate(sums.significantBands()), sums.settled(), sums.significant());
    view.significantRaw = rawFigure(sums.significant(), sums.settled());
    view.significantWeighted.cases = view.significantRaw.cases = query.cases("outcome=significantDiscrepancy");
    query.scope.design = AssignmentKind::peerReview;
    view.technical = rawFigure(reviews.technicalAny, reviews.settled());
    view.technical.cases = query.cases("technical=any");
    view.needs = repository.needs(facility, now);
    for (auto& need : signals(session, facility, now)) view.needs.push_back(std::move(need));
    std::stable_sort(view.needs.begin(), view.needs.end(), [](const auto& a, const auto& b) {
        return std::tuple(rankOf(a), a.dueAt.value_or(Timestamp::max())) <
               std::tuple(rankOf(b), b.dueAt.value_or(Timestamp::max()));
    });
    view.asOf = now;
    return view;
}

wire::Operation operation(soci::session& session, const std::string& facility) {
    const OperationRepository repository{session};
    const auto now = databaseNow(session);
    const auto day = startOfDay(now);
    wire::Operation view;
    view.flow = repository.flow(facility, day);
    view.scanners = repository.scanners(facility, now);
    // Yesterday is the last day that is whole.
    view.hours = repository.signatureHours(facility, day - std::chrono::days(1), day);
    const auto readers = repository.readers(now);
    view.readersOnShift = readers.onShift;
    view.readersFree = readers.free;
    view.backlog = repository.backlog(now);
    const auto reports =
        FigureSumsRepository{session}.reportSums({lastMonths(now, 1), design, facility, std::nullopt, std::nullopt});
    view.turnaround.median = quantileOf(reports.turnaround, 0.5);
    view.turnaround.p90 = quantileOf(reports.turnaround, 0.9);
    for (const long count : reports.turnaround) view.turnaround.n += count;
    view.asOf = now;
    return view;
}

qa::statistics::StaffingInput staffingNow(soci::session& session, const qa::Plan& plan) {
    const auto now = databaseNow(session);
    const FigureSumsRepository repository{session};
    // The month that has just begun says little: the one before counts as well.
    const auto period = lastMonths(now, 2);
    const auto days = std::chrono::duration<double, std::ratio<86400>>(now - period.start()).count();
    const FigureScope scope{period, design, {}, std::nullopt, std::nullopt};
    const auto reports = repository.reportSums(scope);
    const auto yearly = repository.designSums({lastMonths(now, 12), design, {}, std::nullopt, std::nullopt});
    qa::statistics::StaffingInput input;
    input.randomRate = plan.randomRate;
    input.floorPerReporter = plan.floorPerReporterAndPeriod;
    input.mixedInShare = plan.mixedInShare;
    input.hiddenShare = plan.hiddenShare;
    input.minutesPerRead = static_cast<double>(plan.doubleReadMinutes.count());
    input.minutesPerReview = static_cast<double>(plan.peerReviewMinutes.count());
    input.minutesPerArbitration = static_cast<double>(plan.arbitrationMinutes.count());
    input.dueHours = static_cast<double>(plan.doubleReadDue.count()) / 60;
    input.readers = static_cast<double>(OperationRepository{session}.reviewers());
    if (const auto rate = weightedRate(yearly.significantBands())) input.rate = rate->value;
    if (reports.reports == 0) return input;
    input.studiesPerDay = static_cast<double>(reports.reports) / days;
    input.pneumoniaShare = 1 - static_cast<double>(reports.grades[0]) / static_cast<double>(reports.reports);
    const auto reporters = repository.reportsBy("reporter", scope).size();
    input.reporters = static_cast<double>(reporters);
    input.reviewsEach =
        static_cast<double>(yearly.settled()) / static_cast<double>(std::max<std::size_t>(1, reporters));
    ReviewerSums all;
    for (const auto& [reviewer, each] : repository.reviewerSums(period, std::nullopt))
        for (const auto& [kind, counted] : each.kinds) {
            all.kinds[kind].answers += counted.answers;
            for (std::size_t i = 0; i < minuteBuckets; ++i) all.kinds[kind].minutes[i] += counted.minutes[i];
        }
    const auto measured = [&](AssignmentKind kind, double& minutes) {
        if (const auto median = quantileOf(all.kinds[kind].minutes, 0.5)) minutes = *median;
    };
    measured(AssignmentKind::doubleRead, input.minutesPerRead);
    measured(AssignmentKind::peerReview, input.minutesPerReview);
    measured(AssignmentKind::arbitration, input.minutesPerArbitration);
    const auto reads = all.kinds[AssignmentKind::doubleRead].answers;
    if (reads > 0)
        input.discordantShare = std::min(
            1.0, static_cast<double>(all.kinds[AssignmentKind::arbitration].answers) / static_cast<double>(reads));
    return input;
}

}  // namespace overread
