#include "core/wire/outside_result.h"

#include "core/wire/fields.h"

namespace overread::wire {

using nlohmann::json;

namespace {

constexpr Between points{-100, 100};
constexpr Between share{0, 1};
constexpr std::size_t mostResults = 10'000;

}  // namespace

void to_json(json& document, const OutsideResult& value) {
    document = {{"id", value.id},
                {"kind", value.kind},
                {"service", value.service},
                {"version", value.version},
                {"reason", value.reason},
                {"detail", value.detail},
                {"grade", nameOrNull(value.grade)},
                {"totalPercent", orNull(value.totalPercent)},
                {"rightPercent", orNull(value.rightPercent)},
                {"leftPercent", orNull(value.leftPercent)},
                {"pointsApart", orNull(value.pointsApart)},
                {"lesionDice", orNull(value.lesionDice)},
                {"lungDice", orNull(value.lungDice)},
                {"hasMasks", value.hasMasks},
                {"receivedAt", toRfc3339(value.receivedAt)}};
}

void from_json(const json& document, OutsideResult& value) {
    Fields fields{document};
    value.id = fields.text("id", codeLength);
    value.kind = fields.text("kind", codeLength);
    value.service = fields.text("service", nameLength);
    value.version = fields.text("version", nameLength);
    value.reason = fields.text("reason", codeLength);
    value.detail = fields.text("detail", sentenceLength);
    value.grade = fields.optionalGrade("grade");
    value.totalPercent = fields.optionalNumber("totalPercent", percent);
    value.rightPercent = fields.optionalNumber("rightPercent", percent);
    value.leftPercent = fields.optionalNumber("leftPercent", percent);
    value.pointsApart = fields.optionalNumber("pointsApart", points);
    value.lesionDice = fields.optionalNumber("lesionDice", share);
    value.lungDice = fields.optionalNumber("lungDice", share);
    value.hasMasks = fields.truth("hasMasks");
    value.receivedAt = fields.moment("receivedAt");
    fields.close();
}

void to_json(json& document, const OutsideResults& value) {
    document = {{"items", arrayOf(value.items)}};
}

void from_json(const json& document, OutsideResults& value) {
    Fields fields{document};
    value.items = fields.values<OutsideResult>("items", mostResults);
    fields.close();
}

}  // namespace overread::wire
