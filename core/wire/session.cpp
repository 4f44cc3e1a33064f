#include "core/wire/session.h"

#include "core/wire/fields.h"

namespace overread::wire {

using nlohmann::json;

void to_json(json& document, const SignIn& value) {
    document = {{"name", value.name}, {"password", value.password}, {"transport", value.transport}};
}

void from_json(const json& document, SignIn& value) {
    Fields fields{document};
    value.name = fields.text("name", nameLength);
    value.password = fields.text("password", {1024});
    value.transport = fields.optionalText("transport", codeLength);
    if (value.transport.empty()) value.transport = "bearer";
    if (value.transport != "bearer" && value.transport != "cookie")
        throw Malformed{"/transport", R"(one of "bearer" "cookie")"};
    fields.close();
}

void to_json(json& document, const Me& value) {
    auto roles = json::array();
    for (const auto role : value.roles) roles.push_back(nameOf(role));
    document = {{"displayName", value.displayName}, {"roles", roles}};
}

void from_json(const json& document, Me& value) {
    Fields fields{document};
    value.displayName = fields.text("displayName", nameLength);
    value.roles = fields.list("roles", 20, enumeratorOf<Role>);
    fields.close();
}

void to_json(json& document, const SessionOpened& value) {
    document = {{"token", value.token}, {"expiresAt", toRfc3339(value.expiresAt)}, {"user", value.user}};
}

void from_json(const json& document, SessionOpened& value) {
    Fields fields{document};
    value.token = fields.text("token", nameLength);
    value.expiresAt = fields.moment("expiresAt");
    value.user = fields.value<Me>("user");
    fields.close();
}

}  // namespace overread::wire
