#pragma once
#include <optional>
#include <string>

#include "server/api/exchange.h"

namespace overread::api {

/// Who sends this request, by its bearer token or its cookie; none: nobody who is signed in. Looks into the database.
[[nodiscard]] std::optional<Caller> callerOf(const Request& request, ConnectionPool& app);

/// What the request says of its sender, not checked: the way of sign-in and the token. None: it says nothing.
struct Credentials {
    SessionTransport transport;
    std::string token;
};
[[nodiscard]] std::optional<Credentials> credentialsIn(const Request& request);

/// A browser sends a cookie along with whatever page made the request. A changing request therefore has to carry a
/// header that another origin's page cannot set without asking (X-Overread: 1), and an Origin, where there is one, that
/// is our own. Throws Refusal forbiddenOrigin.
void refuseForeignPages(const Request& request);

/// Set-Cookie for a session's token, and for its end. "__Host-" with Secure behind TLS; on loopback without it, where a
/// browser would not send a Secure cookie to an http address.
[[nodiscard]] std::string cookieFor(const Request& request, const std::string& token);
[[nodiscard]] std::string endOfCookie(const Request& request);

}  // namespace overread::api
