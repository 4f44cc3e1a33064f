#include "reviewer-client/answers/key_bindings.h"

#include <nlohmann/json.hpp>

namespace overread::client {

std::string toText(const KeyBindings& keys) {
    return nlohmann::json{{"keys", keys}}.dump(-1, ' ', false, nlohmann::json::error_handler_t::replace);
}

KeyBindings keyBindingsFrom(std::string_view text) {
    try {
        return nlohmann::json::parse(text).at("keys").get<KeyBindings>();
    } catch (const std::exception&) {  // nothing chosen yet, or by another client
        return {};
    }
}

}  // namespace overread::client
