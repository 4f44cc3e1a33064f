#include "qa/statistics/design_sums.h"

#include <algorithm>
#include <cmath>

#include "qa/statistics/control_charts.h"
#include "qa/statistics/distributions.h"
#include "qa/statistics/verification_bias.h"

namespace overread::qa::statistics {
namespace {

constexpr std::size_t fewestColleagues = 5;

template <class Container>
void addTo(Container& to, const Container& from) {
    std::transform(to.begin(), to.end(), from.begin(), to.begin(), std::plus<>{});
}

std::vector<WeightBand> bandsWith(const std::map<int, DesignSums::Band>& bands,
                                  DesignSums::Band::Events DesignSums::Band::*events) {
    std::vector<WeightBand> all;
    for (const auto& [number, band] : bands) {
        const auto& counted = band.*events;
        all.push_back({band.n, band.weight, band.weightSquared, counted.n, counted.weight, counted.weightSquared});
    }
    return all;
}

long eventsIn(const std::map<int, DesignSums::Band>& bands, DesignSums::Band::Events DesignSums::Band::*events) {
    double sum = 0;
    for (const auto& [number, band] : bands) sum += (band.*events).n;
    return std::lround(sum);
}

template <class Counts>
long countWhere(const Cells<long>& cells, const Counts& counts) {
    long sum = 0;
    for (int row = 0; row < 5; ++row)
        for (int column = 0; column < 5; ++column)
            if (counts(row, column)) sum += cells[static_cast<std::size_t>(5 * row + column)];
    return sum;
}

/// Mean of reported minus settled grade with a normal interval.
std::optional<Estimate> meanShift(const Cells<long>& cells) {
    double n = 0;
    double sum = 0;
    double squares = 0;
    for (int row = 0; row < 5; ++row)
        for (int column = 0; column < 5; ++column) {
            const auto count = static_cast<double>(cells[static_cast<std::size_t>(5 * row + column)]);
            n += count;
            sum += count * (row - column);
            squares += count * (row - column) * (row - column);
        }
    if (n == 0) return std::nullopt;
    const double mean = sum / n;
    if (n < 2) return Estimate{mean, std::nullopt, std::nullopt};
    const double error = std::sqrt(std::max(0.0, squares - n * mean * mean) / (n - 1) / n);
    // No spread at all in a handful of cases is the sample's, not the reader's.
    if (error == 0) return Estimate{mean, std::nullopt, std::nullopt};
    const double half = studentQuantile(0.975, n - 1) * error;
    return Estimate{mean, error, Interval{mean - half, mean + half}};
}

double quantile(const std::vector<double>& sorted, double share) {
    const double at = share * static_cast<double>(sorted.size() - 1);
    const auto below = static_cast<std::size_t>(at);
    const auto above = std::min(below + 1, sorted.size() - 1);
    return sorted[below] + (at - static_cast<double>(below)) * (sorted[above] - sorted[below]);
}

std::string positionOf(double score) {
    if (score > z998) return "above998";
    if (score > z95) return "above95";
    if (score < -z998) return "below998";
    if (score < -z95) return "below95";
    return "inside";
}

}  // namespace

DesignSums& DesignSums::operator+=(const DesignSums& other) {
    for (const auto& [number, from] : other.bands) {
        auto& to = bands[number];
        to.n += from.n;
        to.weight += from.weight;
        to.weightSquared += from.weightSquared;
        for (const auto events : {&Band::significant, &Band::insignificant}) {
            (to.*events).n += (from.*events).n;
            (to.*events).weight += (from.*events).weight;
            (to.*events).weightSquared += (from.*events).weightSquared;
        }
        addTo(to.confusion, from.confusion);
        addTo(to.measured, from.measured);
    }
    for (const auto& [reason, n] : other.chosen) chosen[reason] += n;
    addTo(confusion, other.confusion);
    addTo(confusionWeighted, other.confusionWeighted);
    addTo(measured, other.measured);
    addTo(radpeer, other.radpeer);
    addTo(technical, other.technical);
    technicalAny += other.technicalAny;
    pairs += other.pairs;
    difference += other.difference;
    differenceSquared += other.differenceSquared;
    greatCalls += other.greatCalls;
    alerts += other.alerts;
    flagged += other.flagged;
    flagUpheld += other.flagUpheld;
    disputes += other.disputes;
    disputesOpen += other.disputesOpen;
    disputesOverturned += other.disputesOverturned;
    return *this;
}

long DesignSums::settled() const {
    double n = 0;
    for (const auto& [number, band] : bands) n += band.n;
    return std::lround(n);
}

std::vector<WeightBand> DesignSums::significantBands() const {
    return bandsWith(bands, &Band::significant);
}
std::vector<WeightBand> DesignSums::insignificantBands() const {
    return bandsWith(bands, &Band::insignificant);
}
long DesignSums::significant() const {
    return eventsIn(bands, &Band::significant);
}
long DesignSums::insignificant() const {
    return eventsIn(bands, &Band::insignificant);
}

wire::Figure figureOf(const std::optional<Estimate>& estimate, long n, std::optional<long> events) {
    wire::Figure figure;
    figure.n = n;
    figure.events = events;
    if (!estimate) return figure;
    figure.value = estimate->value;
    if (estimate->interval) {
        figure.low = estimate->interval->low;
        figure.high = estimate->interval->high;
    }
    return figure;
}

wire::Figure rawFigure(long events, long n) {
    return figureOf(rawRate(static_cast<double>(events), static_cast<double>(n)), n, events);
}

Table tableOf(const Cells<long>& cells) {
    Table table(5, std::vector<double>(5));
    for (std::size_t i = 0; i < cells.size(); ++i) table[i / 5][i % 5] = static_cast<double>(cells[i]);
    return table;
}

std::vector<wire::FigureProfile::Metric> metricsOf(const DesignSums& sums) {
    const long n = sums.settled();
    const auto table = tableOf(sums.confusion);
    const auto all = [&](const auto& counts) { return rawFigure(countWhere(sums.confusion, counts), n); };
    const long decided = sums.disputes - sums.disputesOpen;
    return {
        {"exactAgreement", all([](int row, int column) { return row == column; }), {}},
        {"withinOne", all([](int row, int column) { return std::abs(row - column) <= 1; }), {}},
        {"kappa", figureOf(cohenKappa(table, Weights::quadratic), n), {}},
        {"ac2", figureOf(gwet(table, Weights::quadratic), n), {}},
        {"significantWeighted", figureOf(weightedRate(sums.significantBands()), n, sums.significant()), {}},
        {"significantRaw", rawFigure(sums.significant(), n), {}},
        {"insignificantWeighted", figureOf(weightedRate(sums.insignificantBands()), n, sums.insignificant()), {}},
        {"insignificantRaw", rawFigure(sums.insignificant(), n), {}},
        {"overCall", all([](int row, int column) { return row > column; }), {}},
        {"underCall", all([](int row, int column) { return row < column; }), {}},
        {"gradeBias", figureOf(meanShift(sums.confusion), n), {}},
        {"technicalRemarks", rawFigure(sums.technicalAny, n), {}},
        {"greatCalls", rawFigure(std::min(sums.greatCalls, n), n), {}},
        {"disputesOverturned", rawFigure(std::min(sums.disputesOverturned, decided), decided), {}},
        {"flagUpheld", rawFigure(sums.flagUpheld, sums.flagged), {}},
    };
}

std::vector<wire::LimitFigures> limitsOf(const std::map<int, DesignSums::Band>& bands,
                                         Cells<long> DesignSums::Band::*cells) {
    std::vector<wire::LimitFigures> limits;
    for (int limit = 1; limit < 5; ++limit) {
        // Of a band: the cases on one side of the test, the diseased among them as events.
        const auto sideOf = [&](const auto& isOnSide) {
            std::vector<WeightBand> side;
            for (const auto& [number, band] : bands) {
                const auto n = countWhere(band.*cells, [&](int row, int) { return isOnSide(row); });
                const auto diseased =
                    countWhere(band.*cells, [&](int row, int column) { return isOnSide(row) && column >= limit; });
                if (n <= 0 || band.n <= 0) continue;
                const double weight = band.weight / band.n;
                const double squared = band.weightSquared / band.n;
                const auto all = static_cast<double>(n);
                const auto events = static_cast<double>(diseased);
                side.push_back({all, all * weight, all * squared, events, events * weight, events * squared});
            }
            return side;
        };
        const auto positive = sideOf([&](int row) { return row >= limit; });
        const auto negative = sideOf([&](int row) { return row < limit; });
        const auto accuracy = correctedAccuracy(positive, negative);
        const auto count = [](const std::vector<WeightBand>& side, bool isDiseased) {
            double sum = 0;
            for (const auto& band : side) sum += isDiseased ? band.events : band.n - band.events;
            return std::lround(sum);
        };
        const long found = count(positive, true);
        const long diseased = found + count(negative, true);
        const long cleared = count(negative, false);
        const long healthy = cleared + count(positive, false);
        limits.push_back({static_cast<Grade>(limit), figureOf(accuracy.sensitivity, diseased, found),
                          figureOf(accuracy.specificity, healthy, cleared), rawFigure(found, diseased),
                          rawFigure(cleared, healthy)});
    }
    return limits;
}

std::optional<wire::BlandAltmanFigures> blandAltmanOf(const DesignSums& sums) {
    if (sums.pairs <= 0) return std::nullopt;
    constexpr double limitSds = 1.96;  // the convention of Bland and Altman, not the longer quantile
    const auto n = static_cast<double>(sums.pairs);
    wire::BlandAltmanFigures figures;
    figures.n = sums.pairs;
    figures.bias = sums.difference / n;
    figures.low = figures.high = figures.bias;
    if (sums.pairs < 2) return figures;
    const double sd = std::sqrt(std::max(0.0, sums.differenceSquared - n * figures.bias * figures.bias) / (n - 1));
    figures.low -= limitSds * sd;
    figures.high += limitSds * sd;
    const double half = studentQuantile(0.975, n - 1) * sd / std::sqrt(n);
    figures.biasLow = figures.bias - half;
    figures.biasHigh = figures.bias + half;
    return figures;
}

std::optional<wire::TeamBand> teamBandOf(std::vector<double> values) {
    if (values.size() < fewestColleagues) return std::nullopt;
    std::sort(values.begin(), values.end());
    return wire::TeamBand{quantile(values, 0.25), quantile(values, 0.5), quantile(values, 0.75)};
}

void placeInFunnel(wire::FigureGroups& groups, const std::vector<std::vector<WeightBand>>& bands) {
    double weight = 0;
    double events = 0;
    std::vector<Unit> units;
    double widest = 0;
    for (std::size_t i = 0; i < groups.items.size(); ++i) {
        for (const auto& band : bands[i]) {
            weight += band.weight;
            events += band.eventWeight;
        }
        widest = std::max(widest, groups.items[i].effective);
        if (groups.items[i].reviewsStillNeeded == 0 && groups.items[i].significantWeighted.value)
            units.push_back({*groups.items[i].significantWeighted.value, groups.items[i].effective});
    }
    for (auto& item : groups.items) item.position = "tooSmall";
    if (weight <= 0) return;
    const double centre = std::clamp(events / weight, 0.0, 1.0);
    groups.centre = centre;
    groups.dispersion = overDispersion(units, centre);
    for (auto& item : groups.items)
        if (item.reviewsStillNeeded == 0 && item.significantWeighted.value)
            item.position =
                positionOf(funnelScore({*item.significantWeighted.value, item.effective}, centre, groups.dispersion));
    // A curve that bends most where n is small: points at equal steps of the root of n.
    constexpr int steps = 40;
    for (int step = 1; step <= steps; ++step) {
        const double n = widest * step * step / (steps * steps);
        if (n < 1) continue;
        const auto limits = funnelLimits(centre, n, groups.dispersion);
        groups.limits.push_back({n, limits->inner.low, limits->inner.high, limits->outer.low, limits->outer.high});
    }
}

}  // namespace overread::qa::statistics
