#pragma once
#include <cstdint>
#include <optional>
#include <span>
#include <vector>

namespace overread::client {

/// First and last slice of the lungs, 0 at the feet.
struct LungExtent {
    int lowest = 0;
    int highest = 0;
    bool operator==(const LungExtent&) const = default;
};

/// How many pixels in the middle of the body have the density of aerated lung: not those of the table, of clothes and
/// of the air round it. A stack's course of this figure shows where its lungs begin and end. It serves the linking of
/// two studies and measures nothing.
[[nodiscard]] int lungPixelsOf(std::span<const std::int16_t> hu, int columns);

/// The longest run of slices that have an eighth of the greatest count; -1: not known, such a slice belongs to what is
/// round it. None where fewer than a tenth of the counts are known, or no slice has any lung.
[[nodiscard]] std::optional<LungExtent> lungExtent(std::span<const int> lungPixels);

/// Which slice of a prior study belongs beside one of the current: the same share of the lungs from the lowest to the
/// highest slice, and what the reader moved it by.
class StudyLink {
public:
    StudyLink() = default;
    /// Slices are numbered from the feet. Without an extent the whole stack stands for it.
    StudyLink(int slices, std::optional<LungExtent> lungs, int priorSlices, std::optional<LungExtent> priorLungs);
    [[nodiscard]] int priorOf(int slice) const;  ///< clamped to the prior stack
    [[nodiscard]] int currentOf(int priorSlice) const;
    /// These two lie side by side from now on.
    void align(int slice, int priorSlice);

private:
    LungExtent current_, prior_;
    int slices_ = 1;
    int priorSlices_ = 1;
    double offset_ = 0;  // of the prior slice
};

}  // namespace overread::client
