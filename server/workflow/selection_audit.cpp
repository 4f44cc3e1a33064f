#include "server/workflow/selection_audit.h"

#include <algorithm>
#include <cmath>
#include <cstdio>
#include <map>
#include <nlohmann/json.hpp>

#include "qa/corrective_measure.h"
#include "qa/draw.h"
#include "qa/hidden.h"
#include "server/database/draw_record_repository.h"
#include "server/database/report_repository.h"
#include "server/workflow/plan_store.h"

namespace overread::workflow {
namespace {

using nlohmann::json;
using Recorded = DrawRecordRepository::Recorded;

constexpr int reportsAtATime = 500;
constexpr std::size_t mostDifferences = 1000;
/// Draws of two transactions that ran beside each other may stand in either order.
constexpr std::chrono::minutes besideEachOther{10};

std::string text(const std::optional<double>& number) {
    if (!number) return "none";
    char buffer[32];
    std::snprintf(buffer, sizeof buffer, "%.17g", *number);
    return buffer;
}

/// A probability went through the database as a double and comes back the same; sums may differ in the last digits.
bool equals(const std::optional<double>& a, const std::optional<double>& b) {
    if (!a || !b) return a.has_value() == b.has_value();
    return std::abs(*a - *b) <= 1e-12;
}

/// One run over the whole record.
class Auditor {
public:
    Auditor(soci::session& session, const std::function<void(long)>& seen)
        : session_(session), records_(session), seen_(seen) {}

    SelectionAudit run() {
        std::optional<ReportId> after;
        for (auto page = records_.page(after, reportsAtATime); !page.empty();
             page = records_.page(after, reportsAtATime)) {
            for (auto begin = page.begin(); begin != page.end();) {
                const auto end =
                    std::find_if(begin, page.end(), [&](const Recorded& r) { return r.report != begin->report; });
                checkReport({begin, end});
                begin = end;
            }
            after = page.back().report;
            seen_(audit_.reports);
        }
        checkMixing();
        for (const auto& report : records_.undrawn(static_cast<int>(mostDifferences)))
            if (isDrawExpected(report)) differ(report, "none", "missing", "no draw", "a draw");
        return audit_;
    }

private:
    void differ(const ReportId& report, std::string_view reason, const std::string& what, const std::string& recorded,
                const std::string& recomputed) {
        ++audit_.differing;
        if (audit_.differences.size() < mostDifferences)
            audit_.differences.push_back({report, std::string{reason}, what, recorded, recomputed});
    }

    const qa::Plan& plan(int version) {
        const auto known = plans_.find(version);
        return known != plans_.end() ? known->second
                                     : plans_.emplace(version, planOfVersion(session_, version)).first->second;
    }

    void checkReport(const std::vector<Recorded>& recorded) {
        ++audit_.reports;
        audit_.draws += static_cast<long>(recorded.size());
        const auto first = ReportRepository{session_}.require(recorded.front().report, 1);
        const auto identity = qa::identityOf(first);
        for (const auto& each : recorded) {
            if (each.draw.drawn && !each.hasCase)
                differ(each.report, nameOf(each.draw.selection.reason), "case", "none", "a case");
            switch (each.draw.selection.reason) {
                case SelectionReason::measureFollowUp:
                    checkFollowUp(each, identity);
                    break;
                case SelectionReason::automatedDiscrepancy:
                case SelectionReason::rapidProgression:
                    checkMeasured(each, first);
                    break;
                case SelectionReason::calibration:
                    checkHidden(each, identity);
                    break;
                case SelectionReason::request:
                    if (!each.isRequestKept) differ(each.report, "request", "request", "none", "who asked and why");
                    break;
                default:
                    checkRules(each, recorded, identity);
            }
        }
        if (recorded.front().hasCase) checkCase(recorded);
    }

    /// What the rates are weighted by, from all draws of the report, whenever they came.
    void checkCase(const std::vector<Recorded>& recorded) {
        std::vector<qa::Draw> draws;
        for (const auto& each : recorded) draws.push_back(each.draw);
        const auto& qaCase = recorded.front();
        const auto joint = qa::jointProbability(draws);
        const auto design = qa::designProbability(draws, qaCase.caseTask.value());
        if (!equals(qaCase.caseJoint, joint))
            differ(qaCase.report, "case", "jointProbability", text(qaCase.caseJoint), text(joint));
        if (!equals(qaCase.caseDesign, design))
            differ(qaCase.report, "case", "designProbability", text(qaCase.caseDesign), text(design));
    }

    /// Mandatory, routing conflict, new reporter, random: from the version that was drawn and what was known then.
    void checkRules(const Recorded& recorded, const std::vector<Recorded>& all, const std::string& identity) {
        const auto& s = recorded.draw.selection;
        const auto detail = json::parse(recorded.detailJson);
        const auto report = ReportRepository{session_}.require(recorded.report, detail.value("reportVersion", 1));
        qa::ReporterHistory history;
        history.reportsBefore = detail.value("reportsBefore", 0L);
        history.othersInPeriodBefore = detail.value("othersInPeriodBefore", 0L);
        history.mandatoryPerOther = detail.value("mandatoryPerOther", 1.0);
        const auto again = qa::drawsFor(report, identity, history, plan(s.planVersion));
        const auto same = [](SelectionReason reason) {
            return [reason](const auto& draw) { return draw.selection.reason == reason; };
        };
        const auto found = std::find_if(again.begin(), again.end(), same(s.reason));
        if (found == again.end())
            differ(recorded.report, nameOf(s.reason), "reason", "drawn", "does not apply");
        else
            compare(recorded, *found);
        if (s.reason == SelectionReason::random) checkHistory(recorded, report, history);
        for (const auto& draw : again)
            if (std::none_of(all.begin(), all.end(),
                             [&](const Recorded& r) { return same(draw.selection.reason)(r.draw); }))
                differ(recorded.report, nameOf(draw.selection.reason), "missing", "no draw", "a draw");
    }

    /// What the rate rested on has to be what the record held then.
    void checkHistory(const Recorded& recorded, const Report& report, const qa::ReporterHistory& history) {
        const auto before = qa::stratumBefore(report);
        const long most = records_.randomDraws(before, recorded.decidedAt + besideEachOther);
        const long least = records_.randomDraws(before, recorded.decidedAt - besideEachOther);
        if (history.othersInPeriodBefore < least || history.othersInPeriodBefore > most)
            differ(recorded.report, "random", "history", std::to_string(history.othersInPeriodBefore),
                   std::to_string(least) + " to " + std::to_string(most));
        const auto volume = records_.monthVolume(report.signedAt);
        const double ratio = volume ? qa::mandatoryPerOther(volume->mandatory, volume->others) : 1;
        if (!equals(history.mandatoryPerOther, ratio))
            differ(recorded.report, "random", "monthVolume", text(history.mandatoryPerOther), text(ratio));
    }

    void checkFollowUp(const Recorded& recorded, const std::string& identity) {
        const auto& s = recorded.draw.selection;
        constexpr std::string_view prefix = "measure=";
        if (!recorded.followUpShare || !s.stratum.starts_with(prefix))
            return differ(recorded.report, nameOf(s.reason), "measure", s.stratum, "a measure with a follow-up");
        compare(recorded, qa::followUpDraw(identity, MeasureId::parse(s.stratum.substr(prefix.size())),
                                           *recorded.followUpShare, plan(s.planVersion)));
    }

    void checkMeasured(const Recorded& recorded, const Report& report) {
        const auto& s = recorded.draw.selection;
        const double share = recorded.studyShare.value_or(1);
        if (!equals(s.probability, share))
            differ(recorded.report, nameOf(s.reason), "probability", text(s.probability), text(share));
        if (!equals(recorded.draw.number, recorded.studyNumber))
            differ(recorded.report, nameOf(s.reason), "number", text(recorded.draw.number), text(recorded.studyNumber));
        if (recorded.studyNumber && !report.studyInstanceUid.empty() && plan(s.planVersion).quantifiedShare < 1) {
            const auto again = qa::drawnNumber(plan(s.planVersion).secret, "quantification", report.studyInstanceUid);
            if (!equals(recorded.studyNumber, again))
                differ(recorded.report, nameOf(s.reason), "studyNumber", text(recorded.studyNumber), text(again));
        }
    }

    void checkHidden(const Recorded& recorded, const std::string& identity) {
        const auto& s = recorded.draw.selection;
        Case settled;
        settled.firstTask = recorded.caseTask.value_or(s.firstTask);
        settled.settledGrade = recorded.settledGrade;
        const auto again = qa::hiddenDrawOf(settled, s.stratum, identity, plan(s.planVersion));
        if (!again) return differ(recorded.report, nameOf(s.reason), "reason", "drawn", "does not apply");
        compare(recorded, again->draw);
    }

    void checkMixing() {
        std::optional<CaseId> after;
        for (auto page = records_.mixingPage(after, reportsAtATime); !page.empty();
             page = records_.mixingPage(after, reportsAtATime)) {
            for (const auto& each : page) checkMixing(each);
            after = page.back().caseId;
        }
    }

    void checkMixing(const DrawRecordRepository::Mixing& recorded) {
        ++audit_.mixingDraws;
        const auto identity = qa::identityOf(ReportRepository{session_}.require(recorded.report, 1));
        const auto again = qa::mixingDrawOf(identity, plan(recorded.draw.planVersion));
        if (!again) return differ(recorded.report, "mixing", "reason", "drawn", "does not apply");
        if (!equals(recorded.draw.probability, again->probability))
            differ(recorded.report, "mixing", "probability", text(recorded.draw.probability), text(again->probability));
        if (!equals(recorded.draw.number, again->number))
            differ(recorded.report, "mixing", "number", text(recorded.draw.number), text(again->number));
        if (recorded.draw.drawn != again->drawn || (recorded.broughtOne && !again->drawn))
            differ(recorded.report, "mixing", "drawn", recorded.draw.drawn ? "yes" : "no", again->drawn ? "yes" : "no");
    }

    void compare(const Recorded& recorded, const qa::Draw& again) {
        const auto& a = recorded.draw.selection;
        const auto& b = again.selection;
        const auto reason = nameOf(a.reason);
        if (a.stratum != b.stratum) differ(recorded.report, reason, "stratum", a.stratum, b.stratum);
        if (!equals(a.probability, b.probability))
            differ(recorded.report, reason, "probability", text(a.probability), text(b.probability));
        if (!equals(recorded.draw.number, again.number))
            differ(recorded.report, reason, "number", text(recorded.draw.number), text(again.number));
        if (recorded.draw.drawn != again.drawn)
            differ(recorded.report, reason, "drawn", recorded.draw.drawn ? "yes" : "no", again.drawn ? "yes" : "no");
        if (a.firstTask != b.firstTask)
            differ(recorded.report, reason, "firstTask", std::string{nameOf(a.firstTask)},
                   std::string{nameOf(b.firstTask)});
        if (!equals(recorded.draw.doubleReadShare, again.doubleReadShare))
            differ(recorded.report, reason, "doubleReadShare", text(recorded.draw.doubleReadShare),
                   text(again.doubleReadShare));
    }

    /// A report without any draw is right where every rate was 0.
    bool isDrawExpected(const ReportId& id) {
        const auto report = ReportRepository{session_}.require(id, 1);
        const auto inForce = planInForce(session_, report.signedAt);
        return !qa::drawsFor(report, qa::identityOf(report), {}, inForce).empty();
    }

    soci::session& session_;
    DrawRecordRepository records_;
    const std::function<void(long)>& seen_;
    std::map<int, qa::Plan> plans_;
    SelectionAudit audit_;
};

}  // namespace

SelectionAudit auditSelections(soci::session& session, const std::function<void(long)>& seen) {
    return Auditor{session, seen}.run();
}

}  // namespace overread::workflow
