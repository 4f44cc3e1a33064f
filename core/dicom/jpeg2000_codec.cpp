#include <algorithm>
#include <cstring>
#include <memory>

#include <openjpeg.h>

#include "core/dicom/codecs.h"

namespace overread::dicom::codecs {
namespace {

Refusal undecodable(const std::string& what) {
    return {RefusalCode::undecodablePixels, what};
}

/// A slice has one tile or a few dozen; openjp2 takes kilobytes for each before it reads a pixel.
constexpr std::uint64_t maxTiles = 4096;

struct Source {
    Payload bytes;
    std::size_t at = 0;
};

OPJ_SIZE_T readFrom(void* buffer, OPJ_SIZE_T wanted, void* user) {
    auto& source = *static_cast<Source*>(user);
    const std::size_t have = std::min<std::size_t>(wanted, source.bytes.size() - source.at);
    if (have == 0) return static_cast<OPJ_SIZE_T>(-1);
    std::memcpy(buffer, source.bytes.data() + source.at, have);
    source.at += have;
    return have;
}

OPJ_OFF_T skipIn(OPJ_OFF_T count, void* user) {
    auto& source = *static_cast<Source*>(user);
    if (count < 0) return -1;
    const auto have = std::min<std::uint64_t>(static_cast<std::uint64_t>(count), source.bytes.size() - source.at);
    source.at += have;
    return static_cast<OPJ_OFF_T>(have);
}

OPJ_BOOL seekIn(OPJ_OFF_T place, void* user) {
    auto& source = *static_cast<Source*>(user);
    if (place < 0 || static_cast<std::uint64_t>(place) > source.bytes.size()) return OPJ_FALSE;
    source.at = static_cast<std::size_t>(place);
    return OPJ_TRUE;
}

/// Holds the SIZ segment, which stands first in a codestream, against the format before openjp2 takes memory for it.
std::optional<Refusal> sizeMismatch(Payload payload, const FrameFormat& format) {
    if (payload.size() < 45 || payload[0] != 0xFF || payload[1] != 0x4F || payload[2] != 0xFF || payload[3] != 0x51)
        return undecodable("the frame is no JPEG 2000 codestream");
    const auto word = [&](std::size_t at) {
        return std::uint64_t{payload[at]} << 24 | std::uint64_t{payload[at + 1]} << 16 |
               std::uint64_t{payload[at + 2]} << 8 | payload[at + 3];
    };
    const auto right = word(8), bottom = word(12), left = word(16), top = word(20);
    const auto tileColumns = word(24), tileRows = word(28);
    const int components = payload[40] << 8 | payload[41];
    if (right < left || bottom < top || right - left != static_cast<std::uint64_t>(format.columns) ||
        bottom - top != static_cast<std::uint64_t>(format.rows))
        return undecodable("the JPEG 2000 frame has another size than the header says");
    if (components != 1) return undecodable("the JPEG 2000 frame has colours");
    if (payload[43] != 1 || payload[44] != 1) return undecodable("the JPEG 2000 frame is subsampled");
    if (tileColumns == 0 || tileRows == 0 || (right / tileColumns + 1) * (bottom / tileRows + 1) > maxTiles)
        return undecodable("the JPEG 2000 frame has too many tiles");
    return std::nullopt;
}

}  // namespace

std::optional<Refusal> decodeJpeg2000(Payload payload, const FrameFormat& format, Stored stored) {
    if (auto mismatch = sizeMismatch(payload, format)) return mismatch;
    Source source{payload, 0};
    const std::unique_ptr<opj_stream_t, void (*)(opj_stream_t*)> stream{
        opj_stream_create(1 << 16, OPJ_TRUE), [](opj_stream_t* each) { opj_stream_destroy(each); }};
    const std::unique_ptr<opj_codec_t, void (*)(opj_codec_t*)> codec{
        opj_create_decompress(OPJ_CODEC_J2K), [](opj_codec_t* each) { opj_destroy_codec(each); }};
    if (!stream || !codec) throw std::bad_alloc{};
    opj_stream_set_user_data(stream.get(), &source, nullptr);
    opj_stream_set_user_data_length(stream.get(), payload.size());
    opj_stream_set_read_function(stream.get(), readFrom);
    opj_stream_set_skip_function(stream.get(), skipIn);
    opj_stream_set_seek_function(stream.get(), seekIn);
    opj_dparameters_t parameters;
    opj_set_default_decoder_parameters(&parameters);
    if (!opj_setup_decoder(codec.get(), &parameters)) return undecodable("the JPEG 2000 decoder could not be set up");
    // Strict: a stream that ends early is refused and not shown half grey.
    opj_decoder_set_strict_mode(codec.get(), OPJ_TRUE);

    opj_image_t* raw = nullptr;
    const bool headerRead = opj_read_header(stream.get(), codec.get(), &raw);
    const std::unique_ptr<opj_image_t, void (*)(opj_image_t*)> image{raw, [](opj_image_t* each) {
                                                                         if (each != nullptr) opj_image_destroy(each);
                                                                     }};
    if (!headerRead || !image || image->numcomps != 1) return undecodable("the JPEG 2000 header could not be read");
    if (!opj_decode(codec.get(), stream.get(), image.get()) || !opj_end_decompress(codec.get(), stream.get()))
        return undecodable("the JPEG 2000 decoder refused the frame");
    const auto& component = image->comps[0];
    if (component.data == nullptr || std::size_t{component.w} * component.h != stored.size())
        return undecodable("the JPEG 2000 decoder gave another size");
    std::transform(component.data, component.data + stored.size(), stored.begin(),
                   [](OPJ_INT32 value) { return static_cast<std::uint16_t>(value); });
    return std::nullopt;
}

}  // namespace overread::dicom::codecs
