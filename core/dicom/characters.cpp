#include <string>
#include <string_view>

#include "core/dicom/data_set.h"

namespace overread::dicom {
namespace {

constexpr Tag specificCharacterSet = 0x00080005;

void appendUtf8(std::string& out, unsigned codePoint) {
    if (codePoint < 0x80) {
        out += static_cast<char>(codePoint);
    } else if (codePoint < 0x800) {
        out += static_cast<char>(0xC0 | codePoint >> 6);
        out += static_cast<char>(0x80 | (codePoint & 0x3F));
    } else {
        out += static_cast<char>(0xE0 | codePoint >> 12);
        out += static_cast<char>(0x80 | (codePoint >> 6 & 0x3F));
        out += static_cast<char>(0x80 | (codePoint & 0x3F));
    }
}

/// ISO 8859-5 above 0xA0: the Cyrillic block in order, with three exceptions.
unsigned cyrillic(unsigned byte) {
    switch (byte) {
        case 0xAD:
            return 0xAD;
        case 0xF0:
            return 0x2116;
        case 0xFD:
            return 0xA7;
        default:
            return byte > 0xA0 ? byte - 0xA0 + 0x400 : byte;
    }
}

/// Length of the well-formed UTF-8 sequence at `at`; 0 where there is none.
std::size_t utf8SequenceAt(std::string_view text, std::size_t at) {
    const auto byte = [&](std::size_t i) { return static_cast<unsigned char>(text[i]); };
    const unsigned lead = byte(at);
    const std::size_t length = lead < 0x80                   ? 1
                               : lead >= 0xC2 && lead < 0xE0 ? 2
                               : lead >= 0xE0 && lead < 0xF0 ? 3
                               : lead >= 0xF0 && lead < 0xF5 ? 4
                                                             : 0;
    if (length == 0 || at + length > text.size()) return 0;
    for (std::size_t i = 1; i < length; ++i)
        if ((byte(at + i) & 0xC0) != 0x80) return 0;
    if (lead == 0xE0 && byte(at + 1) < 0xA0) return 0;   // overlong
    if (lead == 0xED && byte(at + 1) >= 0xA0) return 0;  // surrogates
    if (lead == 0xF0 && byte(at + 1) < 0x90) return 0;   // overlong
    if (lead == 0xF4 && byte(at + 1) >= 0x90) return 0;  // beyond Unicode
    return length;
}

}  // namespace

std::string DataSet::utf8(Tag tag) const {
    const std::string raw = text(tag);
    const std::string set = text(specificCharacterSet);
    std::string result;
    for (std::size_t i = 0; i < raw.size();) {
        const unsigned byte = static_cast<unsigned char>(raw[i]);
        std::size_t length = 1;
        if (byte < 0x20 || byte == 0x7F) {
            result += '?';  // control characters and escape sequences have no place in a name or a number
        } else if (byte < 0x80) {
            result += raw[i];
        } else if (set == "ISO_IR 192" && (length = utf8SequenceAt(raw, i)) > 0) {
            result.append(raw, i, length);
        } else if (set == "ISO_IR 100" && byte >= 0xA0) {
            appendUtf8(result, byte);
        } else if (set == "ISO_IR 144" && byte >= 0xA0) {
            appendUtf8(result, cyrillic(byte));
        } else {
            length = 1;
            result += '?';
        }
        i += length;
    }
    return result;
}

}  // namespace overread::dicom
