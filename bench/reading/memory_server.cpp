#include "bench/reading/memory_server.h"

#include <arpa/inet.h>
#include <netinet/tcp.h>
#include <sys/socket.h>
#include <sys/uio.h>
#include <unistd.h>

#include <array>
#include <stdexcept>

namespace overread::bench {

MemoryServer::MemoryServer(const std::vector<std::string>& answers)
    : answers_(answers), listening_(::socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0)) {
    sockaddr_in address{};
    address.sin_family = AF_INET;
    address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
    socklen_t size = sizeof address;
    if (::bind(listening_, reinterpret_cast<sockaddr*>(&address), size) != 0 || ::listen(listening_, 1) != 0 ||
        ::getsockname(listening_, reinterpret_cast<sockaddr*>(&address), &size) != 0)
        throw std::runtime_error("the limit's server cannot listen");
    port_ = ntohs(address.sin_port);
    thread_ = std::jthread([this] { serve(); });
}

MemoryServer::~MemoryServer() {
    ::shutdown(listening_, SHUT_RDWR);
    ::close(listening_);
}

void MemoryServer::serve() const {
    const int socket = ::accept(listening_, nullptr, nullptr);
    const int on = 1;
    ::setsockopt(socket, IPPROTO_TCP, TCP_NODELAY, &on, sizeof on);
    std::array<char, 4096> request;
    for (ssize_t got; (got = ::recv(socket, request.data(), request.size() - 1, 0)) > 0;) {
        request[static_cast<std::size_t>(got)] = 0;
        const std::string& body = answers_.at(std::stoul(request.data() + 5));  // "GET /n HTTP/1.1"
        std::string head = "HTTP/1.1 200 OK\r\nContent-Length: " + std::to_string(body.size()) + "\r\n\r\n";
        std::array<iovec, 2> parts{{{head.data(), head.size()}, {const_cast<char*>(body.data()), body.size()}}};
        // A blocking socket takes all of it.
        if (::writev(socket, parts.data(), parts.size()) < 0) break;
    }
    ::close(socket);
}

}  // namespace overread::bench
