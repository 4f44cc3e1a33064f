#include "core/phantom/scanner_texture.h"

#include <algorithm>
#include <cmath>

#include "core/phantom/anatomy.h"
#include "core/phantom/random.h"

namespace overread {
namespace {

constexpr int tileSize = 512;  // a power of two, so that wrapping is a mask
constexpr int tileMask = tileSize - 1;
constexpr std::size_t tileCount = 6;
constexpr int fraction = 16;

/// Sum of twelve uniforms: close enough to a normal deviate for a picture, and the same on every machine.
std::vector<float> whiteNoise(Random& random) {
    std::vector<float> tile(tileSize * tileSize);
    for (float& value : tile) {
        int sum = 0;
        for (int part = 0; part < 3; ++part) {
            const std::uint64_t bits = random.next();
            for (int i = 0; i < 4; ++i) sum += static_cast<int>(bits >> (16 * i) & 0xFFFF);
        }
        value = static_cast<float>(sum) / 65536.0F - 6;
    }
    return tile;
}

/// Binomial blur of five taps along rows and columns, wrapping at the ends so that tiles may be shifted.
std::vector<float> blurred(const std::vector<float>& tile) {
    const auto at = [](const std::vector<float>& from, int row, int column) {
        return from[static_cast<std::size_t>((row & tileMask) * tileSize + (column & tileMask))];
    };
    std::vector<float> across(tile.size()), down(tile.size());
    for (int row = 0; row < tileSize; ++row)
        for (int column = 0; column < tileSize; ++column)
            across[static_cast<std::size_t>(row * tileSize + column)] =
                (at(tile, row, column - 2) + at(tile, row, column + 2)) / 16 +
                (at(tile, row, column - 1) + at(tile, row, column + 1)) / 4 + at(tile, row, column) * 0.375F;
    for (int row = 0; row < tileSize; ++row)
        for (int column = 0; column < tileSize; ++column)
            down[static_cast<std::size_t>(row * tileSize + column)] =
                (at(across, row - 2, column) + at(across, row + 2, column)) / 16 +
                (at(across, row - 1, column) + at(across, row + 1, column)) / 4 + at(across, row, column) * 0.375F;
    return down;
}

std::vector<std::int16_t> tileOf(const PhantomOptions& options, std::uint64_t number) {
    Random random{options.seed, 1000 + number};
    auto tile = whiteNoise(random);
    const auto smooth = blurred(tile);
    if (options.kernel == ReconstructionKernel::soft) {
        tile = smooth;
    } else {
        for (std::size_t i = 0; i < tile.size(); ++i) tile[i] -= 0.7F * smooth[i];
    }
    double sum = 0, squares = 0;
    for (const float value : tile) {
        sum += value;
        squares += static_cast<double>(value) * value;
    }
    const auto n = static_cast<double>(tile.size());
    const double mean = sum / n;
    const double scale = options.noiseHu / std::sqrt(squares / n - mean * mean) / std::sqrt(2.0) * fraction;
    std::vector<std::int16_t> result(tile.size());
    std::transform(tile.begin(), tile.end(), result.begin(), [&](float value) {
        return static_cast<std::int16_t>(std::floor(std::clamp((value - mean) * scale, -32000.0, 32000.0) + 0.5));
    });
    return result;
}

}  // namespace

ScannerTexture::ScannerTexture(const PhantomOptions& options) : matrix_(options.matrix), seed_(options.seed) {
    const double pixelMm = Anatomy::fieldOfViewMm / options.matrix;
    const double sharpness =
        options.kernel == ReconstructionKernel::soft ? 0.105 : 0.03;  // mm2: the blur has a width in mm
    blurWeight_ = static_cast<int>(std::min(0.25, sharpness / (pixelMm * pixelMm)) * 256);
    if (options.noiseHu > 0)
        for (std::size_t i = 0; i < tileCount; ++i) tiles_.push_back(tileOf(options, i));
}

void ScannerTexture::apply(std::span<std::int16_t> slice, std::uint64_t sliceNumber) {
    blur(slice);
    if (!tiles_.empty()) addNoise(slice, sliceNumber);
}

void ScannerTexture::blur(std::span<std::int16_t> slice) {
    copy_.assign(slice.begin(), slice.end());
    const int centre = 256 - 2 * blurWeight_;
    const auto mix = [&](int before, int here, int after) {
        return static_cast<std::int16_t>((blurWeight_ * (before + after) + centre * here + 128) >> 8);
    };
    const auto width = static_cast<std::size_t>(matrix_);
    for (std::size_t row = 1; row + 1 < width; ++row)
        for (std::size_t i = row * width; i < (row + 1) * width; ++i)
            slice[i] = mix(copy_[i - width], copy_[i], copy_[i + width]);
    for (std::size_t row = 0; row < width; ++row) {
        std::int16_t before = slice[row * width];
        for (std::size_t i = row * width + 1; i + 1 < (row + 1) * width; ++i) {
            const std::int16_t here = slice[i];
            slice[i] = mix(before, here, slice[i + 1]);
            before = here;
        }
    }
    for (std::size_t i = 0; i < slice.size(); ++i)
        if (copy_[i] == -1024) slice[i] = -1024;
}

void ScannerTexture::addNoise(std::span<std::int16_t> slice, std::uint64_t sliceNumber) {
    Random random{seed_, 100'000 + sliceNumber};
    // Two tiles out of six, each anywhere, one mirrored: slices do not repeat to the eye or to a filter.
    const std::uint64_t draw = random.next();
    const auto& first = tiles_[draw % tileCount];
    const auto& second = tiles_[(draw / tileCount) % tileCount];
    const int rowShift = static_cast<int>(draw >> 20 & tileMask), columnShift = static_cast<int>(draw >> 30 & tileMask);
    const int otherRow = static_cast<int>(draw >> 40 & tileMask), otherColumn = static_cast<int>(draw >> 50 & tileMask);
    for (int row = 0; row < matrix_; ++row) {
        const std::int16_t* a = first.data() + ((row + rowShift) & tileMask) * tileSize;
        const std::int16_t* b = second.data() + ((otherRow - row) & tileMask) * tileSize;
        std::int16_t* out = slice.data() + static_cast<std::size_t>(row) * static_cast<std::size_t>(matrix_);
        for (int column = 0; column < matrix_; ++column) {
            if (out[column] == -1024) continue;
            const int noise = (a[(column + columnShift) & tileMask] + b[(otherColumn - column) & tileMask]) / fraction;
            out[column] = static_cast<std::int16_t>(std::clamp(out[column] + noise, -1023, 3071));
        }
    }
}

}  // namespace overread
