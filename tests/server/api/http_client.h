#pragma once
#include <Poco/Net/StreamSocket.h>

#include <map>
#include <nlohmann/json.hpp>
#include <string>

namespace overread::api {

struct Answer {
    int status = 0;
    std::map<std::string, std::string> headers;  ///< names in lower case
    std::string body;

    [[nodiscard]] nlohmann::json json() const { return nlohmann::json::parse(body); }
    /// "notFound" of "urn:overread:problem:notFound".
    [[nodiscard]] std::string problem() const;
};

using Headers = std::map<std::string, std::string>;

/// Sends bytes as they are to the port of this machine and reads one answer; for requests that no client would send.
/// Status 0 where the connection was closed without one.
[[nodiscard]] Answer sendRaw(int port, const std::string& bytes);

/// A client with a token; one connection a request.
class HttpClient {
public:
    explicit HttpClient(int port, std::string token = {}) : port_(port), token_(std::move(token)) {}

    [[nodiscard]] Answer get(const std::string& target, const Headers& headers = {}) const;
    [[nodiscard]] Answer send(const std::string& method, const std::string& target, const std::string& body = {},
                              const Headers& headers = {}) const;
    [[nodiscard]] Answer post(const std::string& target, const nlohmann::json& body,
                              const Headers& headers = {}) const {
        return send("POST", target, body.dump(), headers);
    }

private:
    int port_;
    std::string token_;
};

}  // namespace overread::api
