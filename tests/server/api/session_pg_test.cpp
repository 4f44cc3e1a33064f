#include <gtest/gtest.h>

#include "tests/server/api/house.h"
#include "tests/server/api/openapi.h"

namespace overread::api {
namespace {

class Session : public testing::Test {
protected:
    static void SetUpTestSuite() {
        house = std::make_unique<House>();
        house->addAccount("lead");
    }
    static void TearDownTestSuite() { house.reset(); }
    static std::unique_ptr<House> house;

    static Answer signIn(const std::string& name, const std::string& password, const Headers& headers = {},
                         const std::string& transport = "bearer") {
        return house->nobody().post("/api/v1/sessions",
                                    {{"name", name}, {"password", password}, {"transport", transport}}, headers);
    }
};
std::unique_ptr<House> Session::house;

TEST_F(Session, isOpenedWithNameAndPassword) {
    const auto opened = signIn("lead", House::password);

    EXPECT_EQ(opened.status, 201);
    EXPECT_EQ(OpenApi{}.problemIn("POST", "/api/v1/sessions", 201, opened.body), std::nullopt);
    EXPECT_EQ(opened.json().at("user").at("roles"), nlohmann::json({"qaLead"}));
    const HttpClient lead{house->port(), opened.json().at("token").get<std::string>()};
    EXPECT_EQ(lead.get("/api/v1/me").json().at("displayName"), "Lead");
}

TEST_F(Session, isRefusedAlikeForAWrongPasswordAndAnUnknownName) {
    const auto wrong = signIn("lead", "not the password");
    const auto unknown = signIn("nobody.of.that.name", House::password);

    EXPECT_EQ(wrong.status, 401);
    EXPECT_EQ(unknown.status, 401);
    EXPECT_EQ(wrong.problem(), "wrongPassword");
    EXPECT_EQ(wrong.json().at("detail"), unknown.json().at("detail"));
    EXPECT_EQ(wrong.body.size(), unknown.body.size());
}

TEST_F(Session, isDeadAfterSigningOut) {
    const HttpClient lead{house->port(), signIn("lead", House::password).json().at("token").get<std::string>()};
    EXPECT_EQ(lead.send("DELETE", "/api/v1/sessions/current").status, 204);
    const auto after = lead.get("/api/v1/me");
    EXPECT_EQ(after.status, 401);
    EXPECT_EQ(after.problem(), "notSignedIn");
}

TEST_F(Session, isNotOpenedByATokenThatNobodyGaveOut) {
    for (const std::string token : {"x", "AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA", "' or 1=1 --"})
        EXPECT_EQ((HttpClient{house->port(), token}).get("/api/v1/me").status, 401) << token;
}

TEST_F(Session, ofABrowserIsACookieThatNoScriptAndNoForeignPageCanUse) {
    const auto opened = signIn("lead", House::password, {{"X-Overread", "1"}}, "cookie");
    ASSERT_EQ(opened.status, 201) << opened.body;
    const auto cookie = opened.headers.at("set-cookie");
    for (const auto* attribute : {"HttpOnly", "SameSite=Strict", "Path=/"})
        EXPECT_NE(cookie.find(attribute), std::string::npos) << cookie;
    EXPECT_EQ(opened.json().at("token"), "") << "the token must not be readable by a script";

    const auto pair = cookie.substr(0, cookie.find(';'));
    EXPECT_EQ(house->nobody().get("/api/v1/me", {{"Cookie", pair}}).status, 200);
    const auto token = pair.substr(pair.find('=') + 1);
    EXPECT_EQ((HttpClient{house->port(), token}).get("/api/v1/me").status, 401)
        << "a cookie's token is no bearer token";

    // Without the header, with a foreign origin, from our own pages:
    const auto out = [&](Headers headers) {
        headers["Cookie"] = pair;
        return house->nobody().send("DELETE", "/api/v1/sessions/current", {}, headers).status;
    };
    const auto own = "http://127.0.0.1:" + std::to_string(house->port());
    EXPECT_EQ(out({}), 403);
    EXPECT_EQ(out({{"X-Overread", "1"}, {"Origin", "https://evil.example"}}), 403);
    EXPECT_EQ(out({{"Origin", own}}), 403);
    EXPECT_EQ(out({{"X-Overread", "1"}, {"Origin", own}}), 204);
}

TEST_F(Session, behindTlsIsAHostCookie) {
    const auto opened =
        signIn("lead", House::password, {{"X-Overread", "1"}, {"X-Forwarded-Proto", "https"}}, "cookie");
    const auto cookie = opened.headers.at("set-cookie");
    EXPECT_EQ(cookie.rfind("__Host-overread-session=", 0), 0u);
    EXPECT_NE(cookie.find("; Secure"), std::string::npos);
    EXPECT_EQ(opened.headers.at("strict-transport-security"), "max-age=31536000");
}

TEST_F(Session, isNotOpenedInABrowserByAForeignPage) {
    EXPECT_EQ(signIn("lead", House::password, {}, "cookie").status, 403);
}

}  // namespace
}  // namespace overread::api
