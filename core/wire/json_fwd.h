#pragma once
#include <nlohmann/json_fwd.hpp>

/// Declares the two directions of a mapping; the definitions stand in the .cpp of the same name. Reading throws
/// Malformed, which names the field by its JSON pointer; an unknown field is refused like a wrong one.
#define OVERREAD_WIRE(Type)                                \
    void to_json(nlohmann::json& json, const Type& value); \
    void from_json(const nlohmann::json& json, Type& value);
