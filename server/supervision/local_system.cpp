#include "server/supervision/local_system.h"

#include <Poco/Exception.h>
#include <Poco/Net/HTTPClientSession.h>
#include <Poco/Net/HTTPRequest.h>
#include <Poco/Net/HTTPResponse.h>
#include <Poco/Net/NetException.h>
#include <Poco/Net/ServerSocket.h>
#include <Poco/Net/StreamSocket.h>
#include <Poco/NullStream.h>
#include <Poco/StreamCopier.h>
#include <Poco/Timespan.h>

#include <random>
#include <stdexcept>

namespace overread {
namespace {

using namespace std::chrono_literals;
const std::string loopback = "127.0.0.1";
const Poco::Timespan shortTime(2, 0);

bool serverIsReady(int port) {
    try {
        Poco::Net::HTTPClientSession session(loopback, static_cast<Poco::UInt16>(port));
        session.setTimeout(shortTime);
        Poco::Net::HTTPRequest request(Poco::Net::HTTPRequest::HTTP_GET, "/health/ready",
                                       Poco::Net::HTTPRequest::HTTP_1_1);
        session.sendRequest(request);
        Poco::Net::HTTPResponse response;
        Poco::NullOutputStream nowhere;
        Poco::StreamCopier::copyStream(session.receiveResponse(response), nowhere);
        return response.getStatus() == Poco::Net::HTTPResponse::HTTP_OK;
    } catch (const Poco::Exception&) {
        return false;  // not yet
    }
}

bool listenerIsReady(int port) {
    try {
        Poco::Net::StreamSocket socket;
        socket.connect(Poco::Net::SocketAddress(loopback, static_cast<Poco::UInt16>(port)), shortTime);
        return true;
    } catch (const Poco::Exception&) {
        return false;  // not yet
    }
}

}  // namespace

LocalSystem::LocalSystem(Configuration configuration, std::filesystem::path programs, OnExit onExit,
                         std::function<void(const std::string&)> told)
    : configuration_(std::move(configuration)),
      programs_(std::move(programs)),
      onExit_(onExit),
      supervisor_(onExit, std::move(told)) {}

std::string LocalSystem::nameOf(Program program) {
    switch (program) {
        case Program::server:
            return "server";
        case Program::listener:
            return "listener";
        case Program::worker:
            return "worker";
    }
    throw std::logic_error("no such program");
}

std::filesystem::path LocalSystem::logOf(Program program) const {
    return configuration_.home / "log" / (nameOf(program) + ".log");
}

std::string LocalSystem::url() const {
    return "http://" + loopback + ":" + std::to_string(configuration_.httpPort);
}

void LocalSystem::start(Program program) {
    const auto& c = configuration_;
    std::string sources;
    for (const auto& source : c.dicomSources)
        sources += (sources.empty() ? "" : ";") + source.aeTitle + "@" + source.address;
    supervisor_.start({nameOf(program),
                       programs_ / ("overread-" + nameOf(program)),
                       {{"OVERREAD_HOME", c.home.string()},
                        {"OVERREAD_DATABASE_CONNECTION", c.databaseConnection},
                        {"OVERREAD_DATABASE_NAME", c.databaseName},
                        {"OVERREAD_DATABASE_ADMIN", c.databaseAdmin},
                        {"OVERREAD_SCHEMA_PATH", c.schemaPath.string()},
                        {"OVERREAD_HTTP_ADDRESS", c.httpAddress},
                        {"OVERREAD_HTTP_PORT", std::to_string(c.httpPort)},
                        {"OVERREAD_DICOM_PORT", std::to_string(c.dicomPort)},
                        {"OVERREAD_DICOM_AETITLE", c.dicomAeTitle},
                        {"OVERREAD_DICOM_SOURCES", sources},
                        {"OVERREAD_STORE_PATH", c.storePath.string()},
                        {"OVERREAD_SECRETS_PATH", c.secretsPath.string()},
                        {"OVERREAD_WEB_PATH", c.webPath.string()},
                        {"OVERREAD_PROGRAMS_PATH", programs_.string()},
                        {"OVERREAD_DOCUMENTS_BANNER", c.documentsBanner}},
                       logOf(program)});
}

void LocalSystem::start() {
    for (const auto program : {Program::server, Program::listener, Program::worker}) start(program);
}

void LocalSystem::awaitReady(std::chrono::milliseconds patience) const {
    const auto until = std::chrono::steady_clock::now() + patience;
    bool server = false;
    bool listener = false;
    while (!server || !listener) {
        server = server || serverIsReady(configuration_.httpPort);
        listener = listener || listenerIsReady(configuration_.dicomPort);
        if (server && listener) return;
        const auto missing = server ? Program::listener : Program::server;
        const bool ended = onExit_ == OnExit::leave && processOf(missing) == 0;
        if (ended || std::chrono::steady_clock::now() > until)
            throw std::runtime_error("the " + nameOf(missing) + (ended ? " ended" : " does not answer") +
                                     "; log: " + logOf(missing).string());
        std::this_thread::sleep_for(30ms);  // nothing announces readiness but the answer itself
    }
}

int freePort() {
    // Not one that the kernel would choose: those it also gives to whoever opens a connection, so that the port may be
    // somebody's before its program listens, or after it was killed.
    constexpr int first = 20'000, count = 12'000;  // below Linux's own from 32768 on
    static std::mt19937 number(std::random_device{}());
    for (int tried = 0; tried < count; ++tried)
        if (const int port = first + static_cast<int>(number() % count); isPortFree(port)) return port;
    throw std::runtime_error("no port of this machine is free");
}

bool isPortFree(int port) {
    try {
        Poco::Net::ServerSocket socket;
        // Not shared, as Poco would by itself: beside another server of ours it would seem free.
        socket.bind(Poco::Net::SocketAddress(loopback, static_cast<Poco::UInt16>(port)), true, false);
        socket.listen();
        return true;
    } catch (const Poco::Exception&) {
        return false;
    }
}

std::filesystem::path programFolder() {
    return std::filesystem::canonical("/proc/self/exe").parent_path();
}

}  // namespace overread
