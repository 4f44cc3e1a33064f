#include "core/phantom/anatomy.h"

#include <algorithm>
#include <cmath>

#include "core/phantom/random.h"

// The numbers are an adult's in supine position with raised arms, read off usual chest CTs; a few millimetres vary by
// seed.
namespace overread {
namespace {

constexpr double square(double x) {
    return x * x;
}

/// Squared radius in an ellipsoid: below 1 is inside.
double inEllipsoid(double x, double y, double z, const Point& centre, const Point& radii) {
    return square((x - centre[0]) / radii[0]) + square((y - centre[1]) / radii[1]) + square((z - centre[2]) / radii[2]);
}

double inEllipse(double x, double y, double centreX, double centreY, double radiusX, double radiusY) {
    return square((x - centreX) / radiusX) + square((y - centreY) / radiusY);
}

/// Place of z within a repeating length.
double phaseOf(double z, double period) {
    return z - period * std::floor(z / period);
}

constexpr double cavityCentreY = 0;
constexpr double bodyCentreY = 8;

Tissue tableAt(double x, double y) {
    const double top = 146 - x * x / 1500;  // a shallow trough
    if (y < top || y > top + 42 || std::abs(x) > 178) return Tissue::air;
    return y < top + 3 || y > top + 39 || std::abs(x) > 175 ? Tissue::tableShell : Tissue::tableFoam;
}

}  // namespace

Anatomy::Anatomy(const PhantomOptions& options) {
    Random random{options.seed, 1};
    const bool free = options.breathing == Breathing::free;
    thoraxHalfWidth_ = random.between(124, 134) - (free ? 3 : 0);
    thoraxHalfDepth_ = random.between(88, 97) - (free ? 4 : 0);
    baseZ_ = random.between(18, 26) + (free ? 18 : 0);
    apexZ_ = random.between(268, 280);
    rightDomeZ_ = random.between(86, 100) + (free ? 24 : 0);
    leftDomeZ_ = rightDomeZ_ - random.between(6, 14);
    heartScale_ = random.between(0.93, 1.07);
    ribShift_ = random.between(0, 26);
    hasArms_ = random.between(0, 1) < 0.3;
    hasBlanket_ = random.between(0, 1) < 0.5;
    for (int lead = static_cast<int>(random.between(0, 4)); lead > 0; --lead)
        wires_.push_back({random.between(-110, 110), random.between(-0.4, 0.4), random.between(0.6, 1.3)});

    greatVessels_ = {
        {{-12, -30, 120}, {-12, -32, 208}, 16},                                           // ascending aorta
        {{-12, -32, 208}, {2, -12, 218}, 14},   {{2, -12, 218}, {16, 22, 216}, 13},       // arch
        {{16, 22, 216}, {19, 46, 206}, 12.5},   {{19, 46, 206}, {20, 49, 100}, 12},       // descending aorta
        {{20, 49, 100}, {8, 55, -10}, 11},      {{-31, -20, 130}, {-28, -14, 290}, 8.5},  // superior vena cava
        {{14, -40, 150}, {17, -10, 178}, 14},   {{17, -8, 176}, {-40, 6, 168}, 10},       // pulmonary arteries
        {{17, -8, 178}, {44, 12, 176}, 10},     {{-12, 10, 150}, {-40, 10, 150}, 8},      // pulmonary veins
        {{20, 12, 148}, {46, 14, 150}, 8},      {{-8, -28, 216}, {-22, -18, 290}, 6},     // head and neck
        {{2, -14, 220}, {6, -14, 290}, 4.5},    {{14, 14, 220}, {24, 2, 290}, 5},
        {{5, 40, 290}, {4, 42, 190}, 6},        {{4, 42, 190}, {10, 38, 60}, 6.5},  // oesophagus
    };
    for (const double side : {-1.0, 1.0}) {
        bones_.push_back({{side * 20, -72, 264}, {side * 95, -50, 286}, 6});  // clavicle
        bones_.push_back({{side * 78, 104, 175}, {side * 104, 92, 290}, 5});  // scapula
        bones_.push_back({{side * 104, 92, 200}, {side * 122, 70, 290}, 5});
        bones_.push_back({{side * 92, 98, 182}, {side * 112, 82, 290}, 4.5});
    }
    centralAirways_ = {{{0, 12, 310}, {0, 14, 240}, 8.5},   {{0, 14, 240}, {0, 18, 190}, 8.5},
                       {{0, 18, 192}, {-24, 16, 176}, 6.5}, {{-24, 16, 176}, {-40, 12, 166}, 5.5},
                       {{0, 18, 192}, {26, 20, 176}, 5.8},  {{26, 20, 176}, {43, 17, 168}, 5.2}};
}

Point Anatomy::hilum(Tissue lung) const {
    return lung == Tissue::rightLung ? Point{-40, 10, 164} : Point{44, 15, 167};
}

Anatomy::Section Anatomy::sectionAt(double z) const {
    Section section;
    section.z = z;
    section.upwards = std::clamp((z - baseZ_) / (apexZ_ - baseZ_), 0.0, 1.0);
    const double narrowing = std::max(0.0, (section.upwards - 0.25) / 0.75);
    const double share = std::sqrt(std::max(0.0, 1 - narrowing * narrowing * narrowing));
    section.halfWidth = thoraxHalfWidth_ * share;
    section.halfDepth = thoraxHalfDepth_ * (0.12 + 0.88 * share) * (z < apexZ_ ? 1 : 0);
    const double shoulders = std::clamp((z - 200) / 100, 0.0, 1.0);
    section.bodyHalfWidth = thoraxHalfWidth_ + 42 - 6 * shoulders;
    section.bodyHalfDepth = thoraxHalfDepth_ + 28 - 16 * shoulders;
    return section;
}

double Anatomy::outwards(const Section& section, double x, double y) const {
    if (section.halfWidth <= 0 || section.halfDepth <= 0) return 10;
    return std::sqrt(inEllipse(x, y, 0, cavityCentreY, section.halfWidth, section.halfDepth));
}

Tissue Anatomy::tissueAt(const Section& section, double x, double y) const {
    if (square(x) + square(y - centreYMm) > square(fieldOfViewMm / 2)) return Tissue::padding;
    const double body = inEllipse(x, y, 0, bodyCentreY, section.bodyHalfWidth, section.bodyHalfDepth);
    if (body > 1) return outsideAt(section, x, y, body);
    if (body > 0.97) return Tissue::skin;
    if (std::abs(x) < 46 && y > 55) {
        const Tissue spine = spineAt(x, y, section.z);
        if (spine != Tissue::muscle) return spine;
    }
    const double outward = outwards(section, x, y);
    return outward < 1 ? cavityAt(section, x, y, outward) : wallAt(section, x, y, outward);
}

/// Arms at the side, cut off by the field of view, ECG leads on the chest, a blanket over all of it; the table.
Tissue Anatomy::outsideAt(const Section& section, double x, double y, double body) const {
    const double arm = inEllipse(std::abs(x), y, section.bodyHalfWidth + 44, 25, 41, 38);
    if (hasArms_ && arm < 1) return arm > 0.92 ? Tissue::skin : arm > 0.7 ? Tissue::fat : Tissue::muscle;
    if (y < 0) {
        const double aboveMm = (std::sqrt(body) - 1) * 0.5 * (section.bodyHalfWidth + section.bodyHalfDepth);
        for (const Point& wire : wires_)
            if (square(x - wire[0] - wire[1] * section.z) + square(aboveMm - wire[2]) < square(wire[2]))
                return Tissue::wire;
        if (hasBlanket_ && std::abs(aboveMm - 7) < 1.2) return Tissue::blanket;
    }
    return tableAt(x, y);
}

Tissue Anatomy::spineAt(double x, double y, double z) const {
    const double vertebra = inEllipse(x, y, 0, 80, 19, 15.5);
    if (vertebra < 1) {
        if (phaseOf(z, 24) < 5) return Tissue::disc;
        return vertebra > 0.82 ? Tissue::bone : Tissue::marrow;
    }
    const double canal = inEllipse(x, y, 0, 103, 12, 10);
    if (canal < 0.55) return Tissue::disc;  // the cord is about as dense
    if (canal < 1 && phaseOf(z, 24) > 6) return Tissue::bone;
    if (phaseOf(z, 24) > 8 && phaseOf(z, 24) < 19) {
        if (std::abs(x) < 3.5 && y > 110 && y < 126) return Tissue::bone;  // spinous process
        if (std::abs(x) > 10 && std::abs(x) < 38 && std::abs(y - 100 - std::abs(x) / 8) < 4.5)
            return Tissue::bone;  // transverse
    }
    return Tissue::muscle;
}

bool Anatomy::isMediastinum(const Section& section, double x, double y) const {
    const double z = section.z;
    if (inEllipse(x, y, 0, 84, 27, 33) < 1) return true;  // around the spine
    if (std::abs(x) < 2.4 && y < 0) return true;          // anterior junction
    if (std::abs(x - 4) < 14 && y > -25) return true;     // between heart and spine
    const Point heart{22, -28, 118}, atrium{-16, -18, 128};
    const double scale = heartScale_;
    if (inEllipsoid(x, y, z, heart, {58 * scale, 48 * scale, 56 * scale}) < 1) return true;
    if (inEllipsoid(x, y, z, atrium, {36 * scale, 38 * scale, 50 * scale}) < 1) return true;
    if (z > 120 && inEllipse(x, y, 0, -2, 34 - 4 * section.upwards, 56 * std::max(section.upwards, 0.4)) < 1)
        return true;
    return false;
}

double Anatomy::diaphragmAt(double x, double y) const {
    const double right = rightDomeZ_ - 52 * inEllipse(x, y, -66, -12, 78, 96);
    const double left = leftDomeZ_ - 52 * inEllipse(x, y, 70, -14, 76, 96);
    return std::max({right, left, baseZ_});
}

Tissue Anatomy::belowDiaphragm(double x, double y, double z, double diaphragm) const {
    if (z > diaphragm - 3) return Tissue::muscle;
    const Point stomach{72, -16, leftDomeZ_ - 40};
    const double inStomach = inEllipsoid(x, y, z, stomach, {44, 52, 36});
    if (inStomach < 1) {
        if (inStomach > 0.84 || z > diaphragm - 5.5) return Tissue::stomachWall;
        return y < -4 ? Tissue::gas : Tissue::stomachFluid;  // the gas rises to the front
    }
    if (inEllipsoid(x, y, z, {92, 48, leftDomeZ_ - 45}, {30, 34, 38}) < 1) return Tissue::spleen;
    if (x < 28 - (y + 30) * 0.5 && x < 60) return Tissue::liver;
    return Tissue::fat;
}

Tissue Anatomy::cavityAt(const Section& section, double x, double y, double) const {
    const double z = section.z;
    const double diaphragm = diaphragmAt(x, y);
    const Point heart{22, -28, 118}, atrium{-16, -18, 128};
    const double scale = heartScale_;
    if (inEllipsoid(x, y, z, heart, {54 * scale, 44 * scale, 52 * scale}) < 1 ||
        inEllipsoid(x, y, z, atrium, {33 * scale, 35 * scale, 47 * scale}) < 1)
        return Tissue::blood;
    const bool mediastinum = isMediastinum(section, x, y);
    if (z < diaphragm && !(mediastinum && z > 62 && std::abs(x) < 70)) return belowDiaphragm(x, y, z, diaphragm);
    if (mediastinum) return Tissue::mediastinalFat;
    const bool right = x < 0;
    // Oblique fissure from the back above to the front below; on the right a horizontal one before it.
    const double oblique = z - (205 - (70 - y) * 0.95 - (right ? 6 : 0) + x * x / 1400);
    const bool onFissure =
        std::abs(oblique) < 0.9 || (right && oblique > 0 && y < 0 && std::abs(z - 158 + (x + 60) * 0.05) < 0.6);
    if (onFissure) return right ? Tissue::rightFissure : Tissue::leftFissure;
    return right ? Tissue::rightLung : Tissue::leftLung;
}

Tissue Anatomy::wallAt(const Section& section, double x, double y, double outward) const {
    const double depthMm = (outward - 1) * 0.5 * (section.halfWidth + section.halfDepth);
    const bool chest = section.halfWidth > 0.3 * thoraxHalfWidth_;
    const double front = cavityCentreY - section.halfDepth;
    if (chest && std::abs(x) < 17 && y < front - 2 && y > front - 12 && section.z > 85)
        return y < front - 4 && y > front - 10 ? Tissue::marrow : Tissue::bone;  // sternum
    if (chest && depthMm > 1.5 && depthMm < 9.5) {
        const double forwards = (1 - (y - cavityCentreY) / (section.halfDepth * outward)) / 2;  // 0 back .. 1 front
        const double phase = std::abs(phaseOf(section.z + 78 * forwards + ribShift_, 26) - 13);
        if (phase < 5.5) {
            if (forwards > 0.9) return Tissue::cartilage;
            return phase < 3.5 && depthMm > 3.2 && depthMm < 7.8 ? Tissue::marrow : Tissue::bone;
        }
        return Tissue::muscle;
    }
    if (depthMm < 1.5) return Tissue::muscle;
    const double muscle = inEllipse(x, y, 0, bodyCentreY, section.bodyHalfWidth - 14, section.bodyHalfDepth - 11);
    return muscle < 1 ? Tissue::muscle : Tissue::fat;
}

}  // namespace overread
