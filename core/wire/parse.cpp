#include "core/wire/parse.h"

#include <nlohmann/json.hpp>
#include <set>
#include <string>
#include <vector>

namespace overread::wire {

using nlohmann::json;

json parseStrictly(std::string_view text, const ParseLimits& limits) {
    if (text.size() > limits.bytes) throw NotJson{"longer than " + std::to_string(limits.bytes) + " bytes"};
    std::size_t values = 0;
    std::vector<std::set<std::string>> namesByDepth;
    const auto guard = [&](int depth, json::parse_event_t event, json& parsed) {
        if (event == json::parse_event_t::object_end || event == json::parse_event_t::array_end) {
            namesByDepth.pop_back();
            return true;
        }
        if (event == json::parse_event_t::key) {
            // The name of a field counts as well: a million short names are as dear as a million values.
            if (!namesByDepth.back().insert(parsed.get<std::string>()).second)
                throw NotJson{"a field stands twice in one object"};
        }
        if (event == json::parse_event_t::object_start || event == json::parse_event_t::array_start) {
            if (depth >= limits.depth) throw NotJson{"nested deeper than " + std::to_string(limits.depth)};
            namesByDepth.emplace_back();
        }
        if (++values > limits.values) throw NotJson{"more than " + std::to_string(limits.values) + " values"};
        return true;
    };
    try {
        return json::parse(text, guard);
    } catch (const json::exception& error) {
        // The library's text quotes what was sent, which may be a patient's; its number is enough.
        throw NotJson{"not JSON (" + std::to_string(error.id) + ")"};
    }
}

}  // namespace overread::wire
