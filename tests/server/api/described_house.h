#pragma once
#include <gtest/gtest.h>

#include <nlohmann/json.hpp>

#include "tests/server/api/house.h"
#include "tests/server/api/openapi.h"

namespace overread::api {

using nlohmann::json;

inline json aReport(const std::string& studyUid, const std::string& grade, double percent) {
    return {{"studyInstanceUid", studyUid},
            {"reporter", "r1"},
            {"reporterName", "Dr First"},
            {"facility", "centre-12"},
            {"grade", grade},
            {"involvement", {{"totalPercent", percent}}},
            {"text", "ground glass"},
            {"signedAt", "2026-11-24T09:00:00Z"}};
}

inline json aRead(const std::string& grade, double percent) {
    return {{"grade", grade},
            {"involvement", {{"totalPercent", percent}}},
            {"findings", {{"groundGlass", true}}},
            {"quality", "diagnostic"},
            {"confidence", 3}};
}

/// The whole house behind its API, each answer held against docs/openapi.yaml.
class DescribedHouse : public testing::Test {
protected:
    House house;
    OpenApi description;

    /// Sends and holds the answer against the description.
    Answer ask(const std::string& who, const std::string& method, const std::string& pattern, const std::string& target,
               const std::string& body = {}, const Headers& headers = {}) {
        auto answer = house.as(who).send(method, target, body, headers);
        EXPECT_EQ(description.problemIn(method, pattern, answer.status, answer.body), std::nullopt)
            << method << ' ' << target << ' ' << answer.status << ' ' << answer.body;
        return answer;
    }
    Answer get(const std::string& who, const std::string& target) {
        return ask(who, "GET", target.substr(0, target.find('?')), target);
    }
    Answer report(const json& report) {
        const auto answer = ask("integrator", "POST", "/api/v1/reports", "/api/v1/reports", report.dump());
        house.doJobs();
        return answer;
    }
    json takeNext(const std::string& who) {
        const auto answer = ask(who, "POST", "/api/v1/assignments/next", "/api/v1/assignments/next");
        return answer.status == 200 ? answer.json() : json(nullptr);
    }
    Answer lock(const std::string& who, const json& assignment, const std::string& what, const json& body,
                const std::string& key) {
        return ask(who, "POST", "/api/v1/assignments/{handle}/" + what,
                   "/api/v1/assignments/" + assignment.at("handle").get<std::string>() + '/' + what, body.dump(),
                   {{"If-Match", '"' + assignment.at("etag").get<std::string>() + '"'}, {"Idempotency-Key", key}});
    }
};

}  // namespace overread::api
