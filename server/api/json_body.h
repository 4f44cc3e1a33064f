#pragma once
#include <nlohmann/json.hpp>

#include "core/wire/malformed.h"
#include "core/wire/parse.h"
#include "server/api/exchange.h"

/// JSON in and out, for the .cpp files of the resources alone: it brings the whole of nlohmann/json.hpp.
namespace overread::api {

/// The body as the wire type T. Throws Refusal: 415, 400 or, naming the field, 422.
template <class T>
[[nodiscard]] T bodyAs(const Request& request) {
    if (request.header("content-type").substr(0, 16) != "application/json")
        throw Refusal{ProblemType::unsupportedType, "application/json"};
    try {
        return wire::parseStrictly(request.body).get<T>();
    } catch (const wire::NotJson& error) {
        throw Refusal{ProblemType::badRequest, error.what()};
    } catch (const wire::Malformed& error) {
        throw Refusal{ProblemType::malformed, error.expected(), error.pointer()};
    }
}

template <class T>
[[nodiscard]] Response jsonAnswer(int status, const T& value) {
    Response response{status, "application/json"};
    response.body = nlohmann::json(value).dump();
    return response;
}

/// The same with an ETag, for what If-Match will be asked with.
template <class T>
[[nodiscard]] Response jsonAnswer(int status, const T& value, const std::string& etag) {
    auto response = jsonAnswer(status, value);
    response.headers.emplace_back("ETag", '"' + etag + '"');
    return response;
}

}  // namespace overread::api
