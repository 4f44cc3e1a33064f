#include "core/wire/page.h"

#include "core/wire/page_json.h"

namespace overread::wire {

using nlohmann::json;

namespace {
constexpr std::size_t mostPeople = 100000;
}

void to_json(json& document, const Page<CaseRow>& value) {
    document = pageToJson(value);
}
void from_json(const json& document, Page<CaseRow>& value) {
    value = pageFrom<CaseRow>(document);
}
void to_json(json& document, const Page<AlertRow>& value) {
    document = pageToJson(value);
}
void from_json(const json& document, Page<AlertRow>& value) {
    value = pageFrom<AlertRow>(document);
}
void to_json(json& document, const Page<FeedbackRow>& value) {
    document = pageToJson(value);
}
void from_json(const json& document, Page<FeedbackRow>& value) {
    value = pageFrom<FeedbackRow>(document);
}
void to_json(json& document, const Page<AuditRow>& value) {
    document = pageToJson(value);
}
void from_json(const json& document, Page<AuditRow>& value) {
    value = pageFrom<AuditRow>(document);
}
void to_json(json& document, const Page<UserRow>& value) {
    document = pageToJson(value);
}
void from_json(const json& document, Page<UserRow>& value) {
    value = pageFrom<UserRow>(document);
}

void to_json(json& document, const FiguresOfRadiologists& value) {
    document = {{"items", arrayOf(value.items)},
                {"from", toRfc3339(value.from)},
                {"to", toRfc3339(value.to)},
                {"asOf", toRfc3339(value.asOf)}};
}

void from_json(const json& document, FiguresOfRadiologists& value) {
    Fields fields{document};
    value.items = fields.values<RadiologistFigures>("items", mostPeople);
    value.from = fields.moment("from");
    value.to = fields.moment("to");
    value.asOf = fields.moment("asOf");
    fields.close();
}

}  // namespace overread::wire
