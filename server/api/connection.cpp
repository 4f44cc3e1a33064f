#include "server/api/connection.h"

#include <poll.h>
#include <sys/sendfile.h>
#include <sys/socket.h>
#include <sys/uio.h>

#include <algorithm>
#include <array>
#include <cerrno>

namespace overread::api {

namespace {

using Clock = std::chrono::steady_clock;

/// The other side went away or is too slow to be waited for: nothing can be answered.
struct Gone {};

/// True when the socket is ready before the deadline.
bool waitFor(int socket, short events, Clock::time_point deadline) {
    for (;;) {
        const auto left = std::chrono::duration_cast<std::chrono::milliseconds>(deadline - Clock::now()).count();
        pollfd waiting{socket, events, 0};
        const auto ready = poll(&waiting, 1, static_cast<int>(std::max<long>(left, 0)));
        if (ready > 0) return true;
        if (ready == 0) return false;
        if (errno != EINTR) throw Gone{};
    }
}

/// Adds what has come to `received`. False when the deadline passed; throws Gone at the end of the stream.
bool receiveInto(std::string& received, int socket, Clock::time_point deadline) {
    std::array<char, 16384> buffer;
    for (;;) {
        if (!waitFor(socket, POLLIN, deadline)) return false;
        const auto count = recv(socket, buffer.data(), buffer.size(), MSG_DONTWAIT);
        if (count > 0) {
            received.append(buffer.data(), static_cast<std::size_t>(count));
            return true;
        }
        if (count == 0) throw Gone{};
        if (errno != EAGAIN && errno != EINTR) throw Gone{};
    }
}

/// Header and body in one system call where the socket takes them: Poco's streams pass 4 KiB a call, several times
/// slower.
void sendBoth(int socket, std::string_view head, std::string_view body, Clock::time_point deadline, int flags = 0) {
    while (!head.empty() || !body.empty()) {
        std::array<iovec, 2> parts{
            {{const_cast<char*>(head.data()), head.size()}, {const_cast<char*>(body.data()), body.size()}}};
        msghdr message{};
        message.msg_iov = parts.data();
        message.msg_iovlen = parts.size();
        const auto sent = sendmsg(socket, &message, MSG_NOSIGNAL | MSG_DONTWAIT | flags);
        if (sent < 0) {
            if (errno == EINTR) continue;
            if (errno != EAGAIN || !waitFor(socket, POLLOUT, deadline)) throw Gone{};
            continue;
        }
        const auto ofHead = std::min<std::size_t>(static_cast<std::size_t>(sent), head.size());
        head.remove_prefix(ofHead);
        body.remove_prefix(static_cast<std::size_t>(sent) - ofHead);
    }
}

/// From the page cache to the socket without a copy in between. The kernel holds the short bytes in front of a part
/// back for it (MSG_MORE), so that they share a packet.
void sendParts(int socket, const Response& response, Clock::time_point deadline) {
    for (const auto& part : response.parts) {
        if (!part.before.empty()) sendBoth(socket, part.before, {}, deadline, MSG_MORE);
        auto offset = static_cast<off_t>(part.offset);
        for (std::uint64_t left = part.length; left > 0;) {
            const auto sent = sendfile(socket, response.file->descriptor(), &offset, left);
            if (sent > 0) {
                left -= static_cast<std::uint64_t>(sent);
                continue;
            }
            // A file that became shorter cannot be answered any more: its length is said already.
            if (sent == 0) throw Gone{};
            if (errno == EINTR) continue;
            if (errno != EAGAIN || !waitFor(socket, POLLOUT, deadline)) throw Gone{};
        }
    }
}

std::string headOf(const Response& response, bool keepsAlive) {
    auto head =
        "HTTP/1.1 " + std::to_string(response.status) + ' ' + std::string(reasonPhraseOf(response.status)) + "\r\n";
    if (!response.contentType.empty()) head += "Content-Type: " + response.contentType + "\r\n";
    // RFC 9110, 8.6: neither 204 nor 304 has a length.
    if (response.status != 204 && response.status != 304)
        head += "Content-Length: " + std::to_string(response.contentLength()) + "\r\n";
    for (const auto& [name, value] : response.headers) head += name + ": " + value + "\r\n";
    head += keepsAlive ? "Connection: keep-alive\r\n\r\n" : "Connection: close\r\n\r\n";
    return head;
}

}  // namespace

Connection::Connection(const Poco::Net::StreamSocket& socket, ConnectionContext& context)
    : TCPServerConnection(socket), context_(context) {}

void Connection::run() {
    try {
        socket().setNoDelay(true);
        socket().setBlocking(false);  // sendfile has no flag for it, and every wait has its deadline
        while (awaitRequest() && serveOne()) {
        }
        // Without a last look at what still comes the kernel answers it with a reset, and the refusal is lost.
        shutdown(socket().impl()->sockfd(), SHUT_WR);
        const auto deadline = Clock::now() + std::chrono::milliseconds(500);
        while (receiveInto(received_, socket().impl()->sockfd(), deadline) && received_.size() < (1u << 20u)) {
        }
    } catch (const Gone&) {
        // Nobody is there to be told.
    }
}

bool Connection::awaitRequest() {
    if (!received_.empty()) return true;
    const auto end = Clock::now() + context_.times.idle;
    while (Clock::now() < end && !context_.isStopping) {
        // In short turns, so that a stop and a queue are noticed.
        const auto turn = std::min(end, Clock::now() + std::chrono::milliseconds(100));
        if (waitFor(socket().impl()->sockfd(), POLLIN, turn)) return true;
        if (context_.othersWait()) return false;
    }
    return false;
}

bool Connection::serveOne() {
    const auto socketNumber = socket().impl()->sockfd();
    try {
        const auto headDeadline = Clock::now() + context_.times.head;
        auto end = endOfHead(received_, context_.limits);
        while (!end) {
            if (!receiveInto(received_, socketNumber, headDeadline)) throw RefusedRequest{408, "the head is too slow"};
            end = endOfHead(received_, context_.limits);
        }
        auto head = parseHead(std::string_view{received_}.substr(0, *end), context_.limits);
        received_.erase(0, *end);
        if (head.expectsContinue && received_.empty() && head.contentLength > 0)
            sendBoth(socketNumber, "HTTP/1.1 100 Continue\r\n\r\n", {}, headDeadline);
        const auto bodyDeadline = Clock::now() + context_.times.body;
        while (received_.size() < head.contentLength)
            if (!receiveInto(received_, socketNumber, bodyDeadline)) throw RefusedRequest{408, "the body is too slow"};
        auto& request = head.request;
        request.body = received_.substr(0, head.contentLength);
        received_.erase(0, head.contentLength);

        const auto response = context_.answer(request);
        const auto keepsAlive = request.keepsAlive && !context_.isStopping && !context_.othersWait();
        send(response, request.method == "HEAD", keepsAlive);
        return keepsAlive;
    } catch (const RefusedRequest& refusal) {
        send(context_.answerRefused(refusal), false, false);
        return false;
    }
}

void Connection::send(const Response& response, bool isHead, bool keepsAlive) {
    const auto& content = response.content();
    const auto hasBody = !isHead && response.status != 204 && response.status != 304;
    const auto deadline = Clock::now() + context_.times.answer;
    const auto hasParts = hasBody && !response.parts.empty();
    sendBoth(socket().impl()->sockfd(), headOf(response, keepsAlive),
             hasBody ? std::string_view{content} : std::string_view{}, deadline, hasParts ? MSG_MORE : 0);
    if (hasParts) sendParts(socket().impl()->sockfd(), response, deadline);
}

}  // namespace overread::api
