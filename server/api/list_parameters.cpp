#include "server/api/list_parameters.h"

#include <algorithm>
#include <charconv>
#include <limits>

namespace overread::api {

namespace {

std::optional<std::int64_t> numberIn(const std::string& text) {
    std::int64_t number = 0;
    const auto [stopped, error] = std::from_chars(text.data(), text.data() + text.size(), number);
    if (error != std::errc{} || stopped != text.data() + text.size()) return std::nullopt;
    return number;
}

}  // namespace

int limitIn(const Request& request) {
    const auto text = request.parameter("limit");
    if (!text) return defaultRows;
    const auto limit = numberIn(*text);
    if (!limit || *limit < 1 || *limit > mostRows)
        throw Refusal{ProblemType::malformed, "1 to " + std::to_string(mostRows), "/limit"};
    return static_cast<int>(*limit);
}

std::int64_t sequenceIn(const Request& request, const std::string& name) {
    const auto text = request.parameter(name);
    if (!text) return std::numeric_limits<std::int64_t>::max();
    const auto number = numberIn(*text);
    if (!number || *number < 1) throw Refusal{ProblemType::malformed, "a cursor of an earlier answer", '/' + name};
    return *number;
}

std::optional<Timestamp> momentIn(const Request& request, const std::string& name) {
    const auto text = request.parameter(name);
    if (!text) return std::nullopt;
    const auto moment = parseRfc3339(*text);
    if (!moment) throw Refusal{ProblemType::malformed, "a moment as in RFC 3339", '/' + name};
    return moment;
}

void refuseOtherParameters(const Request& request, std::span<const std::string_view> known) {
    for (const auto& [name, value] : request.query)
        if (std::find(known.begin(), known.end(), name) == known.end())
            throw Refusal{ProblemType::malformed, "no such parameter", '/' + name};
}

std::string facilityOf(const Caller& caller) {
    return caller.has(Role::qaLead) ? std::string{} : caller.account.facility;
}

}  // namespace overread::api
