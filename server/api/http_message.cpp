#include "server/api/http_message.h"

namespace overread::api {

std::string Request::header(const std::string& lowerCaseName) const {
    const auto at = headers.find(lowerCaseName);
    return at == headers.end() ? std::string{} : at->second;
}

std::optional<std::string> Request::parameter(const std::string& name) const {
    const auto at = query.find(name);
    if (at == query.end()) return std::nullopt;
    return at->second;
}

std::uint64_t Response::contentLength() const {
    std::uint64_t length = content().size();
    for (const auto& part : parts) length += part.before.size() + part.length;
    return length;
}

std::string_view reasonPhraseOf(int status) {
    switch (status) {
        case 200:
            return "OK";
        case 201:
            return "Created";
        case 204:
            return "No Content";
        case 304:
            return "Not Modified";
        case 400:
            return "Bad Request";
        case 401:
            return "Unauthorized";
        case 403:
            return "Forbidden";
        case 404:
            return "Not Found";
        case 405:
            return "Method Not Allowed";
        case 408:
            return "Request Timeout";
        case 409:
            return "Conflict";
        case 411:
            return "Length Required";
        case 412:
            return "Precondition Failed";
        case 413:
            return "Content Too Large";
        case 414:
            return "URI Too Long";
        case 415:
            return "Unsupported Media Type";
        case 417:
            return "Expectation Failed";
        case 422:
            return "Unprocessable Content";
        case 428:
            return "Precondition Required";
        case 429:
            return "Too Many Requests";
        case 431:
            return "Request Header Fields Too Large";
        case 500:
            return "Internal Server Error";
        case 501:
            return "Not Implemented";
        case 503:
            return "Service Unavailable";
        case 505:
            return "HTTP Version Not Supported";
        default:
            return "Unknown";
    }
}

}  // namespace overread::api
