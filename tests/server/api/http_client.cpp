#include "tests/server/api/http_client.h"

#include <Poco/Net/SocketAddress.h>

#include <algorithm>
#include <array>
#include <cctype>

namespace overread::api {

namespace {

Answer answerIn(const std::string& received) {
    Answer answer;
    const auto end = received.find("\r\n\r\n");
    if (end == std::string::npos) return answer;
    answer.status = std::stoi(received.substr(9, 3));
    for (auto at = received.find("\r\n"); at < end;) {
        const auto next = received.find("\r\n", at + 2);
        const auto line = received.substr(at + 2, next - at - 2);
        const auto colon = line.find(": ");
        if (colon != std::string::npos) {
            auto name = line.substr(0, colon);
            std::transform(name.begin(), name.end(), name.begin(), [](unsigned char c) { return std::tolower(c); });
            answer.headers[name] = line.substr(colon + 2);
        }
        at = next;
    }
    answer.body = received.substr(end + 4);
    return answer;
}

bool isComplete(const std::string& received) {
    const auto answer = answerIn(received);
    if (answer.status == 0 || answer.status == 100) return false;
    const auto length = answer.headers.find("content-length");
    return length == answer.headers.end() || answer.body.size() >= std::stoul(length->second);
}

}  // namespace

std::string Answer::problem() const {
    const auto type = json().value("type", "");
    return type.substr(type.rfind(':') + 1);
}

Answer sendRaw(int port, const std::string& bytes) {
    Poco::Net::StreamSocket socket{Poco::Net::SocketAddress{"127.0.0.1", static_cast<Poco::UInt16>(port)}};
    socket.setReceiveTimeout(Poco::Timespan(30, 0));
    std::string received;
    try {
        for (std::size_t sent = 0; sent < bytes.size();)
            sent +=
                static_cast<std::size_t>(socket.sendBytes(bytes.data() + sent, static_cast<int>(bytes.size() - sent)));
        std::array<char, 65536> buffer;
        while (!isComplete(received)) {
            const auto count = socket.receiveBytes(buffer.data(), static_cast<int>(buffer.size()));
            if (count <= 0) break;
            received.append(buffer.data(), static_cast<std::size_t>(count));
        }
    } catch (const Poco::Exception&) {
        // Closed by the other side: what came until then is the answer.
    }
    return answerIn(received);
}

Answer HttpClient::get(const std::string& target, const Headers& headers) const {
    return send("GET", target, {}, headers);
}

Answer HttpClient::send(const std::string& method, const std::string& target, const std::string& body,
                        const Headers& headers) const {
    auto request =
        method + ' ' + target + " HTTP/1.1\r\nHost: 127.0.0.1:" + std::to_string(port_) + "\r\nConnection: close\r\n";
    if (!token_.empty()) request += "Authorization: Bearer " + token_ + "\r\n";
    if (!body.empty()) request += "Content-Type: application/json\r\n";
    if (method == "POST" || method == "PUT") request += "Content-Length: " + std::to_string(body.size()) + "\r\n";
    for (const auto& [name, value] : headers) request += name + ": " + value + "\r\n";
    return sendRaw(port_, request + "\r\n" + body);
}

}  // namespace overread::api
