#pragma once
#include <cstdint>

#include "core/dicom/codecs.h"

namespace overread::dicom::codecs {

/// What became of a stream: pixels, damage (it ends early or holds a code that is none), or a kind of JPEG that is left
/// to another decoder.
enum class LosslessJpeg { decoded, damaged, otherKind };

/// Decodes the JPEG that nearly every archive stores CT in: lossless (process 14), each pixel predicted by the one on
/// its left, one component of 9 to 16 bits, one Huffman table, no restarts. `stored` has rows x columns values and is
/// undefined unless decoded. Reads nothing outside `payload` whatever it holds, and takes memory in proportion to it.
[[nodiscard]] LosslessJpeg decodeLosslessJpeg(Payload payload, int columns, Stored stored);

}  // namespace overread::dicom::codecs
