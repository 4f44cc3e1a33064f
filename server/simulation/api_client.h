#pragma once
#include <chrono>
#include <cstdint>
#include <map>
#include <memory>
#include <stdexcept>
#include <string>

namespace Poco::Net {
class HTTPClientSession;
}

namespace overread::simulation {

/// The server answered, but not with what was asked for.
class ApiRefusal : public std::runtime_error {
public:
    ApiRefusal(const std::string& what, int status, std::string body)
        : std::runtime_error(what), status_(status), body_(std::move(body)) {}
    [[nodiscard]] int status() const { return status_; }
    [[nodiscard]] const std::string& body() const { return body_; }  ///< problem+json where the server spoke

private:
    int status_;
    std::string body_;
};

/// Nothing answered for as long as the client was patient.
class NothingAnswers : public std::runtime_error {
public:
    using std::runtime_error::runtime_error;
};

struct Answer {
    int status = 0;
    std::string body;
    std::string etag;  ///< without quotes; empty: none
    /// Throws ApiRefusal unless the status is 2xx.
    const Answer& orThrow() const;
    std::string what;  ///< "POST /api/v1/reports", for messages
};

/// The HTTP API as a client on another machine sees it. A broken connection and 503 are tried again until the patience
/// is over, with the same Idempotency-Key: what a reading client does when the server is restarted under it. One thread
/// at a time.
class ApiClient {
public:
    ApiClient(std::string host, int port, std::chrono::milliseconds patience = std::chrono::seconds(30));
    ~ApiClient();
    ApiClient(ApiClient&&) noexcept;

    /// Throws ApiRefusal (401: name or password is wrong). Everything after it carries the token.
    void signIn(const std::string& name, const std::string& password);

    using Headers = std::map<std::string, std::string>;
    /// `path` with its query; the answer whatever its status. Throws NothingAnswers.
    Answer request(const std::string& method, const std::string& path, const std::string& body = {},
                   const Headers& headers = {});

    Answer get(const std::string& path) { return request("GET", path).orThrow(); }
    Answer post(const std::string& path, const std::string& body) { return request("POST", path, body).orThrow(); }
    /// A change of state: If-Match with the etag that was seen, and a new Idempotency-Key.
    Answer change(const std::string& path, const std::string& body, const std::string& etag);

private:
    std::string host_;
    int port_;
    std::chrono::milliseconds patience_;
    std::string token_;
    std::unique_ptr<Poco::Net::HTTPClientSession> session_;
};

/// A key for one change, to be sent again with every attempt.
[[nodiscard]] std::string newIdempotencyKey();

}  // namespace overread::simulation
