#include "core/volume/nrrd.h"

#include <zlib.h>

#include <algorithm>
#include <cmath>
#include <fstream>
#include <iomanip>
#include <iterator>
#include <map>
#include <sstream>
#include <stdexcept>

namespace overread {
namespace {

constexpr int gzipWindow = 15 + 16;          // zlib's code for a gzip wrapper with the largest window
constexpr std::size_t chunkBytes = 1 << 16;  // zlib counts in 32 bits; a volume may hold more
constexpr std::size_t largestVoxels = std::size_t{1} << 31;

std::string vectorText(const std::array<double, 3>& direction, double length) {
    std::ostringstream text;
    text << std::setprecision(17) << '(' << direction[0] * length << ',' << direction[1] * length << ','
         << direction[2] * length << ')';
    return text.str();
}

std::string headerOf(const VolumeGeometry& geometry) {
    std::ostringstream header;
    header << "NRRD0004\n"
           << "type: unsigned char\ndimension: 3\nspace: left-posterior-superior\n"
           << "sizes: " << geometry.columns << ' ' << geometry.rows << ' ' << geometry.slices << '\n'
           << "space directions: " << vectorText(geometry.rowDirection, geometry.spacingMm[0]) << ' '
           << vectorText(geometry.columnDirection, geometry.spacingMm[1]) << ' '
           << vectorText(geometry.normal, geometry.spacingMm[2]) << '\n'
           << "space units: \"mm\" \"mm\" \"mm\"\nkinds: domain domain domain\nencoding: gzip\n"
           << "space origin: " << vectorText(geometry.originMm, 1) << "\n\n";
    return header.str();
}

void writeGzip(std::ostream& out, const std::vector<std::uint8_t>& bytes) {
    z_stream stream{};
    // Level 1: labels shrink a hundredfold at any level, and the fastest is four times faster than the default.
    if (deflateInit2(&stream, 1, Z_DEFLATED, gzipWindow, 8, Z_DEFAULT_STRATEGY) != Z_OK)
        throw std::runtime_error("zlib cannot start");
    std::vector<std::uint8_t> buffer(chunkBytes);
    std::size_t done = 0;
    int state = Z_OK;
    while (state != Z_STREAM_END) {
        const auto count = std::min(chunkBytes, bytes.size() - done);
        stream.next_in = const_cast<Bytef*>(bytes.data() + done);  // zlib only reads it
        stream.avail_in = static_cast<uInt>(count);
        done += count;
        do {
            stream.next_out = buffer.data();
            stream.avail_out = static_cast<uInt>(buffer.size());
            state = deflate(&stream, done == bytes.size() ? Z_FINISH : Z_NO_FLUSH);
            out.write(reinterpret_cast<const char*>(buffer.data()),
                      static_cast<std::streamsize>(buffer.size() - stream.avail_out));
        } while (stream.avail_out == 0);
    }
    deflateEnd(&stream);
}

std::vector<std::uint8_t> readGzip(const std::string& packed, std::size_t expected) {
    std::vector<std::uint8_t> bytes(expected);
    z_stream stream{};
    if (inflateInit2(&stream, gzipWindow) != Z_OK) throw std::runtime_error("zlib cannot start");
    stream.next_in = reinterpret_cast<Bytef*>(const_cast<char*>(packed.data()));
    stream.avail_in = static_cast<uInt>(packed.size());
    std::size_t done = 0;
    int state = Z_OK;
    while (state == Z_OK && done < expected) {
        const auto room = std::min(expected - done, std::size_t{1} << 30);
        stream.next_out = bytes.data() + done;
        stream.avail_out = static_cast<uInt>(room);
        state = inflate(&stream, Z_NO_FLUSH);
        done += room - stream.avail_out;
        if (stream.avail_in == 0 && stream.avail_out != 0) break;
    }
    inflateEnd(&stream);
    if (done != expected) throw std::runtime_error("its data are cut short");
    return bytes;
}

std::vector<double> numbersIn(std::string text) {
    std::replace_if(
        text.begin(), text.end(), [](char c) { return c == '(' || c == ')' || c == ','; }, ' ');
    std::istringstream in{text};
    return {std::istream_iterator<double>{in}, {}};
}

std::vector<double> numbersIn(const std::map<std::string, std::string>& fields, const std::string& key,
                              std::size_t count) {
    const auto found = fields.find(key);
    if (found == fields.end()) throw std::runtime_error("it has no field '" + key + "'");
    auto numbers = numbersIn(found->second);
    if (numbers.size() != count) throw std::runtime_error("its field '" + key + "' is malformed");
    return numbers;
}

std::array<double, 3> unit(const std::vector<double>& numbers, std::size_t first, double& length) {
    const std::array<double, 3> v{numbers[first], numbers[first + 1], numbers[first + 2]};
    length = std::sqrt(v[0] * v[0] + v[1] * v[1] + v[2] * v[2]);
    if (!(length > 0)) throw std::runtime_error("it has a direction without length");
    return {v[0] / length, v[1] / length, v[2] / length};
}

VolumeGeometry geometryIn(const std::map<std::string, std::string>& fields) {
    VolumeGeometry geometry;
    const auto sizes = numbersIn(fields, "sizes", 3);
    for (const double size : sizes)
        if (!(size >= 1 && size <= 65535)) throw std::runtime_error("its sizes are out of range");
    geometry.columns = static_cast<std::size_t>(sizes[0]);
    geometry.rows = static_cast<std::size_t>(sizes[1]);
    geometry.slices = static_cast<std::size_t>(sizes[2]);
    if (geometry.voxels() > largestVoxels) throw std::runtime_error("its sizes are out of range");
    const auto directions = numbersIn(fields, "space directions", 9);
    geometry.rowDirection = unit(directions, 0, geometry.spacingMm[0]);
    geometry.columnDirection = unit(directions, 3, geometry.spacingMm[1]);
    geometry.normal = unit(directions, 6, geometry.spacingMm[2]);
    const auto origin = numbersIn(fields, "space origin", 3);
    std::copy(origin.begin(), origin.end(), geometry.originMm.begin());
    return geometry;
}

}  // namespace

void writeNrrd(const LabelVolume& volume, const std::filesystem::path& path) {
    if (volume.labels.size() != volume.geometry.voxels())
        throw std::invalid_argument("the labels do not fill their geometry");
    std::ofstream out{path, std::ios::binary | std::ios::trunc};
    out << headerOf(volume.geometry);
    writeGzip(out, volume.labels);
    out.close();
    if (!out) throw std::runtime_error("cannot write " + path.string());
}

LabelVolume readNrrd(const std::filesystem::path& path) try {
    std::ifstream in{path, std::ios::binary};
    std::string line;
    if (!std::getline(in, line) || line.rfind("NRRD000", 0) != 0) throw std::runtime_error("it is no NRRD file");
    std::map<std::string, std::string> fields;
    while (std::getline(in, line) && !line.empty())
        if (const auto colon = line.find(": "); colon != std::string::npos)
            fields[line.substr(0, colon)] = line.substr(colon + 2);
    if (fields["type"] != "unsigned char" || fields["encoding"] != "gzip" ||
        fields["space"] != "left-posterior-superior")
        throw std::runtime_error("it is no label volume of this program");
    LabelVolume volume;
    volume.geometry = geometryIn(fields);
    const std::string packed{std::istreambuf_iterator<char>{in}, {}};
    volume.labels = readGzip(packed, volume.geometry.voxels());
    return volume;
} catch (const std::runtime_error& error) {
    throw std::runtime_error("cannot read " + path.string() + ": " + error.what());
}

}  // namespace overread
