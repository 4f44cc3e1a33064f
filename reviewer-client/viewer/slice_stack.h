#pragma once
#include <cstdint>
#include <span>
#include <string>
#include <vector>

#include "core/wire/assignment.h"
#include "reviewer-client/viewer/mask_layer.h"

namespace overread::client {

/// The slices of one series in Hounsfield units, as they come in, and later the masks. In memory alone. All of it
/// belongs to the thread of the window; decoded slices are handed to it there.
class SliceStack {
public:
    enum class State { missing, loaded, broken };

    explicit SliceStack(const wire::ImageSeries& series);

    [[nodiscard]] int slices() const { return series_.slices; }
    [[nodiscard]] int columns() const { return series_.columns; }
    [[nodiscard]] int rows() const { return series_.rows; }
    [[nodiscard]] const wire::ImageSeries& series() const { return series_; }

    [[nodiscard]] State state(int slice) const { return states_.at(static_cast<std::size_t>(slice)); }
    [[nodiscard]] int loaded() const { return loaded_; }
    [[nodiscard]] const std::string& problem(int slice) const;  ///< why a slice is broken
    [[nodiscard]] std::span<const std::int16_t> hu(int slice) const;
    /// Takes a decoded slice. Throws std::invalid_argument when it has not rows x columns values.
    void put(int slice, std::span<const std::int16_t> hu);
    void putBroken(int slice, std::string why);

    [[nodiscard]] bool hasMask(int slice) const;
    [[nodiscard]] std::span<const std::uint8_t> labels(int slice) const;
    [[nodiscard]] const MaskOutlines& outlines(int slice) const;
    /// Takes a slice of labels with its outlines, which were made beside the window's thread.
    void putMask(int slice, std::vector<std::uint8_t> labels, MaskOutlines outlines);

private:
    [[nodiscard]] std::size_t voxelsPerSlice() const {
        return static_cast<std::size_t>(series_.rows) * static_cast<std::size_t>(series_.columns);
    }

    wire::ImageSeries series_;
    std::vector<std::int16_t> hu_;
    std::vector<State> states_;
    std::vector<std::string> problems_;
    std::vector<std::vector<std::uint8_t>> labels_;
    std::vector<MaskOutlines> outlines_;
    int loaded_ = 0;
};

}  // namespace overread::client
