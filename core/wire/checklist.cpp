#include "core/wire/checklist.h"

#include "core/wire/page_json.h"

namespace overread::wire {

using nlohmann::json;

void to_json(json& document, const ChecklistRow& value) {
    document = {{"id", value.id},
                {"kind", nameOf(value.kind)},
                {"facility", value.facility},
                {"ownerName", value.ownerName},
                {"openedAt", toRfc3339(value.openedAt)},
                {"dueAt", toRfc3339(value.dueAt)},
                {"items", value.items},
                {"answered", value.answered},
                {"notMet", value.notMet},
                {"overdue", value.overdue}};
}

void to_json(json& document, const Page<ChecklistRow>& value) {
    document = pageToJson(value);
}

void to_json(json& document, const Checklist& value) {
    auto items = json::array();
    for (const auto& item : value.items) {
        auto answers = json::array();
        for (const auto& answer : item.answers)
            answers.push_back({{"answer", nameOf(answer.verdict)},
                               {"note", answer.note},
                               {"by", answer.by},
                               {"at", toRfc3339(answer.at)}});
        items.push_back({{"position", item.position}, {"code", item.code}, {"answers", answers}});
    }
    document = {{"row", value.row}, {"items", items}, {"asOf", toRfc3339(value.asOf)}};
}

void from_json(const json& document, NewChecklist& value) {
    Fields fields{document};
    value.kind = fields.enumerator<ChecklistKind>("kind");
    value.facility = fields.filledText("facility", codeLength);
    value.owner = fields.filledText("owner", codeLength);
    value.dueAt = fields.moment("dueAt");
    fields.close();
}

void from_json(const json& document, NewChecklistAnswer& value) {
    Fields fields{document};
    value.answer = fields.enumerator<ChecklistVerdict>("answer");
    value.note = fields.optionalText("note", sentenceLength);
    fields.close();
    if (value.answer == ChecklistVerdict::notMet && value.note.empty()) throw Malformed{"/note", "what is missing"};
}

}  // namespace overread::wire
