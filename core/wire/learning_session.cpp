#include "core/wire/learning_session.h"

#include "core/wire/page_json.h"

namespace overread::wire {

using nlohmann::json;

namespace {

constexpr std::size_t mostCases = 200;
constexpr std::size_t mostPersons = 1000;

json toJson(const LearningSession::LearningCase& value) {
    return {{"position", value.position},
            {"caseId", value.caseId},
            {"reportedGrade", nameOf(value.reportedGrade)},
            {"settledGrade", nameOf(value.settledGrade)},
            {"outcome", nameOf(value.outcome)},
            {"comment", value.comment},
            {"slice", value.slice},
            {"greatCall", value.greatCall}};
}

json toJson(const LearningSession::Attendance& value) {
    return {{"person", value.person}, {"name", value.name}, {"at", toRfc3339(value.at)}};
}

json toJson(const LearningSession::Action& value) {
    return {{"id", value.id},
            {"text", value.text},
            {"owner", value.owner},
            {"ownerName", value.ownerName},
            {"dueAt", toRfc3339(value.dueAt)},
            {"doneAt", momentOrNull(value.doneAt)}};
}

template <class T>
json eachToJson(const std::vector<T>& values) {
    auto array = json::array();
    for (const auto& each : values) array.push_back(toJson(each));
    return array;
}

}  // namespace

void to_json(json& document, const LearningSessionRow& value) {
    document = {{"id", value.id},
                {"title", value.title},
                {"heldAt", toRfc3339(value.heldAt)},
                {"facility", value.facility},
                {"cases", value.cases},
                {"attended", value.attended},
                {"actionsOpen", value.actionsOpen},
                {"attendedByMe", value.attendedByMe}};
}

void to_json(json& document, const Page<LearningSessionRow>& value) {
    document = pageToJson(value);
}

void to_json(json& document, const LearningSession& value) {
    document = {{"row", value.row},
                {"cases", eachToJson(value.cases)},
                {"attendance", eachToJson(value.attendance)},
                {"actions", eachToJson(value.actions)}};
}

void from_json(const json& document, NewLearningSession& value) {
    Fields fields{document};
    value.title = fields.filledText("title", nameLength);
    value.heldAt = fields.moment("heldAt");
    value.cases = fields.texts("cases", mostCases, codeLength);
    fields.close();
}

void from_json(const json& document, NewAttendance& value) {
    Fields fields{document};
    value.persons = fields.texts("persons", mostPersons, codeLength);
    fields.close();
}

void from_json(const json& document, NewLearningAction& value) {
    Fields fields{document};
    value.text = fields.filledText("text", sentenceLength);
    value.owner = fields.filledText("owner", codeLength);
    value.dueAt = fields.moment("dueAt");
    fields.close();
}

void to_json(json& document, const Made& value) {
    document = {{"id", value.id}};
}

}  // namespace overread::wire
