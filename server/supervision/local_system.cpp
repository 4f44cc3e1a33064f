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

#include <stdexcept>

namespace overread {
namespace {

using namespace std::chrono_literals;
const std::string loopback = "127.0.0.1";
const Poco::Timespan shortTime(2, 0);

bool serverIsReady(std::uint16_t port) {
    try {
        Poco::Net::HTTPClientSession session(loopback, port);
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

bool listenerIsReady(std::uint16_t port) {
    try {
        Poco::Net::StreamSocket socket;
        socket.connect(Poco::Net::SocketAddress(loopback, port), shortTime);
        return true;
    } catch (const Poco::Exception&) {
        return false;  // not yet
    }
}

}  // namespace

LocalSystem::LocalSystem(LocalSystemOptions options, std::function<void(const std::string&)> told)
    : options_(std::move(options)), supervisor_(options_.onExit, std::move(told)) {}

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
    return options_.home / "log" / (nameOf(program) + ".log");
}

std::string LocalSystem::url() const {
    return "http://" + loopback + ":" + std::to_string(options_.httpPort);
}

void LocalSystem::start(Program program) {
    const std::map<std::string, std::string> environment{
        {"OVERREAD_HOME", options_.home.string()},
        {"OVERREAD_DATABASE_CONNECTION", options_.databaseConnection},
        {"OVERREAD_DATABASE_NAME", options_.databaseName},
        {"OVERREAD_HTTP_ADDRESS", loopback},
        {"OVERREAD_HTTP_PORT", std::to_string(options_.httpPort)},
        {"OVERREAD_DICOM_PORT", std::to_string(options_.dicomPort)},
    };
    supervisor_.start(
        {nameOf(program), options_.programs / ("overread-" + nameOf(program)), environment, logOf(program)});
}

void LocalSystem::start() {
    for (const auto program : {Program::server, Program::listener, Program::worker}) start(program);
}

void LocalSystem::awaitReady(std::chrono::milliseconds patience) const {
    const auto until = std::chrono::steady_clock::now() + patience;
    bool server = false;
    bool listener = false;
    while (!server || !listener) {
        server = server || serverIsReady(options_.httpPort);
        listener = listener || listenerIsReady(options_.dicomPort);
        if (server && listener) return;
        const auto missing = server ? Program::listener : Program::server;
        const bool ended = options_.onExit == OnExit::leave && processOf(missing) == 0;
        if (ended || std::chrono::steady_clock::now() > until)
            throw std::runtime_error("the " + nameOf(missing) + (ended ? " ended" : " does not answer") +
                                     "; log: " + logOf(missing).string());
        std::this_thread::sleep_for(30ms);  // nothing announces readiness but the answer itself
    }
}

std::uint16_t freePort() {
    const Poco::Net::ServerSocket socket(Poco::Net::SocketAddress(loopback, 0));
    return socket.address().port();
}

bool isPortFree(std::uint16_t port) {
    try {
        const Poco::Net::ServerSocket socket(Poco::Net::SocketAddress(loopback, port));
        return true;
    } catch (const Poco::Exception&) {
        return false;
    }
}

std::filesystem::path programFolder() {
    return std::filesystem::canonical("/proc/self/exe").parent_path();
}

}  // namespace overread
