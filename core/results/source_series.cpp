#include "core/results/source_series.h"

#include "core/dicom/data_set.h"

namespace overread {
namespace {

namespace tag {
constexpr dicom::Tag sopClass = 0x00080016, studyDate = 0x00080020, studyTime = 0x00080030, accession = 0x00080050,
                     referring = 0x00080090, studyDescription = 0x00081030, patientName = 0x00100010,
                     patientId = 0x00100020, birthDate = 0x00100030, sex = 0x00100040, age = 0x00101010,
                     studyId = 0x00200010, frameOfReference = 0x00200052, position = 0x00200032,
                     orientation = 0x00200037, spacing = 0x00280030;
}  // namespace tag

void takeStudy(const dicom::DataSet& data, SourceSeries& source) {
    source.patientName = data.utf8(tag::patientName);
    source.patientId = data.utf8(tag::patientId);
    source.patientBirthDate = data.text(tag::birthDate);
    source.patientSex = data.text(tag::sex);
    source.patientAge = data.text(tag::age);
    source.studyDate = data.text(tag::studyDate);
    source.studyTime = data.text(tag::studyTime);
    source.studyId = data.utf8(tag::studyId);
    source.studyDescription = data.utf8(tag::studyDescription);
    source.accessionNumber = data.utf8(tag::accession);
    source.referringPhysician = data.utf8(tag::referring);
    source.frameOfReferenceUid = data.text(tag::frameOfReference);
    source.orientation = data.text(tag::orientation);
    source.pixelSpacing = data.text(tag::spacing);
}

}  // namespace

std::variant<SourceSeries, dicom::Refusal> sourceOf(const dicom::Series& series) {
    SourceSeries source;
    source.studyInstanceUid = series.studyInstanceUid;
    source.seriesInstanceUid = series.seriesInstanceUid;
    source.geometry = series.geometry;
    source.sliceThicknessMm =
        series.facts.sliceThicknessMm > 0 ? series.facts.sliceThicknessMm : series.geometry.spacingMm[2];
    for (const auto& slice : series.slices) {
        auto bytes = dicom::readWhole(slice.file.string());
        if (auto* refusal = std::get_if<dicom::Refusal>(&bytes)) return std::move(*refusal);
        auto parsed = dicom::DataSet::parse(std::get<std::vector<std::uint8_t>>(std::move(bytes)));
        if (auto* refusal = std::get_if<dicom::Refusal>(&parsed)) return std::move(*refusal);
        const auto& data = std::get<dicom::DataSet>(parsed);
        if (source.instances.empty()) takeStudy(data, source);
        source.instances.push_back({data.text(tag::sopClass), slice.sopInstanceUid, data.text(tag::position)});
    }
    return source;
}

}  // namespace overread
