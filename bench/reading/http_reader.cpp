#include "bench/reading/http_reader.h"

#include <arpa/inet.h>
#include <netinet/tcp.h>
#include <sys/socket.h>
#include <unistd.h>

#include <algorithm>
#include <cctype>
#include <stdexcept>

namespace overread::bench {
namespace {

/// The server closed the connection between two requests.
struct Closed {};

std::string lower(std::string text) {
    std::transform(text.begin(), text.end(), text.begin(), [](unsigned char c) { return std::tolower(c); });
    return text;
}

}  // namespace

HttpReader::HttpReader(int port) : port_(port), buffer_(1u << 20u) {
    connect();
}

HttpReader::~HttpReader() {
    ::close(socket_);
}

void HttpReader::connect() {
    if (socket_ >= 0) ::close(socket_);
    begin_ = end_ = 0;
    socket_ = ::socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);
    sockaddr_in address{};
    address.sin_family = AF_INET;
    address.sin_port = htons(static_cast<std::uint16_t>(port_));
    address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
    if (::connect(socket_, reinterpret_cast<sockaddr*>(&address), sizeof address) != 0)
        throw std::runtime_error("nothing answers on port " + std::to_string(port_));
    const int on = 1;
    ::setsockopt(socket_, IPPROTO_TCP, TCP_NODELAY, &on, sizeof on);
}

void HttpReader::sendAll(const std::string& bytes) {
    for (std::size_t done = 0; done < bytes.size();) {
        const auto sent = ::send(socket_, bytes.data() + done, bytes.size() - done, MSG_NOSIGNAL);
        if (sent <= 0) throw Closed{};
        done += static_cast<std::size_t>(sent);
    }
}

bool HttpReader::receive() {
    if (begin_ == end_) begin_ = end_ = 0;
    const auto got = ::recv(socket_, buffer_.data() + end_, buffer_.size() - end_, 0);
    if (got <= 0) return false;
    end_ += static_cast<std::size_t>(got);
    return true;
}

std::string HttpReader::line() {
    std::string text;
    for (;;) {
        for (; begin_ < end_; ++begin_) {
            const char c = buffer_[begin_];
            if (c == '\n') {
                ++begin_;
                return text;
            }
            if (c != '\r') text += c;
        }
        if (!receive()) throw Closed{};
    }
}

std::size_t HttpReader::take(std::size_t length, std::string* body) {
    for (std::size_t left = length; left > 0;) {
        if (begin_ == end_ && !receive()) throw std::runtime_error("an answer was cut off");
        const auto n = std::min(left, end_ - begin_);
        if (body) body->append(buffer_.data() + begin_, n);
        begin_ += n;
        left -= n;
    }
    return length;
}

std::size_t HttpReader::answer(std::string* body) {
    const std::string status = line();
    std::size_t length = 0;
    bool isChunked = false;
    for (std::string field = lower(line()); !field.empty(); field = lower(line())) {
        if (field.starts_with("content-length:")) length = std::stoul(field.substr(15));
        if (field.starts_with("transfer-encoding:")) isChunked = field.find("chunked") != std::string::npos;
    }
    std::size_t bytes = 0;
    if (!isChunked) bytes = take(length, body);
    while (isChunked) {
        const auto chunk = std::stoul(line(), nullptr, 16);
        bytes += take(chunk, body);
        line();
        isChunked = chunk > 0;
    }
    if (status.find(" 200") == std::string::npos) throw std::runtime_error("answered: " + status);
    return bytes;
}

std::size_t HttpReader::get(const std::string& path, const std::string& headers, std::string* body) {
    const std::string request = "GET " + path + " HTTP/1.1\r\nHost: localhost\r\n" + headers + "\r\n";
    try {
        sendAll(request);
        return answer(body);
    } catch (const Closed&) {
        connect();
        sendAll(request);
        return answer(body);
    }
}

std::string HttpReader::post(const std::string& path, const std::string& body) {
    std::string answered;
    sendAll("POST " + path + " HTTP/1.1\r\nHost: localhost\r\nContent-Length: " + std::to_string(body.size()) +
            "\r\n\r\n" + body);
    answer(&answered);
    return answered;
}

}  // namespace overread::bench
