#include "core/wire/system.h"

#include <nlohmann/json.hpp>

#include "core/wire/fields.h"

namespace overread::wire {

namespace {

using nlohmann::json;

constexpr AtMost settingLength{4096};

SystemView::Component componentFrom(const json& document) {
    Fields fields{document};
    SystemView::Component component;
    component.component = fields.text("component", codeLength);
    component.isWell = fields.truth("isWell");
    component.value = fields.number("value", {0, 1e12});
    component.lastSuccessAt = fields.optionalMoment("lastSuccessAt");
    fields.close();
    return component;
}

SystemView::Setting settingFrom(const json& document) {
    Fields fields{document};
    SystemView::Setting setting;
    setting.key = fields.text("key", codeLength);
    setting.value = fields.text("value", settingLength);
    setting.origin = fields.text("origin", settingLength);
    fields.close();
    return setting;
}

}  // namespace

void to_json(json& document, const SystemView& value) {
    auto components = json::array();
    for (const auto& each : value.components)
        components.push_back({{"component", each.component},
                              {"isWell", each.isWell},
                              {"value", each.value},
                              {"lastSuccessAt", momentOrNull(each.lastSuccessAt)}});
    auto settings = json::array();
    for (const auto& each : value.settings)
        settings.push_back({{"key", each.key}, {"value", each.value}, {"origin", each.origin}});
    document = {{"components", components}, {"settings", settings}, {"asOf", toRfc3339(value.asOf)}};
}

void from_json(const json& document, SystemView& value) {
    Fields fields{document};
    value.components = fields.list("components", 100, componentFrom);
    value.settings = fields.list("settings", 1000, settingFrom);
    value.asOf = fields.moment("asOf");
    fields.close();
}

void to_json(json& document, const DeadLetterChoice& value) {
    document = {{"ids", value.ids}, {"reason", value.reason}};
}

void from_json(const json& document, DeadLetterChoice& value) {
    Fields fields{document};
    value.ids = fields.texts("ids", 500, codeLength);
    value.reason = fields.optionalText("reason", settingLength);
    fields.close();
}

}  // namespace overread::wire
