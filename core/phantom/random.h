#pragma once
#include <cstdint>

/// Numbers that depend on seed and counter alone, so that a phantom is the same on every machine. Neither <random>'s
/// distributions nor libm's functions promise that; only + - * / and sqrt are used on the way to a voxel.
namespace overread {

/// SplitMix64's finaliser: any two inputs give unrelated outputs.
[[nodiscard]] constexpr std::uint64_t mixed(std::uint64_t x) {
    x += 0x9E3779B97F4A7C15ULL;
    x = (x ^ (x >> 30)) * 0xBF58476D1CE4E5B9ULL;
    x = (x ^ (x >> 27)) * 0x94D049BB133111EBULL;
    return x ^ (x >> 31);
}

class Random {
public:
    /// Streams of one seed with different purposes are unrelated.
    constexpr Random(std::uint64_t seed, std::uint64_t purpose) : state_(mixed(seed) ^ mixed(~purpose)) {}
    [[nodiscard]] constexpr std::uint64_t next() { return mixed(state_ += 0x9E3779B97F4A7C15ULL); }
    /// Uniform, low <= x < high.
    [[nodiscard]] constexpr double between(double low, double high) {
        return low + (high - low) * static_cast<double>(next() >> 11) / 9007199254740992.0;
    }

private:
    std::uint64_t state_;
};

}  // namespace overread
