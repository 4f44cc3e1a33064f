// The frames of one series over HTTP on loopback: as stored from our server (authorised, audited), the same frames from
// Orthanc as files, and from memory by one writev each as the limit. One client reads all of them in turn. Afterwards
// what a viewer needs in the end, 16-bit pixels: ours decoded by the client, Orthanc's decoded by Orthanc.
//
//   frames_benchmark SERIES_FOLDER        with OVERREAD_DATABASE_CONNECTION set, as for the tests
#include <algorithm>
#include <filesystem>
#include <iostream>
#include <thread>

#include "bench/reading/house_with_series.h"
#include "bench/reading/http_reader.h"
#include "bench/reading/memory_server.h"
#include "bench/reading/orthanc.h"
#include "bench/reading/timing.h"
#include "core/dicom/frame_decoder.h"

using namespace overread::bench;

namespace {

constexpr int rounds = 7;

/// The whole series in requests of `perRequest` slices; the bytes that came.
std::size_t fetchOurs(HttpReader& reader, const HouseWithSeries& house, int perRequest, std::string* frames = nullptr) {
    std::size_t bytes = 0;
    for (int first = 0; first < house.series().slices; first += perRequest) {
        std::string slices;
        for (int slice = first; slice < std::min(first + perRequest, house.series().slices); ++slice)
            slices += (slices.empty() ? "" : ",") + std::to_string(slice);
        bytes += reader.get("/api/v1/assignments/" + house.handle() + "/frames?slices=" + slices,
                            "Authorization: Bearer " + house.token() + "\r\n", frames);
    }
    return bytes;
}

/// Both threads decode what `fetchOurs` brought.
void decodeAll(const std::string& frames, const overread::dicom::FrameDecoder& decoder, int slices) {
    std::vector<std::span<const std::uint8_t>> payloads;
    const auto* at = reinterpret_cast<const std::uint8_t*>(frames.data());
    for (int i = 0; i < slices; ++i) {
        const std::size_t length = at[0] | at[1] << 8 | at[2] << 16 | std::size_t{at[3]} << 24;
        payloads.emplace_back(at + 4, length);
        at += 4 + length;
    }
    const auto half = [&](std::size_t parity) {
        std::vector<std::int16_t> hu(static_cast<std::size_t>(decoder.format().rows) * decoder.format().columns);
        for (std::size_t i = parity; i < payloads.size(); i += 2)
            if (decoder.decode(payloads[i], hu)) throw std::runtime_error("a frame cannot be decoded");
    };
    const std::jthread other{half, 1};
    half(0);
}

}  // namespace

int main(int argc, char** argv) try {
    if (argc != 2) {
        std::cerr << "usage: frames_benchmark SERIES_FOLDER\n";
        return 2;
    }
    const std::filesystem::path folder = argv[1];
    const HouseWithSeries house(folder);
    const Orthanc orthanc(folder);
    const auto frames = house.storedFrames();
    const MemoryServer memory(frames);
    const int n = house.series().slices;

    HttpReader ours(house.port()), theirs(orthanc.port()), limit(memory.port());
    std::vector<double> one, many, files, writev, decoded, web, pictures;
    for (int round = 0; round < rounds; ++round) {  // in turn, so that the noise of the machine meets all alike
        one.push_back(millisecondsOf([&] { fetchOurs(ours, house, 1); }));
        many.push_back(millisecondsOf([&] { fetchOurs(ours, house, 32); }));
        files.push_back(millisecondsOf([&] {
            for (const auto& id : orthanc.instances()) theirs.get("/instances/" + id + "/file");
        }));
        writev.push_back(millisecondsOf([&] {
            for (std::size_t i = 0; i < frames.size(); ++i) limit.get('/' + std::to_string(i));
        }));
        decoded.push_back(millisecondsOf([&] {
            std::string all;
            all.reserve(std::size_t{64} << 20);
            fetchOurs(ours, house, 32, &all);
            decodeAll(all, overread::dicom::FrameDecoder{house.frameFormat()}, n);
        }));
        if (round >= 3) continue;
        web.push_back(millisecondsOf([&] {
            for (const auto& path : orthanc.framePaths())
                theirs.get(path, "Accept: multipart/related; type=\"application/octet-stream\"\r\n");
        }));
        pictures.push_back(millisecondsOf([&] {
            for (const auto& id : orthanc.instances()) theirs.get("/instances/" + id + "/preview");
        }));
    }
    std::cout << n << " slices, " << house.storedBytes() / 1'000'000 << " MB as stored; medians of " << rounds
              << " rounds in one run\n";
    print("limit: one writev each from memory", median(writev), median(files), "of Orthanc's files");
    print("Orthanc 1.x, one file each", median(files), median(files), "of Orthanc's files");
    print("ours, 32 slices a request", median(many), median(files), "of Orthanc's files (bar 1.2)");
    print("ours, 1 slice a request", median(one), median(files), "of Orthanc's files");
    print("Orthanc DICOMweb, raw 16 bit", median(web), median(web), "of it");
    print("ours, fetched and decoded, 2 threads", median(decoded), median(web), "of Orthanc DICOMweb (bar 0.3)");
    print("Orthanc, 8-bit PNG", median(pictures), median(web), "of Orthanc DICOMweb");
    return 0;
} catch (const std::exception& fault) {
    std::cerr << fault.what() << '\n';
    return 1;
}
