#include "server/intake/accept_loop.h"

#include <arpa/inet.h>
#include <netinet/in.h>
#include <netinet/tcp.h>
#include <poll.h>
#include <signal.h>
#include <sys/prctl.h>
#include <sys/signalfd.h>
#include <sys/socket.h>
#include <sys/wait.h>
#include <unistd.h>

#include <Poco/Exception.h>
#include <Poco/Logger.h>

#include <algorithm>
#include <cerrno>
#include <chrono>
#include <system_error>

namespace overread {
namespace {

constexpr int waitingConnections = 512;
constexpr std::chrono::seconds graceAtTheEnd{8};

Poco::Logger& logger() {
    return Poco::Logger::get("listener");
}

[[noreturn]] void fail(const std::string& what) {
    throw std::system_error(errno, std::generic_category(), what);
}

sigset_t awaitedSignals() {
    sigset_t set;
    sigemptyset(&set);
    for (const int each : {SIGTERM, SIGINT, SIGQUIT, SIGCHLD}) sigaddset(&set, each);
    return set;
}

std::string textOf(std::uint32_t address) {
    const in_addr raw{htonl(address)};
    char text[INET_ADDRSTRLEN] = "";
    ::inet_ntop(AF_INET, &raw, text, sizeof text);
    return text;
}

}  // namespace

AcceptLoop::AcceptLoop(int port, const ConnectionLimits& limits, Serve serve)
    : table_(limits), serve_(std::move(serve)) {
    listening_ = ::socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC | SOCK_NONBLOCK, 0);
    if (listening_ < 0) fail("socket");
    const int on = 1;
    ::setsockopt(listening_, SOL_SOCKET, SO_REUSEADDR, &on, sizeof on);
    sockaddr_in address{};
    address.sin_family = AF_INET;
    address.sin_addr.s_addr = htonl(INADDR_ANY);
    address.sin_port = htons(static_cast<std::uint16_t>(port));
    if (::bind(listening_, reinterpret_cast<sockaddr*>(&address), sizeof address) != 0 ||
        ::listen(listening_, waitingConnections) != 0) {
        const int reason = errno;
        ::close(listening_);
        throw std::system_error(reason, std::generic_category(), "DICOM port " + std::to_string(port));
    }
}

AcceptLoop::~AcceptLoop() {
    if (listening_ >= 0) ::close(listening_);
    if (signals_ >= 0) ::close(signals_);
}

int AcceptLoop::port() const {
    sockaddr_in address{};
    socklen_t length = sizeof address;
    if (::getsockname(listening_, reinterpret_cast<sockaddr*>(&address), &length) != 0) fail("getsockname");
    return ntohs(address.sin_port);
}

void AcceptLoop::run() {
    const sigset_t awaited = awaitedSignals();
    ::sigprocmask(SIG_BLOCK, &awaited, nullptr);
    signals_ = ::signalfd(-1, &awaited, SFD_CLOEXEC | SFD_NONBLOCK);
    if (signals_ < 0) fail("signalfd");
    for (bool ending = false; !ending;) {
        pollfd events[2] = {{listening_, POLLIN, 0}, {signals_, POLLIN, 0}};
        if (::poll(events, 2, -1) < 0 && errno != EINTR) fail("poll");
        signalfd_siginfo info{};
        while (::read(signals_, &info, sizeof info) == static_cast<ssize_t>(sizeof info))
            if (info.ssi_signo != SIGCHLD) ending = true;
        reap();
        if (!ending && (events[0].revents & POLLIN) != 0) acceptOne();
    }
    ::close(listening_);
    listening_ = -1;
    endChildren();
}

void AcceptLoop::acceptOne() {
    sockaddr_in peer{};
    socklen_t length = sizeof peer;
    const int socket = ::accept4(listening_, reinterpret_cast<sockaddr*>(&peer), &length, SOCK_CLOEXEC);
    if (socket < 0) return;  // gone again, or out of descriptors: the next round tries again
    const std::uint32_t address = ntohl(peer.sin_addr.s_addr);
    auto place = table_.take(address);
    if (!place) {
        // Full. A connection that has asked for nothing yet makes room, the oldest first, so that silent connections
        // cannot keep an honest sender out; where there is none the newcomer is closed at once.
        auto victim = table_.markOldestSilent(address, ConnectionTable::Among::oneAddress);
        place = table_.take(address);
        if (!victim && !place) {
            victim = table_.markOldestSilent(address, ConnectionTable::Among::all);
            place = table_.take(address);
        }
        if (victim && *victim > 0) ::kill(*victim, SIGKILL);
    }
    if (place)
        startChild(socket, address, *place);
    else if (table_.mayLogStranger("full " + std::to_string(address)))
        logger().warning("connection of " + textOf(address) + " closed: the limits of connections are reached");
    ::close(socket);
}

void AcceptLoop::startChild(int socket, std::uint32_t address, int place) {
    // Without it every C-STORE waits 40 ms for the peer's delayed acknowledgement: DCMTK answers in two writes.
    const int on = 1;
    ::setsockopt(socket, IPPROTO_TCP, TCP_NODELAY, &on, sizeof on);
    const pid_t parent = ::getpid();
    const pid_t child = ::fork();
    if (child < 0) {
        table_.freePlace(place);
        logger().error("fork failed: " + std::generic_category().message(errno));
        return;
    }
    if (child > 0) {
        table_.setChild(place, child);
        return;
    }
    int result = 1;
    try {
        ::prctl(PR_SET_PDEATHSIG, SIGTERM);  // a killed listener leaves no half of itself behind
        if (::getppid() != parent) ::_exit(1);
        ::close(listening_);
        ::close(signals_);
        const sigset_t awaited = awaitedSignals();
        ::sigprocmask(SIG_UNBLOCK, &awaited, nullptr);
        result = serve_(Connection{socket, textOf(address), place, &table_});
    } catch (const Poco::Exception& problem) {
        logger().error("association of " + textOf(address) + " failed: " + problem.displayText());
    } catch (const std::exception& problem) {
        logger().error("association of " + textOf(address) + " failed: " + problem.what());
    }
    ::_exit(result);  // no destructors of the parent's objects, no second flush of its buffers
}

void AcceptLoop::reap() {
    int status = 0;
    for (pid_t child = ::waitpid(-1, &status, WNOHANG); child > 0; child = ::waitpid(-1, &status, WNOHANG)) {
        table_.free(child);
        if (WIFSIGNALED(status) && WTERMSIG(status) != SIGKILL && WTERMSIG(status) != SIGTERM)
            logger().error("an association's process died of signal " + std::to_string(WTERMSIG(status)));
    }
}

void AcceptLoop::endChildren() {
    using Clock = std::chrono::steady_clock;
    table_.forEachChild([](pid_t child) { ::kill(child, SIGTERM); });
    const auto end = Clock::now() + graceAtTheEnd;
    for (reap(); table_.connections() > 0 && Clock::now() < end; reap()) {
        const auto left = std::chrono::duration_cast<std::chrono::milliseconds>(end - Clock::now()).count();
        pollfd event{signals_, POLLIN, 0};
        ::poll(&event, 1, static_cast<int>(std::max<long long>(left, 0)));
        signalfd_siginfo info{};
        while (::read(signals_, &info, sizeof info) == static_cast<ssize_t>(sizeof info)) {
        }
    }
    table_.forEachChild([](pid_t child) { ::kill(child, SIGKILL); });
}

}  // namespace overread
