#include "core/results/write_report.h"

#include <dcmtk/config/osconfig.h>

#include <dcmtk/dcmdata/dcfilefo.h>
#include <dcmtk/dcmdata/dcuid.h>
#include <dcmtk/dcmsr/cmr/cid100.h>
#include <dcmtk/dcmsr/cmr/cid244e.h>
#include <dcmtk/dcmsr/cmr/cid5000.h>
#include <dcmtk/dcmsr/cmr/tid1500.h>
#include <dcmtk/dcmsr/dsrdoc.h>

#include <stdexcept>

#include "core/results/derived_object.h"

namespace overread {
namespace {

using derived::require;

// UID of the algorithm as an observing device: the product's, whatever machine it runs on.
constexpr const char* deviceUid = "2.25.288173437041573285910347224183029467412";

using Units = CID7181_AbstractMultiDimensionalImageModelComponentUnits;
using Value = TID1500_MeasurementReport::TID1501_Measurements::MeasurementValue;

/// One group of measurements: of a lung, of both, or of a finding in them.
struct Group {
    std::string name;
    std::optional<DSRCodedEntryValue> finding;
    CID244e_Laterality::EnumType side;
    std::optional<double> percent;
    double ml;
    std::vector<int> segments;  ///< what was measured, by their numbers in a segmentation
};

std::vector<Group> groupsOf(const Quantification& figures) {
    using enum CID244e_Laterality::EnumType;
    const auto& involved = figures.involvement;
    const DSRCodedEntryValue groundGlass("112120", "DCM", "Ground glass opacity");
    const DSRCodedEntryValue consolidation("95436008", "SCT", "Lung consolidation");
    return {
        {"Lungs", {}, Bilateral, involved.totalPercent, figures.lungMl.total, {segment::rightLung, segment::leftLung}},
        {"Right lung", {}, Right, involved.rightPercent, figures.lungMl.right, {segment::rightLung}},
        {"Left lung", {}, Left, involved.leftPercent, figures.lungMl.left, {segment::leftLung}},
        {"Ground glass", groundGlass, Bilateral, {}, figures.groundGlassMl, {segment::groundGlass}},
        {"Consolidation", consolidation, Bilateral, {}, figures.consolidationMl, {segment::consolidation}},
    };
}

void addVolume(TID1500_MeasurementReport::TID1501_Measurements& into, const Group& group,
               const std::optional<WrittenSegmentation>& segmentation) {
    const DSRCodedEntryValue volume("118565006", "SCT", "Volume");
    require(into.addMeasurement(volume, Value(derived::measured(group.ml).c_str(), Units::CubicCentimeter)),
            group.name);
    if (!segmentation) return;
    const DSRCodedEntryValue sourceOfMeasurement("121112", "DCM", "Source of Measurement");
    for (const int number : group.segments) {
        DSRImageReferenceValue mask(UID_SegmentationStorage, segmentation->sopInstanceUid.c_str());
        mask.getSegmentList().addItem(static_cast<Uint16>(number));
        require(into.getMeasurement().addImage(sourceOfMeasurement, mask), group.name);
    }
}

/// TID 1501 for all groups, also where there are masks: TID 1411 refers to one segment, and both lungs are two.
void addGroups(TID1500_MeasurementReport& report, const Quantification& figures,
               const std::optional<WrittenSegmentation>& segmentation) {
    const DSRCodedEntryValue involvement("112008", "DCM", "Site involvement");
    const DSRCodedEntryValue lung("39607008", "SCT", "Lung");
    for (const auto& group : groupsOf(figures)) {
        require(report.addIndividualMeasurements(), group.name);
        auto& into = report.getIndividualMeasurements();
        require(into.setTrackingIdentifier(group.name.c_str()), group.name);
        require(into.setTrackingUniqueIdentifier(derived::newUid().c_str()), group.name);
        if (group.finding) require(into.setFinding(*group.finding), group.name);
        require(into.addFindingSite(lung, group.side), group.name);
        if (group.percent)
            require(into.addMeasurement(involvement, Value(derived::measured(*group.percent).c_str(), Units::Percent)),
                    group.name);
        addVolume(into, group, segmentation);
    }
}

std::string remarksOf(const Quantification& figures) {
    std::string text = std::string(derived::intendedUse) + ". 95 % limits of agreement of the total involvement: +-" +
                       derived::measured(figures.uncertaintyPercent) + " points. Confidence " +
                       std::string(nameOf(figures.confidence)) + ".";
    for (const auto& warning : figures.warnings)
        text += (&warning == &figures.warnings.front() ? " Warnings: " : ", ") + warning;
    return text;
}

void fillReport(TID1500_MeasurementReport& report, const Quantification& figures, const SourceSeries& source,
                const std::optional<WrittenSegmentation>& segmentation) {
    require(report.createNewMeasurementReport(CID7021_MeasurementReportDocumentTitles::ImagingMeasurementReport),
            "report");
    require(report.setLanguage(DSRCodedEntryValue("en", "RFC5646", "English")), "language");
    require(report.getObservationContext().addDeviceObserver(deviceUid, derived::model, derived::manufacturer,
                                                             derived::model, derived::serialNumber),
            "observer");
    require(report.addProcedureReported(CID100_QuantitativeDiagnosticImagingProcedures::CTUnspecifiedBodyRegion),
            "procedure");
    auto& library = report.getImageLibrary();
    require(library.createNewImageLibrary(), "image library");
    require(library.addImageGroup(), "image library");
    for (const auto& instance : source.instances) {
        DcmDataset slice;
        derived::putSource(slice, source, instance);
        require(library.addImageEntry(slice, TID1600_ImageLibrary::withAllDescriptors), "image library");
    }
    require(library.moveCommonImageDescriptorsToImageGroups(), "image library");
    addGroups(report, figures, segmentation);
    require(report.addQualitativeEvaluation(DSRCodedEntryValue("246112005", "SCT", "Severity"),
                                            OFString(std::string(nameOf(figures.grade)).c_str())),
            "grade");
    require(report.addQualitativeEvaluation(DSRCodedEntryValue("121106", "DCM", "Comment"),
                                            OFString(remarksOf(figures).c_str())),
            "comment");
    if (!report.isValid()) throw std::runtime_error("the report does not follow its template");
}

void fillHead(DSRDocument& document, const SourceSeries& source,
              const std::optional<WrittenSegmentation>& segmentation) {
    const auto set = [](const OFCondition& condition) { require(condition, "head of the report"); };
    set(document.setSpecificCharacterSetType(DSRTypes::CS_UTF8));
    set(document.setPatientName(source.patientName.c_str()));
    set(document.setPatientID(source.patientId.c_str()));
    set(document.setPatientBirthDate(source.patientBirthDate.c_str()));
    set(document.setPatientSex(source.patientSex.c_str()));
    set(document.setStudyDate(source.studyDate.c_str()));
    set(document.setStudyTime(source.studyTime.c_str()));
    set(document.setStudyID(source.studyId.c_str()));
    set(document.setStudyDescription(source.studyDescription.c_str()));
    set(document.setAccessionNumber(source.accessionNumber.c_str()));
    set(document.setReferringPhysicianName(source.referringPhysician.c_str()));
    set(document.setSeriesDescription("Lung involvement, automatic; not for primary diagnosis"));
    set(document.setSeriesNumber("902"));
    set(document.setManufacturer(derived::manufacturer));
    set(document.setManufacturerModelName(derived::model));
    set(document.setDeviceSerialNumber(derived::serialNumber));
    set(document.setSoftwareVersions(derived::version));
    auto& evidence = document.getCurrentRequestedProcedureEvidence();
    for (const auto& instance : source.instances)
        set(evidence.addItem(source.studyInstanceUid.c_str(), source.seriesInstanceUid.c_str(),
                             instance.sopClassUid.c_str(), instance.sopInstanceUid.c_str()));
    if (segmentation)
        set(evidence.addItem(source.studyInstanceUid.c_str(), segmentation->seriesInstanceUid.c_str(),
                             UID_SegmentationStorage, segmentation->sopInstanceUid.c_str()));
    set(document.completeDocument());
}

}  // namespace

std::string writeReport(const Quantification& figures, const SourceSeries& source,
                        const std::optional<WrittenSegmentation>& segmentation, const std::filesystem::path& path) {
    if (figures.status != Quantification::Status::measured)
        throw std::invalid_argument("there is no measurement to report");
    TID1500_MeasurementReport report;
    fillReport(report, figures, source, segmentation);
    DSRDocument document;
    require(document.setTreeFromRootTemplate(report), "report");
    require(document.createNewSeriesInStudy(source.studyInstanceUid.c_str()), "series");
    fillHead(document, source, segmentation);
    DcmFileFormat file;
    require(document.write(*file.getDataset()), "report");
    require(file.saveFile(path.c_str(), EXS_LittleEndianExplicit), path.string());
    OFString uid;
    document.getSOPInstanceUID(uid);
    return uid.c_str();
}

}  // namespace overread
