#pragma once
#include "server/api/http_message.h"
#include "server/api/request_parser.h"
#include "server/api/services.h"

namespace overread::api {

/// The edge of every request: finds the route, knows who asks and whether they may, and turns whatever is thrown into a
/// problem. Nothing escapes it. Thread-safe.
class Dispatcher {
public:
    explicit Dispatcher(Services& services);  // borrowed

    [[nodiscard]] Response answer(Request& request);
    /// For what the strict check refused.
    [[nodiscard]] Response answerRefused(const RefusedRequest& refusal);

private:
    Services& services_;
};

}  // namespace overread::api
