#include "core/wire/own_read.h"

#include "core/wire/page_json.h"

namespace overread::wire {

using nlohmann::json;

void to_json(json& document, const OwnReadRow& value) {
    document = {{"handle", value.handle},
                {"label", value.label},
                {"kind", nameOf(value.kind)},
                {"lockedAt", toRfc3339(value.lockedAt)},
                {"grade", nameOrNull(value.grade)},
                {"score", orNull(value.score)},
                {"settledGrade", nameOf(value.settledGrade)}};
}

void from_json(const json& document, OwnReadRow& value) {
    Fields fields{document};
    value.handle = fields.text("handle", nameLength);
    value.label = fields.text("label", codeLength);
    value.kind = fields.enumerator<AssignmentKind>("kind");
    value.lockedAt = fields.moment("lockedAt");
    value.grade = fields.optionalGrade("grade");
    value.score = fields.optional(
        "score",
        [](const json& score) {
            return std::optional{static_cast<int>(integerOf(score, {1, 3}))};
        },
        std::optional<int>{});
    value.settledGrade = fields.grade("settledGrade");
    fields.close();
}

namespace {

constexpr Between minutes{0, 1e6};

json hourToJson(const OwnPace::Hour& hour) {
    return {{"hour", hour.hour}, {"kind", nameOf(hour.kind)}, {"n", hour.n}, {"medianMinutes", hour.medianMinutes}};
}

OwnPace::Hour hourFrom(const json& document) {
    Fields fields{document};
    OwnPace::Hour hour;
    hour.hour = static_cast<int>(fields.integer("hour", {0, 23}));
    hour.kind = fields.enumerator<AssignmentKind>("kind");
    hour.n = fields.integer("n", {1, 1e9});
    hour.medianMinutes = fields.number("medianMinutes", minutes);
    fields.close();
    return hour;
}

}  // namespace

void to_json(json& document, const OwnPace& value) {
    json hours = json::array();
    for (const auto& hour : value.hours) hours.push_back(hourToJson(hour));
    document = {{"hours", std::move(hours)},
                {"doubleReadExpected", value.doubleReadExpected},
                {"peerReviewExpected", value.peerReviewExpected},
                {"arbitrationExpected", value.arbitrationExpected}};
}

void from_json(const json& document, OwnPace& value) {
    Fields fields{document};
    value.hours = fields.required("hours", [](const json& hours) {
        std::vector<OwnPace::Hour> read;
        for (const auto& hour : hours) read.push_back(hourFrom(hour));
        return read;
    });
    value.doubleReadExpected = fields.number("doubleReadExpected", minutes);
    value.peerReviewExpected = fields.number("peerReviewExpected", minutes);
    value.arbitrationExpected = fields.number("arbitrationExpected", minutes);
    fields.close();
}

void to_json(json& document, const Page<OwnReadRow>& value) {
    document = pageToJson(value);
}
void from_json(const json& document, Page<OwnReadRow>& value) {
    value = pageFrom<OwnReadRow>(document);
}

}  // namespace overread::wire
