#include "bench/reading/house_with_series.h"

#include <chrono>
#include <nlohmann/json.hpp>
#include <thread>

#include "bench/reading/http_reader.h"
#include "core/wire/session.h"
#include "server/simulation/api_client.h"
#include "server/simulation/dicom_sender.h"
#include "server/simulation/staged_study.h"
#include "tests/support/running_system.h"
#include "tests/support/temporary_folder.h"

namespace overread::bench {

using nlohmann::json;

struct HouseWithSeries::House {
    tests::RunningSystem system;
    tests::TemporaryFolder copies;
};

namespace {

/// Sends the study with a report of pneumonia, which makes a double read that waits.
void deliver(const tests::RunningSystem& system, const tests::RunningSystem::Person& hospital,
             const simulation::StagedStudy& study) {
    const auto sent = simulation::sendByCStore(study.files, "127.0.0.1", system.dicomPort(), "OVERREAD");
    if (sent.notSent > 0) throw std::runtime_error("the series was not taken: " + sent.problem);
    auto report = study.report;
    report.grade = Grade::ct2;
    simulation::ApiClient client("127.0.0.1", system.httpPort());
    client.signIn(hospital.name, hospital.password);
    client.post("/api/v1/reports", json(report).dump());
}

}  // namespace

HouseWithSeries::HouseWithSeries(const std::filesystem::path& series) : house_(std::make_unique<House>()) {
    auto& system = house_->system;
    const auto studies = simulation::stageSeriesUnder(series, house_->copies.path());
    if (studies.empty()) throw std::runtime_error("no series under " + series.string());
    const auto hospital = system.addPerson("hospital", {Role::integrator});
    const auto reader = system.addPerson("reader", {Role::reviewer});
    readerName_ = reader.name;
    readerPassword_ = reader.password;
    deliver(system, hospital, studies.front());

    simulation::ApiClient client("127.0.0.1", port());
    const auto opened =
        client.post("/api/v1/sessions", json(wire::SignIn{reader.name, reader.password, "bearer"}).dump());
    token_ = json::parse(opened.body).get<wire::SessionOpened>().token;
    client.signIn(reader.name, reader.password);
    for (const auto end = std::chrono::steady_clock::now() + std::chrono::minutes(1);;) {
        const auto next = client.request("POST", "/api/v1/assignments/next");
        if (next.status == 200) {
            assignment_ = json::parse(next.body).get<wire::Assignment>();
            break;
        }
        if (std::chrono::steady_clock::now() > end) throw std::runtime_error("no case came of the series");
        std::this_thread::sleep_for(std::chrono::milliseconds(200));
    }
    if (!assignment_.series) throw std::runtime_error("the series cannot be read: " + assignment_.imagesProblem);
}

HouseWithSeries::~HouseWithSeries() = default;

int HouseWithSeries::port() const {
    return house_->system.httpPort();
}

dicom::FrameFormat HouseWithSeries::frameFormat() const {
    const auto& stored = series().format;
    dicom::FrameFormat format;
    format.transferSyntaxUid = stored.transferSyntaxUid;
    format.rows = series().rows;
    format.columns = series().columns;
    format.bitsAllocated = stored.bitsAllocated;
    format.bitsStored = stored.bitsStored;
    format.highBit = stored.highBit;
    format.isSigned = stored.isSigned;
    format.rescaleSlope = stored.rescaleSlope;
    format.rescaleIntercept = stored.rescaleIntercept;
    format.padding = stored.padding;
    return format;
}

std::vector<std::string> HouseWithSeries::storedFrames() const {
    std::vector<std::string> frames;
    HttpReader reader(port());
    for (int slice = 0; slice < series().slices; ++slice)
        reader.get("/api/v1/assignments/" + handle() + "/frames/" + std::to_string(slice),
                   "Authorization: Bearer " + token_ + "\r\n", &frames.emplace_back());
    return frames;
}

std::size_t HouseWithSeries::storedBytes() const {
    std::size_t bytes = 0;
    for (const auto& frame : storedFrames()) bytes += frame.size();
    return bytes;
}

}  // namespace overread::bench
