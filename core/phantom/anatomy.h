#pragma once
#include <array>
#include <cstdint>
#include <vector>

#include "core/phantom/phantom.h"

/// Where which organ lies in the phantom, in millimetres: x to the patient's left, y to the back, z to the head.
/// Implementation detail of this folder.
namespace overread {

using Point = std::array<double, 3>;

enum class Tissue : std::uint8_t {
    padding,  ///< outside the scanner's circle
    air,
    tableShell,
    tableFoam,
    skin,
    fat,
    muscle,
    bone,
    marrow,
    disc,
    cartilage,
    mediastinalFat,
    blood,
    liver,
    spleen,
    stomachWall,
    stomachFluid,
    gas,
    rightLung,
    leftLung,
    rightFissure,
    leftFissure,
    wire,
    blanket,
    count
};

/// A rounded rod; vessels, airways and some bones are made of them.
struct Rod {
    Point from, to;
    double radiusMm = 1;
};

/// One patient: the same seed has the same body.
class Anatomy {
public:
    explicit Anatomy(const PhantomOptions& options);

    static constexpr double heightMm = 300;  ///< of the imaged part, from below the lungs to above their tips
    static constexpr double fieldOfViewMm = 370;
    static constexpr double centreYMm = 12;  ///< of the field of view

    /// What depends on z alone, computed once per slice.
    struct Section {
        double z = 0;
        double halfWidth = 0, halfDepth = 0;  ///< of the cavity inside the ribs; 0 above the tips of the lungs
        double bodyHalfWidth = 0, bodyHalfDepth = 0;
        double upwards = 0;  ///< 0 at the base of the lungs, 1 at their tips
    };
    [[nodiscard]] Section sectionAt(double z) const;

    [[nodiscard]] Tissue tissueAt(const Section& section, double x, double y) const;

    /// 0 in the middle of the chest, 1 at the inner side of the ribs.
    [[nodiscard]] double outwards(const Section& section, double x, double y) const;

    [[nodiscard]] const std::vector<Rod>& greatVessels() const { return greatVessels_; }
    [[nodiscard]] const std::vector<Rod>& bones() const { return bones_; }
    [[nodiscard]] const std::vector<Rod>& centralAirways() const { return centralAirways_; }  ///< radius of the lumen
    [[nodiscard]] Point hilum(Tissue lung) const;

private:
    [[nodiscard]] Tissue cavityAt(const Section& section, double x, double y, double outward) const;
    [[nodiscard]] Tissue wallAt(const Section& section, double x, double y, double outward) const;
    [[nodiscard]] Tissue outsideAt(const Section& section, double x, double y, double body) const;
    [[nodiscard]] Tissue spineAt(double x, double y, double z) const;  ///< muscle: no bone there
    [[nodiscard]] bool isMediastinum(const Section& section, double x, double y) const;
    [[nodiscard]] double diaphragmAt(double x, double y) const;
    [[nodiscard]] Tissue belowDiaphragm(double x, double y, double z, double diaphragm) const;

    double thoraxHalfWidth_, thoraxHalfDepth_, baseZ_, apexZ_;
    double rightDomeZ_, leftDomeZ_, heartScale_, ribShift_;
    bool hasArms_, hasBlanket_;
    std::vector<Point> wires_;  ///< x where a lead crosses z = 0, its slope in x per z, radius
    std::vector<Rod> greatVessels_, bones_, centralAirways_;
};

}  // namespace overread
