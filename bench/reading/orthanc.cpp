#include "bench/reading/orthanc.h"

#include <fcntl.h>
#include <signal.h>
#include <spawn.h>
#include <sys/wait.h>
#include <unistd.h>

#include <chrono>
#include <fstream>
#include <nlohmann/json.hpp>
#include <sstream>
#include <thread>

#include "bench/reading/http_reader.h"
#include "server/supervision/local_system.h"

namespace overread::bench {

using nlohmann::json;

Orthanc::Orthanc(const std::filesystem::path& series) : port_(freePort()) {
    const std::string program = "/usr/sbin/Orthanc";
    if (!std::filesystem::exists(program))
        throw std::runtime_error("Orthanc is not here: apt-get install orthanc orthanc-dicomweb");
    const auto configuration = folder_.path() / "orthanc.json";
    std::ofstream(configuration) << json{{"HttpPort", port_},
                                         {"DicomServerEnabled", false},
                                         {"RemoteAccessAllowed", false},
                                         {"AuthenticationEnabled", false},
                                         {"KeepAlive", true},
                                         {"TcpNoDelay", true},
                                         {"StorageDirectory", (folder_.path() / "store").string()},
                                         {"IndexDirectory", (folder_.path() / "store").string()},
                                         {"Plugins", json::array({"/usr/share/orthanc/plugins"})},
                                         {"DicomWeb", {{"Enable", true}, {"Root", "/dicom-web/"}}}}
                                        .dump(2);
    posix_spawn_file_actions_t actions;
    posix_spawn_file_actions_init(&actions);
    const auto log = (folder_.path() / "log").string();
    posix_spawn_file_actions_addopen(&actions, STDOUT_FILENO, log.c_str(), O_WRONLY | O_CREAT, 0600);
    posix_spawn_file_actions_adddup2(&actions, STDOUT_FILENO, STDERR_FILENO);
    std::string file = configuration.string();
    std::array<char*, 3> arguments{const_cast<char*>("Orthanc"), file.data(), nullptr};
    const int failed = posix_spawn(&process_, program.c_str(), &actions, nullptr, arguments.data(), environ);
    posix_spawn_file_actions_destroy(&actions);
    if (failed != 0) throw std::runtime_error("Orthanc does not start");
    await();

    HttpReader reader(port_);
    for (const auto& entry : std::filesystem::directory_iterator(series)) {
        std::ostringstream bytes;
        bytes << std::ifstream(entry.path(), std::ios::binary).rdbuf();
        instances_.push_back(json::parse(reader.post("/instances", bytes.str())).at("ID").get<std::string>());
    }
    for (const auto& id : instances_) {
        std::string tags;
        reader.get("/instances/" + id + "/simplified-tags", {}, &tags);
        const auto read = json::parse(tags);
        framePaths_.push_back("/dicom-web/studies/" + read.at("StudyInstanceUID").get<std::string>() + "/series/" +
                              read.at("SeriesInstanceUID").get<std::string>() + "/instances/" +
                              read.at("SOPInstanceUID").get<std::string>() + "/frames/1");
    }
}

Orthanc::~Orthanc() {
    ::kill(process_, SIGTERM);
    ::waitpid(process_, nullptr, 0);
}

void Orthanc::await() const {
    const auto end = std::chrono::steady_clock::now() + std::chrono::seconds(30);
    for (;;) {
        try {
            HttpReader(port_).get("/system");
            return;
        } catch (const std::runtime_error&) {
            if (std::chrono::steady_clock::now() > end) throw std::runtime_error("Orthanc does not answer");
            std::this_thread::sleep_for(std::chrono::milliseconds(50));
        }
    }
}

}  // namespace overread::bench
