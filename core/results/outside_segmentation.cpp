#include <dcmtk/config/osconfig.h>

#include <dcmtk/dcmfg/fgpixmsr.h>
#include <dcmtk/dcmfg/fgplanor.h>
#include <dcmtk/dcmfg/fgplanpo.h>
#include <dcmtk/dcmseg/segdoc.h>
#include <dcmtk/dcmseg/segment.h>
#include <dcmtk/dcmseg/segutils.h>

#include <algorithm>
#include <array>
#include <cmath>
#include <memory>
#include <set>

#include "core/results/outside_readers.h"

namespace overread::outside {
namespace {

constexpr double placeTolerance = 0.1;  // of a voxel: services write positions rounded

/// What a voxel was said to be.
enum Said : std::uint8_t { rightLung = 1, leftLung = 2, lung = 4, groundGlass = 8, consolidation = 16 };

bool mentions(const std::string& text, std::initializer_list<const char*> words) {
    return std::any_of(words.begin(), words.end(),
                       [&](const char* word) { return text.find(word) != std::string::npos; });
}

std::string lower(const OFString& text) {
    std::string low(text.c_str());
    std::transform(low.begin(), low.end(), low.begin(), [](unsigned char c) { return std::tolower(c); });
    return low;
}

/// By its codes, else by its words: services agree on neither. 0: something else.
std::uint8_t saidBy(DcmSegment& segment) {
    OFString code;
    OFString meaning;
    OFString label;
    segment.getSegmentedPropertyTypeCode().getCodeValue(code);
    segment.getSegmentedPropertyTypeCode().getCodeMeaning(meaning);
    segment.getSegmentLabel(label);
    std::string words = lower(label) + " " + lower(meaning);
    for (auto* modifier : segment.getSegmentedPropertyTypeModifierCode()) {
        OFString side;
        modifier->getCodeMeaning(side);
        words += " " + lower(side);
    }
    if (code == "112120" || mentions(words, {"ground glass", "ground-glass", "ggo"})) return groundGlass;
    if (code == "95436008" || mentions(words, {"consolidation"})) return consolidation;
    if (mentions(words, {"infect", "opacit", "pneumonia", "lesion", "covid"})) return groundGlass;
    if (!mentions(words, {"lung"})) return 0;
    if (mentions(words, {"right"})) return rightLung;
    return mentions(words, {"left"}) ? leftLung : lung;
}

template <class Group>
Group& groupOf(DcmSegmentation& document, Uint32 frame, DcmFGTypes::E_FGType type) {
    auto* group = dynamic_cast<Group*>(document.getFunctionalGroups().get(frame, type));
    if (group == nullptr) throw Refused{"other_geometry", "A frame does not say where it lies."};
    return *group;
}

void requireOurMatrix(DcmDataset& data, const VolumeGeometry& geometry) {
    Uint16 rows = 0;
    Uint16 columns = 0;
    data.findAndGetUint16(DCM_Rows, rows);
    data.findAndGetUint16(DCM_Columns, columns);
    if (rows != geometry.rows || columns != geometry.columns)
        throw Refused{"other_geometry", "The masks have another matrix than the series."};
}

/// Same spacing and directions as our series.
void requireOurGrid(DcmSegmentation& document, const VolumeGeometry& geometry) {
    const auto refuse = [](const char* what) { throw Refused{"other_geometry", what}; };
    auto& pixels = groupOf<FGPixelMeasures>(document, 0, DcmFGTypes::EFG_PIXELMEASURES);
    for (const unsigned axis : {0U, 1U}) {  // the distance of the rows first
        Float64 spacing = 0;
        const double ours = geometry.spacingMm[1 - axis];
        if (pixels.getPixelSpacing(spacing, axis).bad() || !(std::abs(spacing - ours) < placeTolerance * ours))
            refuse("The masks have other pixels than the series.");
    }
    auto& orientation = groupOf<FGPlaneOrientationPatient>(document, 0, DcmFGTypes::EFG_PLANEORIENTPATIENT);
    std::array<Float64, 6> o{};
    if (orientation.getImageOrientationPatient(o[0], o[1], o[2], o[3], o[4], o[5]).bad())
        refuse("The masks do not say how they lie.");
    for (std::size_t i = 0; i < 3; ++i)
        if (!(std::abs(o[i] - geometry.rowDirection[i]) < 0.01) ||
            !(std::abs(o[i + 3] - geometry.columnDirection[i]) < 0.01))
            refuse("The masks lie in another direction than the series.");
}

std::size_t sliceOf(DcmSegmentation& document, Uint32 frame, const VolumeGeometry& geometry) {
    auto& position = groupOf<FGPlanePosPatient>(document, frame, DcmFGTypes::EFG_PLANEPOSPATIENT);
    std::array<Float64, 3> at{};
    if (position.getImagePositionPatient(at[0], at[1], at[2]).bad())
        throw Refused{"other_geometry", "A frame does not say where it lies."};
    const auto along = [&](const std::array<double, 3>& axis) {
        double sum = 0;
        for (std::size_t i = 0; i < 3; ++i) sum += (at[i] - geometry.originMm[i]) * axis[i];
        return sum;
    };
    const double place = along(geometry.normal) / geometry.spacingMm[2];
    const double slice = std::round(place);
    const bool fits = slice >= 0 && slice < static_cast<double>(geometry.slices) && std::abs(place - slice) < 0.5 &&
                      std::abs(along(geometry.rowDirection)) < geometry.spacingMm[0] / 2 &&
                      std::abs(along(geometry.columnDirection)) < geometry.spacingMm[1] / 2;
    if (!fits) throw Refused{"other_geometry", "A frame lies beside the slices of the series."};
    return static_cast<std::size_t>(slice);
}

/// A byte a pixel: 0 where the segment is not. A fraction counts from the half on.
std::vector<bool> pixelsOf(DcmSegmentation& document, std::size_t frame, const VolumeGeometry& geometry) {
    const auto* stored = document.getFrame(frame);
    std::unique_ptr<DcmIODTypes::Frame> unpacked;
    const bool isBinary = document.getSegmentationType() == DcmSegTypes::ST_BINARY;
    if (isBinary && stored != nullptr) {
        unpacked.reset(DcmSegUtils::unpackBinaryFrame(stored, static_cast<Uint16>(geometry.rows),
                                                      static_cast<Uint16>(geometry.columns)));
        stored = unpacked.get();
    }
    if (stored == nullptr || stored->length < geometry.voxelsPerSlice())
        throw Refused{"no_pixel_data", "A frame of the masks is missing."};
    std::vector<bool> pixels(geometry.voxelsPerSlice());
    for (std::size_t i = 0; i < pixels.size(); ++i)
        pixels[i] = isBinary ? stored->pixData[i] != 0 : stored->pixData[i] > 127;
    return pixels;
}

/// What was said of each voxel, all segments together.
std::vector<std::uint8_t> saidOf(DcmSegmentation& document, const VolumeGeometry& geometry) {
    requireOurGrid(document, geometry);
    std::vector<std::uint8_t> said(geometry.voxels());
    for (std::size_t number = 1; number <= document.getNumberOfSegments(); ++number) {
        auto* segment = document.getSegment(number);
        const auto what = segment == nullptr ? std::uint8_t{0} : saidBy(*segment);
        if (what == 0) continue;
        OFVector<size_t> frames;
        document.getFramesForSegment(number, frames);
        for (const auto frame : frames) {
            const auto first = sliceOf(document, static_cast<Uint32>(frame), geometry) * geometry.voxelsPerSlice();
            const auto pixels = pixelsOf(document, frame, geometry);
            for (std::size_t i = 0; i < pixels.size(); ++i)
                if (pixels[i]) said[first + i] |= what;
        }
    }
    return said;
}

/// 1 right, 2 left, 0 outside the lungs.
int sideOf(std::uint8_t said, bool hasLungs, std::uint8_t ourLabel) {
    if ((said & rightLung) != 0) return 1;
    if ((said & leftLung) != 0) return 2;
    const int ours = ourLabel >= 1 && ourLabel <= 6 ? 2 - ourLabel % 2 : 0;
    if (hasLungs && (said & lung) == 0) return 0;
    return ours;
}

}  // namespace

LabelVolume masksOn(const VolumeGeometry& geometry, const LabelVolume* ours, DcmDataset& segmentation) {
    requireOurMatrix(segmentation, geometry);
    DcmSegmentation* made = nullptr;
    const auto status = DcmSegmentation::loadDataset(segmentation, made);
    const std::unique_ptr<DcmSegmentation> document(made);
    if (status.bad() || !document)
        throw Refused{"not_dicom", std::string("The segmentation cannot be read: ") + status.text()};
    if (document->getNumberOfFrames() == 0) throw Refused{"no_pixel_data", "The segmentation has no frames."};
    const auto said = saidOf(*document, geometry);
    const bool hasLungs = std::any_of(said.begin(), said.end(), [](auto each) { return (each & 7) != 0; });
    const bool hasLesions = std::any_of(said.begin(), said.end(), [](auto each) { return (each & 24) != 0; });
    if (!hasLungs && !hasLesions) throw Refused{"no_involvement", "No segment is a lung or a lesion that we know."};
    const bool knowsSides = std::any_of(said.begin(), said.end(), [](auto each) { return (each & 3) != 0; });
    if (!knowsSides && (ours == nullptr || ours->labels.size() != said.size()))
        throw Refused{"no_lungs", "The masks name no right and left lung, and we have none of our own."};
    LabelVolume masks{geometry, std::vector<std::uint8_t>(said.size())};
    const bool canAsk = ours != nullptr && ours->labels.size() == said.size();
    for (std::size_t i = 0; i < said.size(); ++i) {
        const int side = sideOf(said[i], hasLungs, canAsk ? ours->labels[i] : std::uint8_t{0});
        if (side == 0) continue;
        const int kind = (said[i] & consolidation) != 0 ? 4 : (said[i] & groundGlass) != 0 ? 2 : 0;
        masks.labels[i] = static_cast<std::uint8_t>(side + kind);
    }
    return masks;
}

}  // namespace overread::outside
