#include "server/api/problems.h"

#include <array>
#include <nlohmann/json.hpp>

#include "core/wire/problem.h"

namespace overread::api {

namespace {

struct Kind {
    ProblemType type;
    int status;
    std::string_view name;
    std::string_view title;
};

constexpr auto kinds = std::to_array<Kind>({
    {ProblemType::badRequest, 400, "badRequest", "The request is not readable"},
    {ProblemType::notSignedIn, 401, "notSignedIn", "Sign in first"},
    {ProblemType::wrongPassword, 401, "wrongPassword", "Name or password is wrong"},
    {ProblemType::forbiddenOrigin, 403, "forbiddenOrigin", "The request did not come from these pages"},
    {ProblemType::notFound, 404, "notFound", "There is no such thing here"},
    {ProblemType::methodNotAllowed, 405, "methodNotAllowed", "The method is not allowed here"},
    {ProblemType::requestTimeout, 408, "requestTimeout", "The request did not arrive in time"},
    {ProblemType::notNow, 409, "notNow", "Not in this state"},
    {ProblemType::alreadyLocked, 409, "alreadyLocked", "It is locked already"},
    {ProblemType::tooLate, 409, "tooLate", "The term is over"},
    {ProblemType::ruleForbids, 409, "ruleForbids", "A rule forbids it"},
    {ProblemType::lengthRequired, 411, "lengthRequired", "Content-Length is required"},
    {ProblemType::stale, 412, "stale", "It has changed since you saw it"},
    {ProblemType::tooLarge, 413, "tooLarge", "The body is too long"},
    {ProblemType::targetTooLong, 414, "targetTooLong", "The address is too long"},
    {ProblemType::unsupportedType, 415, "unsupportedType", "The body is not of a type that is taken here"},
    {ProblemType::expectationFailed, 417, "expectationFailed", "The expectation cannot be met"},
    {ProblemType::malformed, 422, "malformed", "A field does not say what it should"},
    {ProblemType::keyReused, 422, "keyReused", "The Idempotency-Key was used for another request"},
    {ProblemType::preconditionNeeded, 428, "preconditionNeeded", "If-Match and Idempotency-Key are required"},
    {ProblemType::tooManyGuesses, 429, "tooManyGuesses", "Too many wrong passwords"},
    {ProblemType::tooManyAtOnce, 429, "tooManyAtOnce", "Documents are being made; wait for one of them"},
    {ProblemType::headTooLarge, 431, "headTooLarge", "The head of the request is too long"},
    {ProblemType::internal, 500, "internal", "Something broke here"},
    {ProblemType::notImplemented, 501, "notImplemented", "The method is not known here"},
    {ProblemType::unavailable, 503, "unavailable", "The database does not answer; try again"},
    {ProblemType::versionNotSupported, 505, "versionNotSupported", "HTTP/1.1 alone is spoken here"},
});

const Kind& kindOf(ProblemType type) {
    for (const auto& kind : kinds)
        if (kind.type == type) return kind;
    return kindOf(ProblemType::internal);
}

}  // namespace

std::string typeUriOf(ProblemType type) {
    return "urn:overread:problem:" + std::string(kindOf(type).name);
}

int statusOf(ProblemType type) {
    return kindOf(type).status;
}

ProblemType problemTypeOfStatus(int status) {
    for (const auto& kind : kinds)
        if (kind.status == status) return kind.type;
    return ProblemType::badRequest;
}

Response problemResponse(ProblemType type, std::string_view detail, std::string_view pointer,
                         const std::string& requestId) {
    const auto& kind = kindOf(type);
    const wire::Problem problem{typeUriOf(type),     std::string(kind.title), kind.status,
                                std::string(detail), std::string(pointer),    requestId};
    Response response{kind.status, "application/problem+json"};
    response.body = nlohmann::json(problem).dump();
    // RFC 9110, 11.6.1. Nothing that a browser would open its own dialog for.
    if (kind.status == 401) response.headers.emplace_back("WWW-Authenticate", "Bearer realm=\"overread\"");
    if (kind.status == 503) response.headers.emplace_back("Retry-After", "2");
    if (kind.type == ProblemType::tooManyGuesses) response.headers.emplace_back("Retry-After", "600");
    if (kind.type == ProblemType::tooManyAtOnce) response.headers.emplace_back("Retry-After", "5");
    return response;
}

}  // namespace overread::api
