#include "core/quantification/body.h"

#include <algorithm>

#include "core/quantification/components.h"
#include "core/quantification/distance.h"

namespace overread::quantification {
namespace {

constexpr int tissueHu = -300;
constexpr double clothMm = 3;  // blanket, wires and the skin of the table are thinner than twice this

}  // namespace

Mask bodyOf(const HuGrid& hu, int threads) {
    Mask tissue{hu.extent};
    std::transform(hu.data.begin(), hu.data.end(), tissue.data.begin(),
                   [](std::int16_t v) { return static_cast<std::uint8_t>(v > tissueHu); });
    const auto solid = opened(tissue, clothMm, Reach::inSlice, threads);
    const auto parts = componentsOf(solid);
    const int largest = parts.largest();
    return holesFilledInSlices(parts.select(hu.extent, [largest](int part) { return part == largest; }));
}

}  // namespace overread::quantification
