#include "tests/reports/examples.h"

#include <array>
#include <cmath>

#include "core/picture/png.h"
#include "reports/slice.h"

namespace overread::reports::examples {
namespace {

const auto asOf = *parseRfc3339("2026-11-02T09:42:00Z");

wire::Figure share(long events, long n, double value, double low, double high) {
    return {n, events, value, low, high, ""};
}

wire::FigureProfile aProfile(const wire::FigureSubject& subject) {
    wire::FigureProfile profile;
    profile.subject = subject;
    profile.period = {"2025-11", "2026-10"};
    profile.asOf = asOf;
    profile.reports = 402;
    profile.casesOpened = 51;
    profile.alerts = 1;
    profile.settled = share(36, 402, 0.0896, 0.065, 0.121);
    profile.reviewsStillNeeded = 64;
    const wire::TeamBand team{0.02, 0.03, 0.05};
    profile.metrics = {{"exactAgreement", share(27, 36, 0.75, 0.589, 0.862), wire::TeamBand{0.7, 0.76, 0.81}},
                       {"withinOne", share(34, 36, 0.944, 0.819, 0.985), {}},
                       {"kappa", {36, {}, -0.12, -0.4, 0.2, ""}, wire::TeamBand{0.5, 0.6, 0.7}},
                       {"ac2", {36, {}, {}, {}, {}, ""}, {}},
                       {"significantWeighted", share(2, 36, 0.031, 0.008, 0.112), team},
                       {"significantRaw", share(2, 36, 0.0556, 0.0154, 0.1814), team},
                       {"gradeBias", {36, {}, -0.25, -0.5, 0.01, ""}, {}}};
    for (int limit = 1; limit < 5; ++limit)
        profile.limits.push_back({static_cast<Grade>(limit), share(20, 22, 0.857, 0.64, 0.95),
                                  share(9, 10, 0.93, 0.7, 0.99), share(20, 22, 0.909, 0.72, 0.97),
                                  share(9, 10, 0.9, 0.6, 0.98)});
    profile.confusion = {{{4, 1, 0, 0, 0}, {0, 12, 2, 2, 0}, {0, 1, 8, 1, 0}, {0, 0, 1, 3, 0}, {0, 0, 0, 0, 1}}};
    profile.confusionWeighted[1][3] = 2.5;
    profile.technical = {{"motion", share(3, 36, 0.083, 0.029, 0.218)}};
    profile.chosen = {{"mandatory", 30, ""}, {"random", 6, ""}};
    profile.blandAltman = wire::BlandAltmanFigures{30, -3.2, -5.1, -1.3, -13.4, 7.0, ""};
    profile.turnaround = {400, 31.0, 88.0};
    profile.over = 2;
    profile.under = 6;
    profile.shiftP = 0.16;
    profile.disputes = {2, 1, 0, 1};
    return profile;
}

QualityReport::Part aPart(const wire::FigureSubject& subject) {
    QualityReport::Part part;
    part.profile = aProfile(subject);
    part.charts.pChart.centre = 0.06;
    auto& cusum = part.charts.cusum.emplace();
    cusum.limit = 4.5;
    cusum.target = 0.05;
    for (int month = 0; month < 12; ++month) {
        const auto name = month < 2 ? "2025-" + std::to_string(11 + month)
                                    : "2026-" + std::string(month < 11 ? "0" : "") + std::to_string(month - 1);
        const double rate = 0.03 + 0.02 * std::sin(month);
        part.profile.trend.push_back({name, share(1, 20 + month, rate, std::max(0.0, rate - 0.03), rate + 0.07),
                                      wire::TeamBand{0.02, 0.03, 0.05}});
        wire::FigureCharts::Point point{
            name, share(month == 7 ? 6 : 1, 20 + month, month == 7 ? 0.24 : 0.05, 0, 0.2), {}};
        if (month == 7) point.signals = {1};
        part.charts.pChart.points.push_back(point);
    }
    part.charts.signals = {{1, "pChart", "2026-06", 1}};
    for (int i = 0; i < 36; ++i)
        part.charts.cusum->points.push_back({asOf, i % 9 == 0 ? 2.0 : std::max(0.0, 2.0 - 0.2 * (i % 9)), "", i == 30});
    part.involvement.blandAltman = part.profile.blandAltman;
    for (int i = 0; i < 30; ++i) part.involvement.points.push_back({2.5 * i, -3.0 + 6 * std::sin(3 * i), ""});
    return part;
}

std::vector<wire::CaseRow> someCases() {
    std::vector<wire::CaseRow> cases;
    for (int i = 0; i < 3; ++i) {
        wire::CaseRow row;
        row.caseId = "0192f0c4-0000-7000-8000-00000000000" + std::to_string(i);
        row.studyInstanceUid = "1.2.840.1";
        row.reporter = "=R-17";
        row.reporterName = "Олег Ветров";
        row.facility = "centre-12";
        row.reportedGrade = Grade::ct1;
        row.reportedInvolvement = Involvement{14, 12, 13};
        row.settledGrade = i == 2 ? Grade::ct1 : Grade::ct3;
        row.outcome = i == 2 ? Outcome::concordant : Outcome::significantDiscrepancy;
        row.alert = i == 0;
        row.greatCall = i == 2;
        row.reasons = {SelectionReason::mandatory, SelectionReason::random};
        row.reportedAt = *parseRfc3339("2026-10-12T08:00:00Z");
        cases.push_back(row);
    }
    return cases;
}

Drawing aSlice(bool isOutlined) {
    constexpr std::size_t side = 64;
    std::array<std::uint8_t, side * side> lung{};
    std::array<std::uint8_t, side * side> masks{};
    for (std::size_t row = 0; row < side; ++row)
        for (std::size_t column = 0; column < side; ++column) {
            lung[row * side + column] = static_cast<std::uint8_t>(2 * (row + column));
            if (row > 20 && row < 30 && column > 10 && column < 25) masks[row * side + column] = 3;
            if (row > 40 && row < 50 && column > 40 && column < 50) masks[row * side + column] = 6;
        }
    const auto text = [](const std::vector<std::uint8_t>& bytes) { return std::string(bytes.begin(), bytes.end()); };
    return sliceDrawing(text(greyPng(lung, side, side)), isOutlined ? text(greyPng(masks, side, side)) : "", 300);
}

const Imprint imprint{"", "qualityReview", asOf};

}  // namespace

QualityReport aReport() {
    QualityReport report;
    report.doubleReads = aPart({"reporter", "=R-17", "Олег <b>Ветров</b>", ""});
    report.peerReviews.profile.design = AssignmentKind::peerReview;
    report.peerReviews.profile.subject = report.doubleReads.profile.subject;
    report.peerReviews.profile.period = report.doubleReads.profile.period;
    report.peerReviews.profile.settled.events = 0;
    report.cases = someCases();
    report.imprint = imprint;
    return report;
}

QualityReport aDepartmentsReport() {
    auto report = aReport();
    auto& profile = report.doubleReads.profile;
    profile.subject = {"facility", "centre-12", "centre-12", "centre-12"};
    profile.reviewsStillNeeded = 0;
    for (auto& metric : profile.metrics) metric.team.reset();
    for (auto& point : profile.trend) point.team.reset();
    report.doubleReads.charts.cusum.reset();
    wire::FigureGroups groups;
    groups.period = profile.period;
    groups.centre = 0.05;
    groups.dispersion = 1.44;
    for (double n = 10; n <= 400; n += 10) {
        const double half = 2 * std::sqrt(0.05 * 0.95 / n);
        groups.limits.push_back(
            {n, std::max(0.0, 0.05 - half), 0.05 + half, std::max(0.0, 0.05 - 1.5 * half), 0.05 + 1.5 * half});
    }
    const std::array<std::pair<const char*, const char*>, 4> people{{{"Анна Белова", "inside"},
                                                                     {"Борис Чернов", "above998"},
                                                                     {"Олег Ветров", "tooSmall"},
                                                                     {"Пётр Яшин", "inside"}}};
    int number = 0;
    for (const auto& [name, position] : people) {
        wire::FigureGroups::Item item;
        item.id = "R-" + std::to_string(++number);
        item.name = name;
        item.reports = 500;
        item.position = position;
        const bool isFew = item.position == "tooSmall";
        item.settled = isFew ? 12 : 180;
        item.effective = isFew ? 11 : 150;
        item.reviewsStillNeeded = isFew ? 88 : 0;
        const double rate = item.position == "above998" ? 0.14 : 0.04;
        item.significantWeighted = share(8, item.settled, rate, rate / 2, rate * 2);
        item.significantRaw = share(9, item.settled, rate, rate / 2, rate * 2);
        item.exactAgreement = share(130, item.settled, 0.75, 0.7, 0.8);
        groups.items.push_back(item);
    }
    report.doubleReads.radiologists = groups;
    return report;
}

FeedbackLetter aLetter() {
    FeedbackLetter letter;
    auto& row = letter.detail.row;
    row.id = "0192f0c4-0000-7000-8000-000000000001";
    row.studyInstanceUid = "1.2.840.113619.2.55";
    row.reportedGrade = Grade::ct1;
    row.settledGrade = Grade::ct3;
    row.outcome = Outcome::significantDiscrepancy;
    row.comment = hostileText;
    row.sentAt = asOf;
    row.answerUntil = asOf + std::chrono::days(5);
    row.state = "sent";
    letter.detail.report.grade = Grade::ct1;
    letter.detail.report.involvement = Involvement{14, 12, 13};
    letter.detail.report.findings.groundGlass = true;
    letter.detail.rule = "otherRoutingClass";
    letter.detail.pointsApart = 44;
    letter.reporterName = "Олег Ветров";
    letter.facility = "centre-12";
    letter.reportedAt = asOf - std::chrono::days(2);
    letter.slice = aSlice(true);
    letter.imprint = {"", "feedback", asOf};
    return letter;
}

LearningSet aLearningSet() {
    LearningSet set{"Матовое стекло", asOf, {}, {"", "teaching", asOf}};
    for (int position = 1; position <= 3; ++position) {
        wire::LearningSession::LearningCase settled;
        settled.position = position;
        settled.caseId = "0192f0c4-0000-7000-8000-00000000000" + std::to_string(position);
        settled.reportedGrade = Grade::ct1;
        settled.settledGrade = Grade::ct3;
        settled.outcome = Outcome::significantDiscrepancy;
        settled.comment = position == 1 ? "=HYPERLINK(\"http://x\")" : "consolidation, both lower lobes";
        settled.greatCall = position == 3;
        set.cases.push_back({settled, position == 2 ? std::nullopt : std::optional(aSlice(false))});
    }
    return set;
}

}  // namespace overread::reports::examples
