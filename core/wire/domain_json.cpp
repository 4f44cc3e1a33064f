#include "core/wire/domain_json.h"

#include "core/wire/fields.h"

namespace overread {

using nlohmann::json;
using wire::Between;
using wire::Fields;
using wire::Malformed;

namespace {

constexpr Between millilitres{0, 20000};
constexpr Between imageSize{0, 65535};
constexpr Between secondsRange{0, 1e6};

template <class E>
json namesOf(const std::set<E>& values) {
    auto names = json::array();
    for (const auto value : values) names.push_back(nameOf(value));
    return names;
}

/// A number of the measurement that only a measured series has.
json measuredOr(const Quantification& value, double number) {
    return value.status == Quantification::Status::measured ? json(number) : json(nullptr);
}

LungVolumesMl lungVolumesFrom(const json& document) {
    Fields fields{document};
    const LungVolumesMl volumes{fields.number("total", millilitres), fields.number("right", millilitres),
                                fields.number("left", millilitres)};
    fields.close();
    return volumes;
}

Involvement measuredInvolvementFrom(const json& document) {
    Fields fields{document};
    const Involvement involvement{fields.number("total", wire::percent), fields.optionalNumber("right", wire::percent),
                                  fields.optionalNumber("left", wire::percent)};
    fields.close();
    return involvement;
}

MeasuredSeries seriesFrom(const json& document) {
    Fields fields{document};
    MeasuredSeries series;
    series.seriesInstanceUid = fields.text("seriesInstanceUid", wire::codeLength);
    series.slices = static_cast<int>(fields.integer("slices", imageSize));
    series.rows = static_cast<int>(fields.integer("rows", imageSize));
    series.columns = static_cast<int>(fields.integer("columns", imageSize));
    series.spacingMm = fields.triple("spacingMm", {0, 1000});
    series.kernel = fields.optionalText("kernel", wire::codeLength);
    fields.close();
    return series;
}

SeriesCandidate candidateFrom(const json& document) {
    Fields fields{document};
    SeriesCandidate candidate;
    candidate.seriesInstanceUid = fields.optionalText("seriesInstanceUid", wire::codeLength);
    candidate.chosen = fields.truth("chosen");
    candidate.slices = static_cast<int>(fields.integer("slices", imageSize));
    candidate.sliceDistanceMm = fields.number("sliceDistanceMm", {0, 1000});
    candidate.kernel = fields.optionalText("kernel", wire::codeLength);
    candidate.kernelClass = fields.text("kernelClass", wire::codeLength);
    candidate.refusal = fields.optionalText("refusal", wire::codeLength);
    fields.close();
    return candidate;
}

Quantification::Seconds durationsFrom(const json& document) {
    Fields fields{document};
    const Quantification::Seconds seconds{fields.number("read", secondsRange), fields.number("measure", secondsRange),
                                          fields.number("total", secondsRange)};
    fields.close();
    return seconds;
}

}  // namespace

void to_json(json& document, const Involvement& value) {
    document = {{"totalPercent", value.totalPercent},
                {"rightPercent", wire::orNull(value.rightPercent)},
                {"leftPercent", wire::orNull(value.leftPercent)}};
}

void from_json(const json& document, Involvement& value) {
    Fields fields{document};
    value.totalPercent = fields.number("totalPercent", wire::percent);
    value.rightPercent = fields.optionalNumber("rightPercent", wire::percent);
    value.leftPercent = fields.optionalNumber("leftPercent", wire::percent);
    fields.close();
}

void to_json(json& document, const Findings& value) {
    document = {{"groundGlass", value.groundGlass},           {"consolidation", value.consolidation},
                {"crazyPaving", value.crazyPaving},           {"effusion", value.effusion},
                {"distribution", nameOf(value.distribution)}, {"alternativeDiagnosis", value.alternativeDiagnosis}};
}

void from_json(const json& document, Findings& value) {
    Fields fields{document};
    value.groundGlass = fields.optionalTruth("groundGlass");
    value.consolidation = fields.optionalTruth("consolidation");
    value.crazyPaving = fields.optionalTruth("crazyPaving");
    value.effusion = fields.optionalTruth("effusion");
    value.distribution = fields.optionalEnumerator<Distribution>("distribution").value_or(Distribution::notStated);
    value.alternativeDiagnosis = fields.optionalText("alternativeDiagnosis", wire::sentenceLength);
    fields.close();
}

void to_json(json& document, const ClinicalPicture& value) {
    document = {{"temperatureC", wire::orNull(value.temperatureC)},
                {"respiratoryRatePerMin", wire::orNull(value.respiratoryRatePerMin)},
                {"spo2Percent", wire::orNull(value.spo2Percent)},
                {"pao2Fio2Mmhg", wire::orNull(value.pao2Fio2Mmhg)},
                {"crpTimesUpperNormal", wire::orNull(value.crpTimesUpperNormal)},
                {"leukocytesE9PerL", wire::orNull(value.leukocytesE9PerL)},
                {"symptoms", namesOf(value.symptoms)},
                {"epidemiologicalHistory", value.epidemiologicalHistory}};
}

void from_json(const json& document, ClinicalPicture& value) {
    Fields fields{document};
    // Outside these ends a value is a slip of the keyboard (37.5 typed as 375), not a patient.
    value.temperatureC = fields.optionalNumber("temperatureC", {25, 45});
    value.respiratoryRatePerMin = fields.optionalNumber("respiratoryRatePerMin", {0, 120});
    value.spo2Percent = fields.optionalNumber("spo2Percent", wire::percent);
    value.pao2Fio2Mmhg = fields.optionalNumber("pao2Fio2Mmhg", {0, 800});
    value.crpTimesUpperNormal = fields.optionalNumber("crpTimesUpperNormal", {0, 200});
    value.leukocytesE9PerL = fields.optionalNumber("leukocytesE9PerL", {0, 500});
    const auto symptoms = fields.list("symptoms", 20, wire::enumeratorOf<Symptom>);
    value.symptoms = {symptoms.begin(), symptoms.end()};
    value.epidemiologicalHistory = fields.optionalTruth("epidemiologicalHistory");
    fields.close();
}

void to_json(json& document, const DoubleRead& value) {
    document = {{"grade", nameOf(value.grade)},     {"gradeReason", wire::nameOrNull(value.gradeReason)},
                {"involvement", value.involvement}, {"findings", value.findings},
                {"quality", nameOf(value.quality)}, {"qualityReasons", value.qualityReasons},
                {"confidence", value.confidence},   {"text", value.text}};
}

void from_json(const json& document, DoubleRead& value) {
    Fields fields{document};
    value.grade = fields.grade("grade");
    value.gradeReason = fields.optionalEnumerator<GradeReason>("gradeReason");
    value.involvement = fields.value<Involvement>("involvement");
    value.findings = fields.value<Findings>("findings");
    value.quality = fields.enumerator<ImageQuality>("quality");
    value.qualityReasons = fields.texts("qualityReasons", 20, wire::codeLength);
    value.confidence = static_cast<int>(fields.integer("confidence", {1, 3}));
    value.text = fields.optionalText("text", wire::textLength);
    fields.close();
}

void to_json(json& document, const PeerReview& value) {
    document = {{"score", static_cast<int>(value.score)},
                {"significance", wire::nameOrNull(value.significance)},
                {"errorKind", wire::nameOrNull(value.errorKind)},
                {"technicalRemarks", namesOf(value.technicalRemarks)},
                {"greatCall", value.greatCall},
                {"markedSlice", wire::orNull(value.markedSlice)},
                {"comment", value.comment}};
}

void from_json(const json& document, PeerReview& value) {
    Fields fields{document};
    value.score = static_cast<RadpeerScore>(fields.integer("score", {1, 3}));
    value.significance = fields.optionalEnumerator<Significance>("significance");
    value.errorKind = fields.optionalEnumerator<ErrorKind>("errorKind");
    const auto remarks = fields.list("technicalRemarks", 20, wire::enumeratorOf<TechnicalRemark>);
    value.technicalRemarks = {remarks.begin(), remarks.end()};
    value.greatCall = fields.optionalTruth("greatCall");
    value.markedSlice = fields.optional(
        "markedSlice",
        [](const json& slice) { return std::optional{static_cast<int>(wire::integerOf(slice, imageSize))}; },
        std::optional<int>{});
    value.comment = fields.optionalText("comment", wire::textLength);
    fields.close();
    if (value.significance.has_value() == (value.score == RadpeerScore::concur))
        throw Malformed{"/significance", "present exactly with the scores 2 and 3"};
    if (needsArbitration(value) && value.comment.find_first_not_of(" \t\r\n") == std::string::npos)
        throw Malformed{"/comment", "required with " + radpeerName(value)};
}

void to_json(json& document, const Quantification& value) {
    const auto measured = value.status == Quantification::Status::measured;
    document = {{"status", nameOf(value.status)},
                {"reason", value.reason},
                {"detail", value.detail},
                {"grade", measured ? json(nameOf(value.grade)) : json(nullptr)},
                {"involvementPercent", nullptr},
                {"groundGlassMl", measuredOr(value, value.groundGlassMl)},
                {"consolidationMl", measuredOr(value, value.consolidationMl)},
                {"lungMl", nullptr},
                {"uncertaintyPercent", measuredOr(value, value.uncertaintyPercent)},
                {"confidence", measured ? json(nameOf(value.confidence)) : json(nullptr)},
                {"warnings", value.warnings},
                {"series", nullptr},
                {"seconds",
                 {{"read", value.seconds.read}, {"measure", value.seconds.measure}, {"total", value.seconds.total}}}};
    if (measured) {
        document["involvementPercent"] = {{"total", value.involvement.totalPercent},
                                          {"right", wire::orNull(value.involvement.rightPercent)},
                                          {"left", wire::orNull(value.involvement.leftPercent)}};
        document["lungMl"] = {
            {"total", value.lungMl.total}, {"right", value.lungMl.right}, {"left", value.lungMl.left}};
    }
    if (!value.series.seriesInstanceUid.empty())
        document["series"] = {{"seriesInstanceUid", value.series.seriesInstanceUid},
                              {"slices", value.series.slices},
                              {"rows", value.series.rows},
                              {"columns", value.series.columns},
                              {"spacingMm", value.series.spacingMm},
                              {"kernel", value.series.kernel}};
}

void from_json(const json& document, Quantification& value) {
    Fields fields{document};
    value = {};
    value.status = fields.enumerator<Quantification::Status>("status");
    const auto measured = value.status == Quantification::Status::measured;
    value.reason = fields.optionalText("reason", wire::codeLength);
    value.detail = fields.optionalText("detail", wire::sentenceLength);
    value.grade = fields.optionalGrade("grade").value_or(Grade::ct0);
    value.involvement = fields.optional("involvementPercent", measuredInvolvementFrom, Involvement{});
    value.groundGlassMl = fields.optionalNumber("groundGlassMl", millilitres).value_or(0);
    value.consolidationMl = fields.optionalNumber("consolidationMl", millilitres).value_or(0);
    value.lungMl = fields.optional("lungMl", lungVolumesFrom, LungVolumesMl{});
    value.uncertaintyPercent = fields.optionalNumber("uncertaintyPercent", wire::percent).value_or(0);
    value.confidence = fields.optionalEnumerator<Quantification::Confidence>("confidence")
                           .value_or(Quantification::Confidence::normal);
    value.warnings = fields.texts("warnings", 50, wire::codeLength);
    value.series = fields.optional("series", seriesFrom, MeasuredSeries{});
    value.seconds = fields.optional("seconds", durationsFrom, Quantification::Seconds{});
    fields.close();
    // A measurement without its figures would otherwise read as "0 %", a healthy lung.
    if (measured)
        for (const auto* name : {"grade", "involvementPercent", "lungMl", "uncertaintyPercent"})
            if (!document.contains(name) || document.at(name).is_null())
                throw Malformed{std::string("/") + name, "required where measured"};
    if (value.status == Quantification::Status::refused && value.reason.empty())
        throw Malformed{"/reason", "required where refused"};
}

void to_json(json& document, const SeriesChoice& value) {
    auto candidates = json::array();
    for (const auto& each : value.candidates)
        candidates.push_back({{"seriesInstanceUid", each.seriesInstanceUid},
                              {"chosen", each.chosen},
                              {"slices", each.slices},
                              {"sliceDistanceMm", each.sliceDistanceMm},
                              {"kernel", each.kernel},
                              {"kernelClass", each.kernelClass},
                              {"refusal", each.refusal.empty() ? json(nullptr) : json(each.refusal)}});
    document = {{"reason", nameOf(value.reason)}, {"candidates", std::move(candidates)}, {"leftOut", value.leftOut}};
}

void from_json(const json& document, SeriesChoice& value) {
    Fields fields{document};
    value = {};
    value.reason = fields.enumerator<ChoiceReason>("reason");
    value.candidates = fields.list("candidates", 50, candidateFrom);
    value.leftOut = static_cast<int>(fields.integer("leftOut", {0, 1e6}));
    fields.close();
}

}  // namespace overread
