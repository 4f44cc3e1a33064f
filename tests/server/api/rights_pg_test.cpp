#include <gtest/gtest.h>

#include <algorithm>

#include "server/api/routes.h"
#include "tests/server/api/house.h"
#include "tests/server/api/openapi.h"

namespace overread::api {
namespace {

std::string accessName(Access access) {
    switch (access) {
        case Access::everybody:
            return "everybody";
        case Access::signedIn:
            return "signedIn";
        case Access::thisMachine:
            return "thisMachine";
        case Access::roles:
            return "roles";
    }
    return {};
}

bool byPathAndMethod(const OpenApi::Operation& a, const OpenApi::Operation& b) {
    return std::tie(a.path, a.method) < std::tie(b.path, b.method);
}

TEST(Rights, areThoseOfTheDescription) {
    std::vector<OpenApi::Operation> served;
    for (const auto& route : routes()) {
        OpenApi::Operation each{std::string(route.method), std::string(route.pattern), accessName(route.access), {}};
        for (const auto role : route.roles) each.roles.emplace_back(nameOf(role));
        served.push_back(std::move(each));
    }
    auto described = OpenApi{}.operations();
    for (auto* operations : {&served, &described}) {
        for (auto& each : *operations) std::sort(each.roles.begin(), each.roles.end());
        std::sort(operations->begin(), operations->end(), byPathAndMethod);
    }
    ASSERT_EQ(served.size(), described.size());
    for (std::size_t i = 0; i < served.size(); ++i)
        EXPECT_EQ(served[i], described[i]) << served[i].method << ' ' << served[i].path << " or " << described[i].path;
}

/// A path that fits the pattern and names nothing that exists.
std::string somePathOf(std::string_view pattern) {
    std::string path{pattern};
    for (auto open = path.find('{'); open != std::string::npos; open = path.find('{')) {
        const auto name = path.substr(open, path.find('}') - open + 1);
        path.replace(open, name.size(), name == "{n}" ? "0" : "0192f0c4-0000-7000-8000-000000000001");
    }
    return path;
}

/// Status and body without the number of the occurrence.
std::string appearanceOf(const Answer& answer) {
    auto body = answer.json();
    body.erase("id");
    return std::to_string(answer.status) + ' ' + body.dump();
}

TEST(Rights, holdOnTheRunningServerForEveryRouteAndRole) {
    House house;
    const std::map<Role, std::string> accounts{{Role::reviewer, "reviewer"},
                                               {Role::arbiter, "arbiter"},
                                               {Role::radiologist, "radiologist"},
                                               {Role::head, "head"},
                                               {Role::qaLead, "lead"},
                                               {Role::administrator, "administrator"},
                                               {Role::integrator, "integrator"}};
    const auto nowhere = appearanceOf(house.as("lead").get("/api/v1/nowhere"));
    EXPECT_EQ(nowhere.substr(0, 3), "404");
    int looked = 0;
    for (const auto& route : routes()) {
        const std::string method{route.method};
        const auto path = somePathOf(route.pattern);
        if (path == "/api/v1/sessions/current") continue;  // would end the session that the others need
        const auto signedOut = house.nobody().send(method, path);
        const bool isPublic = route.access == Access::everybody || route.access == Access::thisMachine;
        EXPECT_EQ(signedOut.status == 401, !isPublic) << method << ' ' << path << ' ' << signedOut.status;
        if (route.access != Access::roles) continue;
        for (const auto& [role, account] : accounts) {
            const auto answer = house.as(account).send(method, path);
            const bool isAllowed = std::find(route.roles.begin(), route.roles.end(), role) != route.roles.end();
            ++looked;
            if (!isAllowed) {
                EXPECT_EQ(appearanceOf(answer), nowhere) << method << ' ' << path << " as " << account;
            } else if (path == route.pattern || method != "GET") {
                // Without a name in it the route answers; a changing one asks for its body or its precondition first.
                // Only what names a thing that is not there looks like a route that is not there.
                const bool namesNothing =
                    method == "DELETE" ||
                    (method == "POST" &&
                     (path.ends_with("/lease") || path.ends_with("/opening") || path.ends_with("/completion")));
                EXPECT_TRUE(namesNothing || answer.status != 404) << method << ' ' << path << " as " << account;
            }
            EXPECT_NE(answer.status, 401) << method << ' ' << path << " as " << account;
            EXPECT_LT(answer.status, 500) << method << ' ' << path << " as " << account << answer.body;
        }
    }
    EXPECT_GT(looked, 150);
}

}  // namespace
}  // namespace overread::api
