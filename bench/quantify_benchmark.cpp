// Time and memory of the measurement beside its peer: DCMTK's decode of the same series from memory on two threads, in
// the same run, because absolute figures move by a factor of two from hour to hour. Usage: quantify_benchmark FOLDER
// [ROUNDS]
#include <dcmtk/dcmdata/dcdeftag.h>
#include <dcmtk/dcmdata/dcfilefo.h>
#include <dcmtk/dcmdata/dcistrmb.h>
#include <dcmtk/dcmjpeg/djdecode.h>
#include <malloc.h>

#include <algorithm>
#include <chrono>
#include <cstdio>
#include <fstream>
#include <iterator>
#include <map>
#include <stdexcept>
#include <string>
#include <thread>
#include <vector>

#include "core/dicom/read_volume.h"
#include "core/quantification/quantify.h"

namespace {

using Clock = std::chrono::steady_clock;
using Bytes = std::vector<char>;

double secondsSince(Clock::time_point start) {
    return std::chrono::duration<double>(Clock::now() - start).count();
}

/// A figure of /proc/self/status in MB.
double memoryMb(const std::string& name) {
    std::ifstream in{"/proc/self/status"};
    for (std::string line; std::getline(in, line);)
        if (line.starts_with(name + ":")) return std::stod(line.substr(name.size() + 1)) / 1024;
    throw std::runtime_error("/proc/self/status has no " + name);
}

/// Gives back what was freed and makes the peak begin anew: DCMTK's own memory is not the measurement's.
double memoryBeforeMb() {
    malloc_trim(0);
    std::ofstream{"/proc/self/clear_refs"} << '5';
    return memoryMb("VmRSS");
}

/// The stored values of a slice, as DCMTK decodes them.
std::vector<std::uint16_t> decode(const Bytes& file) {
    DcmInputBufferStream stream;
    stream.setBuffer(file.data(), static_cast<offile_off_t>(file.size()));
    stream.setEos();
    DcmFileFormat format;
    format.transferInit();
    const bool read = format.read(stream).good();
    format.transferEnd();
    if (!read || format.getDataset()->chooseRepresentation(EXS_LittleEndianExplicit, nullptr).bad())
        throw std::runtime_error("DCMTK cannot decode a slice");
    const Uint16* values = nullptr;
    unsigned long count = 0;
    format.getDataset()->findAndGetUint16Array(DCM_PixelData, values, &count);
    return {values, values + count};
}

/// Seconds of work(i) for each of `count`, on two threads.
template <typename Work>
double secondsOfAll(std::size_t count, Work work) {
    const auto start = Clock::now();
    {
        const auto half = [&](std::size_t parity) {
            for (std::size_t i = parity; i < count; i += 2) work(i);
        };
        const std::jthread other{half, 1};
        half(0);
    }
    return secondsSince(start);
}

/// Our decoder beside DCMTK's on the same frames in memory; first of all they must agree to the bit.
class Decoders {
public:
    Decoders(const overread::dicom::Series& series, const std::vector<Bytes>& files) : files_(files) {
        for (const auto& slice : series.slices) {
            frames_.push_back(std::get<overread::dicom::Frame>(overread::dicom::readFrame(slice)));
            decoders_.emplace_back(frames_.back().format);
        }
        hu_.resize(static_cast<std::size_t>(frames_[0].format.rows) *
                   static_cast<std::size_t>(frames_[0].format.columns));
        for (std::size_t i = 0; i < files.size(); ++i) requireEqual(i);
    }
    [[nodiscard]] double dcmtkSeconds() const {
        return secondsOfAll(files_.size(), [&](std::size_t i) { (void)decode(files_[i]); });
    }
    [[nodiscard]] double ourSeconds() const {
        return secondsOfAll(frames_.size(), [&](std::size_t i) {
            thread_local std::vector<std::int16_t> hu;
            hu.resize(hu_.size());
            if (decoders_[i].decode(frames_[i].payload, hu)) throw std::runtime_error("a slice cannot be decoded");
        });
    }

private:
    void requireEqual(std::size_t i) {
        const auto stored = decode(files_[i]);
        const auto& format = frames_[i].format;
        auto native = format;
        native.transferSyntaxUid = overread::dicom::explicitLittleEndianUid;
        std::vector<std::int16_t> theirs(hu_.size());
        const std::span bytes{reinterpret_cast<const std::uint8_t*>(stored.data()), stored.size() * 2};
        if (decoders_[i].decode(frames_[i].payload, hu_) ||
            overread::dicom::FrameDecoder{native}.decode(bytes, theirs) || hu_ != theirs)
            throw std::runtime_error("our decoder and DCMTK do not agree on a slice");
    }
    const std::vector<Bytes>& files_;
    std::vector<overread::dicom::Frame> frames_;
    std::vector<overread::dicom::FrameDecoder> decoders_;
    std::vector<std::int16_t> hu_;
};

struct Round {
    double dcmtk = 0;
    double decode = 0;
    double read = 0;
    double one = 0;  ///< the measurement on one thread
    double two = 0;
    double peakMb = 0;                     ///< of reading and measuring on two threads, volume and labels included
    std::map<std::string, double> stages;  ///< on two threads
};

Round runOnce(const overread::dicom::Series& series, const Decoders& decoders, double& volumeMb) {
    Round round;
    round.dcmtk = decoders.dcmtkSeconds();
    round.decode = decoders.ourSeconds();
    const double beforeMb = memoryBeforeMb();
    auto start = Clock::now();
    const auto volume = std::get<overread::CtVolume>(overread::dicom::readVolume(series, 2));
    round.read = secondsSince(start);
    volumeMb = static_cast<double>(volume.hu.size() * sizeof(volume.hu[0])) / (1 << 20);
    start = Clock::now();
    auto stage = start;
    const auto two = overread::quantify(volume, {overread::GradeLimits{}, 2, [&](std::string_view name) {
                                                     round.stages[std::string(name)] = secondsSince(stage);
                                                     stage = Clock::now();
                                                 }});
    round.two = secondsSince(start);
    round.peakMb = memoryMb("VmHWM") - beforeMb;
    start = Clock::now();
    const auto one = overread::quantify(volume, {overread::GradeLimits{}, 1, {}});
    round.one = secondsSince(start);
    if (one.labels.labels != two.labels.labels) throw std::runtime_error("one and two threads do not agree");
    return round;
}

template <typename Part>
double medianOf(const std::vector<Round>& rounds, Part part) {
    std::vector<double> values;
    for (const auto& round : rounds) values.push_back(part(round));
    std::nth_element(values.begin(), values.begin() + static_cast<std::ptrdiff_t>(values.size() / 2), values.end());
    return values[values.size() / 2];
}

}  // namespace

int main(int argc, char** argv) {
    if (argc < 2) {
        std::fprintf(stderr, "usage: %s FOLDER [ROUNDS]\n", argv[0]);
        return 2;
    }
    DJDecoderRegistration::registerCodecs();
    const auto index = overread::dicom::indexFiles(overread::dicom::filesUnder({argv[1]}), 2);
    if (!index.chosen) {
        std::fprintf(stderr, "%s\n", index.explanation.c_str());
        return 3;
    }
    const auto& series = index.series[*index.chosen];
    std::vector<Bytes> files;
    for (const auto& slice : series.slices) {
        std::ifstream in{slice.file, std::ios::binary};
        files.emplace_back(std::istreambuf_iterator<char>{in}, std::istreambuf_iterator<char>{});
    }
    const Decoders decoders{series, files};
    std::vector<Round> rounds;
    double volumeMb = 0;
    for (int i = 0; i < (argc > 2 ? std::stoi(argv[2]) : 3); ++i) rounds.push_back(runOnce(series, decoders, volumeMb));

    std::printf("%-34s %9s %7s\n", "median of rounds", "seconds", "ratio");
    const auto print = [&](const std::string& name, auto part) {
        std::printf("%-34s %9.3f %7.2f\n", name.c_str(), medianOf(rounds, part),
                    medianOf(rounds, [&](const Round& round) { return part(round) / round.dcmtk; }));
    };
    print("DCMTK decode, memory, 2 threads", [](const Round& r) { return r.dcmtk; });
    print("our decode, memory, 2 threads", [](const Round& r) { return r.decode; });
    print("readVolume, 2 threads", [](const Round& r) { return r.read; });
    for (const auto& [name, seconds] : rounds.front().stages)
        print("  " + name, [&](const Round& r) { return r.stages.at(name); });
    print("quantify, 1 thread", [](const Round& r) { return r.one; });
    print("quantify, 2 threads", [](const Round& r) { return r.two; });
    print("read and quantify, 2 threads", [](const Round& r) { return r.read + r.two; });
    const double peakMb = medianOf(rounds, [](const Round& r) { return r.peakMb; });
    std::printf("peak memory: %.0f MB, %.2f x the volume of %.0f MB\n", peakMb, peakMb / volumeMb, volumeMb);
    return 0;
}
