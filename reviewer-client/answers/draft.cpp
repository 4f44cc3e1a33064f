#include "reviewer-client/answers/draft.h"

#include <nlohmann/json.hpp>
#include <stdexcept>

#include "core/domain/named.h"
#include "core/wire/domain_json.h"

namespace overread::client {
namespace {

using nlohmann::json;
constexpr int form = 1;  // of the text; raised when its meaning changes

template <class T>
json orNull(const std::optional<T>& value) {
    return value ? json(*value) : json(nullptr);
}

template <class E>
json nameOrNull(const std::optional<E>& value) {
    return value ? json(std::string(nameOf(*value))) : json(nullptr);
}

template <class T>
std::optional<T> optionalAt(const json& object, const char* key) {
    const auto& value = object.at(key);
    if (value.is_null()) return std::nullopt;
    return value.get<T>();
}

template <class E>
E valueOrThrow(const std::string& name) {
    const auto value = valueNamed<E>(name);
    if (!value) throw std::invalid_argument("unknown name " + name);
    return *value;
}

template <class E>
std::optional<E> namedAt(const json& object, const char* key) {
    const auto name = optionalAt<std::string>(object, key);
    if (!name) return std::nullopt;
    return valueOrThrow<E>(*name);
}

std::optional<Grade> gradeAt(const json& object, const char* key) {
    const auto name = optionalAt<std::string>(object, key);
    if (!name) return std::nullopt;
    const auto grade = gradeNamed(*name);
    if (!grade) throw std::invalid_argument("unknown grade");
    return grade;
}

json toJson(const DoubleReadAnswers& answers) {
    return {{"rightPercent", orNull(answers.rightPercent)},
            {"leftPercent", orNull(answers.leftPercent)},
            {"totalPercent", orNull(answers.statedTotalPercent)},
            {"grade", nameOrNull(answers.chosenGrade)},
            {"gradeReason", nameOrNull(answers.gradeReason)},
            {"findingsAnswered", answers.findingsAnswered},
            {"findings", answers.findings},
            {"quality", nameOrNull(answers.quality)},
            {"qualityReasons", answers.qualityReasons},
            {"confidence", orNull(answers.confidence)},
            {"text", answers.text}};
}

DoubleReadAnswers readFrom(const json& object) {
    DoubleReadAnswers answers;
    answers.rightPercent = optionalAt<double>(object, "rightPercent");
    answers.leftPercent = optionalAt<double>(object, "leftPercent");
    answers.statedTotalPercent = optionalAt<double>(object, "totalPercent");
    for (const auto& percent : {answers.rightPercent, answers.leftPercent, answers.statedTotalPercent})
        if (percent && !(*percent >= 0 && *percent <= 100)) throw std::invalid_argument("percent out of range");
    answers.chosenGrade = gradeAt(object, "grade");
    answers.gradeReason = namedAt<GradeReason>(object, "gradeReason");
    answers.findingsAnswered = object.at("findingsAnswered").get<bool>();
    answers.findings = object.at("findings").get<Findings>();
    answers.quality = namedAt<ImageQuality>(object, "quality");
    answers.qualityReasons = object.at("qualityReasons").get<std::set<std::string>>();
    answers.confidence = optionalAt<int>(object, "confidence");
    answers.text = object.at("text").get<std::string>();
    return answers;
}

json toJson(const PeerReviewAnswers& answers) {
    std::vector<std::string> remarks;
    for (const auto remark : answers.technicalRemarks) remarks.emplace_back(nameOf(remark));
    return {{"score", answers.score ? json(static_cast<int>(*answers.score)) : json(nullptr)},
            {"significance", nameOrNull(answers.significance)},
            {"errorKind", nameOrNull(answers.errorKind)},
            {"technicalRemarks", remarks},
            {"greatCall", answers.greatCall},
            {"markedSlice", orNull(answers.markedSlice)},
            {"comment", answers.comment},
            {"sawAmendment", answers.sawAmendment}};
}

PeerReviewAnswers reviewFrom(const json& object) {
    PeerReviewAnswers answers;
    if (const auto score = optionalAt<int>(object, "score")) {
        if (*score < 1 || *score > 3) throw std::invalid_argument("unknown score");
        answers.score = static_cast<RadpeerScore>(*score);
    }
    answers.significance = namedAt<Significance>(object, "significance");
    answers.errorKind = namedAt<ErrorKind>(object, "errorKind");
    for (const auto& name : object.at("technicalRemarks").get<std::vector<std::string>>())
        answers.technicalRemarks.insert(valueOrThrow<TechnicalRemark>(name));
    answers.greatCall = object.at("greatCall").get<bool>();
    answers.markedSlice = optionalAt<int>(object, "markedSlice");
    answers.comment = object.at("comment").get<std::string>();
    answers.sawAmendment = object.value("sawAmendment", false);
    return answers;
}

SettlementAnswers settlementFrom(const json& object) {
    SettlementAnswers answers;
    if (object.contains("verdict")) answers.verdict = namedAt<PanelVerdict>(object, "verdict");
    answers.grade = gradeAt(object, "grade");
    answers.reason = object.at("reason").get<std::string>();
    return answers;
}

}  // namespace

std::string toText(const Draft& draft) {
    const json object = {{"form", form},
                         {"changedAt", toRfc3339(draft.changedAt)},
                         {"slice", draft.slice},
                         {"marks", draft.marks},
                         {"viewer", draft.viewer},
                         {"writer", draft.writer},
                         {"read", toJson(draft.read)},
                         {"review", toJson(draft.review)},
                         {"settlement",
                          {{"verdict", nameOrNull(draft.settlement.verdict)},
                           {"grade", nameOrNull(draft.settlement.grade)},
                           {"reason", draft.settlement.reason}}}};
    return object.dump(-1, ' ', false, json::error_handler_t::replace);
}

std::optional<Draft> draftFrom(std::string_view text) {
    try {
        const json object = json::parse(text);
        if (object.at("form").get<int>() != form) return std::nullopt;
        const auto changedAt = parseRfc3339(object.at("changedAt").get<std::string>());
        if (!changedAt) return std::nullopt;
        Draft draft;
        draft.changedAt = *changedAt;
        draft.slice = object.at("slice").get<int>();
        draft.marks = object.at("marks").get<std::set<int>>();
        draft.viewer = object.value("viewer", std::string());
        draft.writer = object.value("writer", std::string());
        draft.read = readFrom(object.at("read"));
        draft.review = reviewFrom(object.at("review"));
        draft.settlement = settlementFrom(object.at("settlement"));
        return draft;
    } catch (const std::exception&) {  // half a file after a crash, or another program's: it is no draft
        return std::nullopt;
    }
}

bool contradict(const std::optional<Draft>& a, const std::optional<Draft>& b) {
    if (!a || !b || a->writer == b->writer) return false;
    return a->read != b->read || a->review != b->review || a->settlement != b->settlement;
}

std::optional<Draft> newer(std::optional<Draft> a, std::optional<Draft> b) {
    if (!a) return b;
    if (!b) return a;
    return a->changedAt >= b->changedAt ? a : b;
}

}  // namespace overread::client
