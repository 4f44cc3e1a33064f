#pragma once
#include <cstdint>
#include <span>
#include <vector>

#include "core/phantom/phantom.h"

namespace overread {

/// What the scanner adds to a slice: the blur and the noise of a kernel. Soft noise is lumpy, sharp noise fine.
class ScannerTexture {
public:
    explicit ScannerTexture(const PhantomOptions& options);
    /// Changes the slice in place; values of -1024 (outside the scanner's circle) stay.
    void apply(std::span<std::int16_t> slice, std::uint64_t sliceNumber);

private:
    void blur(std::span<std::int16_t> slice);
    void addNoise(std::span<std::int16_t> slice, std::uint64_t sliceNumber);

    int matrix_;
    int blurWeight_;  ///< of each neighbour, of 256
    std::uint64_t seed_;
    std::vector<std::vector<std::int16_t>> tiles_;  ///< noise of the wanted deviation / sqrt 2, times 16
    std::vector<std::int16_t> copy_;
};

}  // namespace overread
