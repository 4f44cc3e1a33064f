#include "core/wire/planning.h"

#include "core/wire/page_json.h"

namespace overread::wire {

using nlohmann::json;

namespace {

constexpr Between settingRange{-1e9, 1e9};

json toJson(const std::vector<PlanChange>& changes) {
    auto array = json::array();
    for (const auto& each : changes) array.push_back({{"setting", each.setting}, {"from", each.from}, {"to", each.to}});
    return array;
}

PlanSettings settingsFrom(const json& document) {
    if (!document.is_object()) throw Malformed{"", "an object"};
    PlanSettings settings;
    for (const auto& [name, value] : document.items()) {
        if (!value.is_number()) throw Malformed{'/' + name, "a number"};
        settings[name] = numberOf(value, settingRange);
    }
    return settings;
}

}  // namespace

void to_json(json& document, const PlanRow& value) {
    document = {{"version", value.version},
                {"startsAt", toRfc3339(value.startsAt)},
                {"createdAt", toRfc3339(value.createdAt)},
                {"createdBy", value.createdBy},
                {"reason", value.reason},
                {"inForce", value.inForce},
                {"settings", value.settings},
                {"changes", toJson(value.changes)}};
}

void to_json(json& document, const Page<PlanRow>& value) {
    document = pageToJson(value);
}

void from_json(const json& document, PlanDraft& value) {
    Fields fields{document};
    value.settings = fields.required("settings", settingsFrom);
    fields.close();
}

void to_json(json& document, const PlanPreview& value) {
    document = {{"problem", value.problem},
                {"settings", value.settings},
                {"changes", toJson(value.changes)},
                {"previewed", value.previewed},
                {"basis",
                 {{"days", value.basis.days},
                  {"reports", value.basis.reports},
                  {"mandatory", value.basis.mandatory},
                  {"others", value.basis.others},
                  {"reporters", value.basis.reporters}}},
                {"perDay",
                 {{"doubleReads", value.perDay.doubleReads},
                  {"peerReviews", value.perDay.peerReviews},
                  {"arbitrations", value.perDay.arbitrations},
                  {"hidden", value.perDay.hidden},
                  {"minutes", value.perDay.minutes}}},
                {"readersAtSixHours", value.readersAtSixHours},
                {"mixedInShareOfQueue", value.mixedInShareOfQueue},
                {"guessRightShare", value.guessRightShare}};
}

void from_json(const json& document, NewPlan& value) {
    Fields fields{document};
    value.settings = fields.required("settings", settingsFrom);
    value.startsAt = fields.moment("startsAt");
    value.reason = fields.filledText("reason", sentenceLength);
    value.previewed = fields.filledText("previewed", nameLength);
    value.follows = static_cast<int>(fields.integer("follows", {1, 1e9}));
    fields.close();
}

}  // namespace overread::wire
