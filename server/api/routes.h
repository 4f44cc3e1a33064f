#pragma once
#include <map>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "core/domain/role.h"
#include "server/api/exchange.h"

namespace overread::api {

/// Who may use a route.
enum class Access {
    everybody,   ///< without signing in
    signedIn,    ///< whatever the role
    roles,       ///< one of `roles`
    thisMachine  ///< without signing in, but not through the proxy
};

/// One row of the only table of rights. Tests hold docs/openapi.yaml and the running server against it.
struct Route {
    std::string_view method;
    std::string_view pattern;  ///< "/api/v1/cases/{caseId}"
    Access access;
    std::vector<Role> roles;
    Response (*resource)(Exchange&);
    /// Asked before anybody looks who sends the request: an answer that a full check of a moment ago covers, or none.
    std::optional<Response> (*again)(Exchange&) = nullptr;

    [[nodiscard]] bool isOpenTo(const Caller& caller) const;
};

[[nodiscard]] std::span<const Route> routes();

/// What stands for the names of the pattern; none where the path does not fit.
[[nodiscard]] std::optional<std::map<std::string, std::string>> parametersOf(std::string_view pattern,
                                                                             std::string_view path);

}  // namespace overread::api
