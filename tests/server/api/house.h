#pragma once
#include <map>
#include <string>
#include <vector>

#include "core/domain/role.h"
#include "server/api/dispatcher.h"
#include "server/api/http_server.h"
#include "server/api/services.h"
#include "tests/server/api/http_client.h"
#include "tests/server/workflow/world.h"

namespace overread::api {

/// The server as the program starts it, on a free port over a database of its own. What the worker and the hospital do
/// is done by the World when a test says so.
class House : public workflow::tests::World {
public:
    explicit House(const ConnectionTimes& times = {}, const std::string& pages = {});

    [[nodiscard]] int port() const { return server_.port(); }
    /// Signed in as the account of that name: "reviewer", "arbiter", "radiologist" (staff code r1), "head" (of
    /// centre-12), "other.head" (of centre-99), "lead", "administrator", "integrator".
    /// The account is made when it is first asked for, since each costs two rounds of argon2id.
    [[nodiscard]] const HttpClient& as(const std::string& name);
    /// Makes the account without signing in.
    void addAccount(const std::string& name);
    /// Writes the study's frames into the store: two slices of 32 bytes each, which count up from `first`.
    void writeFrames(const StudyId& study, char first);
    [[nodiscard]] HttpClient nobody() const { return HttpClient{port()}; }

    static constexpr auto password = "correct horse battery";

private:
    Services services_;
    Dispatcher dispatcher_;
    HttpServer server_;
    std::map<std::string, HttpClient> clients_;
};

}  // namespace overread::api
