#include "core/results/write_segmentation.h"

#include <dcmtk/config/osconfig.h>

#include <dcmtk/dcmfg/fgderimg.h>
#include <dcmtk/dcmfg/fgfracon.h>
#include <dcmtk/dcmfg/fgpixmsr.h>
#include <dcmtk/dcmfg/fgplanor.h>
#include <dcmtk/dcmfg/fgplanpo.h>
#include <dcmtk/dcmiod/cielabutil.h>
#include <dcmtk/dcmseg/segdoc.h>
#include <dcmtk/dcmseg/segment.h>

#include <algorithm>
#include <array>
#include <initializer_list>
#include <memory>
#include <sstream>
#include <stdexcept>

#include "core/results/derived_object.h"

namespace overread {
namespace {

using derived::require;

struct Segment {
    const char* label;
    CodeSequenceMacro category;
    CodeSequenceMacro type;
    const char* laterality;  ///< SNOMED CT code of right or left; nullptr: none
    std::initializer_list<Label> of;
    std::array<double, 3> colour;  ///< red, green, blue, 0..1: as the product draws it everywhere
};

const CodeSequenceMacro& anatomy() {
    static const CodeSequenceMacro code("123037004", "SCT", "Anatomical Structure");
    return code;
}

const CodeSequenceMacro& abnormal() {
    static const CodeSequenceMacro code("49755003", "SCT", "Morphologically Abnormal Structure");
    return code;
}

const std::array<Segment, 4>& segments() {
    using enum Label;
    static const CodeSequenceMacro lung("39607008", "SCT", "Lung");
    constexpr std::array<double, 3> green{0.0, 0x9e / 255.0, 0x73 / 255.0};
    static const std::array<Segment, 4> all{{
        {"Right lung", anatomy(), lung, "24028007", {rightLung, rightGroundGlass, rightConsolidation}, green},
        {"Left lung", anatomy(), lung, "7771000", {leftLung, leftGroundGlass, leftConsolidation}, green},
        {"Ground glass",
         abnormal(),
         CodeSequenceMacro("112120", "DCM", "Ground glass opacity"),
         nullptr,
         {rightGroundGlass, leftGroundGlass},
         {0x56 / 255.0, 0xb4 / 255.0, 0xe9 / 255.0}},
        {"Consolidation",
         abnormal(),
         CodeSequenceMacro("95436008", "SCT", "Lung consolidation"),
         nullptr,
         {rightConsolidation, leftConsolidation},
         {0xe6 / 255.0, 0x9f / 255.0, 0.0}},
    }};
    return all;
}

/// The one-bit mask of a slice, a byte a pixel; false where it is empty.
bool maskOf(const LabelVolume& labels, std::size_t slice, const Segment& segment, std::vector<Uint8>& mask) {
    const std::size_t perSlice = labels.geometry.voxelsPerSlice();
    const auto* from = labels.labels.data() + slice * perSlice;
    std::array<bool, 256> isIn{};
    for (const Label label : segment.of) isIn[static_cast<std::size_t>(label)] = true;
    std::transform(from, from + perSlice, mask.begin(), [&](std::uint8_t label) { return isIn[label] ? 1 : 0; });
    return std::find(mask.begin(), mask.end(), 1) != mask.end();
}

std::vector<std::string> valuesOf(const std::string& text, std::size_t count) {
    std::vector<std::string> values;
    std::istringstream stream(text);
    for (std::string value; std::getline(stream, value, '\\');) values.push_back(value);
    if (values.size() != count) throw std::runtime_error("a slice of the source says something else than before");
    return values;
}

std::unique_ptr<DcmSegmentation> newDocument(const SourceSeries& source, WrittenSegmentation& written) {
    IODGeneralEquipmentModule::EquipmentInfo equipment(derived::manufacturer, derived::model, derived::serialNumber,
                                                       derived::version);
    ContentIdentificationMacro content("1", "LUNG_INVOLVEMENT", derived::intendedUse, derived::author);
    DcmSegmentation* made = nullptr;
    require(DcmSegmentation::createBinarySegmentation(made, static_cast<Uint16>(source.geometry.rows),
                                                      static_cast<Uint16>(source.geometry.columns), equipment, content),
            "segmentation");
    std::unique_ptr<DcmSegmentation> document(made);
    DcmDataset first;
    derived::putSource(first, source, source.instances.front());
    require(document->importFromSourceImage(first, OFTrue), "patient and study");
    written.seriesInstanceUid = derived::newUid();
    written.sopInstanceUid = derived::newUid();
    const auto moment = derived::now();
    auto& series = document->getSeries();
    require(series.setSeriesInstanceUID(written.seriesInstanceUid.c_str()), "series");
    require(series.setSeriesNumber("901"), "series");
    require(series.setSeriesDescription("Lungs and lesions, automatic; not for primary diagnosis"), "series");
    require(series.setSeriesDate(moment.date.c_str()), "series");
    require(series.setSeriesTime(moment.time.c_str()), "series");
    require(document->getSOPCommon().setSOPInstanceUID(written.sopInstanceUid.c_str()), "object");
    require(document->getGeneralImage().setContentDate(moment.date.c_str()), "object");
    require(document->getGeneralImage().setContentTime(moment.time.c_str()), "object");
    return document;
}

void describeDimensions(DcmSegmentation& document) {
    const OFString organization = derived::newUid().c_str();
    auto& dimensions = document.getDimensions();
    require(dimensions.addDimensionIndex(DCM_ReferencedSegmentNumber, organization, DCM_SegmentIdentificationSequence,
                                         "ReferencedSegmentNumber"),
            "dimensions");
    require(dimensions.addDimensionIndex(DCM_ImagePositionPatient, organization, DCM_PlanePositionSequence,
                                         "ImagePositionPatient"),
            "dimensions");
}

void describeGeometry(DcmSegmentation& document, const SourceSeries& source) {
    FGPixelMeasures pixels;
    require(pixels.setPixelSpacing(source.pixelSpacing.c_str()), "pixel spacing");
    require(pixels.setSliceThickness(derived::decimal(source.sliceThicknessMm).c_str()), "slice thickness");
    require(pixels.setSpacingBetweenSlices(derived::decimal(source.geometry.spacingMm[2]).c_str()), "slice distance");
    require(document.addForAllFrames(pixels), "pixel measures");
    const auto o = valuesOf(source.orientation, 6);
    FGPlaneOrientationPatient orientation;
    require(orientation.setImageOrientationPatient(o[0].c_str(), o[1].c_str(), o[2].c_str(), o[3].c_str(), o[4].c_str(),
                                                   o[5].c_str()),
            "orientation");
    require(document.addForAllFrames(orientation), "orientation");
}

/// Says in the object's head which slices it was made of.
void referToSource(DcmSegmentation& document, const SourceSeries& source) {
    auto series = std::make_unique<IODSeriesAndInstanceReferenceMacro::ReferencedSeriesItem>();
    require(series->setSeriesInstanceUID(source.seriesInstanceUid.c_str()), "referenced series");
    for (const auto& instance : source.instances) {
        auto reference = std::make_unique<SOPInstanceReferenceMacro>();
        require(reference->setReferencedSOPClassUID(instance.sopClassUid.c_str()), "referenced slice");
        require(reference->setReferencedSOPInstanceUID(instance.sopInstanceUid.c_str()), "referenced slice");
        series->getReferencedInstanceItems().push_back(reference.release());  // the document frees it
    }
    document.getCommonInstanceReference().getReferencedSeriesItems().push_back(series.release());
}

Uint16 addSegment(DcmSegmentation& document, const Segment& segment) {
    DcmSegment* made = nullptr;
    require(DcmSegment::create(made, segment.label, segment.category, segment.type, DcmSegTypes::SAT_AUTOMATIC,
                               derived::model),
            segment.label);
    std::unique_ptr<DcmSegment> owned(made);
    if (segment.laterality != nullptr) {
        const bool isRight = std::string_view(segment.label).starts_with("Right");
        owned->getSegmentedPropertyTypeModifierCode().push_back(
            new CodeSequenceMacro(segment.laterality, "SCT", isRight ? "Right" : "Left"));  // the segment frees it
    }
    std::array<double, 3> lab{};
    IODCIELabUtil::rgb2DicomLab(lab[0], lab[1], lab[2], segment.colour[0], segment.colour[1], segment.colour[2]);
    require(owned->setRecommendedDisplayCIELabValue(static_cast<Uint16>(lab[0]), static_cast<Uint16>(lab[1]),
                                                    static_cast<Uint16>(lab[2])),
            segment.label);
    require(owned->setTrackingID(segment.label), segment.label);
    require(owned->setTrackingUID(derived::newUid().c_str()), segment.label);
    Uint16 number = 0;
    require(document.addSegment(owned.release(), number), segment.label);
    return number;
}

void addFrame(DcmSegmentation& document, std::vector<Uint8>& mask, Uint16 segment, std::size_t slice,
              const SourceSeries::Instance& instance) {
    FGFrameContent content;
    require(content.setDimensionIndexValues(segment, 0), "frame content");
    require(content.setDimensionIndexValues(static_cast<Uint32>(slice + 1), 1), "frame content");
    const auto at = valuesOf(instance.position, 3);
    FGPlanePosPatient position;
    require(position.setImagePositionPatient(at[0].c_str(), at[1].c_str(), at[2].c_str()), "position");
    OFVector<ImageSOPInstanceReferenceMacro> sources(1);
    require(sources[0].setReferencedSOPClassUID(instance.sopClassUid.c_str()), "source slice");
    require(sources[0].setReferencedSOPInstanceUID(instance.sopInstanceUid.c_str()), "source slice");
    const std::unique_ptr<FGBase> derivation(DcmSegmentation::createDerivationImageFG(sources, "Segmentation"));
    OFVector<FGBase*> groups;
    groups.push_back(&content);
    groups.push_back(&position);
    groups.push_back(derivation.get());
    require(document.addFrame(mask.data(), segment, groups), "frame");
}

}  // namespace

WrittenSegmentation writeSegmentation(const LabelVolume& labels, const SourceSeries& source,
                                      const std::filesystem::path& path) {
    if (labels.geometry != source.geometry || labels.labels.size() != source.geometry.voxels() ||
        source.instances.size() != source.geometry.slices)
        throw std::invalid_argument("the masks have another geometry than the series");
    WrittenSegmentation written;
    const auto document = newDocument(source, written);
    describeDimensions(*document);
    document->setCheckDimensionsOnWrite(OFFalse);  // it looks before there are frames, and says so on standard error
    describeGeometry(*document, source);
    referToSource(*document, source);
    std::vector<Uint8> mask(source.geometry.voxelsPerSlice());
    for (const auto& segment : segments()) {
        const Uint16 number = addSegment(*document, segment);
        for (std::size_t slice = 0; slice < source.geometry.slices; ++slice)
            if (maskOf(labels, slice, segment, mask)) addFrame(*document, mask, number, slice, source.instances[slice]);
    }
    require(document->saveFile(path.c_str()), path.string());
    return written;
}

}  // namespace overread
