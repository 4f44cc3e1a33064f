#include "core/wire/staffing.h"

#include "core/wire/page_json.h"

namespace overread::wire {

using nlohmann::json;

namespace {

constexpr Between counts{0, 1e9};

json toJson(const HiddenSums& value) {
    json document{{"cases", value.cases},         {"sameGrade", value.sameGrade},
                  {"withinOne", value.withinOne}, {"meanGradesApart", value.meanGradesApart},
                  {"repeats", value.repeats},     {"repeatsSame", value.repeatsSame}};
    if (value.from) document["from"] = toRfc3339(*value.from);
    if (value.to) document["to"] = toRfc3339(*value.to);
    return document;
}

HiddenSums sumsFrom(const json& document) {
    Fields fields{document};
    HiddenSums sums;
    sums.from = fields.optionalMoment("from");
    sums.to = fields.optionalMoment("to");
    sums.cases = fields.integer("cases", counts);
    sums.sameGrade = fields.integer("sameGrade", counts);
    sums.withinOne = fields.integer("withinOne", counts);
    sums.meanGradesApart = fields.number("meanGradesApart", {-4, 4});
    sums.repeats = fields.integer("repeats", counts);
    sums.repeatsSame = fields.integer("repeatsSame", counts);
    fields.close();
    return sums;
}

json namesOf(const std::vector<AssignmentKind>& kinds) {
    auto names = json::array();
    for (const auto kind : kinds) names.push_back(nameOf(kind));
    return names;
}

}  // namespace

void to_json(json& document, const OpenAssignmentRow& value) {
    document = {{"id", value.id},
                {"label", value.label},
                {"kind", nameOf(value.kind)},
                {"state", value.state},
                {"facility", value.facility},
                {"reviewer", value.reviewer},
                {"reviewerName", value.reviewerName},
                {"reservedFor", value.reservedFor},
                {"reservedForName", value.reservedForName},
                {"takenAt", momentOrNull(value.takenAt)},
                {"leaseUntil", momentOrNull(value.leaseUntil)},
                {"dueAt", toRfc3339(value.dueAt)},
                {"overdue", value.overdue},
                {"escalatedAt", momentOrNull(value.escalatedAt)},
                {"expectedMinutes", value.expectedMinutes},
                {"isPanel", value.isPanel}};
}

void to_json(json& document, const Page<OpenAssignmentRow>& value) {
    document = pageToJson(value);
}

void to_json(json& document, const Candidates& value) {
    auto items = json::array();
    for (const auto& each : value.items)
        items.push_back({{"reviewer", each.reviewer},
                         {"name", each.name},
                         {"refusal", each.refusal},
                         {"expectedToday", each.expectedToday},
                         {"held", each.held}});
    document = {{"items", items}, {"asOf", toRfc3339(value.asOf)}};
}

void from_json(const json& document, Reassignment& value) {
    Fields fields{document};
    value.reviewer = fields.text("reviewer", codeLength);
    value.reason = fields.filledText("reason", sentenceLength);
    fields.close();
}

void to_json(json& document, const ReviewerRow& value) {
    document = {{"reviewer", value.reviewer},
                {"name", value.name},
                {"qualifications", namesOf(value.qualifications)},
                {"onShift", value.onShift},
                {"paused", value.paused},
                {"held", value.held},
                {"expectedToday", value.expectedToday},
                {"waitingReserved", value.waitingReserved}};
}

void to_json(json& document, const Page<ReviewerRow>& value) {
    document = pageToJson(value);
}

void to_json(json& document, const ShiftRow& value) {
    document = {{"id", value.id},
                {"reviewer", value.reviewer},
                {"reviewerName", value.reviewerName},
                {"startsAt", toRfc3339(value.startsAt)},
                {"endsAt", toRfc3339(value.endsAt)}};
}

void to_json(json& document, const Page<ShiftRow>& value) {
    document = pageToJson(value);
}

void from_json(const json& document, NewShift& value) {
    Fields fields{document};
    value.reviewer = fields.filledText("reviewer", codeLength);
    value.startsAt = fields.moment("startsAt");
    value.endsAt = fields.moment("endsAt");
    fields.close();
}

void from_json(const json& document, Qualifications& value) {
    Fields fields{document};
    // Absent is a slip, not "none": an empty list takes every task away.
    (void)fields.required("qualifications", [](const json&) { return true; });
    value.qualifications = fields.list("qualifications", 3, enumeratorOf<AssignmentKind>);
    fields.close();
}

void to_json(json& document, const Availability& value) {
    document = {{"available", value.available}};
}

void from_json(const json& document, Availability& value) {
    Fields fields{document};
    value.available = fields.truth("available");
    fields.close();
}

void to_json(json& document, const Calibration& value) {
    auto weeks = json::array();
    for (const auto& each : value.weeks) weeks.push_back(toJson(each));
    document = {{"weeks", weeks}, {"total", toJson(value.total)}, {"asOf", toRfc3339(value.asOf)}};
}

void from_json(const json& document, Calibration& value) {
    Fields fields{document};
    value.weeks = fields.list("weeks", 1000, sumsFrom);
    value.total = fields.required("total", sumsFrom);
    value.asOf = fields.moment("asOf");
    fields.close();
}

void to_json(json& document, const Today& value) {
    document = {{"alerts", value.alerts},
                {"overdueDoubleReads", value.overdueDoubleReads},
                {"overduePeerReviews", value.overduePeerReviews},
                {"overdueArbitrations", value.overdueArbitrations},
                {"freeReviewers", value.freeReviewers},
                {"disputes", value.disputes},
                {"measuresDue", value.measuresDue},
                {"feedbackUnseen", value.feedbackUnseen},
                {"nextMeasureDue", momentOrNull(value.nextMeasureDue)},
                {"asOf", toRfc3339(value.asOf)}};
}

void to_json(json& document, const PersonRow& value) {
    document = {{"id", value.id}, {"staffCode", value.staffCode}, {"name", value.name}};
}

void to_json(json& document, const Page<PersonRow>& value) {
    document = pageToJson(value);
}

}  // namespace overread::wire
