#include "server/simulation/api_client.h"

#include <Poco/Exception.h>
#include <Poco/Net/HTTPClientSession.h>
#include <Poco/Net/HTTPRequest.h>
#include <Poco/Net/HTTPResponse.h>
#include <Poco/StreamCopier.h>
#include <Poco/UUIDGenerator.h>

#include <nlohmann/json.hpp>
#include <thread>

#include "core/wire/session.h"

namespace overread::simulation {
namespace {

using namespace std::chrono_literals;
using Poco::Net::HTTPRequest;
using Poco::Net::HTTPResponse;

constexpr auto pauseBetweenAttempts = 200ms;
const Poco::Timespan answerWithin(30, 0);

std::string withoutQuotes(std::string etag) {
    if (etag.size() >= 2 && etag.front() == '"' && etag.back() == '"') return etag.substr(1, etag.size() - 2);
    return etag;
}

}  // namespace

const Answer& Answer::orThrow() const {
    if (status >= 200 && status < 300) return *this;
    std::string reason = body.substr(0, 400);
    const auto problem = nlohmann::json::parse(body, nullptr, false);
    if (problem.is_object() && problem.contains("title"))
        reason = problem.value("title", "") + ": " + problem.value("detail", "");
    if (problem.is_object() && problem.contains("pointer") && problem["pointer"] != "")
        reason += " at " + problem["pointer"].dump();
    throw ApiRefusal(what + " answered " + std::to_string(status) + " (" + reason + ")", status, body);
}

ApiClient::ApiClient(std::string host, int port, std::chrono::milliseconds patience)
    : host_(std::move(host)), port_(port), patience_(patience) {}
ApiClient::~ApiClient() = default;
ApiClient::ApiClient(ApiClient&&) noexcept = default;

void ApiClient::signIn(const std::string& name, const std::string& password) {
    token_.clear();
    const nlohmann::json body = wire::SignIn{name, password, "bearer"};
    token_ = nlohmann::json::parse(post("/api/v1/sessions", body.dump()).body).get<wire::SessionOpened>().token;
}

Answer ApiClient::request(const std::string& method, const std::string& path, const std::string& body,
                          const Headers& headers) {
    const auto until = std::chrono::steady_clock::now() + patience_;
    std::string lastProblem;
    while (true) {
        try {
            if (!session_) {
                session_ = std::make_unique<Poco::Net::HTTPClientSession>(host_, static_cast<Poco::UInt16>(port_));
                session_->setKeepAlive(true);
                session_->setTimeout(answerWithin);
            }
            HTTPRequest request(method, path, HTTPRequest::HTTP_1_1);
            request.setKeepAlive(true);
            if (!token_.empty()) request.set("Authorization", "Bearer " + token_);
            for (const auto& [name, value] : headers) request.set(name, value);
            if (method != HTTPRequest::HTTP_GET) request.setContentLength64(static_cast<Poco::Int64>(body.size()));
            if (!body.empty()) request.setContentType("application/json");
            session_->sendRequest(request) << body << std::flush;
            HTTPResponse response;
            Answer answer;
            answer.what = method + " " + path;
            Poco::StreamCopier::copyToString(session_->receiveResponse(response), answer.body);
            answer.status = response.getStatus();
            answer.etag = withoutQuotes(response.get("ETag", ""));
            if (answer.status != HTTPResponse::HTTP_SERVICE_UNAVAILABLE) return answer;
            lastProblem = "503";
        } catch (const Poco::Exception& error) {
            session_.reset();
            lastProblem = error.displayText();
        }
        if (std::chrono::steady_clock::now() > until)
            throw NothingAnswers("nothing answers at http://" + host_ + ":" + std::to_string(port_) + " (" +
                                 lastProblem + ")");
        std::this_thread::sleep_for(pauseBetweenAttempts);
    }
}

Answer ApiClient::change(const std::string& path, const std::string& body, const std::string& etag) {
    return request("POST", path, body, {{"If-Match", "\"" + etag + "\""}, {"Idempotency-Key", newIdempotencyKey()}})
        .orThrow();
}

std::string newIdempotencyKey() {
    return Poco::UUIDGenerator::defaultGenerator().createRandom().toString();
}

}  // namespace overread::simulation
