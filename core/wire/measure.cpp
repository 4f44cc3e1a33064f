#include "core/wire/measure.h"

#include "core/wire/page_json.h"

namespace overread::wire {

using nlohmann::json;

namespace {

constexpr std::size_t mostCases = 200;

json toJson(const FollowUp& value) {
    return {{"from", toRfc3339(value.from)}, {"until", toRfc3339(value.until)}, {"share", value.share}};
}

FollowUp followUpFrom(const json& document) {
    Fields fields{document};
    const FollowUp followUp{fields.moment("from"), fields.moment("until"), fields.number("share", {0, 1})};
    fields.close();
    return followUp;
}

std::optional<FollowUp> followUpIn(Fields& fields) {
    return fields.optional(
        "followUp", [](const json& document) { return std::optional{followUpFrom(document)}; },
        std::optional<FollowUp>{});
}

}  // namespace

void to_json(json& document, const MeasureRow& value) {
    document = {{"id", value.id},
                {"kind", nameOf(value.kind)},
                {"reporter", value.reporter},
                {"reporterName", value.reporterName},
                {"facility", value.facility},
                {"owner", value.owner},
                {"ownerName", value.ownerName},
                {"dueAt", toRfc3339(value.dueAt)},
                {"cause", value.cause},
                {"openedAt", toRfc3339(value.openedAt)},
                {"openedBy", value.openedBy},
                {"followUp", value.followUp ? toJson(*value.followUp) : json(nullptr)},
                {"cases", arrayOf(value.cases)},
                {"closedAt", momentOrNull(value.closedAt)},
                {"result", value.result},
                {"overdue", value.overdue},
                {"etag", value.etag}};
}

void to_json(json& document, const Page<MeasureRow>& value) {
    document = pageToJson(value);
}

void from_json(const json& document, NewMeasure& value) {
    Fields fields{document};
    value.kind = fields.enumerator<MeasureKind>("kind");
    value.reporter = fields.optionalText("reporter", codeLength);
    value.facility = fields.optionalText("facility", codeLength);
    value.owner = fields.filledText("owner", codeLength);
    value.dueAt = fields.moment("dueAt");
    value.cause = fields.filledText("cause", sentenceLength);
    value.cases = fields.texts("cases", mostCases, codeLength);
    value.followUp = followUpIn(fields);
    fields.close();
}

void from_json(const json& document, MeasureChange& value) {
    Fields fields{document};
    value.owner = fields.filledText("owner", codeLength);
    value.dueAt = fields.moment("dueAt");
    value.followUp = followUpIn(fields);
    fields.close();
}

void from_json(const json& document, MeasureClosing& value) {
    Fields fields{document};
    value.result = fields.filledText("result", sentenceLength);
    fields.close();
}

}  // namespace overread::wire
