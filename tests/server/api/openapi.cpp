#include "tests/server/api/openapi.h"

#include <yaml-cpp/yaml.h>

#include <algorithm>
#include <cctype>
#include <nlohmann/json.hpp>

namespace overread::api {

struct OpenApi::Document {
    YAML::Node root;
};

namespace {

using nlohmann::json;

std::string lower(std::string text) {
    std::transform(text.begin(), text.end(), text.begin(), [](unsigned char c) { return std::tolower(c); });
    return text;
}

std::string upper(std::string text) {
    std::transform(text.begin(), text.end(), text.begin(), [](unsigned char c) { return std::toupper(c); });
    return text;
}

/// The part of JSON Schema that the description uses.
class Schema {
public:
    Schema(const YAML::Node& root, YAML::Node node) : root_(root), node_(std::move(node)) {
        while (node_["$ref"]) {
            // "#/components/schemas/Name"
            const auto reference = node_["$ref"].as<std::string>();
            const auto slash = reference.rfind('/');
            const auto group = reference.substr(13, slash - 13);
            node_.reset(root_["components"][group][reference.substr(slash + 1)]);
        }
    }

    [[nodiscard]] std::optional<std::string> problemIn(const json& value, const std::string& at) const {
        if (node_["anyOf"]) return problemInEach(value, at);
        if (!isOfType(value)) return at + " is of another type: " + value.dump().substr(0, 60);
        if (node_["enum"] && !isListed(value)) return at + " is none of the values: " + value.dump().substr(0, 60);
        if (value.is_array() && node_["items"])
            for (std::size_t i = 0; i < value.size(); ++i)
                if (auto problem = Schema{root_, node_["items"]}.problemIn(value[i], at + '/' + std::to_string(i)))
                    return problem;
        return value.is_object() && node_["properties"] ? problemInObject(value, at) : std::nullopt;
    }

private:
    [[nodiscard]] std::optional<std::string> problemInEach(const json& value, const std::string& at) const {
        std::optional<std::string> first;
        for (const auto& each : node_["anyOf"]) {
            const auto problem = Schema{root_, each}.problemIn(value, at);
            if (!problem) return std::nullopt;
            if (!first) first = problem;
        }
        return first;
    }

    [[nodiscard]] std::optional<std::string> problemInObject(const json& value, const std::string& at) const {
        for (const auto& required : node_["required"])
            if (!value.contains(required.as<std::string>()))
                return at + '/' + required.as<std::string>() + " is missing";
        for (const auto& [name, child] : value.items()) {
            if (!node_["properties"][name]) return at + '/' + name + " is not described";
            if (auto problem = Schema{root_, node_["properties"][name]}.problemIn(child, at + '/' + name))
                return problem;
        }
        return std::nullopt;
    }

    [[nodiscard]] bool isOfType(const json& value) const {
        if (!node_["type"]) return true;
        if (node_["type"].IsScalar()) return isA(value, node_["type"].as<std::string>());
        return std::any_of(node_["type"].begin(), node_["type"].end(),
                           [&](const auto& each) { return isA(value, each.template as<std::string>()); });
    }

    static bool isA(const json& value, const std::string& type) {
        if (type == "null") return value.is_null();
        if (type == "string") return value.is_string();
        if (type == "integer") return value.is_number_integer();
        if (type == "number") return value.is_number();
        if (type == "boolean") return value.is_boolean();
        if (type == "array") return value.is_array();
        return type == "object" && value.is_object();
    }

    [[nodiscard]] bool isListed(const json& value) const {
        return std::any_of(node_["enum"].begin(), node_["enum"].end(), [&](const auto& each) {
            return value.is_null() ? each.IsNull() : value.is_string() && each.template as<std::string>() == value;
        });
    }

    YAML::Node root_;
    YAML::Node node_;
};

}  // namespace

OpenApi::OpenApi()
    : document_(std::make_unique<Document>(Document{YAML::LoadFile(OVERREAD_SOURCE_DIR "/docs/openapi.yaml")})) {}

OpenApi::~OpenApi() = default;

std::vector<OpenApi::Operation> OpenApi::operations() const {
    std::vector<Operation> found;
    for (const auto& path : document_->root["paths"])
        for (const auto& operation : path.second) {
            Operation each{upper(operation.first.as<std::string>()), path.first.as<std::string>(), "roles", {}};
            if (operation.second["x-access"]) each.access = operation.second["x-access"].as<std::string>();
            for (const auto& role : operation.second["x-roles"]) each.roles.push_back(role.as<std::string>());
            found.push_back(std::move(each));
        }
    return found;
}

std::optional<std::string> OpenApi::problemIn(const std::string& method, const std::string& path, int status,
                                              const std::string& body) const {
    const auto& root = document_->root;
    const auto responses = root["paths"][path][lower(method)]["responses"];
    if (!responses) return method + ' ' + path + " is not described";
    const YAML::Node exact = responses[std::to_string(status)];
    const YAML::Node response = exact || status < 400 ? exact : responses["default"];
    if (!response) return "status " + std::to_string(status) + " is not described";
    const auto isProblem = status >= 400;
    if (!isProblem && !response["content"])
        return body.empty() ? std::nullopt : std::optional<std::string>{"a body where none is described"};
    if (!isProblem && !response["content"]["application/json"]) return std::nullopt;
    const auto schema =
        isProblem ? root["components"]["schemas"]["Problem"] : response["content"]["application/json"]["schema"];
    if (!schema) return std::nullopt;
    return Schema{root, schema}.problemIn(json::parse(body), "");
}

}  // namespace overread::api
