#pragma once
#include <cstdint>
#include <cstdlib>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <vector>

#include "core/wire/assignment.h"
#include "reviewer-client/viewer/lung_extent.h"
#include "reviewer-client/viewer/mask_layer.h"

namespace overread::client {

/// The slices of one series in Hounsfield units, as they come in, and later the masks. In memory alone. All of it
/// belongs to the thread of the window, but for `room`: a decoder's thread fills a slice's room before it says so.
class SliceStack {
public:
    enum class State { missing, loaded, broken };

    /// Takes memory that costs nothing until it is written: the window's thread never waits for 130 MB of zeros.
    /// Throws std::invalid_argument for a size that no series has, std::bad_alloc.
    explicit SliceStack(const wire::ImageSeries& series);

    [[nodiscard]] int slices() const { return series_.slices; }
    [[nodiscard]] int columns() const { return series_.columns; }
    [[nodiscard]] int rows() const { return series_.rows; }
    [[nodiscard]] const wire::ImageSeries& series() const { return series_; }

    [[nodiscard]] State state(int slice) const { return states_.at(static_cast<std::size_t>(slice)); }
    [[nodiscard]] int loaded() const { return loaded_; }
    [[nodiscard]] int broken() const { return broken_; }  ///< cannot be shown
    /// Every slice has come or is known to be broken.
    [[nodiscard]] bool isComplete() const { return loaded_ + broken_ == slices(); }
    [[nodiscard]] const std::string& problem(int slice) const;  ///< why a slice is broken
    [[nodiscard]] std::span<const std::int16_t> hu(int slice) const;

    /// Where a decoder writes the values of a slice that has not come; then the window's thread calls `arrived`.
    [[nodiscard]] std::span<std::int16_t> room(int slice);
    void arrived(int slice, int lungPixels);
    /// Both at once. Throws std::invalid_argument when `hu` has not rows x columns values.
    void put(int slice, std::span<const std::int16_t> hu);
    void putBroken(int slice, std::string why);

    /// Where the lungs lie among the slices that have come; none while too few have.
    [[nodiscard]] std::optional<LungExtent> lungs() const { return lungExtent(lungPixels_); }

    [[nodiscard]] bool hasMask(int slice) const;
    [[nodiscard]] int masks() const { return masks_; }  ///< how many have come
    [[nodiscard]] std::span<const std::uint8_t> labels(int slice) const;
    [[nodiscard]] const MaskOutlines& outlines(int slice) const;
    /// Takes a slice of labels with its outlines, which were made beside the window's thread.
    void putMask(int slice, std::vector<std::uint8_t> labels, MaskOutlines outlines);

private:
    struct Freed {
        void operator()(std::int16_t* memory) const { std::free(memory); }
    };
    [[nodiscard]] std::size_t voxelsPerSlice() const {
        return static_cast<std::size_t>(series_.rows) * static_cast<std::size_t>(series_.columns);
    }

    wire::ImageSeries series_;
    std::unique_ptr<std::int16_t[], Freed> hu_;
    std::vector<State> states_;
    std::vector<std::string> problems_;
    std::vector<int> lungPixels_;  // -1: has not come
    std::vector<std::vector<std::uint8_t>> labels_;
    std::vector<MaskOutlines> outlines_;
    int loaded_ = 0;
    int broken_ = 0;
    int masks_ = 0;
};

}  // namespace overread::client
