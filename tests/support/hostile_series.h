#pragma once
#include <array>
#include <filesystem>
#include <functional>
#include <ostream>
#include <string>
#include <vector>

#include "tests/support/raw_dicom_file.h"

namespace overread::tests {

/// A series that no program may be harmed by, and the one reason that it is refused for, wherever it comes in.
struct HostileSeries {
    std::string name;
    std::string reason;
    int slices;
    std::function<void(RawFile&, int slice)> change;  ///< makes a good slice of the series what it is
};

inline void PrintTo(const HostileSeries& series, std::ostream* out) {
    *out << series.name;
}

/// 64 x 64 stored values under intercept -1024: a body of water in air, or whatever `valueAt` says.
inline Bytes pixelsOf(const std::function<int(int x, int y)>& valueAt) {
    Bytes bytes;
    for (int y = 0; y < 64; ++y)
        for (int x = 0; x < 64; ++x) {
            const int value = valueAt(x, y);
            bytes.push_back(static_cast<std::uint8_t>(value));
            bytes.push_back(static_cast<std::uint8_t>(value >> 8));
        }
    return bytes;
}

inline const Bytes& bodyInAir() {
    static const Bytes pixels = pixelsOf([](int x, int y) { return x > 12 && x < 52 && y > 16 && y < 48 ? 1064 : 24; });
    return pixels;
}

/// Slice `i` of a whole series, 2 mm apart, with the UIDs of its study.
inline RawFile hostileSlice(const HostileSeries& series, const std::string& studyUid, int i) {
    RawFile file;
    file.text(0x0020000D, "UI", studyUid);
    file.text(0x0020000E, "UI", studyUid + ".1");
    file.text(0x00080018, "UI", studyUid + ".1." + std::to_string(i + 1));
    file.text(0x00200032, "DS", "-100\\-100\\" + std::to_string(2 * i));
    file.word(0x00280010, 64).word(0x00280011, 64).element(0x7FE00010, "OW", bodyInAir());
    series.change(file, i);
    return file;
}

inline std::vector<std::filesystem::path> writeHostile(const HostileSeries& series, const std::string& studyUid,
                                                       const std::filesystem::path& folder) {
    std::filesystem::create_directories(folder);
    std::vector<std::filesystem::path> files;
    for (int i = 0; i < series.slices; ++i)
        files.push_back(hostileSlice(series, studyUid, i).write(folder / (std::to_string(10000 + i) + ".dcm")));
    return files;
}

inline std::vector<HostileSeries> hostileSeries() {
    const auto asItIs = [](RawFile&, int) {};
    const auto all = [](std::uint32_t tag, std::string value) {
        return [tag, value](RawFile& file, int) { file.text(tag, "DS", value); };
    };
    return {
        {"one slice", "too_few_slices", 1, asItIs},
        {"4,000 slices", "too_large", 4000,
         [](RawFile& file, int) {
             file.word(0x00280010, 16).word(0x00280011, 16).element(0x7FE00010, "OW", Bytes(16 * 16 * 2));
         }},
        {"gaps", "slice_gaps", 30,
         [](RawFile& file, int i) {
             file.text(0x00200032, "DS", "-100\\-100\\" + std::to_string(2 * (i < 15 ? i : i + 8)));
         }},
        {"a tilted gantry", "tilted_gantry", 30,
         [](RawFile& file, int i) {
             file.text(0x00200032, "DS", "-100\\" + std::to_string(-100 + i) + "\\" + std::to_string(2 * i));
         }},
        {"mixed orientation", "not_axial", 30,
         [](RawFile& file, int i) {
             if (i % 3 != 0) file.text(0x00200037, "DS", "0\\1\\0\\0\\0\\-1");
         }},
        {"a slope of a tenth", "no_body", 30, all(0x00281053, "0.1")},
        {"no intercept", "not_hounsfield_units", 30, all(0x00281052, "1024")},
        {"a slope of nothing", "no_rescale", 30, all(0x00281053, "0")},
        {"a slope beyond all numbers", "no_rescale", 30, all(0x00281053, "1e300")},
        {"all padding", "no_body", 30,
         [](RawFile& file, int) {
             file.word(0x00280120, 63536).element(0x7FE00010, "OW", pixelsOf([](int, int) { return 63536; }));
         }},
        {"a spacing that is no number", "no_spacing", 30, all(0x00280030, "nan\\nan")},
        {"slices ten metres apart", "no_spacing", 30,
         [](RawFile& file, int i) { file.text(0x00200032, "DS", "-100\\-100\\" + std::to_string(10 * i) + "000"); }},
        {"a header of 65,535 x 65,535", "limit_exceeded", 30,
         [](RawFile& file, int) { file.word(0x00280010, 65535).word(0x00280011, 65535); }},
        {"a header of 4,096 x 4,096", "truncated_file", 30,
         [](RawFile& file, int) { file.word(0x00280010, 4096).word(0x00280011, 4096); }},
    };
}

}  // namespace overread::tests
