#include "server/worker/stored_labels.h"

#include <zlib.h>

#include <fstream>
#include <stdexcept>

#include "server/worker/exchange.h"
#include "server/worker/stored_frames.h"

namespace overread {

std::vector<std::uint64_t> writeLabels(const std::filesystem::path& path, const LabelVolume& volume) {
    std::ofstream file(path, std::ios::binary | std::ios::trunc);
    const std::size_t perSlice = volume.geometry.voxelsPerSlice();
    std::vector<Bytef> packed(compressBound(static_cast<uLong>(perSlice)));
    std::vector<std::uint64_t> offsets{0};
    for (std::size_t slice = 0; slice < volume.geometry.slices; ++slice) {
        const std::uint8_t* labels = volume.labels.data() + slice * perSlice;
        uLongf length = static_cast<uLongf>(packed.size());
        if (compress2(packed.data(), &length, labels, static_cast<uLong>(perSlice), Z_BEST_SPEED) != Z_OK)
            throw std::runtime_error("zlib refused a slice of labels");
        file.write(reinterpret_cast<const char*>(packed.data()), static_cast<std::streamsize>(length));
        offsets.push_back(offsets.back() + length);
    }
    file.close();
    if (!file) throw std::runtime_error("cannot write the labels");
    return offsets;
}

LabelVolume readLabels(const std::filesystem::path& path, const VolumeGeometry& geometry) {
    LabelVolume volume{geometry, std::vector<std::uint8_t>(geometry.voxels())};
    const std::size_t perSlice = geometry.voxelsPerSlice();
    auto bytes = bytesOfFile(path);
    z_stream stream{};
    stream.next_in = bytes.data();
    stream.avail_in = static_cast<uInt>(bytes.size());
    if (inflateInit(&stream) != Z_OK) throw std::runtime_error("zlib does not start");
    int state = Z_OK;
    for (std::size_t slice = 0; slice < geometry.slices; ++slice) {
        stream.next_out = volume.labels.data() + slice * perSlice;
        stream.avail_out = static_cast<uInt>(perSlice);
        state = inflate(&stream, Z_FINISH);
        if (state != Z_STREAM_END || stream.avail_out != 0 || inflateReset(&stream) != Z_OK) break;
    }
    inflateEnd(&stream);
    if (state != Z_STREAM_END || stream.avail_out != 0) throw BadResult("labels that do not fit the series");
    return volume;
}

}  // namespace overread
