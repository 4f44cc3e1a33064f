// Time and memory of the measurement beside its peer: DCMTK's decode of the same series from memory on two threads, in
// the same run, because absolute figures move by a factor of two from hour to hour. One and two threads stand side by
// side and must give the same masks to the bit. Usage: quantify_benchmark FOLDER [ROUNDS]
#include <dcmtk/dcmdata/dcdeftag.h>
#include <dcmtk/dcmdata/dcfilefo.h>
#include <dcmtk/dcmdata/dcistrmb.h>
#include <dcmtk/dcmjpeg/djdecode.h>
#include <malloc.h>

#include <algorithm>
#include <chrono>
#include <cstdio>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <stdexcept>
#include <string>
#include <thread>
#include <utility>
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

/// Seconds of work(i) for each of `count`, on one or two threads.
template <typename Work>
double secondsOfAll(std::size_t count, std::size_t threads, Work work) {
    const auto start = Clock::now();
    {
        const auto part = [&](std::size_t first) {
            for (std::size_t i = first; i < count; i += threads) work(i);
        };
        std::vector<std::jthread> others;
        for (std::size_t thread = 1; thread < threads; ++thread) others.emplace_back(part, thread);
        part(0);
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
        return secondsOfAll(files_.size(), 2, [&](std::size_t i) { (void)decode(files_[i]); });
    }
    [[nodiscard]] double ourSeconds(std::size_t threads) const {
        return secondsOfAll(frames_.size(), threads, [&](std::size_t i) {
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

/// A step on one thread and on two.
struct Step {
    double one = 0;
    double two = 0;
};

using Stages = std::vector<std::pair<std::string, double>>;

struct Round {
    double dcmtk = 0;  ///< on two threads: what all ratios are to
    Step decode;
    Step index;  ///< the headers of the folder
    Step read;
    Step measure;
    double peakMb = 0;  ///< of reading and measuring on two threads, volume and labels included
    Stages stages;      ///< of the measurement on two threads, in their order
    [[nodiscard]] double whole() const { return index.two + read.two + measure.two; }
};

template <typename Work>
double secondsOf(Work work) {
    const auto start = Clock::now();
    work();
    return secondsSince(start);
}

Round runOnce(const std::vector<std::filesystem::path>& paths, const overread::dicom::Series& series,
              const Decoders& decoders, double& volumeMb) {
    Round round;
    round.dcmtk = decoders.dcmtkSeconds();
    round.decode = {decoders.ourSeconds(1), decoders.ourSeconds(2)};
    round.index = {secondsOf([&] { (void)overread::dicom::indexFiles(paths, 1); }),
                   secondsOf([&] { (void)overread::dicom::indexFiles(paths, 2); })};
    round.read.one = secondsOf([&] { (void)overread::dicom::readVolume(series, 1); });
    const double beforeMb = memoryBeforeMb();
    auto start = Clock::now();
    const auto volume = std::get<overread::CtVolume>(overread::dicom::readVolume(series, 2));
    round.read.two = secondsSince(start);
    volumeMb = static_cast<double>(volume.hu.size() * sizeof(volume.hu[0])) / (1 << 20);
    start = Clock::now();
    auto stage = start;
    const auto two = overread::quantify(volume, {overread::GradeLimits{}, 2, [&](std::string_view name) {
                                                     round.stages.emplace_back(name, secondsSince(stage));
                                                     stage = Clock::now();
                                                 }});
    round.measure.two = secondsSince(start);
    round.peakMb = memoryMb("VmHWM") - beforeMb;
    start = Clock::now();
    const auto one = overread::quantify(volume, {overread::GradeLimits{}, 1, {}});
    round.measure.one = secondsSince(start);
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
    const auto paths = overread::dicom::filesUnder({argv[1]});
    const auto index = overread::dicom::indexFiles(paths, 2);
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
    for (int i = 0; i < (argc > 2 ? std::stoi(argv[2]) : 3); ++i)
        rounds.push_back(runOnce(paths, series, decoders, volumeMb));

    std::printf("%-36s %9s %7s %7s\n", "median of rounds", "seconds", "ratio", "bar");
    const auto print = [&](const std::string& name, auto part, const char* bar = "") {
        std::printf("%-36s %9.3f %7.2f %7s\n", name.c_str(), medianOf(rounds, part),
                    medianOf(rounds, [&](const Round& round) { return part(round) / round.dcmtk; }), bar);
    };
    const auto printStep = [&](const std::string& name, Step Round::*step, const char* bar = "") {
        print(name + ", 1 thread", [step](const Round& r) { return (r.*step).one; });
        print(
            name + ", 2 threads", [step](const Round& r) { return (r.*step).two; }, bar);
        std::printf("%-36s %9s %7.2f\n", ("  one thread / two, " + name).c_str(), "",
                    medianOf(rounds, [step](const Round& r) { return (r.*step).one / (r.*step).two; }));
    };
    print("DCMTK decode, memory, 2 threads", [](const Round& r) { return r.dcmtk; });
    printStep("our decode, memory", &Round::decode, "0.5");
    printStep("index", &Round::index);
    printStep("read (decode included)", &Round::read);
    printStep("measure", &Round::measure);
    for (std::size_t i = 0; i < rounds.front().stages.size(); ++i)
        print("  " + rounds.front().stages[i].first, [i](const Round& r) { return r.stages[i].second; });
    print(
        "read and measure, 2 threads", [](const Round& r) { return r.read.two + r.measure.two; }, "4");
    print("index, read and measure, 2 threads", [](const Round& r) { return r.whole(); });
    const double peakMb = medianOf(rounds, [](const Round& r) { return r.peakMb; });
    std::printf("peak memory: %.0f MB, %.2f x the volume of %.0f MB (bar 3)\n", peakMb, peakMb / volumeMb, volumeMb);
    return 0;
}
