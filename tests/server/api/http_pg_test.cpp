#include <Poco/Net/SocketAddress.h>
#include <gtest/gtest.h>

#include <chrono>
#include <fstream>

#include "tests/server/api/house.h"
#include "tests/server/api/openapi.h"
#include "tests/support/temporary_folder.h"

namespace overread::api {
namespace {

using namespace std::chrono_literals;

class Http : public testing::Test {
protected:
    static void SetUpTestSuite() {
        ConnectionTimes times;
        times.head = 400ms;
        times.body = 400ms;
        house = std::make_unique<House>(times);
    }
    static void TearDownTestSuite() { house.reset(); }
    static std::unique_ptr<House> house;
};
std::unique_ptr<House> Http::house;

TEST_F(Http, refusesOnTheWireWhatTwoServersCouldReadDifferently) {
    const std::vector<std::pair<std::string, int>> examples{
        {"POST /api/v1/reports HTTP/1.1\r\nHost: h\r\nContent-Length: 3\r\nTransfer-Encoding: chunked\r\n\r\nabc", 400},
        {"POST /api/v1/reports HTTP/1.1\r\nHost: h\r\nContent-Length: 3\r\nContent-Length: 4\r\n\r\nabc", 400},
        {"POST /api/v1/reports HTTP/1.1\r\nHost: h\r\nContent-Length : 3\r\n\r\nabc", 400},
        {"GET /api/v1/me HTTP/9.9\r\nHost: h\r\n\r\n", 505},
        {"GET /api/v1/me HTTP/1.1\nHost: h\n\n", 400},
        {"PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n", 505},
        {"TRACE / HTTP/1.1\r\nHost: h\r\n\r\n", 501},
        {"POST /api/v1/sessions HTTP/1.1\r\nHost: h\r\nContent-Length: 60001\r\n\r\n", 413}};
    for (const auto& [bytes, status] : examples) {
        const auto answer = sendRaw(house->port(), bytes);
        EXPECT_EQ(answer.status, status) << bytes.substr(0, 60);
        EXPECT_EQ(answer.headers.at("content-type"), "application/problem+json");
        EXPECT_EQ(answer.headers.at("connection"), "close") << "what follows a refused request is never read";
    }
}

TEST_F(Http, answersTwoRequestsOnOneConnection) {
    const std::string first = "GET /health/live HTTP/1.1\r\nHost: h\r\n\r\n";
    const auto answer =
        sendRaw(house->port(), first + "GET /health/live HTTP/1.1\r\nHost: h\r\nConnection: close\r\n\r\n");
    EXPECT_EQ(answer.status, 200);
    EXPECT_EQ(answer.headers.at("connection"), "keep-alive");
}

TEST_F(Http, letsNoSlowClientsHoldItsThreads) {
    // As many as there are threads, each with the beginning of a request and then nothing.
    std::vector<Poco::Net::StreamSocket> slow;
    for (int i = 0; i < 16; ++i) {
        slow.emplace_back(Poco::Net::SocketAddress{"127.0.0.1", static_cast<Poco::UInt16>(house->port())});
        slow.back().sendBytes("GET / HT", 8);
    }
    const auto start = std::chrono::steady_clock::now();
    EXPECT_EQ(house->nobody().get("/health/live").status, 200);
    // The head's deadline of 400 ms frees them; Poco alone would wait for a minute.
    EXPECT_LT(std::chrono::steady_clock::now() - start, 5s);

    std::array<char, 512> answer{};
    ASSERT_GT(slow.front().receiveBytes(answer.data(), answer.size()), 0);
    EXPECT_EQ(std::string(answer.data()).substr(0, 12), "HTTP/1.1 408");
}

TEST_F(Http, refusesAPortThatIsTaken) {
    Services services{house->configuration()};
    Dispatcher dispatcher{services};
    HttpServer::Options options;
    options.port = house->port();
    try {
        const HttpServer second{options, dispatcher};
        FAIL() << "two servers would share one port's clients";
    } catch (const AddressTaken& refused) {
        EXPECT_NE(std::string(refused.what()).find(std::to_string(house->port())), std::string::npos);
    }
}

TEST_F(Http, saysToBrowsersWhatTheyMayDo) {
    const auto answer = house->nobody().get("/api/v1/me");
    EXPECT_EQ(answer.headers.at("x-content-type-options"), "nosniff");
    EXPECT_EQ(answer.headers.at("cache-control"), "no-store");
    EXPECT_EQ(answer.headers.at("referrer-policy"), "no-referrer");
    EXPECT_EQ(answer.headers.at("content-security-policy"), "default-src 'none'; frame-ancestors 'none'");
    EXPECT_EQ(answer.headers.count("server"), 0u);
    EXPECT_EQ(answer.headers.count("last-modified"), 0u);
}

TEST_F(Http, tellsHealthToEverybodyAndMetricsToThisMachineAlone) {
    EXPECT_EQ(house->nobody().get("/health/live").status, 200);
    EXPECT_EQ(house->nobody().get("/health/ready").status, 200);
    static_cast<void>(house->as("lead").get("/api/v1/cases/0192f0c4-0000-7000-8000-00000000abcd"));
    const auto metrics = house->nobody().get("/metrics");
    EXPECT_EQ(metrics.status, 200);
    EXPECT_NE(metrics.body.find(R"(route="/api/v1/cases/{caseId}",status="404")"), std::string::npos) << metrics.body;
    EXPECT_EQ(metrics.body.find("00000000abcd"), std::string::npos) << "ids must stay out of metrics";
    EXPECT_EQ(house->nobody().get("/metrics", {{"X-Forwarded-For", "10.1.2.3"}}).status, 404);
}

TEST_F(Http, refusesParametersAndCursorsThatItDoesNotKnow) {
    const auto& lead = house->as("lead");
    EXPECT_EQ(lead.get("/api/v1/cases?reporterr=r1").json().at("pointer"), "/reporterr");
    EXPECT_EQ(lead.get("/api/v1/cases?outcome=wrong").json().at("pointer"), "/outcome");
    EXPECT_EQ(lead.get("/api/v1/cases?limit=0").json().at("pointer"), "/limit");
    EXPECT_EQ(lead.get("/api/v1/cases?limit=501").status, 422);
    EXPECT_EQ(lead.get("/api/v1/cases?cursor=nonsense").json().at("pointer"), "/cursor");
    EXPECT_EQ(lead.get("/api/v1/audit?cursor=-3").json().at("pointer"), "/cursor");
    EXPECT_EQ(lead.get("/api/v1/figures/radiologists?from=2026-11-24T00:00:00Z&to=2026-11-23T00:00:00Z").status, 422);
    EXPECT_EQ(house->as("reviewer").send("DELETE", "/api/v1/assignments/x/lease?reason=tired").json().at("pointer"),
              "/reason");
}

TEST(Pages, areServedByNameAlone) {
    const tests::TemporaryFolder folder;
    std::ofstream{folder.path() / "index.html"} << "<!doctype html>the pages";
    std::ofstream{folder.path() / "app.js"} << "export {};";
    std::ofstream{folder.path() / "secret.key"} << "not a page";
    House house{{}, folder.path().string()};

    const auto index = house.nobody().get("/");
    EXPECT_EQ(index.status, 200);
    EXPECT_EQ(index.body, "<!doctype html>the pages");
    const auto policy = index.headers.at("content-security-policy");
    EXPECT_NE(policy.find("script-src 'self';"), std::string::npos);
    EXPECT_EQ(policy.find("unsafe"), std::string::npos);
    EXPECT_EQ(house.nobody().get("/people/R-17").body, index.body);
    EXPECT_EQ(
        house.nobody().get("/app.js", {{"If-None-Match", house.nobody().get("/app.js").headers.at("etag")}}).status,
        304);
    for (const auto* path :
         {"/secret.key", "/index.html/", "/../index.html", "/%2e%2e/etc/passwd", "/etc/passwd", "/nowhere"})
        EXPECT_GE(house.nobody().get(path).status, 400) << path;
    EXPECT_EQ(house.nobody().send("POST", "/app.js").status, 405);
}

}  // namespace
}  // namespace overread::api
