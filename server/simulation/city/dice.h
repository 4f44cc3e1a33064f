#pragma once
#include <cstddef>
#include <cstdint>
#include <limits>
#include <random>

#include "core/phantom/random.h"

namespace overread::simulation::city {

/// Chance that depends on the seed and on what it is thrown for alone, never on the order in which threads come by.
class Dice {
public:
    using result_type = std::uint64_t;
    Dice(std::uint64_t seed, std::uint64_t purpose, std::uint64_t who = 0) : random_(seed, mixed(purpose) + who) {}

    [[nodiscard]] static constexpr result_type min() { return 0; }
    [[nodiscard]] static constexpr result_type max() { return std::numeric_limits<result_type>::max(); }
    result_type operator()() { return random_.next(); }

    [[nodiscard]] bool chance(double probability) { return random_.between(0, 1) < probability; }
    [[nodiscard]] double between(double low, double high) { return random_.between(low, high); }
    [[nodiscard]] double normal(double mean, double deviation) {
        return std::normal_distribution<double>{mean, deviation}(*this);
    }
    [[nodiscard]] double exponential(double mean) { return std::exponential_distribution<double>{1 / mean}(*this); }
    /// 0 <= number < n.
    [[nodiscard]] std::size_t below(std::size_t n) {
        return static_cast<std::size_t>(random_.between(0, static_cast<double>(n)));
    }

private:
    Random random_;
};

}  // namespace overread::simulation::city
