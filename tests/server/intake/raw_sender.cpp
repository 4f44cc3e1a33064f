#include "tests/server/intake/raw_sender.h"

#include <arpa/inet.h>
#include <netinet/in.h>
#include <netinet/tcp.h>
#include <poll.h>
#include <sys/socket.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <system_error>

namespace overread::tests {
namespace {

std::string big16(std::size_t value) {
    return {static_cast<char>(value >> 8), static_cast<char>(value)};
}
std::string big32(std::size_t value) {
    return big16(value >> 16 & 0xffff) + big16(value & 0xffff);
}
std::string little16(std::size_t value) {
    return {static_cast<char>(value), static_cast<char>(value >> 8)};
}
std::string little32(std::size_t value) {
    return little16(value & 0xffff) + little16(value >> 16 & 0xffff);
}

std::string item(char type, const std::string& content) {
    return std::string{type, '\0'} + big16(content.size()) + content;
}
std::string pdu(char type, const std::string& content) {
    return std::string{type, '\0'} + big32(content.size()) + content;
}
std::string title(std::string text) {
    text.resize(16, ' ');
    return text;
}

/// An element of group 0000 in implicit little endian.
std::string element(std::size_t number, const std::string& value) {
    return little16(0) + little16(number) + little32(value.size()) + value;
}
std::string uid(std::size_t number, std::string text) {
    if (text.size() % 2 == 1) text.push_back('\0');
    return element(number, text);
}

std::size_t bigAt(const std::string& bytes, std::size_t at, int count) {
    std::size_t value = 0;
    for (int i = 0; i < count; ++i)
        value = value << 8 | static_cast<unsigned char>(bytes.at(at + static_cast<std::size_t>(i)));
    return value;
}

}  // namespace

RawSender::RawSender(int port, const std::string& from) {
    socket_ = ::socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);
    sockaddr_in own{};
    own.sin_family = AF_INET;
    ::inet_pton(AF_INET, from.c_str(), &own.sin_addr);
    sockaddr_in other{};
    other.sin_family = AF_INET;
    other.sin_port = htons(static_cast<std::uint16_t>(port));
    other.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
    const int on = 1;
    ::setsockopt(socket_, IPPROTO_TCP, TCP_NODELAY, &on, sizeof on);
    const timeval patience{10, 0};
    ::setsockopt(socket_, SOL_SOCKET, SO_RCVTIMEO, &patience, sizeof patience);
    if (::bind(socket_, reinterpret_cast<sockaddr*>(&own), sizeof own) != 0 ||
        ::connect(socket_, reinterpret_cast<sockaddr*>(&other), sizeof other) != 0)
        throw std::system_error(errno, std::generic_category(), "connect");
}

RawSender::~RawSender() {
    ::close(socket_);
}

void RawSender::sendBytes(std::string_view bytes) {
    while (!bytes.empty()) {
        const ssize_t sent = ::send(socket_, bytes.data(), bytes.size(), MSG_NOSIGNAL);
        if (sent <= 0) return;  // ended by the other side: the next receive tells
        bytes.remove_prefix(static_cast<std::size_t>(sent));
    }
}

RawSender::Answer RawSender::associate(const Proposal& proposal) {
    sopClass_ = proposal.sopClass;
    std::string context = std::string{1, 0, 0, 0} + item(0x30, proposal.sopClass);
    for (const auto& syntax : proposal.transferSyntaxes) context += item(0x40, syntax);
    const std::string user = item(0x51, big32(16'384)) + item(0x52, "1.2.3.4");
    sendBytes(pdu(1, big16(1) + big16(0) + title(proposal.calledAe) + title(proposal.callingAe) +
                         std::string(32, '\0') + item(0x10, "1.2.840.10008.3.1.1.1") + item(0x20, context) +
                         item(0x50, user)));
    Answer answer;
    const auto reply = receivePdu();
    if (!reply) {
        answer.closed = true;
    } else if (reply->at(0) == 3) {
        answer.result = reply->at(7);
        answer.source = reply->at(8);
        answer.reason = reply->at(9);
    } else if (reply->at(0) == 2) {
        answer.accepted = true;
        for (std::size_t at = 74; at + 4 <= reply->size(); at += 4 + bigAt(*reply, at + 2, 2))
            if (reply->at(at) == 0x21) {
                answer.contextResult = reply->at(at + 6);
                answer.transferSyntax = reply->substr(at + 12, bigAt(*reply, at + 10, 2));
            }
    }
    return answer;
}

void RawSender::sendCommand(std::string_view elements) {
    const std::string command = element(0, little32(elements.size())) + std::string(elements);
    sendBytes(pdu(4, big32(command.size() + 2) + std::string{1, 3} + command));
}

void RawSender::beginStore(const std::string& instanceUid) {
    sendCommand(uid(0x0002, sopClass_) + element(0x0100, little16(1)) + element(0x0110, little16(++messageId_)) +
                element(0x0700, little16(0)) + element(0x0800, little16(0)) + uid(0x1000, instanceUid));
}

void RawSender::sendData(std::string_view bytes, bool last) {
    sendBytes(pdu(4, big32(bytes.size() + 2) + std::string{1, static_cast<char>(last ? 2 : 0)} + std::string(bytes)));
}

std::optional<int> RawSender::store(const std::string& instanceUid, std::string_view dataSet,
                                    const std::string& announcedClass) {
    const std::string context = sopClass_;
    if (!announcedClass.empty()) sopClass_ = announcedClass;
    beginStore(instanceUid);
    sopClass_ = context;
    constexpr std::size_t piece = 100'000;
    do {
        const std::string_view fragment = dataSet.substr(0, piece);
        dataSet.remove_prefix(fragment.size());
        sendData(fragment, dataSet.empty());
    } while (!dataSet.empty());
    return receiveStatus();
}

std::optional<int> RawSender::echo() {
    sendCommand(uid(0x0002, "1.2.840.10008.1.1") + element(0x0100, little16(0x30)) +
                element(0x0110, little16(++messageId_)) + element(0x0800, little16(0x0101)));
    return receiveStatus();
}

void RawSender::release() {
    sendBytes(pdu(5, std::string(4, '\0')));
    (void)receivePdu();
}

std::optional<std::string> RawSender::receivePdu() {
    std::string bytes;
    std::size_t wanted = 6;
    while (bytes.size() < wanted) {
        std::string more(wanted - bytes.size(), '\0');
        const ssize_t got = ::recv(socket_, more.data(), more.size(), 0);
        if (got <= 0) return std::nullopt;
        bytes.append(more, 0, static_cast<std::size_t>(got));
        if (bytes.size() == 6) wanted = 6 + bigAt(bytes, 2, 4);
    }
    return bytes;
}

std::optional<int> RawSender::receiveStatus() {
    const auto reply = receivePdu();
    if (!reply || reply->at(0) != 4) return std::nullopt;  // A-ABORT is 7
    for (std::size_t at = 12; at + 8 <= reply->size();) {  // after the PDU's and the fragment's head
        const auto byte = [&](std::size_t i) {
            return static_cast<std::size_t>(static_cast<unsigned char>(reply->at(at + i)));
        };
        if ((byte(3) << 8 | byte(2)) == 0x0900) return static_cast<int>(byte(9) << 8 | byte(8));
        at += 8 + (byte(7) << 24 | byte(6) << 16 | byte(5) << 8 | byte(4));
    }
    return std::nullopt;
}

std::optional<char> RawSender::receiveByte() {
    char byte = 0;
    return ::recv(socket_, &byte, 1, 0) == 1 ? std::optional(byte) : std::nullopt;
}

bool RawSender::isEnded(int milliseconds) {
    pollfd event{socket_, POLLIN, 0};
    if (::poll(&event, 1, milliseconds) <= 0) return false;
    char first = 0;
    const ssize_t got = ::recv(socket_, &first, 1, 0);
    return got <= 0 || first == 7;
}

}  // namespace overread::tests
