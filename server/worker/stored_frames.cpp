#include "server/worker/stored_frames.h"

#include <fstream>
#include <stdexcept>

namespace overread {

std::vector<std::uint8_t> bytesOfFile(const std::filesystem::path& path) {
    std::vector<std::uint8_t> bytes(std::filesystem::file_size(path));
    std::ifstream file(path, std::ios::binary);
    file.read(reinterpret_cast<char*>(bytes.data()), static_cast<std::streamsize>(bytes.size()));
    if (!file) throw std::runtime_error("cannot read " + path.filename().string());
    return bytes;
}

StoredFrames::StoredFrames(const std::filesystem::path& file, const StoredSeries& series)
    : series_(series), decoder_(series.format), bytes_(bytesOfFile(file)) {
    if (bytes_.size() != series.frameOffsets.back()) throw BadResult("the frames have another length than their index");
}

std::optional<dicom::Refusal> StoredFrames::decode(std::size_t slice, std::span<std::int16_t> hu) const {
    const std::uint64_t begin = series_.frameOffsets[slice];
    const std::uint64_t end = series_.frameOffsets[slice + 1];
    if (begin > end || end > bytes_.size()) throw BadResult("offsets that do not fit the frames");
    return decoder_.decode(std::span(bytes_).subspan(begin, end - begin), hu);
}

}  // namespace overread
