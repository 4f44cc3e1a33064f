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

void to_json(json& document, const Page<OwnReadRow>& value) {
    document = pageToJson(value);
}
void from_json(const json& document, Page<OwnReadRow>& value) {
    value = pageFrom<OwnReadRow>(document);
}

}  // namespace overread::wire
