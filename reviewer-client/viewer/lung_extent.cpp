#include "reviewer-client/viewer/lung_extent.h"

#include <algorithm>
#include <cmath>

namespace overread::client {
namespace {

LungExtent orWhole(std::optional<LungExtent> lungs, int slices) {
    return lungs && lungs->highest > lungs->lowest ? *lungs : LungExtent{0, std::max(slices - 1, 1)};
}

/// The place of `at` between the ends of one extent, carried to the other.
double carried(double at, const LungExtent& from, const LungExtent& to) {
    return to.lowest + (at - from.lowest) * (to.highest - to.lowest) / (from.highest - from.lowest);
}

}  // namespace

int lungPixelsOf(std::span<const std::int16_t> hu, int columns) {
    // The centre of what is as dense as soft tissue, from every fourth row and column.
    constexpr int step = 4;
    const int rows = static_cast<int>(hu.size()) / columns;
    double n = 0, sumX = 0, sumY = 0;
    for (int y = 0; y < rows; y += step)
        for (int x = 0; x < columns; x += step) {
            const int value = hu[static_cast<std::size_t>(y) * static_cast<std::size_t>(columns) + x];
            if (value < -150 || value > 200) continue;
            n += 1;
            sumX += x;
            sumY += y;
        }
    if (n == 0) return 0;
    // An ellipse that a thorax contains and a table does not reach.
    const double a = columns * 0.28, b = rows * 0.18;
    const double cx = sumX / n, cy = sumY / n;
    int count = 0;
    for (int y = std::max(0, static_cast<int>(cy - b)); y < std::min(rows, static_cast<int>(cy + b)); ++y) {
        const double half = a * std::sqrt(std::max(0.0, 1 - (y - cy) * (y - cy) / (b * b)));
        const std::int16_t* row = hu.data() + static_cast<std::size_t>(y) * static_cast<std::size_t>(columns);
        const int end = std::min(columns, static_cast<int>(cx + half));
        for (int x = std::max(0, static_cast<int>(cx - half)); x < end; ++x)
            count += static_cast<int>(row[x] > -960) & static_cast<int>(row[x] < -500);
    }
    return count;
}

std::optional<LungExtent> lungExtent(std::span<const int> lungPixels) {
    const auto known = std::ranges::count_if(lungPixels, [](int pixels) { return pixels >= 0; });
    if (known == 0 || known * 10 < std::ssize(lungPixels)) return std::nullopt;
    const int most = std::ranges::max(lungPixels);
    if (most == 0) return std::nullopt;
    std::optional<LungExtent> longest, run;
    for (int slice = 0; slice < std::ssize(lungPixels); ++slice) {
        const int pixels = lungPixels[static_cast<std::size_t>(slice)];
        if (pixels < 0) continue;
        if (pixels * 8 < most) {
            run.reset();
            continue;
        }
        run = LungExtent{run ? run->lowest : slice, slice};
        if (!longest || run->highest - run->lowest > longest->highest - longest->lowest) longest = run;
    }
    return longest;
}

StudyLink::StudyLink(int slices, std::optional<LungExtent> lungs, int priorSlices, std::optional<LungExtent> priorLungs)
    : current_(orWhole(lungs, slices)),
      prior_(orWhole(priorLungs, priorSlices)),
      slices_(slices),
      priorSlices_(priorSlices) {}

int StudyLink::priorOf(int slice) const {
    return std::clamp(static_cast<int>(std::lround(carried(slice, current_, prior_) + offset_)), 0, priorSlices_ - 1);
}

int StudyLink::currentOf(int priorSlice) const {
    return std::clamp(static_cast<int>(std::lround(carried(priorSlice - offset_, prior_, current_))), 0, slices_ - 1);
}

void StudyLink::align(int slice, int priorSlice) {
    offset_ = priorSlice - carried(slice, current_, prior_);
}

}  // namespace overread::client
