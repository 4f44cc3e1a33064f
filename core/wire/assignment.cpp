#include "core/wire/assignment.h"

#include "core/wire/domain_json.h"
#include "core/wire/fields.h"

namespace overread::wire {

using nlohmann::json;

namespace {

constexpr Between imageSize{0, 65535};
constexpr Between bits{1, 32};
constexpr Between counts{0, 1e9};
constexpr AtMost draftLength{40000};

int smallInteger(Fields& fields, std::string_view name, Between range) {
    return static_cast<int>(fields.integer(name, range));
}

std::optional<int> optionalInteger(Fields& fields, std::string_view name, Between range) {
    return fields.optional(
        name, [&](const json& number) { return std::optional{static_cast<int>(integerOf(number, range))}; },
        std::optional<int>{});
}

/// A series that was indexed before directions were written lies as most do: on the back.
std::array<double, 3> directionIn(Fields& fields, std::string_view name, const std::array<double, 3>& otherwise) {
    const auto numbers = fields.list(name, 3, [](const json& number) { return numberOf(number, {-1, 1}); });
    if (numbers.empty()) return otherwise;
    if (numbers.size() != 3) throw Malformed{'/' + std::string{name}, "three numbers"};
    return {numbers[0], numbers[1], numbers[2]};
}

json toJson(const Worklist::Held& value) {
    return {{"handle", value.handle},
            {"label", value.label},
            {"kind", nameOf(value.kind)},
            {"due", toRfc3339(value.due)},
            {"leaseUntil", toRfc3339(value.leaseUntil)},
            {"expectedMinutes", value.expectedMinutes}};
}

Worklist::Held heldFrom(const json& document) {
    Fields fields{document};
    Worklist::Held held;
    held.handle = fields.text("handle", codeLength);
    held.label = fields.text("label", codeLength);
    held.kind = fields.enumerator<AssignmentKind>("kind");
    held.due = fields.moment("due");
    held.leaseUntil = fields.moment("leaseUntil");
    held.expectedMinutes = fields.number("expectedMinutes", counts);
    fields.close();
    return held;
}

json toJson(const Worklist::PutAside& value) {
    return {{"label", value.label}, {"kind", nameOf(value.kind)}, {"reason", value.reason}};
}

Worklist::PutAside putAsideFrom(const json& document) {
    Fields fields{document};
    Worklist::PutAside aside;
    aside.label = fields.text("label", codeLength);
    aside.kind = fields.enumerator<AssignmentKind>("kind");
    aside.reason = fields.text("reason", codeLength);
    fields.close();
    return aside;
}

json toJson(const GradeLimits& value) {
    return {{"ct1End", value.ct1End}, {"ct2End", value.ct2End}, {"ct4Start", value.ct4Start}};
}

json toJson(const DisputeView& value) {
    return {{"question", value.question},
            {"slice", orNull(value.slice)},
            {"settledGrade", nameOf(value.settledGrade)},
            {"settledReason", value.settledReason}};
}

DisputeView disputeFrom(const json& document) {
    Fields fields{document};
    DisputeView dispute;
    dispute.question = fields.text("question", sentenceLength);
    dispute.slice = fields.optionalSlice("slice");
    dispute.settledGrade = fields.grade("settledGrade");
    dispute.settledReason = fields.text("settledReason", textLength);
    fields.close();
    return dispute;
}

GradeLimits limitsFrom(const json& document) {
    Fields fields{document};
    const GradeLimits limits{fields.number("ct1End", percent), fields.number("ct2End", percent),
                             fields.number("ct4Start", percent)};
    fields.close();
    return limits;
}

}  // namespace

void to_json(json& document, const Worklist& value) {
    auto held = json::array();
    for (const auto& each : value.held) held.push_back(toJson(each));
    auto putAside = json::array();
    for (const auto& each : value.putAside) putAside.push_back(toJson(each));
    document = {{"waiting", value.waiting},
                {"nearestDue", momentOrNull(value.nearestDue)},
                {"held", held},
                {"putAside", putAside},
                {"readsToday", value.readsToday},
                {"minutesPerRead", value.minutesPerRead},
                {"moreExpectedAt", momentOrNull(value.moreExpectedAt)},
                {"available", value.available},
                {"onShift", value.onShift},
                {"expectedMinutes", value.expectedMinutes},
                {"takenMinutesToday", value.takenMinutesToday},
                {"shiftLimitMinutes", value.shiftLimitMinutes},
                {"nextShiftAt", momentOrNull(value.nextShiftAt)}};
}

void from_json(const json& document, Worklist& value) {
    Fields fields{document};
    value.waiting = smallInteger(fields, "waiting", counts);
    value.nearestDue = fields.optionalMoment("nearestDue");
    value.held = fields.list("held", 1000, heldFrom);
    value.putAside = fields.list("putAside", 1000, putAsideFrom);
    value.readsToday = smallInteger(fields, "readsToday", counts);
    value.minutesPerRead = fields.number("minutesPerRead", counts);
    value.moreExpectedAt = fields.optionalMoment("moreExpectedAt");
    value.available = fields.truth("available");
    value.onShift = fields.truth("onShift");
    value.expectedMinutes = fields.number("expectedMinutes", counts);
    value.takenMinutesToday = fields.number("takenMinutesToday", counts);
    value.shiftLimitMinutes = fields.number("shiftLimitMinutes", counts);
    value.nextShiftAt = fields.optionalMoment("nextShiftAt");
    fields.close();
}

void to_json(json& document, const FrameFormat& value) {
    document = {{"transferSyntaxUid", value.transferSyntaxUid},
                {"bitsAllocated", value.bitsAllocated},
                {"bitsStored", value.bitsStored},
                {"highBit", value.highBit},
                {"isSigned", value.isSigned},
                {"rescaleSlope", value.rescaleSlope},
                {"rescaleIntercept", value.rescaleIntercept},
                {"padding", orNull(value.padding)}};
}

void from_json(const json& document, FrameFormat& value) {
    Fields fields{document};
    value.transferSyntaxUid = fields.text("transferSyntaxUid", codeLength);
    value.bitsAllocated = smallInteger(fields, "bitsAllocated", bits);
    value.bitsStored = smallInteger(fields, "bitsStored", bits);
    value.highBit = smallInteger(fields, "highBit", {0, 31});
    value.isSigned = fields.truth("isSigned");
    value.rescaleSlope = fields.number("rescaleSlope", {-1e6, 1e6});
    value.rescaleIntercept = fields.number("rescaleIntercept", {-1e6, 1e6});
    value.padding = optionalInteger(fields, "padding", {-32768, 65535});
    fields.close();
}

void to_json(json& document, const ImageSeries& value) {
    document = {{"rows", value.rows},
                {"columns", value.columns},
                {"slices", value.slices},
                {"spacingMm", value.spacingMm},
                {"rowDirection", value.rowDirection},
                {"columnDirection", value.columnDirection},
                {"kernelClass", value.kernelClass},
                {"contrast", value.contrast},
                {"lossy", value.lossy},
                {"format", value.format}};
}

void from_json(const json& document, ImageSeries& value) {
    Fields fields{document};
    value.rows = smallInteger(fields, "rows", imageSize);
    value.columns = smallInteger(fields, "columns", imageSize);
    value.slices = smallInteger(fields, "slices", imageSize);
    value.spacingMm = fields.triple("spacingMm", {0, 1000});
    value.rowDirection = directionIn(fields, "rowDirection", value.rowDirection);
    value.columnDirection = directionIn(fields, "columnDirection", value.columnDirection);
    value.kernelClass = fields.text("kernelClass", codeLength);
    value.contrast = fields.truth("contrast");
    value.lossy = fields.truth("lossy");
    value.format = fields.value<FrameFormat>("format");
    fields.close();
}

void to_json(json& document, const Prior& value) {
    document = {{"series", value.series}, {"daysBefore", value.daysBefore}};
}

void from_json(const json& document, Prior& value) {
    Fields fields{document};
    value.series = fields.value<ImageSeries>("series");
    value.daysBefore = smallInteger(fields, "daysBefore", counts);
    fields.close();
}

void to_json(json& document, const ReviewedReport& value) {
    document = {{"grade", nameOf(value.grade)},
                {"involvement", orNull(value.involvement)},
                {"findings", value.findings},
                {"text", value.text}};
}

void from_json(const json& document, ReviewedReport& value) {
    Fields fields{document};
    value.grade = fields.grade("grade");
    value.involvement = fields.optionalValue<Involvement>("involvement");
    value.findings = fields.value<Findings>("findings");
    value.text = fields.text("text", textLength);
    fields.close();
}

void to_json(json& document, const Amendment& value) {
    document = {{"report", value.report}, {"at", toRfc3339(value.at)}};
}

void from_json(const json& document, Amendment& value) {
    Fields fields{document};
    value.report = fields.value<ReviewedReport>("report");
    value.at = fields.moment("at");
    fields.close();
}

void to_json(json& document, const ArbitrationView& value) {
    document = {{"own", value.own},
                {"readA", value.readA},
                {"readAStatesInvolvement", value.readAStatesInvolvement},
                {"readB", orNull(value.readB)},
                {"measurement", value.measurement},
                {"dispute", value.dispute ? toJson(*value.dispute) : json(nullptr)}};
}

void from_json(const json& document, ArbitrationView& value) {
    Fields fields{document};
    value.own = fields.value<DoubleRead>("own");
    value.readA = fields.value<DoubleRead>("readA");
    value.readAStatesInvolvement = fields.truth("readAStatesInvolvement");
    value.readB = fields.optionalValue<DoubleRead>("readB");
    value.measurement = fields.value<Quantification>("measurement");
    value.dispute = fields.optional(
        "dispute", [](const json& dispute) { return std::optional{disputeFrom(dispute)}; },
        std::optional<DisputeView>{});
    fields.close();
}

void to_json(json& document, const Assignment& value) {
    document = {{"handle", value.handle},
                {"label", value.label},
                {"etag", value.etag},
                {"kind", nameOf(value.kind)},
                {"due", toRfc3339(value.due)},
                {"leaseUntil", toRfc3339(value.leaseUntil)},
                {"ageYears", orNull(value.ageYears)},
                {"sex", nameOf(value.sex)},
                {"clinicalQuestion", value.clinicalQuestion},
                {"series", orNull(value.series)},
                {"imagesProblem", value.imagesProblem},
                {"prior", orNull(value.prior)},
                {"limits", toJson(value.limits)},
                {"report", orNull(value.report)},
                {"amendment", orNull(value.amendment)},
                {"arbitration", orNull(value.arbitration)},
                {"draft", value.draft},
                {"workstation", value.workstation}};
}

void from_json(const json& document, Assignment& value) {
    Fields fields{document};
    value.handle = fields.text("handle", codeLength);
    value.label = fields.text("label", codeLength);
    value.etag = fields.text("etag", codeLength);
    value.kind = fields.enumerator<AssignmentKind>("kind");
    value.due = fields.moment("due");
    value.leaseUntil = fields.moment("leaseUntil");
    value.ageYears = optionalInteger(fields, "ageYears", {0, 150});
    value.sex = fields.enumerator<Sex>("sex");
    value.clinicalQuestion = fields.text("clinicalQuestion", sentenceLength);
    value.series = fields.optionalValue<ImageSeries>("series");
    value.imagesProblem = fields.text("imagesProblem", sentenceLength);
    value.prior = fields.optionalValue<Prior>("prior");
    value.limits = fields.required("limits", limitsFrom);
    value.report = fields.optionalValue<ReviewedReport>("report");
    value.amendment = fields.optionalValue<Amendment>("amendment");
    value.arbitration = fields.optionalValue<ArbitrationView>("arbitration");
    value.draft = fields.text("draft", draftLength);
    value.workstation = fields.text("workstation", codeLength);
    fields.close();
}

void to_json(json& document, const Lease& value) {
    document = {{"leaseUntil", toRfc3339(value.leaseUntil)}, {"etag", value.etag}};
}

void from_json(const json& document, Lease& value) {
    Fields fields{document};
    value.leaseUntil = fields.moment("leaseUntil");
    value.etag = fields.text("etag", codeLength);
    fields.close();
}

void to_json(json& document, const Workstation& value) {
    document = {{"workstation", value.workstation}};
}

void from_json(const json& document, Workstation& value) {
    Fields fields{document};
    value.workstation = fields.filledText("workstation", codeLength);
    fields.close();
}

void to_json(json& document, const Draft& value) {
    document = {{"draft", value.draft}, {"workstation", value.workstation}};
}

void from_json(const json& document, Draft& value) {
    Fields fields{document};
    value.draft = fields.text("draft", draftLength);
    value.workstation = fields.optionalText("workstation", codeLength);
    fields.close();
}

void to_json(json& document, const Reveal& value) {
    document = {{"kind", nameOf(value.kind)},
                {"outcome", nameOrNull(value.outcome)},
                {"settledGrade", nameOrNull(value.settledGrade)},
                {"rule", value.rule},
                {"pointsApart", value.pointsApart},
                {"you", orNull(value.you)},
                {"readA", orNull(value.readA)},
                {"readAStatesInvolvement", value.readAStatesInvolvement},
                {"measurement", value.measurement},
                {"differenceSlice", value.differenceSlice},
                {"hasMasks", value.hasMasks}};
}

void from_json(const json& document, Reveal& value) {
    Fields fields{document};
    value.kind = fields.enumerator<AssignmentKind>("kind");
    value.outcome = fields.optionalEnumerator<Outcome>("outcome");
    value.settledGrade = fields.optionalGrade("settledGrade");
    value.rule = fields.text("rule", codeLength);
    value.pointsApart = fields.number("pointsApart", percent);
    value.you = fields.optionalValue<DoubleRead>("you");
    value.readA = fields.optionalValue<DoubleRead>("readA");
    value.readAStatesInvolvement = fields.truth("readAStatesInvolvement");
    value.measurement = fields.value<Quantification>("measurement");
    value.differenceSlice = smallInteger(fields, "differenceSlice", imageSize);
    value.hasMasks = fields.truth("hasMasks");
    fields.close();
}

void to_json(json& document, const Settlement& value) {
    document = {{"grade", nameOf(value.grade)}, {"reason", value.reason}, {"verdict", nameOrNull(value.verdict)}};
}

void from_json(const json& document, Settlement& value) {
    Fields fields{document};
    value.grade = fields.grade("grade");
    value.reason = fields.filledText("reason", sentenceLength);
    value.verdict = fields.optionalEnumerator<PanelVerdict>("verdict");
    fields.close();
}

void to_json(json& document, const Locked& value) {
    document = {{"label", value.label}, {"etag", value.etag}, {"finished", value.finished}};
}

void from_json(const json& document, Locked& value) {
    Fields fields{document};
    value.label = fields.text("label", codeLength);
    value.etag = fields.text("etag", codeLength);
    value.finished = fields.truth("finished");
    fields.close();
}

void to_json(json& document, const Note& value) {
    document = {{"text", value.text}};
}

void from_json(const json& document, Note& value) {
    Fields fields{document};
    value.text = fields.filledText("text", textLength);
    fields.close();
}

}  // namespace overread::wire
