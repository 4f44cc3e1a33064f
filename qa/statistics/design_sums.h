#pragma once
#include <array>
#include <map>
#include <optional>
#include <string>
#include <vector>

#include "core/domain/case.h"
#include "core/wire/figures.h"
#include "qa/statistics/agreement.h"
#include "qa/statistics/rates.h"

namespace overread::qa::statistics {

/// 5 x 5 cells, row by row; the database writes them as one array.
template <class T>
using Cells = std::array<T, 25>;

/// What is kept of settled cases of one design (double reads or peer reviews: never of both) and what every figure is
/// computed from. Sums add up: months to periods, radiologists to facilities.
struct DesignSums {
    struct Band {
        double n = 0;
        double weight = 0;
        double weightSquared = 0;
        struct Events {
            double n = 0;
            double weight = 0;
            double weightSquared = 0;
        };
        Events significant;
        Events insignificant;
        Cells<long> confusion{};  ///< of the band: rows reported, columns settled
        Cells<long> measured{};   ///< the same with the measured grade
    };
    std::map<int, Band> bands;           ///< by weightBandOf
    std::map<std::string, long> chosen;  ///< by the strictest reason
    Cells<long> confusion{};             ///< rows reported, columns settled
    Cells<double> confusionWeighted{};   ///< the same, each case by its weight
    Cells<long> measured{};              ///< rows measured, columns settled
    std::array<long, 5> radpeer{};       ///< 1, 2a, 2b, 3a, 3b
    std::array<long, 4> technical{};     ///< coverage, motion, protocol, labelling
    long technicalAny = 0;
    long pairs = 0;  ///< stated minus measured involvement, in points
    double difference = 0;
    double differenceSquared = 0;
    long greatCalls = 0;
    long alerts = 0;
    long flagged = 0;
    long flagUpheld = 0;
    long disputes = 0;
    long disputesOpen = 0;
    long disputesOverturned = 0;

    DesignSums& operator+=(const DesignSums& other);
    [[nodiscard]] long settled() const;
    [[nodiscard]] std::vector<WeightBand> significantBands() const;
    [[nodiscard]] std::vector<WeightBand> insignificantBands() const;
    [[nodiscard]] long significant() const;
    [[nodiscard]] long insignificant() const;
};

/// An estimate as it crosses the network; `events` where the number is a count of something.
[[nodiscard]] wire::Figure figureOf(const std::optional<Estimate>& estimate, long n,
                                    std::optional<long> events = std::nullopt);
/// events of n with Wilson's interval; undefined without n.
[[nodiscard]] wire::Figure rawFigure(long events, long n);

[[nodiscard]] Table tableOf(const Cells<long>& cells);

/// Every number of product.md, section 8 that is one number with an interval, by its code, in the order of reading.
[[nodiscard]] std::vector<wire::FigureProfile::Metric> metricsOf(const DesignSums& sums);

/// Sensitivity and specificity of "at least CT-1 .. CT-4" against the settled grade, each case by its weight: reports
/// of pneumonia are all looked at and others seldom, so the raw share of pneumonia that was found is far too high. The
/// raw figures stand beside. `cells` are the bands' confusion or measured.
[[nodiscard]] std::vector<wire::LimitFigures> limitsOf(const std::map<int, DesignSums::Band>& bands,
                                                       Cells<long> DesignSums::Band::*cells);

/// Bias and limits of agreement from sums, as blandAltman() has them from the pairs. None without pairs.
[[nodiscard]] std::optional<wire::BlandAltmanFigures> blandAltmanOf(const DesignSums& sums);

/// The middle half of at least five values; none with fewer.
[[nodiscard]] std::optional<wire::TeamBand> teamBandOf(std::vector<double> values);

/// The funnel of these items: sets dispersion, centre, limits and the position of each item. `bands` belong to the
/// items one by one.
void placeInFunnel(wire::FigureGroups& groups, const std::vector<std::vector<WeightBand>>& bands);

}  // namespace overread::qa::statistics
