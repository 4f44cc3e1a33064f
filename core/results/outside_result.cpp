#include "core/results/outside_result.h"

#include <dcmtk/config/osconfig.h>

#include <dcmtk/dcmdata/dcfilefo.h>
#include <dcmtk/dcmdata/dcistrmb.h>

#include <algorithm>
#include <stdexcept>

#include "core/dicom/data_set.h"
#include "core/results/derived_object.h"
#include "core/results/outside_readers.h"

namespace overread {
namespace {

namespace tag {
constexpr dicom::Tag sopClass = 0x00080016, manufacturer = 0x00080070, model = 0x00081090, software = 0x00181020;
}  // namespace tag

constexpr std::string_view segmentation = "1.2.840.10008.5.1.4.1.1.66.4";

bool isLung(std::uint8_t label) {
    return label >= static_cast<std::uint8_t>(Label::rightLung) &&
           label <= static_cast<std::uint8_t>(Label::leftConsolidation);
}

bool isLesion(std::uint8_t label) {
    return isLung(label) && label >= static_cast<std::uint8_t>(Label::rightGroundGlass);
}

bool isRight(std::uint8_t label) {
    return label % 2 == 1;
}

Involvement involvementOf(const LabelVolume& masks) {
    std::size_t lung[2] = {0, 0};
    std::size_t lesion[2] = {0, 0};
    for (const auto label : masks.labels) {
        if (!isLung(label)) continue;
        ++lung[isRight(label)];
        if (isLesion(label)) ++lesion[isRight(label)];
    }
    const auto percent = [](std::size_t part, std::size_t whole) {
        return whole == 0 ? 0.0 : 100 * static_cast<double>(part) / static_cast<double>(whole);
    };
    return {percent(lesion[0] + lesion[1], lung[0] + lung[1]), percent(lesion[1], lung[1]),
            percent(lesion[0], lung[0])};
}

/// DCMTK parses what our own parser has found to be within the limits.
void load(const std::vector<std::uint8_t>& bytes, DcmFileFormat& file) {
    DcmInputBufferStream stream;
    stream.setBuffer(bytes.data(), static_cast<offile_off_t>(bytes.size()));
    stream.setEos();
    file.transferInit();
    const auto status = file.read(stream);
    file.transferEnd();
    if (status.bad()) throw outside::Refused{"not_dicom", "The object cannot be read."};
}

std::string joined(const std::string& maker, const std::string& name) {
    if (maker.empty() || name.starts_with(maker)) return name;
    return name.empty() ? maker : maker + " " + name;
}

void read(const std::filesystem::path& path, const VolumeGeometry* geometry, const LabelVolume* ours,
          OutsideResult& result) {
    auto bytes = dicom::readWhole(path.string());
    if (const auto* refusal = std::get_if<dicom::Refusal>(&bytes))
        throw outside::Refused{std::string(nameOf(refusal->code)), refusal->detail};
    auto& whole = std::get<std::vector<std::uint8_t>>(bytes);
    const auto parsed = dicom::DataSet::parse(whole);
    if (const auto* refusal = std::get_if<dicom::Refusal>(&parsed))
        throw outside::Refused{std::string(nameOf(refusal->code)), refusal->detail};
    const auto& data = std::get<dicom::DataSet>(parsed);
    result.kind = data.text(tag::sopClass) == segmentation ? OutsideResult::Kind::seg : OutsideResult::Kind::sr;
    result.service = joined(data.utf8(tag::manufacturer), data.utf8(tag::model));
    result.version = data.utf8(tag::software);
    if (data.text(tag::model) == derived::model)
        throw outside::Refused{"own_result", "The object is a copy of our own measurement."};
    DcmFileFormat file;
    load(whole, file);
    if (result.kind == OutsideResult::Kind::sr) {
        result.involvement = outside::involvementStated(*file.getDataset());
        return;
    }
    if (geometry == nullptr)
        throw outside::Refused{"no_series", "The study has no series that the masks could lie on."};
    result.masks = outside::masksOn(*geometry, ours, *file.getDataset());
    result.involvement = involvementOf(result.masks);
}

}  // namespace

OutsideResult readOutsideResult(const std::filesystem::path& file, const VolumeGeometry* geometry,
                                const LabelVolume* ours) {
    OutsideResult result;
    try {
        read(file, geometry, ours, result);
    } catch (const outside::Refused& refused) {
        result.reason = refused.reason;
        result.detail = refused.detail;
        result.masks = {};
    }
    return result;
}

Overlap overlapOf(const LabelVolume& a, const LabelVolume& b) {
    if (a.labels.size() != b.labels.size()) throw std::invalid_argument("masks of another geometry");
    const auto dice = [&](bool (*isIn)(std::uint8_t)) {
        std::size_t both = 0;
        std::size_t sum = 0;
        for (std::size_t i = 0; i < a.labels.size(); ++i) {
            const bool inA = isIn(a.labels[i]);
            const bool inB = isIn(b.labels[i]);
            both += inA && inB;
            sum += static_cast<std::size_t>(inA) + static_cast<std::size_t>(inB);
        }
        return sum == 0 ? 1.0 : 2.0 * static_cast<double>(both) / static_cast<double>(sum);
    };
    return {dice(isLesion), dice(isLung)};
}

}  // namespace overread
