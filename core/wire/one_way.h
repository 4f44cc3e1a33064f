#pragma once
#include <nlohmann/json_fwd.hpp>

/// What travels in one direction alone: an answer that no program of ours reads, a request that none of ours writes.
#define OVERREAD_ANSWER(Type) void to_json(nlohmann::json& json, const Type& value);
#define OVERREAD_REQUEST(Type) void from_json(const nlohmann::json& json, Type& value);
