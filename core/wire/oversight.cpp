#include "core/wire/oversight.h"

#include "core/wire/domain_json.h"
#include "core/wire/fields.h"

namespace overread::wire {

using nlohmann::json;

namespace {

constexpr Between counts{0, 1e12};
constexpr Between share{0, 1};
constexpr Between agreement{-1, 1};

json toJson(const Selection& value) {
    return {{"reason", nameOf(value.reason)},
            {"stratum", value.stratum},
            {"probability", orNull(value.probability)},
            {"planVersion", value.planVersion},
            {"firstTask", nameOf(value.firstTask)}};
}

Selection selectionFrom(const json& document) {
    Fields fields{document};
    Selection selection;
    selection.reason = fields.enumerator<SelectionReason>("reason");
    selection.stratum = fields.text("stratum", nameLength);
    selection.probability = fields.optionalNumber("probability", share);
    selection.planVersion = static_cast<int>(fields.integer("planVersion", {0, 1e9}));
    selection.firstTask = fields.enumerator<AssignmentKind>("firstTask");
    fields.close();
    return selection;
}

json toJson(const CaseDetail::Step& value) {
    return {{"at", toRfc3339(value.at)}, {"what", value.what}};
}

CaseDetail::Step stepFrom(const json& document) {
    Fields fields{document};
    CaseDetail::Step step{fields.moment("at"), fields.text("what", codeLength)};
    fields.close();
    return step;
}

json toJson(const CaseDetail::Note& value) {
    return {{"at", toRfc3339(value.at)}, {"kind", nameOf(value.kind)}, {"text", value.text}};
}

CaseDetail::Note noteFrom(const json& document) {
    Fields fields{document};
    CaseDetail::Note note{fields.moment("at"), fields.enumerator<AssignmentKind>("kind"),
                          fields.text("text", textLength)};
    fields.close();
    return note;
}

json toJson(const AlertRow::Told& value) {
    return {{"step", value.step}, {"at", toRfc3339(value.at)}};
}

AlertRow::Told toldFrom(const json& document) {
    Fields fields{document};
    AlertRow::Told told{fields.text("step", codeLength), fields.moment("at")};
    fields.close();
    return told;
}

json toJson(const FeedbackRow::Panel& value) {
    return {{"verdict", nameOf(value.verdict)},
            {"grade", nameOf(value.grade)},
            {"reason", value.reason},
            {"decidedAt", toRfc3339(value.decidedAt)}};
}

FeedbackRow::Panel panelFrom(const json& document) {
    Fields fields{document};
    FeedbackRow::Panel panel{fields.enumerator<PanelVerdict>("verdict"), fields.grade("grade"),
                             fields.text("reason", sentenceLength), fields.moment("decidedAt")};
    fields.close();
    return panel;
}

template <class T>
json eachToJson(const std::vector<T>& values) {
    auto array = json::array();
    for (const auto& each : values) array.push_back(toJson(each));
    return array;
}

std::array<long, 5> confusionRowFrom(const json& document) {
    if (!document.is_array() || document.size() != 5) throw Malformed{"", "five counts"};
    std::array<long, 5> row{};
    for (std::size_t i = 0; i < row.size(); ++i) row[i] = integerOf(document[i], counts);
    return row;
}

}  // namespace

void to_json(json& document, const CaseRow& value) {
    auto reasons = json::array();
    for (const auto reason : value.reasons) reasons.push_back(nameOf(reason));
    document = {{"caseId", value.caseId},
                {"studyInstanceUid", value.studyInstanceUid},
                {"reporter", value.reporter},
                {"reporterName", value.reporterName},
                {"facility", value.facility},
                {"reportedGrade", nameOf(value.reportedGrade)},
                {"reportedInvolvement", orNull(value.reportedInvolvement)},
                {"measured", value.measured},
                {"reasons", reasons},
                {"state", value.state},
                {"reads", value.reads},
                {"outcome", nameOrNull(value.outcome)},
                {"settledGrade", nameOrNull(value.settledGrade)},
                {"greatCall", value.greatCall},
                {"alert", value.alert},
                {"settledAt", momentOrNull(value.settledAt)},
                {"reportedAt", toRfc3339(value.reportedAt)}};
}

void from_json(const json& document, CaseRow& value) {
    Fields fields{document};
    value.caseId = fields.text("caseId", codeLength);
    value.studyInstanceUid = fields.text("studyInstanceUid", codeLength);
    value.reporter = fields.text("reporter", codeLength);
    value.reporterName = fields.text("reporterName", nameLength);
    value.facility = fields.text("facility", codeLength);
    value.reportedGrade = fields.grade("reportedGrade");
    value.reportedInvolvement = fields.optionalValue<Involvement>("reportedInvolvement");
    value.measured = fields.value<Quantification>("measured");
    value.reasons = fields.list("reasons", 20, enumeratorOf<SelectionReason>);
    value.state = fields.text("state", codeLength);
    value.reads = static_cast<int>(fields.integer("reads", {0, 1e6}));
    value.outcome = fields.optionalEnumerator<Outcome>("outcome");
    value.settledGrade = fields.optionalGrade("settledGrade");
    value.greatCall = fields.truth("greatCall");
    value.alert = fields.truth("alert");
    value.settledAt = fields.optionalMoment("settledAt");
    value.reportedAt = fields.moment("reportedAt");
    fields.close();
}

void to_json(json& document, const DisputeRow& value) {
    document = {{"caseId", value.caseId},
                {"reporter", value.reporter},
                {"reporterName", value.reporterName},
                {"facility", value.facility},
                {"question", value.question},
                {"slice", orNull(value.slice)},
                {"disputedAt", toRfc3339(value.disputedAt)},
                {"dueAt", momentOrNull(value.dueAt)},
                {"state", value.state},
                {"gradeBefore", nameOf(value.gradeBefore)},
                {"outcomeBefore", nameOf(value.outcomeBefore)},
                {"verdict", nameOrNull(value.verdict)},
                {"reason", value.reason},
                {"gradeAfter", nameOrNull(value.gradeAfter)},
                {"outcomeAfter", nameOrNull(value.outcomeAfter)},
                {"decidedAt", momentOrNull(value.decidedAt)}};
}

void from_json(const json& document, DisputeRow& value) {
    Fields fields{document};
    value.caseId = fields.text("caseId", codeLength);
    value.reporter = fields.text("reporter", codeLength);
    value.reporterName = fields.text("reporterName", nameLength);
    value.facility = fields.text("facility", codeLength);
    value.question = fields.text("question", sentenceLength);
    value.slice = fields.optionalSlice("slice");
    value.disputedAt = fields.moment("disputedAt");
    value.dueAt = fields.optionalMoment("dueAt");
    value.state = fields.text("state", codeLength);
    value.gradeBefore = fields.grade("gradeBefore");
    value.outcomeBefore = fields.enumerator<Outcome>("outcomeBefore");
    value.verdict = fields.optionalEnumerator<PanelVerdict>("verdict");
    value.reason = fields.text("reason", sentenceLength);
    value.gradeAfter = fields.optionalGrade("gradeAfter");
    value.outcomeAfter = fields.optionalEnumerator<Outcome>("outcomeAfter");
    value.decidedAt = fields.optionalMoment("decidedAt");
    fields.close();
}

void to_json(json& document, const CaseCourse& value) {
    document = {{"hours", value.hours},
                {"earlierPercent", value.earlierPercent},
                {"laterPercent", value.laterPercent},
                {"gradeAskedFor", nameOrNull(value.gradeAskedFor)},
                {"recovery", value.recovery}};
}

void from_json(const json& document, CaseCourse& value) {
    Fields fields{document};
    value.hours = fields.number("hours", {0, 1e6});
    value.earlierPercent = fields.number("earlierPercent", percent);
    value.laterPercent = fields.number("laterPercent", percent);
    value.gradeAskedFor = fields.optionalGrade("gradeAskedFor");
    value.recovery = fields.text("recovery", codeLength);
    fields.close();
}

void to_json(json& document, const CaseDetail& value) {
    document = {{"row", value.row},
                {"selections", eachToJson(value.selections)},
                {"reads", arrayOf(value.reads)},
                {"reviews", arrayOf(value.reviews)},
                {"settlementReason", value.settlementReason},
                {"steps", eachToJson(value.steps)},
                {"notes", eachToJson(value.notes)},
                {"dispute", orNull(value.dispute)},
                {"seriesChoice", orNull(value.seriesChoice)},
                {"course", orNull(value.course)},
                {"etag", value.etag}};
}

void from_json(const json& document, CaseDetail& value) {
    Fields fields{document};
    value.row = fields.value<CaseRow>("row");
    value.selections = fields.list("selections", 100, selectionFrom);
    value.reads = fields.values<DoubleRead>("reads", 100);
    value.reviews = fields.values<PeerReview>("reviews", 100);
    value.settlementReason = fields.text("settlementReason", sentenceLength);
    value.steps = fields.list("steps", 10000, stepFrom);
    value.notes = fields.list("notes", 1000, noteFrom);
    value.dispute = fields.optionalValue<DisputeRow>("dispute");
    value.seriesChoice = fields.optionalValue<SeriesChoice>("seriesChoice");
    value.course = fields.optionalValue<CaseCourse>("course");
    value.etag = fields.text("etag", codeLength);
    fields.close();
}

void to_json(json& document, const Rate& value) {
    document = {{"n", value.n},
                {"events", value.events},
                {"value", orNull(value.value)},
                {"low", orNull(value.low)},
                {"high", orNull(value.high)}};
}

void from_json(const json& document, Rate& value) {
    Fields fields{document};
    value.n = fields.integer("n", counts);
    value.events = fields.integer("events", counts);
    value.value = fields.optionalNumber("value", share);
    value.low = fields.optionalNumber("low", share);
    value.high = fields.optionalNumber("high", share);
    fields.close();
}

void to_json(json& document, const RadiologistFigures::Design& value) {
    document = {{"settled", value.settled},
                {"exactAgreement", value.exactAgreement},
                {"significantRaw", value.significantRaw},
                {"significantWeighted", value.significantWeighted},
                {"insignificantRaw", value.insignificantRaw},
                {"kappa", orNull(value.kappa)},
                {"kappaLow", orNull(value.kappaLow)},
                {"kappaHigh", orNull(value.kappaHigh)},
                {"reviewsStillNeeded", value.reviewsStillNeeded},
                {"confusion", value.confusion}};
}

void from_json(const json& document, RadiologistFigures::Design& value) {
    Fields fields{document};
    value.settled = fields.integer("settled", counts);
    value.exactAgreement = fields.value<Rate>("exactAgreement");
    value.significantRaw = fields.value<Rate>("significantRaw");
    value.significantWeighted = fields.value<Rate>("significantWeighted");
    value.insignificantRaw = fields.value<Rate>("insignificantRaw");
    value.kappa = fields.optionalNumber("kappa", agreement);
    value.kappaLow = fields.optionalNumber("kappaLow", agreement);
    value.kappaHigh = fields.optionalNumber("kappaHigh", agreement);
    value.reviewsStillNeeded = fields.integer("reviewsStillNeeded", counts);
    const auto rows = fields.list("confusion", 5, confusionRowFrom);
    if (rows.size() != value.confusion.size()) throw Malformed{"/confusion", "five rows"};
    std::copy(rows.begin(), rows.end(), value.confusion.begin());
    fields.close();
}

void to_json(json& document, const RadiologistFigures& value) {
    document = {{"reporter", value.reporter},
                {"reporterName", value.reporterName},
                {"reports", value.reports},
                {"casesOpened", value.casesOpened},
                {"doubleReads", value.doubleReads},
                {"peerReviews", value.peerReviews},
                {"greatCalls", value.greatCalls},
                {"alerts", value.alerts},
                {"discrepanciesFlagged", value.discrepanciesFlagged},
                {"discrepanciesUpheld", value.discrepanciesUpheld}};
}

void from_json(const json& document, RadiologistFigures& value) {
    Fields fields{document};
    value.reporter = fields.text("reporter", codeLength);
    value.reporterName = fields.text("reporterName", nameLength);
    value.reports = fields.integer("reports", counts);
    value.casesOpened = fields.integer("casesOpened", counts);
    value.doubleReads = fields.value<RadiologistFigures::Design>("doubleReads");
    value.peerReviews = fields.value<RadiologistFigures::Design>("peerReviews");
    value.greatCalls = fields.integer("greatCalls", counts);
    value.alerts = fields.integer("alerts", counts);
    value.discrepanciesFlagged = fields.integer("discrepanciesFlagged", counts);
    value.discrepanciesUpheld = fields.integer("discrepanciesUpheld", counts);
    fields.close();
}

void to_json(json& document, const AlertRow& value) {
    document = {{"id", value.id},
                {"caseId", value.caseId},
                {"facility", value.facility},
                {"reportedGrade", nameOf(value.reportedGrade)},
                {"settledGrade", nameOf(value.settledGrade)},
                {"raisedAt", toRfc3339(value.raisedAt)},
                {"escalatesAt", toRfc3339(value.escalatesAt)},
                {"acknowledgedAt", momentOrNull(value.acknowledgedAt)},
                {"acknowledgedBy", value.acknowledgedBy},
                {"how", value.how},
                {"level", value.level},
                {"told", eachToJson(value.told)},
                {"amendedAt", momentOrNull(value.amendedAt)},
                {"amendedGrade", nameOrNull(value.amendedGrade)},
                {"etag", value.etag}};
}

void from_json(const json& document, AlertRow& value) {
    Fields fields{document};
    value.id = fields.text("id", codeLength);
    value.caseId = fields.text("caseId", codeLength);
    value.facility = fields.text("facility", codeLength);
    value.reportedGrade = fields.grade("reportedGrade");
    value.settledGrade = fields.grade("settledGrade");
    value.raisedAt = fields.moment("raisedAt");
    value.escalatesAt = fields.moment("escalatesAt");
    value.acknowledgedAt = fields.optionalMoment("acknowledgedAt");
    value.acknowledgedBy = fields.text("acknowledgedBy", nameLength);
    value.how = fields.text("how", sentenceLength);
    value.level = static_cast<int>(fields.integer("level", {0, 3}));
    value.told = fields.list("told", 10, toldFrom);
    value.amendedAt = fields.optionalMoment("amendedAt");
    value.amendedGrade = fields.optionalGrade("amendedGrade");
    value.etag = fields.text("etag", codeLength);
    fields.close();
}

void to_json(json& document, const FeedbackRow& value) {
    document = {{"id", value.id},
                {"studyInstanceUid", value.studyInstanceUid},
                {"reportedGrade", nameOf(value.reportedGrade)},
                {"settledGrade", nameOf(value.settledGrade)},
                {"outcome", nameOf(value.outcome)},
                {"greatCall", value.greatCall},
                {"comment", value.comment},
                {"sentAt", toRfc3339(value.sentAt)},
                {"answerUntil", toRfc3339(value.answerUntil)},
                {"state", value.state},
                {"slice", orNull(value.slice)},
                {"context", value.context},
                {"question", value.question},
                {"panel", value.panel ? toJson(*value.panel) : json(nullptr)},
                {"etag", value.etag}};
}

void from_json(const json& document, FeedbackRow& value) {
    Fields fields{document};
    value.id = fields.text("id", codeLength);
    value.studyInstanceUid = fields.text("studyInstanceUid", codeLength);
    value.reportedGrade = fields.grade("reportedGrade");
    value.settledGrade = fields.grade("settledGrade");
    value.outcome = fields.enumerator<Outcome>("outcome");
    value.greatCall = fields.truth("greatCall");
    value.comment = fields.text("comment", textLength);
    value.sentAt = fields.moment("sentAt");
    value.answerUntil = fields.moment("answerUntil");
    value.state = fields.text("state", codeLength);
    value.slice = fields.optionalSlice("slice");
    value.context = fields.text("context", sentenceLength);
    value.question = fields.text("question", sentenceLength);
    value.panel = fields.optional(
        "panel", [](const json& panel) { return std::optional{panelFrom(panel)}; },
        std::optional<FeedbackRow::Panel>{});
    value.etag = fields.text("etag", codeLength);
    fields.close();
}

void to_json(json& document, const AlertAcknowledgement& value) {
    document = {{"how", value.how}};
}

void from_json(const json& document, AlertAcknowledgement& value) {
    Fields fields{document};
    value.how = fields.filledText("how", sentenceLength);
    fields.close();
}

void to_json(json& document, const FeedbackAcknowledgement& value) {
    document = {{"context", value.context}};
}

void from_json(const json& document, FeedbackAcknowledgement& value) {
    Fields fields{document};
    value.context = fields.optionalText("context", sentenceLength);
    fields.close();
}

void to_json(json& document, const Changed& value) {
    document = {{"etag", value.etag}};
}

void from_json(const json& document, Changed& value) {
    Fields fields{document};
    value.etag = fields.text("etag", codeLength);
    fields.close();
}

void to_json(json& document, const Dispute& value) {
    document = {{"question", value.question}, {"slice", orNull(value.slice)}};
}

void from_json(const json& document, Dispute& value) {
    Fields fields{document};
    value.question = fields.filledText("question", sentenceLength);
    value.slice = fields.optionalSlice("slice");
    fields.close();
}

}  // namespace overread::wire
