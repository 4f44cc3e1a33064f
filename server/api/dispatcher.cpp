#include "server/api/dispatcher.h"

#include <Poco/Logger.h>

#include <chrono>

#include "server/api/authentication.h"
#include "server/api/problems.h"
#include "server/api/routes.h"
#include "server/database/errors.h"
#include "server/database/new_id.h"

namespace overread::api {

namespace {

struct Match {
    const Route* route = nullptr;
    std::map<std::string, std::string> parameters;
    bool knowsPath = false;  ///< the path is known under another method
};

Match matchOf(const Request& request) {
    Match match;
    const auto method = request.method == "HEAD" ? std::string_view{"GET"} : std::string_view{request.method};
    for (const auto& route : routes()) {
        auto parameters = parametersOf(route.pattern, request.path);
        if (!parameters) continue;
        match.knowsPath = true;
        if (route.method != method) continue;
        match.route = &route;
        match.parameters = std::move(*parameters);
        break;
    }
    return match;
}

bool isOfTheApi(const Request& request) {
    return request.path.starts_with("/api/") || request.path.starts_with("/health/") || request.path == "/metrics";
}

bool changesSomething(const Request& request) {
    return request.method != "GET" && request.method != "HEAD";
}

/// Answers that depend on who asks, by a table of rights: what one may not know of looks like what is not there.
Response answerOfApi(Exchange& exchange, const Match& match) {
    const auto& request = exchange.request;
    const auto access = match.route == nullptr ? Access::signedIn : match.route->access;
    if (access == Access::everybody) return match.route->resource(exchange);
    if (access == Access::thisMachine) {
        if (!request.header("x-forwarded-for").empty()) throw Refusal{ProblemType::notFound};
        return match.route->resource(exchange);
    }
    if (match.route != nullptr && match.route->again != nullptr)
        if (auto response = match.route->again(exchange)) return std::move(*response);
    exchange.caller = callerOf(request, exchange.services.app);
    if (!exchange.caller) throw Refusal{ProblemType::notSignedIn};
    if (exchange.by().transport == SessionTransport::cookie && changesSomething(request)) refuseForeignPages(request);
    if (match.route == nullptr || !match.route->isOpenTo(exchange.by())) throw Refusal{ProblemType::notFound};
    return match.route->resource(exchange);
}

ProblemType problemTypeOf(const std::exception& error) {
    if (dynamic_cast<const NotFound*>(&error) != nullptr) return ProblemType::notFound;
    if (dynamic_cast<const LeaseLost*>(&error) != nullptr) return ProblemType::notFound;
    if (dynamic_cast<const StaleVersion*>(&error) != nullptr) return ProblemType::stale;
    switch (faultOf(error)) {
        case DatabaseFault::unavailable:
            return ProblemType::unavailable;
        case DatabaseFault::lostRace:
            return ProblemType::stale;
        default:
            return ProblemType::internal;
    }
}

Response answerGuarded(Exchange& exchange, const Match& match, Poco::Logger& log) {
    try {
        if (match.route == nullptr && !isOfTheApi(exchange.request)) {
            if (changesSomething(exchange.request)) throw Refusal{ProblemType::methodNotAllowed};
            return exchange.services.pages.answer(exchange.request);
        }
        return answerOfApi(exchange, match);
    } catch (const Refusal& refusal) {
        return problemResponse(refusal.type(), refusal.what(), refusal.pointer(), exchange.requestId);
    } catch (const std::exception& error) {
        const auto type = problemTypeOf(error);
        if (statusOf(type) >= 500) log.error(exchange.requestId + ": " + error.what());
        return problemResponse(type, {}, {}, exchange.requestId);
    } catch (...) {
        log.error(exchange.requestId + ": something that is no std::exception was thrown");
        return problemResponse(ProblemType::internal, {}, {}, exchange.requestId);
    }
}

/// OWASP ASVS 5.0, 3.4: what every answer says to a browser.
void addSecurityHeaders(const Request& request, Response& response) {
    const auto isApi = isOfTheApi(request);
    response.headers.emplace_back(
        "Content-Security-Policy",
        isApi ? "default-src 'none'; frame-ancestors 'none'"
              : "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; connect-src 'self'; "
                "base-uri 'none'; form-action 'self'; frame-ancestors 'none'");
    response.headers.emplace_back("X-Content-Type-Options", "nosniff");
    response.headers.emplace_back("Referrer-Policy", "no-referrer");
    response.headers.emplace_back("Cross-Origin-Opener-Policy", "same-origin");
    response.headers.emplace_back("Cross-Origin-Resource-Policy", "same-origin");
    if (isApi) response.headers.emplace_back("Cache-Control", "no-store");
    if (request.header("x-forwarded-proto") == "https")
        response.headers.emplace_back("Strict-Transport-Security", "max-age=31536000");
}

}  // namespace

Dispatcher::Dispatcher(Services& services) : services_(services) {}

Response Dispatcher::answer(Request& request) {
    const auto start = std::chrono::steady_clock::now();
    auto& log = Poco::Logger::get("http");
    auto match = matchOf(request);
    Exchange exchange{request, services_, randomText(9), std::move(match.parameters), std::nullopt};
    auto response = answerGuarded(exchange, match, log);
    addSecurityHeaders(request, response);

    const auto took = std::chrono::duration_cast<std::chrono::microseconds>(std::chrono::steady_clock::now() - start);
    // The pattern and never the address: handles, ids and search words stay out of logs and metrics.
    const std::string_view route = match.route != nullptr ? match.route->pattern
                                   : isOfTheApi(request)  ? std::string_view{"unknown"}
                                                          : std::string_view{"pages"};
    services_.metrics.count(route, response.status, took);
    log.debug(exchange.requestId + ' ' + request.method + ' ' + std::string(route) + ' ' +
              std::to_string(response.status) + ' ' + std::to_string(took.count()) + " us");
    return response;
}

Response Dispatcher::answerRefused(const RefusedRequest& refusal) {
    services_.metrics.count("refused", refusal.status(), {});
    auto response = problemResponse(problemTypeOfStatus(refusal.status()), refusal.what(), {}, randomText(9));
    addSecurityHeaders(Request{"GET", "/api/", {}, {}, {}, false}, response);
    return response;
}

}  // namespace overread::api
