#include "server/simulation/summary.h"

#include <algorithm>
#include <cmath>
#include <nlohmann/json.hpp>
#include <sstream>

namespace overread::simulation {
namespace {

using nlohmann::json;

/// The listener refuses what is no chest CT by its class, before anything is written.
constexpr auto notTaken = "not_taken_by_listener";

json studyJson(const ShownStudy& shown) {
    json measured{{"status", "pending"}, {"involvementPercent", nullptr}, {"grade", nullptr}};
    json study{{"studyInstanceUid", shown.staged.studyInstanceUid},
               {"reportedGrade", nameOf(shown.staged.scene.reportedGrade)},
               {"measured", measured},
               {"reasons", json::array()},
               {"outcome", nullptr},
               {"settledGrade", nullptr}};
    if (!shown.staged.isDelivered) study["measured"].update({{"status", "refused"}, {"reason", notTaken}});
    if (!shown.row) return study;
    const auto& figures = shown.row->measured;
    study["measured"]["status"] = nameOf(figures.status);
    if (figures.status == Quantification::Status::measured) {
        study["measured"]["involvementPercent"] = std::round(10 * figures.involvement.totalPercent) / 10;
        study["measured"]["grade"] = nameOf(figures.grade);
    } else if (figures.status == Quantification::Status::refused) {
        study["measured"]["reason"] = figures.reason;
    }
    for (const auto reason : shown.row->reasons) study["reasons"].push_back(nameOf(reason));
    if (shown.row->outcome) study["outcome"] = nameOf(*shown.row->outcome);
    if (shown.row->settledGrade) study["settledGrade"] = nameOf(*shown.row->settledGrade);
    return study;
}

std::string measuredText(const Quantification& figures) {
    if (figures.status == Quantification::Status::refused) return "refused: " + figures.reason;
    if (figures.status != Quantification::Status::measured) return std::string(nameOf(figures.status));
    std::ostringstream text;
    text.precision(1);
    text << std::fixed << figures.involvement.totalPercent << " %";
    return text.str();
}

std::string outcomeText(const wire::CaseRow& row) {
    std::string text = row.outcome ? std::string(nameOf(*row.outcome)) : row.state;
    if (row.alert) text += ", alert";
    if (row.greatCall) text += ", great call";
    return text;
}

using Table = std::vector<std::vector<std::string>>;

void print(std::ostream& out, const Table& rows) {
    std::vector<std::size_t> widths(rows.front().size());
    for (const auto& row : rows)
        for (std::size_t i = 0; i < row.size(); ++i) widths[i] = std::max(widths[i], row[i].size());
    for (const auto& row : rows) {
        std::string line;
        for (std::size_t i = 0; i < row.size(); ++i) line += row[i] + std::string(widths[i] - row[i].size() + 2, ' ');
        line.erase(line.find_last_not_of(' ') + 1);
        out << line << "\n";
    }
}

}  // namespace

json toJson(const Summary& summary) {
    json studies = json::array();
    for (const auto& shown : summary.studies) studies.push_back(studyJson(shown));
    const auto& counts = summary.counts;
    return {{"studies", studies},
            {"counts",
             {{"studies", counts.studies},
              {"objects", counts.objects},
              {"reports", counts.reports},
              {"amendedReports", counts.amendedReports},
              {"measured", counts.measured},
              {"refused", counts.refused},
              {"cases", counts.cases},
              {"reads", counts.reads},
              {"alerts", counts.alerts},
              {"alertsAcknowledged", counts.alertsAcknowledged},
              {"feedback", counts.feedback},
              {"feedbackAcknowledged", counts.feedbackAcknowledged},
              {"greatCalls", counts.greatCalls},
              {"auditEvents", counts.auditEvents},
              {"unmet", summary.unmet.size()}}},
            {"addresses",
             {{"pages", summary.server + "/"},
              {"api", summary.server + "/api/v1"},
              {"dicom", summary.dicom},
              {"report", summary.pdf}}}};
}

std::string toText(const Summary& summary) {
    std::ostringstream out;
    Table rows{{"study", "reported", "measured", "reasons", "reads", "settled", "outcome"}};
    for (const auto& shown : summary.studies) {
        std::vector<std::string> row{shown.staged.label, std::string(nameOf(shown.staged.scene.reportedGrade))};
        if (shown.row) {
            std::string reasons;
            for (const auto reason : shown.row->reasons)
                reasons += (reasons.empty() ? "" : "+") + std::string(nameOf(reason));
            row.insert(row.end(), {measuredText(shown.row->measured), reasons.empty() ? "-" : reasons,
                                   std::to_string(shown.row->reads),
                                   shown.row->settledGrade ? std::string(nameOf(*shown.row->settledGrade)) : "-",
                                   outcomeText(*shown.row)});
        } else if (!shown.staged.isDelivered) {
            row.insert(row.end(), {std::string("refused: ") + notTaken, "-", "0", "-", "the listener took no object"});
        } else {
            row.insert(row.end(), {"-", "-", "-", "-", "unknown to the server"});
        }
        rows.push_back(std::move(row));
    }
    print(out, rows);
    const auto& counts = summary.counts;
    out << "\nstudies " << counts.studies << " (objects " << counts.objects << "), reports " << counts.reports
        << " (amended " << counts.amendedReports << "), measured " << counts.measured << ", refused " << counts.refused
        << ", cases " << counts.cases << ", reads " << counts.reads << ", great calls " << counts.greatCalls
        << ", alerts " << counts.alerts << ", feedback " << counts.feedback << ", audit events " << counts.auditEvents
        << "\n\n";
    print(out, {{"pages", summary.server + "/"}, {"DICOM", summary.dicom}, {"quality report", summary.pdf}});
    out << "\n";
    Table accounts{{"account", "password", "role"}};
    for (const auto& account : summary.accounts) accounts.push_back({account.name, account.password, account.role});
    print(out, accounts);
    if (!summary.unmet.empty()) {
        out << "\nNot as expected:\n";
        for (const auto& each : summary.unmet) out << "  " << each << "\n";
    }
    return out.str();
}

}  // namespace overread::simulation
