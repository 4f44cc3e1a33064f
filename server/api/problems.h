#pragma once
#include <stdexcept>
#include <string>
#include <string_view>

#include "server/api/http_message.h"

namespace overread::api {

/// The types of problem that this API answers with; stable, and documented in docs/openapi.yaml.
enum class ProblemType {
    badRequest,          // 400
    notSignedIn,         // 401
    wrongPassword,       // 401
    forbiddenOrigin,     // 403
    notFound,            // 404: unknown, or not yours to know of
    methodNotAllowed,    // 405
    requestTimeout,      // 408
    notNow,              // 409: the thing is in another state
    alreadyLocked,       // 409
    tooLate,             // 409
    ruleForbids,         // 409: the detail is the stable code of the rule
    lengthRequired,      // 411
    stale,               // 412
    tooLarge,            // 413
    targetTooLong,       // 414
    unsupportedType,     // 415
    expectationFailed,   // 417
    malformed,           // 422: names the field
    keyReused,           // 422
    preconditionNeeded,  // 428
    tooManyGuesses,      // 429
    tooManyAtOnce,       // 429: documents are being made for you
    headTooLarge,        // 431
    internal,            // 500
    notImplemented,      // 501
    unavailable,         // 503
    versionNotSupported  // 505
};

/// "urn:overread:problem:notFound"
[[nodiscard]] std::string typeUriOf(ProblemType type);
[[nodiscard]] int statusOf(ProblemType type);
/// The type that a strict parser's refusal belongs to.
[[nodiscard]] ProblemType problemTypeOfStatus(int status);

/// Thrown by a resource where the request ends here; caught once, at the edge of the request. `detail` carries ids at
/// most, never patient data.
class Refusal : public std::runtime_error {
public:
    explicit Refusal(ProblemType type, const std::string& detail = {}, std::string pointer = {})
        : std::runtime_error(detail), type_(type), pointer_(std::move(pointer)) {}
    [[nodiscard]] ProblemType type() const { return type_; }
    [[nodiscard]] const std::string& pointer() const { return pointer_; }

private:
    ProblemType type_;
    std::string pointer_;
};

/// application/problem+json. Two answers of one type and without detail differ in `id` alone.
[[nodiscard]] Response problemResponse(ProblemType type, std::string_view detail, std::string_view pointer,
                                       const std::string& requestId);

}  // namespace overread::api
