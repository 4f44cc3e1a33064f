#pragma once
#include <cstddef>
#include <optional>
#include <stdexcept>
#include <string>
#include <string_view>

#include "server/api/http_message.h"

namespace overread::api {

/// Limits of trust.md, section 2.
struct RequestLimits {
    std::size_t headBytes = 16384;  ///< request line and fields together
    std::size_t fields = 100;
    std::size_t targetBytes = 8192;
    std::size_t bodyBytes = 60000;
};

/// A request that is refused before anything looks at its route. The connection is closed after the answer: what
/// follows on it cannot be told from a smuggled request.
class RefusedRequest : public std::runtime_error {
public:
    RefusedRequest(int status, const std::string& why) : std::runtime_error(why), status_(status) {}
    [[nodiscard]] int status() const { return status_; }  ///< 400, 405, 411, 413, 414, 417, 431, 501 or 505

private:
    int status_;
};

/// The head of a request: what stands before its body.
struct RequestHead {
    Request request;                ///< without body
    std::size_t contentLength = 0;  ///< 0 where none was said
    bool expectsContinue = false;
};

/// Where the head ends in what was received so far (behind the empty line); none: more is needed. Throws RefusedRequest
/// 431 when it cannot end within the limits, and 400 for a line that ends without CR.
[[nodiscard]] std::optional<std::size_t> endOfHead(std::string_view received, const RequestLimits& limits);

/// Reads a complete head, more strictly than RFC 9112 demands: what two parsers could read differently is refused, and
/// what this product never sends (chunked bodies, absolute targets, doubled fields or parameters, obsolete folding) is
/// refused too. Throws RefusedRequest.
[[nodiscard]] RequestHead parseHead(std::string_view head, const RequestLimits& limits);

/// Decodes %xx; none for a broken or forbidden escape (NUL and other control characters), or for text that is no UTF-8.
[[nodiscard]] std::optional<std::string> percentDecoded(std::string_view text);

}  // namespace overread::api
