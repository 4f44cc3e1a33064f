#pragma once
#include <cstdint>
#include <filesystem>
#include <fstream>
#include <map>
#include <string>
#include <vector>

namespace overread::tests {

using Bytes = std::vector<std::uint8_t>;

/// A DICOM file put together byte by byte, so that it can lie. Begins as a good axial chest slice of 16 x 16 pixels.
class RawFile {
public:
    RawFile() {
        text(0x00080005, "CS", "ISO_IR 144");
        text(0x00080008, "CS", "ORIGINAL\\PRIMARY\\AXIAL");
        text(0x00080016, "UI", "1.2.840.10008.5.1.4.1.1.2");
        text(0x00080018, "UI", "1.2.3.4.5");
        text(0x00080020, "DA", "20261001");
        text(0x00080030, "TM", "081500");
        text(0x00080060, "CS", "CT");
        text(0x0020000D, "UI", "1.2.3");
        text(0x0020000E, "UI", "1.2.3.4");
        text(0x00200032, "DS", "-100\\-100\\0");
        text(0x00200037, "DS", "1\\0\\0\\0\\1\\0");
        word(0x00280002, 1);
        text(0x00280004, "CS", "MONOCHROME2");
        word(0x00280010, 16);
        word(0x00280011, 16);
        text(0x00280030, "DS", "0.7\\0.7");
        word(0x00280100, 16);
        word(0x00280101, 16);
        word(0x00280102, 15);
        word(0x00280103, 1);
        text(0x00281052, "DS", "-1024");
        text(0x00281053, "DS", "1");
        element(0x7FE00010, "OW", Bytes(16 * 16 * 2));
    }

    RawFile& text(std::uint32_t tag, const std::string& vr, std::string value) {
        if (value.size() % 2 != 0) value += vr == "UI" ? '\0' : ' ';
        return element(tag, vr, {value.begin(), value.end()});
    }
    RawFile& word(std::uint32_t tag, int value) {
        return element(tag, "US", {static_cast<std::uint8_t>(value), static_cast<std::uint8_t>(value >> 8)});
    }
    RawFile& element(std::uint32_t tag, const std::string& vr, Bytes value) {
        elements_[tag] = header(tag, vr, static_cast<std::uint32_t>(value.size()));
        elements_[tag].insert(elements_[tag].end(), value.begin(), value.end());
        return *this;
    }
    /// The element as these bytes, header included.
    RawFile& raw(std::uint32_t tag, Bytes bytes) {
        elements_[tag] = std::move(bytes);
        return *this;
    }
    RawFile& without(std::uint32_t tag) {
        elements_.erase(tag);
        return *this;
    }
    RawFile& syntax(std::string uid) {
        syntax_ = std::move(uid);
        return *this;
    }

    [[nodiscard]] Bytes bytes() const {
        Bytes file(128);
        const std::string magic = "DICM";
        file.insert(file.end(), magic.begin(), magic.end());
        std::string uid = syntax_;
        if (uid.size() % 2 != 0) uid += '\0';
        append(file, header(0x00020010, "UI", static_cast<std::uint32_t>(uid.size())));
        file.insert(file.end(), uid.begin(), uid.end());
        for (const auto& [tag, bytes] : elements_) append(file, bytes);
        return file;
    }
    std::filesystem::path write(const std::filesystem::path& path) const {
        const auto all = bytes();
        std::ofstream{path, std::ios::binary}.write(reinterpret_cast<const char*>(all.data()),
                                                    static_cast<std::streamsize>(all.size()));
        return path;
    }

    static Bytes header(std::uint32_t tag, const std::string& vr, std::uint32_t length) {
        Bytes bytes;
        little(bytes, tag >> 16, 2);
        little(bytes, tag & 0xFFFF, 2);
        if (!vr.empty()) bytes.insert(bytes.end(), vr.begin(), vr.end());
        const bool longForm = vr == "OW" || vr == "OB" || vr == "SQ" || vr == "UN";
        if (longForm) little(bytes, 0, 2);
        little(bytes, length, longForm || vr.empty() ? 4 : 2);
        return bytes;
    }
    static void append(Bytes& to, const Bytes& more) { to.insert(to.end(), more.begin(), more.end()); }

private:
    static void little(Bytes& bytes, std::uint32_t value, int width) {
        for (int i = 0; i < width; ++i) bytes.push_back(static_cast<std::uint8_t>(value >> (8 * i)));
    }

    std::map<std::uint32_t, Bytes> elements_;
    std::string syntax_ = "1.2.840.10008.1.2.1";
};

}  // namespace overread::tests
