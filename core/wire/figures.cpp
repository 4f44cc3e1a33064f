#include "core/wire/figures.h"

#include "core/wire/fields.h"

namespace overread::wire {

using nlohmann::json;

// Static and not in a namespace without a name: lookup by argument has to find those that stand below the templates.

static json toJson(const MonthSpan& value) {
    return {{"from", value.from}, {"to", value.to}};
}
static json toJson(const FigureSubject& value) {
    return {{"kind", value.kind}, {"id", value.id}, {"name", value.name}, {"facility", value.facility}};
}
static json toJson(const std::optional<TeamBand>& value) {
    return value ? json{{"low", value->low}, {"middle", value->middle}, {"high", value->high}} : json();
}
static json toJson(const Minutes& value) {
    return {{"n", value.n}, {"median", orNull(value.median)}, {"p90", orNull(value.p90)}};
}
static json toJson(const std::optional<BlandAltmanFigures>& value) {
    if (!value) return nullptr;
    return {{"n", value->n},
            {"bias", value->bias},
            {"biasLow", orNull(value->biasLow)},
            {"biasHigh", orNull(value->biasHigh)},
            {"low", value->low},
            {"high", value->high},
            {"cases", value->cases}};
}
static json toJson(const LimitFigures& value) {
    return {{"limit", nameOf(value.limit)},
            {"sensitivity", value.sensitivity},
            {"specificity", value.specificity},
            {"sensitivityRaw", value.sensitivityRaw},
            {"specificityRaw", value.specificityRaw}};
}
template <class T>
static json listOf(const std::vector<T>& values) {
    auto list = json::array();
    for (const auto& value : values) list.push_back(toJson(value));
    return list;
}

static json toJson(const FigureGroups::Limit& value) {
    return {{"n", value.n},
            {"low95", value.low95},
            {"high95", value.high95},
            {"low998", value.low998},
            {"high998", value.high998}};
}
static json toJson(const FigureGroups::Item& value) {
    return {{"id", value.id},
            {"name", value.name},
            {"facility", value.facility},
            {"reports", value.reports},
            {"settled", value.settled},
            {"effective", value.effective},
            {"exactAgreement", value.exactAgreement},
            {"significantRaw", value.significantRaw},
            {"significantWeighted", value.significantWeighted},
            {"insignificantRaw", value.insignificantRaw},
            {"kappa", value.kappa},
            {"greatCalls", value.greatCalls},
            {"reviewsStillNeeded", value.reviewsStillNeeded},
            {"position", value.position}};
}

static json toJson(const FigureProfile::Metric& value) {
    return {{"code", value.code}, {"figure", value.figure}, {"team", toJson(value.team)}};
}
static json toJson(const FigureProfile::Count& value) {
    return {{"code", value.code}, {"n", value.n}, {"cases", value.cases}};
}
static json toJson(const FigureProfile::Reason& value) {
    return {{"reason", value.reason}, {"figure", value.figure}};
}
static json toJson(const FigureProfile::Context::Share& value) {
    return {{"facility", value.facility}, {"scanner", value.scanner}, {"n", value.n}};
}
static json toJson(const FigureProfile::Context::Reviewer& value) {
    return {{"number", value.number}, {"leniency", value.leniency}};
}
static json toJson(const FigureProfile::TrendPoint& value) {
    return {{"month", value.month}, {"figure", value.figure}, {"team", toJson(value.team)}};
}
static json toJson(const std::optional<FigureProfile::Context>& value) {
    if (!value) return nullptr;
    return {{"hours", value->hours},
            {"teamHours", value->teamHours},
            {"scanners", listOf(value->scanners)},
            {"reviewers", listOf(value->reviewers)}};
}

static json toJson(const FigureCharts::Point& value) {
    return {{"month", value.month}, {"figure", value.figure}, {"signals", value.signals}};
}
static json toJson(const FigureCharts::Chart& value) {
    return {{"centre", orNull(value.centre)}, {"isTrial", value.isTrial}, {"points", listOf(value.points)}};
}
static json toJson(const FigureCharts::CusumPoint& value) {
    return {
        {"at", toRfc3339(value.at)}, {"value", value.value}, {"caseId", value.caseId}, {"isSignal", value.isSignal}};
}
static json toJson(const std::optional<FigureCharts::Cusum>& value) {
    if (!value) return nullptr;
    return {{"limit", value->limit},
            {"target", value->target},
            {"oddsRatio", value->oddsRatio},
            {"runLength", value->runLength},
            {"runLengthAtOddsRatio", value->runLengthAtOddsRatio},
            {"points", listOf(value->points)}};
}
static json toJson(const FigureCharts::Signal& value) {
    return {{"number", value.number}, {"chart", value.chart}, {"month", value.month}, {"rule", value.rule}};
}
static json toJson(const FigureCharts::Mark& value) {
    return {{"at", toRfc3339(value.at)}, {"kind", value.kind}, {"label", value.label}, {"id", value.id}};
}

static json toJson(const InvolvementFigures::Point& value) {
    return {{"mean", value.mean}, {"difference", value.difference}, {"caseId", value.caseId}};
}

static json toJson(const TechnicalFigures::Row::Cell& value) {
    return {{"reason", value.reason}, {"figure", value.figure}, {"examples", value.examples}};
}
static json toJson(const TechnicalFigures::Row& value) {
    return {{"facility", value.facility}, {"scanner", value.scanner}, {"cells", listOf(value.cells)}};
}

static json toJson(const ReviewerFigures& value) {
    return {{"id", value.id},
            {"name", value.name},
            {"reads", value.reads},
            {"reviews", value.reviews},
            {"arbitrations", value.arbitrations},
            {"leniency", value.leniency},
            {"agreementWithArbitration", value.agreementWithArbitration},
            {"repeatKappa", value.repeatKappa},
            {"repeatsStillNeeded", value.repeatsStillNeeded},
            {"concurShare", value.concurShare},
            {"minutes",
             {{"doubleRead", toJson(value.doubleReadMinutes)},
              {"peerReview", toJson(value.peerReviewMinutes)},
              {"arbitration", toJson(value.arbitrationMinutes)}}}};
}

static json toJson(const ServiceFigures& value) {
    return {{"id", value.id},
            {"name", value.name},
            {"results", value.results},
            {"exactAgreement", value.exactAgreement},
            {"withinOne", value.withinOne},
            {"kappa", value.kappa},
            {"limits", listOf(value.limits)},
            {"blandAltman", toJson(value.blandAltman)},
            {"refused", value.refused},
            {"readersAgreed", value.readersAgreed},
            {"turnaround", toJson(value.turnaround)},
            {"flagYield", orNull(value.flagYield)}};
}

static json toJson(const Overview::Need& value) {
    return {{"kind", value.kind},
            {"dueAt", momentOrNull(value.dueAt)},
            {"count", value.count},
            {"id", value.id},
            {"facility", value.facility},
            {"code", value.code},
            {"value", orNull(value.value)},
            {"reportedGrade", nameOrNull(value.reportedGrade)},
            {"settledGrade", nameOrNull(value.settledGrade)}};
}

static json toJson(const Operation::Step& value) {
    return {{"step", value.step},
            {"today", value.today},
            {"waiting", value.waiting},
            {"oldestAt", momentOrNull(value.oldestAt)}};
}
static json toJson(const Operation::Scanner& value) {
    return {{"facility", value.facility},
            {"scanner", value.scanner},
            {"today", value.today},
            {"mean", value.mean},
            {"highest", value.highest}};
}
static json toJson(const Operation::Backlog& value) {
    return {{"kind", nameOf(value.kind)},
            {"waiting", value.waiting},
            {"held", value.held},
            {"overdue", value.overdue},
            {"expectedMinutes", value.expectedMinutes}};
}

static json toJson(const Staffing::Side& value) {
    return {{"studiesPerDay", value.studiesPerDay},
            {"pneumoniaShare", value.pneumoniaShare},
            {"randomRate", value.randomRate},
            {"mixedInShare", value.mixedInShare},
            {"discordantShare", value.discordantShare},
            {"minutesPerRead", value.minutesPerRead},
            {"minutesPerReview", value.minutesPerReview},
            {"minutesPerArbitration", value.minutesPerArbitration},
            {"readers", value.readers},
            {"hoursPerReader", value.hoursPerReader},
            {"reviewsEach", value.reviewsEach},
            {"rate", value.rate},
            {"doubleReads", value.doubleReads},
            {"peerReviews", value.peerReviews},
            {"arbitrations", value.arbitrations},
            {"hoursADay", value.hoursADay},
            {"readersNeeded", value.readersNeeded},
            {"busiestHourInTime", value.busiestHourInTime},
            {"significantAMonth", value.significantAMonth},
            {"smallestRateSeen", value.smallestRateSeen}};
}

/// What the answers about one subject and period begin with.
template <class Answer>
static json headOf(const Answer& value) {
    auto head = toJson(value.period);
    head["subject"] = toJson(value.subject);
    head["design"] = nameOf(value.design);
    head["asOf"] = toRfc3339(value.asOf);
    return head;
}

void to_json(json& document, const Figure& value) {
    document = {{"n", value.n},
                {"events", orNull(value.events)},
                {"value", orNull(value.value)},
                {"low", orNull(value.low)},
                {"high", orNull(value.high)},
                {"cases", value.cases}};
}

void to_json(json& document, const FigureGroups& value) {
    document = toJson(value.period);
    document["by"] = value.by;
    document["design"] = nameOf(value.design);
    document["centre"] = orNull(value.centre);
    document["dispersion"] = value.dispersion;
    document["limits"] = listOf(value.limits);
    document["items"] = listOf(value.items);
    document["asOf"] = toRfc3339(value.asOf);
}

void to_json(json& document, const FigureProfile& value) {
    document = headOf(value);
    document["reports"] = value.reports;
    document["casesOpened"] = value.casesOpened;
    document["settled"] = value.settled;
    document["reviewsStillNeeded"] = value.reviewsStillNeeded;
    document["metrics"] = listOf(value.metrics);
    document["limits"] = listOf(value.limits);
    document["confusion"] = {
        {"raw", value.confusion}, {"weighted", value.confusionWeighted}, {"cases", value.confusionCases}};
    document["shift"] = {{"p", orNull(value.shiftP)}, {"over", value.over}, {"under", value.under}};
    document["radpeer"] = listOf(value.radpeer);
    document["technical"] = listOf(value.technical);
    document["blandAltman"] = toJson(value.blandAltman);
    document["turnaround"] = toJson(value.turnaround);
    document["chosen"] = listOf(value.chosen);
    document["disputes"] = {{"raised", value.disputes.raised},
                            {"open", value.disputes.open},
                            {"upheld", value.disputes.upheld},
                            {"overturned", value.disputes.overturned}};
    document["alerts"] = value.alerts;
    document["context"] = toJson(value.context);
    document["trend"] = listOf(value.trend);
}

void to_json(json& document, const FigureCharts& value) {
    document = headOf(value);
    document["metric"] = "significantDiscrepancy";
    document["pChart"] = toJson(value.pChart);
    document["ewma"] = toJson(value.ewma);
    document["base"] = nullptr;
    if (value.base)
        document["base"] = {{"starts", value.base->starts},
                            {"reason", value.base->reason},
                            {"setBy", value.base->setBy},
                            {"setAt", toRfc3339(value.base->setAt)}};
    document["cusum"] = toJson(value.cusum);
    document["signals"] = listOf(value.signals);
    document["marks"] = listOf(value.marks);
}

void from_json(const json& document, NewChartBase& value) {
    Fields fields{document};
    value.starts = fields.filledText("starts", codeLength);
    value.reason = fields.filledText("reason", sentenceLength);
    fields.close();
}

void to_json(json& document, const InvolvementFigures& value) {
    document = headOf(value);
    document["blandAltman"] = toJson(value.blandAltman);
    document["points"] = listOf(value.points);
}

void to_json(json& document, const TechnicalFigures& value) {
    document = toJson(value.period);
    document["rows"] = listOf(value.rows);
    document["asOf"] = toRfc3339(value.asOf);
}

void to_json(json& document, const FiguresOfReviewers& value) {
    document = toJson(value.period);
    document["items"] = listOf(value.items);
    document["teamLeniency"] = toJson(value.teamLeniency);
    document["asOf"] = toRfc3339(value.asOf);
}

void to_json(json& document, const FiguresOfServices& value) {
    document = toJson(value.period);
    document["items"] = listOf(value.items);
    document["asOf"] = toRfc3339(value.asOf);
}

void to_json(json& document, const Overview& value) {
    document = {{"inTime", value.inTime},
                {"significantWeighted", value.significantWeighted},
                {"significantRaw", value.significantRaw},
                {"technical", value.technical},
                {"seen", value.seen},
                {"needs", listOf(value.needs)},
                {"asOf", toRfc3339(value.asOf)}};
}

void to_json(json& document, const Operation& value) {
    document = {{"flow", listOf(value.flow)},
                {"scanners", listOf(value.scanners)},
                {"capacity", {{"mean", value.capacityMean}, {"record", value.capacityRecord}}},
                {"hours", value.hours},
                {"readersOnShift", value.readersOnShift},
                {"readersFree", value.readersFree},
                {"backlog", listOf(value.backlog)},
                {"turnaround", toJson(value.turnaround)},
                {"asOf", toRfc3339(value.asOf)}};
}

void to_json(json& document, const Staffing& value) {
    document = {{"now", toJson(value.now)}, {"draft", toJson(value.draft)}, {"asOf", toRfc3339(value.asOf)}};
}

void to_json(json& document, const EffectOfMeasure& value) {
    document = {{"subject", toJson(value.subject)},
                {"design", nameOf(value.design)},
                {"from", toRfc3339(value.from)},
                {"start", toRfc3339(value.start)},
                {"until", toRfc3339(value.until)},
                {"before", value.before},
                {"after", value.after},
                {"change", value.change},
                {"isShown", value.isShown},
                {"rawBefore", value.rawBefore},
                {"rawAfter", value.rawAfter},
                {"asOf", toRfc3339(value.asOf)}};
}

}  // namespace overread::wire
