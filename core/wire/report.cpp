#include "core/wire/report.h"

#include <algorithm>

#include "core/wire/domain_json.h"
#include "core/wire/fields.h"

namespace overread::wire {

using nlohmann::json;

namespace {

/// DICOM PS3.5, section 9.1: digits and dots, at most 64.
void requireUid(const std::string& uid) {
    const auto isPart = [](char c) { return (c >= '0' && c <= '9') || c == '.'; };
    if (!std::all_of(uid.begin(), uid.end(), isPart)) throw Malformed{"/studyInstanceUid", "a DICOM UID"};
}

}  // namespace

void to_json(json& document, const ReportSubmission& value) {
    document = {{"studyInstanceUid", value.studyInstanceUid},
                {"accessionNumber", value.accessionNumber},
                {"reporter", value.reporter},
                {"reporterName", value.reporterName},
                {"facility", value.facility},
                {"grade", nameOf(value.grade)},
                {"involvement", orNull(value.involvement)},
                {"findings", value.findings},
                {"clinicalPicture", value.clinicalPicture},
                {"routing", nameOrNull(value.routing)},
                {"statesPneumonia", value.statesPneumonia},
                {"clinicalQuestion", value.clinicalQuestion},
                {"text", value.text},
                {"signedAt", toRfc3339(value.signedAt)}};
}

void from_json(const json& document, ReportSubmission& value) {
    Fields fields{document};
    value.studyInstanceUid = fields.optionalText("studyInstanceUid", codeLength);
    value.accessionNumber = fields.optionalText("accessionNumber", codeLength);
    value.reporter = fields.filledText("reporter", codeLength);
    value.reporterName = fields.optionalText("reporterName", nameLength);
    value.facility = fields.filledText("facility", codeLength);
    value.grade = fields.grade("grade");
    value.involvement = fields.optionalValue<Involvement>("involvement");
    value.findings = fields.optionalValue<Findings>("findings").value_or(Findings{});
    value.clinicalPicture = fields.optionalValue<ClinicalPicture>("clinicalPicture").value_or(ClinicalPicture{});
    value.routing = fields.optionalEnumerator<RoutingDecision>("routing");
    value.statesPneumonia = fields.optionalTruth("statesPneumonia");
    value.clinicalQuestion = fields.optionalText("clinicalQuestion", sentenceLength);
    value.text = fields.optionalText("text", textLength);
    value.signedAt = fields.moment("signedAt");
    fields.close();
    requireUid(value.studyInstanceUid);
    if (value.studyInstanceUid.empty() && value.accessionNumber.empty())
        throw Malformed{"/studyInstanceUid", "required, or accessionNumber"};
}

void to_json(json& document, const ReportReceipt& value) {
    document = {{"reportId", value.reportId},
                {"version", value.version},
                {"imagesMatched", value.imagesMatched},
                {"amended", value.amended}};
}

void from_json(const json& document, ReportReceipt& value) {
    Fields fields{document};
    value.reportId = fields.text("reportId", codeLength);
    value.version = static_cast<int>(fields.integer("version", {1, 1e6}));
    value.imagesMatched = fields.truth("imagesMatched");
    value.amended = fields.truth("amended");
    fields.close();
}

}  // namespace overread::wire
