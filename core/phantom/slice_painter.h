#pragma once
#include <cstdint>
#include <vector>

#include "core/phantom/anatomy.h"
#include "core/phantom/value_noise.h"

namespace overread {

/// Hounsfield units and labels of one slice of the healthy thorax, before effusion, lesions, blur and noise.
struct PaintedSlice {
    std::vector<std::int16_t> hu;
    std::vector<std::uint8_t> labels;  ///< none, right lung, left lung, airways
};

/// Paints thin slices of one patient: organs first, then bones, vessels and airways over them.
class SlicePainter {
public:
    explicit SlicePainter(const PhantomOptions& options);

    [[nodiscard]] const Anatomy& anatomy() const { return anatomy_; }
    /// `z` in the coordinates of the anatomy. Reuses the memory of `slice`.
    void paint(double z, PaintedSlice& slice);

private:
    template <class Paint>
    void forEachPixelNear(const Rod& rod, double reachMm, double z, const Paint& paint) const;
    void paintOrgans(const Anatomy::Section& section);
    void paintVessels(double z);
    void paintAirways(double z);
    void colour(const Anatomy::Section& section, PaintedSlice& slice) const;
    [[nodiscard]] double xAt(int column) const { return lowX_ + column * pixelMm_; }
    [[nodiscard]] double yAt(int row) const { return lowY_ + row * pixelMm_; }

    int matrix_;
    double pixelMm_, lowX_, lowY_;
    double aeratedHu_;
    Anatomy anatomy_;
    std::vector<Rod> lungVessels_, airways_;
    ValueNoise unevenness_;
    // Of the slice being painted:
    std::vector<Tissue> tissue_;
    std::vector<std::uint8_t> vesselShare_;  ///< of the pixel, 0..255
    enum class Airway : std::uint8_t { none, wall, lumen };
    std::vector<Airway> airway_;
};

}  // namespace overread
