#include "server/api/authentication.h"

#include <algorithm>

#include "server/database/session_repository.h"
#include "server/database/transaction.h"

namespace overread::api {

namespace {

/// The proxy on this machine says so; nobody else reaches this port.
bool isBehindTls(const Request& request) {
    return request.header("x-forwarded-proto") == "https";
}

std::string cookieNameFor(const Request& request) {
    return isBehindTls(request) ? "__Host-overread-session" : "overread-session";
}

std::string cookieAttributesFor(const Request& request) {
    return std::string("; Path=/; HttpOnly; SameSite=Strict") + (isBehindTls(request) ? "; Secure" : "");
}

std::string cookieNamed(const std::string& name, std::string_view cookies) {
    while (!cookies.empty()) {
        const auto pair = cookies.substr(0, cookies.find(';'));
        cookies.remove_prefix(std::min(pair.size() + 1, cookies.size()));
        const auto start = pair.find_first_not_of(' ');
        if (start == std::string_view::npos) continue;
        const auto trimmed = pair.substr(start);
        if (trimmed.starts_with(name + '=')) return std::string(trimmed.substr(name.size() + 1));
    }
    return {};
}

}  // namespace

std::optional<Credentials> credentialsIn(const Request& request) {
    const auto authorization = request.header("authorization");
    if (authorization.starts_with("Bearer ")) return Credentials{SessionTransport::bearer, authorization.substr(7)};
    auto cookie = cookieNamed(cookieNameFor(request), request.header("cookie"));
    if (cookie.empty()) return std::nullopt;
    return Credentials{SessionTransport::cookie, std::move(cookie)};
}

std::optional<Caller> callerOf(const Request& request, ConnectionPool& app) {
    const auto said = credentialsIn(request);
    if (!said || said->token.size() > 200) return std::nullopt;
    Transaction transaction{app};
    auto found = SessionRepository{transaction.session()}.authenticate(said->token);
    transaction.commit();
    // A token is good for the way it was given out for: one that leaked from a cookie is no bearer token.
    if (!found || found->transport != said->transport) return std::nullopt;
    return Caller{std::move(found->account), said->transport, said->token};
}

void refuseForeignPages(const Request& request) {
    const auto origin = request.header("origin");
    const auto ours = (isBehindTls(request) ? "https://" : "http://") + request.header("host");
    if (request.header("x-overread") != "1" || (!origin.empty() && origin != ours))
        throw Refusal{ProblemType::forbiddenOrigin};
}

std::string cookieFor(const Request& request, const std::string& token) {
    return cookieNameFor(request) + '=' + token + cookieAttributesFor(request);
}

std::string endOfCookie(const Request& request) {
    return cookieNameFor(request) + "=" + cookieAttributesFor(request) + "; Max-Age=0";
}

}  // namespace overread::api
