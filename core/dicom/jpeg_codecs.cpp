#include <memory>
#include <mutex>
#include <vector>

#include "core/dicom/codecs.h"
#include "core/dicom/lossless_jpeg.h"

#include <dcmtk/config/osconfig.h>

#include <dcmtk/dcmdata/dcdatset.h>
#include <dcmtk/dcmdata/dcdeftag.h>
#include <dcmtk/dcmdata/dcpixel.h>
#include <dcmtk/dcmdata/dcpixseq.h>
#include <dcmtk/dcmdata/dcpxitem.h>
#include <dcmtk/dcmdata/dcxfer.h>
#include <dcmtk/dcmjpeg/djcparam.h>
#include <dcmtk/dcmjpeg/djdijg12.h>
#include <dcmtk/dcmjpeg/djdijg16.h>
#include <dcmtk/dcmjpeg/djdijg8.h>
#include <dcmtk/dcmjpls/djdecode.h>

namespace overread::dicom::codecs {
namespace {

Refusal undecodable(const std::string& what) {
    return {RefusalCode::undecodablePixels, what};
}

std::unique_ptr<DJDecoder> decoderFor(int precision) {
    static const DJCodecParameter parameters{ECC_lossyYCbCr, EDC_never, EUC_never, EPC_default};
    if (precision <= 8) return std::make_unique<DJDecompressIJG8Bit>(parameters, OFFalse);
    if (precision <= 12) return std::make_unique<DJDecompressIJG12Bit>(parameters, OFFalse);
    return std::make_unique<DJDecompressIJG16Bit>(parameters, OFFalse);
}

}  // namespace

std::optional<JpegHeader> jpegHeaderOf(Payload payload) {
    std::size_t at = 2;
    if (payload.size() < 4 || payload[0] != 0xFF || payload[1] != 0xD8) return std::nullopt;
    while (at + 4 <= payload.size()) {
        if (payload[at] != 0xFF) return std::nullopt;
        const int marker = payload[at + 1];
        if (marker == 0xFF) {  // fill byte
            ++at;
            continue;
        }
        const std::size_t length = std::size_t{payload[at + 2]} << 8 | payload[at + 3];
        const bool frame =
            marker == 0xF7 || (marker >= 0xC0 && marker <= 0xCF && marker != 0xC4 && marker != 0xC8 && marker != 0xCC);
        if (frame) {
            if (length < 8 || at + 10 > payload.size()) return std::nullopt;
            return JpegHeader{payload[at + 4], payload[at + 5] << 8 | payload[at + 6],
                              payload[at + 7] << 8 | payload[at + 8], payload[at + 9]};
        }
        if (marker == 0xDA || length < 2) return std::nullopt;  // pixels before a frame header
        at += 2 + length;
    }
    return std::nullopt;
}

std::optional<Refusal> mismatchOf(const std::optional<JpegHeader>& header, const FrameFormat& format) {
    if (!header) return undecodable("the compressed frame has no frame header");
    if (header->rows != format.rows || header->columns != format.columns)
        return undecodable("the compressed frame is " + std::to_string(header->columns) + " x " +
                           std::to_string(header->rows) + ", the header says " + std::to_string(format.columns) +
                           " x " + std::to_string(format.rows));
    if (header->components != 1) return undecodable("the compressed frame has colours");
    if (header->precision < 2 || header->precision > format.bitsAllocated)
        return undecodable("the compressed frame has " + std::to_string(header->precision) + " bits");
    return std::nullopt;
}

std::optional<Refusal> decodeJpeg(Payload payload, const FrameFormat& format, Stored stored) {
    const auto header = jpegHeaderOf(payload);
    if (auto mismatch = mismatchOf(header, format)) return mismatch;
    if (payload.size() > 0xFFFFFFFF) return undecodable("the compressed frame is larger than 4 GiB");
    switch (decodeLosslessJpeg(payload, format.columns, stored)) {
        case LosslessJpeg::decoded:
            return std::nullopt;
        case LosslessJpeg::damaged:
            return undecodable("the compressed frame is damaged or ends early");
        case LosslessJpeg::otherKind:
            break;
    }
    const auto decoder = decoderFor(header->precision);
    auto* target = reinterpret_cast<Uint8*>(stored.data());
    const auto bytes = static_cast<Uint32>(stored.size() * decoder->bytesPerSample());
    auto status = decoder->init();
    if (status.good())
        status = decoder->decode(const_cast<Uint8*>(payload.data()), static_cast<Uint32>(payload.size()), target, bytes,
                                 format.isSigned ? OFTrue : OFFalse);
    if (status.bad()) return undecodable(std::string{"the JPEG decoder refused: "} + status.text());
    if (decoder->bytesPerSample() == 1)  // spread from the back, so that no byte is overwritten before it was read
        for (std::size_t i = stored.size(); i-- > 0;) stored[i] = target[i];
    return std::nullopt;
}

std::optional<Refusal> decodeJpegLs(Payload payload, const FrameFormat& format, Stored stored) {
    if (auto mismatch = mismatchOf(jpegHeaderOf(payload), format)) return mismatch;
    static std::once_flag registered;
    std::call_once(registered, [] { DJLSDecoderRegistration::registerCodecs(); });
    if (payload.size() > 0xFFFFFFFE) return undecodable("the compressed frame is larger than 4 GiB");

    // CharLS inside DCMTK is reached through a data set alone: one is made in memory that holds the frame.
    auto even = std::vector<Uint8>(payload.begin(), payload.end());
    if (even.size() % 2 != 0) even.push_back(0);
    auto sequence = std::make_unique<DcmPixelSequence>(DcmTag(DCM_PixelData, EVR_OB));
    auto table = std::make_unique<DcmPixelItem>(DcmTag(DCM_PixelItemTag, EVR_OB));
    auto fragment = std::make_unique<DcmPixelItem>(DcmTag(DCM_PixelItemTag, EVR_OB));
    if (fragment->putUint8Array(even.data(), static_cast<unsigned long>(even.size())).bad())
        return undecodable("the JPEG-LS frame could not be taken over");
    sequence->insert(table.release());
    sequence->insert(fragment.release());
    DcmDataset data;
    data.putAndInsertUint16(DCM_SamplesPerPixel, 1);
    data.putAndInsertString(DCM_PhotometricInterpretation, "MONOCHROME2");
    data.putAndInsertUint16(DCM_Rows, static_cast<Uint16>(format.rows));
    data.putAndInsertUint16(DCM_Columns, static_cast<Uint16>(format.columns));
    data.putAndInsertUint16(DCM_BitsAllocated, static_cast<Uint16>(format.bitsAllocated));
    data.putAndInsertUint16(DCM_BitsStored, static_cast<Uint16>(format.bitsStored));
    data.putAndInsertUint16(DCM_HighBit, static_cast<Uint16>(format.highBit));
    data.putAndInsertUint16(DCM_PixelRepresentation, format.isSigned ? 1 : 0);
    const auto syntax = DcmXfer{format.transferSyntaxUid.c_str()}.getXfer();
    auto pixels = std::make_unique<DcmPixelData>(DCM_PixelData);
    pixels->putOriginalRepresentation(syntax, nullptr, sequence.release());
    auto* const borrowed = pixels.get();
    data.insert(pixels.release(), OFTrue);

    DcmStack stack;  // the decoder looks for the size in the data set below the pixels
    stack.push(&data);
    stack.push(borrowed);
    const auto status = borrowed->chooseRepresentation(EXS_LittleEndianExplicit, nullptr, stack);
    if (status.bad()) return undecodable(std::string{"the JPEG-LS decoder refused: "} + status.text());
    Uint16* words = nullptr;
    if (borrowed->getUint16Array(words).bad() || words == nullptr)
        return undecodable("the JPEG-LS decoder gave no pixels");
    const std::size_t have = borrowed->getLength(EXS_LittleEndianExplicit) / sizeof(Uint16);
    if (format.bitsAllocated == 8) {
        if (have * 2 < stored.size()) return undecodable("the JPEG-LS decoder gave too few pixels");
        const auto* single = reinterpret_cast<const Uint8*>(words);
        for (std::size_t i = 0; i < stored.size(); ++i) stored[i] = single[i];
    } else {
        if (have < stored.size()) return undecodable("the JPEG-LS decoder gave too few pixels");
        std::copy(words, words + stored.size(), stored.begin());
    }
    return std::nullopt;
}

}  // namespace overread::dicom::codecs
