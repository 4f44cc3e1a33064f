#include "reviewer-client/viewer/slice_stack.h"

#include <algorithm>
#include <new>
#include <stdexcept>

namespace overread::client {

SliceStack::SliceStack(const wire::ImageSeries& series) : series_(series) {
    // Bounds of what a server may make this program allocate: 2 GiB of voxels, as for a data set.
    if (series.rows < 1 || series.columns < 1 || series.slices < 1 || series.rows > 4096 || series.columns > 4096 ||
        voxelsPerSlice() * static_cast<std::size_t>(series.slices) > (std::size_t{1} << 30))
        throw std::invalid_argument("a series of that size cannot be shown");
    const auto n = static_cast<std::size_t>(series.slices);
    hu_.reset(static_cast<std::int16_t*>(std::calloc(voxelsPerSlice() * n, sizeof(std::int16_t))));
    if (!hu_) throw std::bad_alloc();
    states_.resize(n, State::missing);
    problems_.resize(n);
    lungPixels_.resize(n, -1);
    labels_.resize(n);
    outlines_.resize(n);
}

const std::string& SliceStack::problem(int slice) const {
    return problems_.at(static_cast<std::size_t>(slice));
}

std::span<const std::int16_t> SliceStack::hu(int slice) const {
    return {hu_.get() + static_cast<std::size_t>(slice) * voxelsPerSlice(), voxelsPerSlice()};
}

std::span<std::int16_t> SliceStack::room(int slice) {
    if (slice < 0 || slice >= slices()) throw std::out_of_range("no such slice");
    return {hu_.get() + static_cast<std::size_t>(slice) * voxelsPerSlice(), voxelsPerSlice()};
}

void SliceStack::arrived(int slice, int lungPixels) {
    auto& state = states_.at(static_cast<std::size_t>(slice));
    if (state == State::loaded) return;
    if (state == State::broken) --broken_;
    ++loaded_;
    state = State::loaded;
    lungPixels_.at(static_cast<std::size_t>(slice)) = lungPixels;
}

void SliceStack::put(int slice, std::span<const std::int16_t> hu) {
    if (hu.size() != voxelsPerSlice()) throw std::invalid_argument("a slice of another size");
    std::ranges::copy(hu, room(slice).begin());
    arrived(slice, lungPixelsOf(hu, columns()));
}

void SliceStack::putBroken(int slice, std::string why) {
    auto& state = states_.at(static_cast<std::size_t>(slice));
    if (state == State::missing) ++broken_;
    if (state == State::loaded) return;
    state = State::broken;
    problems_.at(static_cast<std::size_t>(slice)) = std::move(why);
}

bool SliceStack::hasMask(int slice) const {
    return !labels_.at(static_cast<std::size_t>(slice)).empty();
}

std::span<const std::uint8_t> SliceStack::labels(int slice) const {
    return labels_.at(static_cast<std::size_t>(slice));
}

const MaskOutlines& SliceStack::outlines(int slice) const {
    return outlines_.at(static_cast<std::size_t>(slice));
}

void SliceStack::putMask(int slice, std::vector<std::uint8_t> labels, MaskOutlines outlines) {
    if (labels.size() != voxelsPerSlice()) throw std::invalid_argument("a mask of another size");
    if (!hasMask(slice)) ++masks_;
    labels_.at(static_cast<std::size_t>(slice)) = std::move(labels);
    outlines_.at(static_cast<std::size_t>(slice)) = std::move(outlines);
}

}  // namespace overread::client
