#pragma once
#include <vector>

namespace overread::qa::statistics {

/// CUSUM of yes/no outcomes in their order, for events too rare for samples: the log likelihood ratio of the odds being
/// `oddsRatio` times those of `target`. Steiner, Cook, Farewell and Treasure, Biostatistics 1, 2000. The ratio of both
/// steps is rounded to whole numbers (by less than 1 %), so that the sum walks on whole steps and its average run
/// length is computed and not guessed (Reynolds and Stoumbos, Journal of Quality Technology 31, 1999).
struct BernoulliDesign {
    double target = 0;     ///< usual rate, 0 < target < 1
    double oddsRatio = 2;  ///< what is looked for, > 1
    int rise = 1;          ///< steps up with an event
    int fall = 1;          ///< steps down without one, never below 0
    long limit = 0;        ///< a sum above it signals
    double unit = 0;       ///< of one step, as a log likelihood ratio
    double runLength = 0;  ///< cases until a signal, on average, where the rate is the usual one
    double runLengthAtOddsRatio = 0;
};

/// The smallest limit with which a false signal comes after `runLength` cases (>= 1) on average, or later. Throws
/// std::invalid_argument outside the ranges above.
[[nodiscard]] BernoulliDesign bernoulliDesign(double target, double oddsRatio, double runLength);

/// Cases until a signal, on average, where each case is an event with this probability (0 < rate < 1); exact for the
/// steps and the limit of the design.
[[nodiscard]] double averageRunLength(const BernoulliDesign& design, double rate);

struct BernoulliCusum {
    std::vector<double> sums;   ///< as log likelihood ratios
    std::vector<bool> signals;  ///< the sum went above the limit, and starts anew
};
[[nodiscard]] BernoulliCusum bernoulliCusum(const std::vector<bool>& events, const BernoulliDesign& design);

/// One-sided CUSUM of independent normal values, in standard deviations: values until a signal, on average, where the
/// mean lies `shift` above its target. k is the slack, h > 0 the decision interval. Page's integral equation by
/// Gauss-Legendre quadrature (Vance, Journal of Quality Technology 18, 1986).
[[nodiscard]] double averageRunLength(double k, double h, double shift);

/// The decision interval with which a false signal comes after `runLength` values (> 1) on average, one side alone.
[[nodiscard]] double decisionIntervalFor(double k, double runLength);

}  // namespace overread::qa::statistics
