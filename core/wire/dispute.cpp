#include "core/wire/dispute.h"

#include "core/wire/domain_json.h"
#include "core/wire/page_json.h"

namespace overread::wire {

using nlohmann::json;

void to_json(json& document, const Page<DisputeRow>& value) {
    document = pageToJson(value);
}

void to_json(json& document, const FeedbackDetail& value) {
    document = {{"row", value.row}, {"report", value.report}, {"rule", value.rule}, {"pointsApart", value.pointsApart}};
    document["settledInvolvement"] = value.settledInvolvement ? json(*value.settledInvolvement) : json();
    document["settledFindings"] = value.settledFindings ? json(*value.settledFindings) : json();
}

void to_json(json& document, const FeedbackSummary& value) {
    document = {{"since", toRfc3339(value.since)}, {"cases", value.cases},   {"concordant", value.concordant},
                {"greatCalls", value.greatCalls},  {"unseen", value.unseen}, {"asOf", toRfc3339(value.asOf)}};
}

void from_json(const json& document, CaseCancellation& value) {
    Fields fields{document};
    value.reason = fields.filledText("reason", sentenceLength);
    fields.close();
}

void to_json(json& document, const ReportRow& value) {
    document = {{"reportId", value.reportId},
                {"accessionNumber", value.accessionNumber},
                {"reporter", value.reporter},
                {"reporterName", value.reporterName},
                {"facility", value.facility},
                {"grade", nameOf(value.grade)},
                {"signedAt", toRfc3339(value.signedAt)},
                {"reviewRequested", value.reviewRequested}};
}

void to_json(json& document, const Page<ReportRow>& value) {
    document = pageToJson(value);
}

void from_json(const json& document, ReviewRequest& value) {
    Fields fields{document};
    value.reason = fields.filledText("reason", sentenceLength);
    value.onBehalfOf = fields.enumerator<OnBehalfOf>("onBehalfOf");
    fields.close();
}

}  // namespace overread::wire
