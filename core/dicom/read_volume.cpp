#include "core/dicom/read_volume.h"

#include <algorithm>
#include <memory>
#include <utility>

#include "core/dicom/codecs.h"
#include "core/dicom/object_header.h"
#include "core/dicom/parallel.h"

namespace overread::dicom {
namespace {

std::variant<DataSet, Refusal> open(const Slice& slice) {
    auto bytes = readWhole(slice.file.string());
    if (const auto* refusal = std::get_if<Refusal>(&bytes)) return *refusal;
    auto parsed = DataSet::parse(std::get<std::vector<std::uint8_t>>(std::move(bytes)));
    if (const auto* data = std::get_if<DataSet>(&parsed);
        data != nullptr && data->transferSyntaxUid() != slice.format.transferSyntaxUid)
        return Refusal{RefusalCode::unreadableFile, "the file changed while it was read"};
    return parsed;
}

std::optional<Refusal> decodeSlice(const Slice& slice, const FrameDecoder& decoder, std::span<std::int16_t> hu) {
    const auto opened = open(slice);
    if (const auto* refusal = std::get_if<Refusal>(&opened)) return *refusal;
    std::vector<std::uint8_t> joined;
    return decoder.decode(payloadOf(std::get<DataSet>(opened), joined), hu);
}

/// Slices share their decoder where they share their format: all of them, in nearly every series.
std::vector<std::shared_ptr<const FrameDecoder>> decodersFor(const std::vector<Slice>& slices) {
    std::vector<std::shared_ptr<const FrameDecoder>> decoders;
    for (const auto& slice : slices) {
        if (!decoders.empty() && decoders.back()->format() == slice.format)
            decoders.push_back(decoders.back());
        else
            decoders.push_back(std::make_shared<FrameDecoder>(slice.format));
    }
    return decoders;
}

std::vector<std::uint8_t> littleEndian(std::span<const std::uint16_t> words) {
    std::vector<std::uint8_t> bytes(words.size() * 2);
    for (std::size_t i = 0; i < words.size(); ++i) {
        bytes[2 * i] = static_cast<std::uint8_t>(words[i]);
        bytes[2 * i + 1] = static_cast<std::uint8_t>(words[i] >> 8);
    }
    return bytes;
}

bool travelsAsStored(const std::string& transferSyntaxUid) {
    return transferSyntaxUid != deflatedUid && transferSyntaxUid != explicitBigEndianUid &&
           transferSyntaxUid != rleUid && transferSyntaxUid != implicitLittleEndianUid;
}

std::variant<Frame, Refusal> frameInHu(const Slice& slice) {
    std::vector<std::int16_t> hu(static_cast<std::size_t>(slice.format.rows) *
                                 static_cast<std::size_t>(slice.format.columns));
    if (auto refusal = decodeSlice(slice, FrameDecoder{slice.format}, hu)) return *refusal;
    FrameFormat format;  // slope 1, intercept 0: the stored values are the Hounsfield units
    format.transferSyntaxUid = explicitLittleEndianUid;
    format.rows = slice.format.rows;
    format.columns = slice.format.columns;
    return Frame{format, littleEndian({reinterpret_cast<const std::uint16_t*>(hu.data()), hu.size()})};
}

}  // namespace

std::variant<CtVolume, Refusal> readVolume(const Series& series, int threads) {
    CtVolume volume{series.geometry, series.facts, std::vector<std::int16_t>(series.geometry.voxels())};
    const auto decoders = decodersFor(series.slices);
    const std::size_t sliceVoxels = series.geometry.voxelsPerSlice();
    std::vector<std::optional<Refusal>> refusals(series.slices.size());
    forEachIndex(series.slices.size(), threads, [&](std::size_t z) {
        const std::span<std::int16_t> hu{volume.hu.data() + z * sliceVoxels, sliceVoxels};
        refusals[z] = decodeSlice(series.slices[z], *decoders[z], hu);
    });
    for (std::size_t z = 0; z < refusals.size(); ++z)  // the lowest slice's reason, whichever thread met one first
        if (refusals[z])
            return Refusal{refusals[z]->code, "slice " + std::to_string(z + 1) + ": " + refusals[z]->detail};
    return volume;
}

std::variant<Frame, Refusal> readFrame(const Slice& slice) {
    const auto opened = open(slice);
    if (const auto* refusal = std::get_if<Refusal>(&opened)) return *refusal;
    std::vector<std::uint8_t> joined;
    const auto payload = payloadOf(std::get<DataSet>(opened), joined);
    if (travelsAsStored(slice.format.transferSyntaxUid)) return Frame{slice.format, {payload.begin(), payload.end()}};
    std::vector<std::uint16_t> stored(static_cast<std::size_t>(slice.format.rows) *
                                      static_cast<std::size_t>(slice.format.columns));
    const auto decode = slice.format.transferSyntaxUid == rleUid ? codecs::decodeRle : codecs::decodeNative;
    if (auto refusal = decode(payload, slice.format, stored)) return *refusal;
    FrameFormat native = slice.format;
    native.transferSyntaxUid = explicitLittleEndianUid;
    native.bitsAllocated = 16;
    return Frame{native, littleEndian(stored)};
}

std::variant<SeriesFrames, Refusal> extractFrames(const Series& series) {
    SeriesFrames frames;
    const bool uniform = std::all_of(series.slices.begin(), series.slices.end(),
                                     [&](const Slice& each) { return each.format == series.slices.front().format; });
    for (const auto& slice : series.slices) {
        auto read = uniform ? readFrame(slice) : frameInHu(slice);
        if (const auto* refusal = std::get_if<Refusal>(&read)) return *refusal;
        auto& frame = std::get<Frame>(read);
        frames.format = frame.format;
        frames.payloads.push_back(std::move(frame.payload));
    }
    return frames;
}

}  // namespace overread::dicom
