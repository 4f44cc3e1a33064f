#include "server/simulation/city/result.h"

#include <cmath>
#include <cstdarg>
#include <cstdio>
#include <nlohmann/json.hpp>
#include <sstream>

namespace overread::simulation::city {
namespace {

using nlohmann::json;

std::string percent(double share, int digits = 1) {
    char text[32];
    std::snprintf(text, sizeof text, "%.*f %%", digits, 100 * share);
    return text;
}

std::string milliseconds(double seconds) {
    char text[32];
    std::snprintf(text, sizeof text, "%.1f ms", 1000 * seconds);
    return text;
}

double keptShareOf(const Day& day) {
    return day.mandatoryDue > 0 ? static_cast<double>(day.mandatoryKept) / static_cast<double>(day.mandatoryDue) : 1;
}

json dayJson(const Day& day) {
    return {{"day", day.day},
            {"studies", day.studies},
            {"seconds", day.seconds},
            {"processorSeconds", day.processorSeconds},
            {"waitingAtEnd", day.waitingAtEnd},
            {"dueKeptShare", keptShareOf(day)}};
}

}  // namespace

long Result::violationsInAll() const {
    long all = 0;
    for (const auto& [rule, count] : violations) all += std::abs(count);
    return all;
}

json toJson(const Result& result) {
    json backlog = json::object();
    for (const auto& [kind, open] : result.backlog)
        backlog[std::string(nameOf(kind))] = {
            {"tasks", open.tasks}, {"overdue", open.overdue}, {"oldestHours", open.oldestHours}};
    json days = json::array();
    for (const auto& day : result.days) days.push_back(dayJson(day));
    return {{"studies", result.studies},
            {"cases", result.counts.cases},
            {"reads", result.counts.reads},
            {"settled", result.counts.settled},
            {"alerts", result.counts.alerts},
            {"feedback", result.counts.feedback},
            {"overdueShownToHead", result.counts.overdueShown},
            {"auditEvents", result.counts.auditEvents},
            {"seconds", result.seconds},
            {"violations", result.violations},
            {"dueKeptShare", result.dueKeptShare},
            {"loadSpread", result.loadSpread},
            {"coverage95", result.coverage95},
            {"radiologistsJudged", result.radiologistsJudged},
            {"estimatedRate", result.estimatedRate},
            {"rawRate", result.rawRate},
            {"trueRate", result.trueRate},
            {"throughputRatio", result.throughputRatio},
            {"secondsPerStudyFirstDay", result.secondsPerStudyFirstDay},
            {"secondsPerStudyLastDay", result.secondsPerStudyLastDay},
            {"reviewers", result.reviewers},
            {"arbiters", result.arbiters},
            {"backlog", backlog},
            {"days", days},
            {"workerCrashes", result.workerCrashes},
            {"lostRaces", result.races},
            {"database", result.keptDatabase}};
}

std::string toText(const Result& result) {
    std::ostringstream out;
    out << "studies " << result.studies << ", cases " << result.counts.cases << ", reads " << result.counts.reads
        << ", settled " << result.counts.settled << ", alerts " << result.counts.alerts << ", feedback "
        << result.counts.feedback << ", audit events " << result.counts.auditEvents << "\n"
        << "staff: " << result.reviewers << " reviewers, " << result.arbiters << " arbiters; worker crashes "
        << result.workerCrashes << ", lost races " << result.races << "\n\n";
    out << "mandatory double reads in time  " << percent(result.dueKeptShare, 2) << "\n"
        << "load of equals, farthest        " << percent(result.loadSpread) << " from their mean\n"
        << "significant discrepancies       true " << percent(result.trueRate, 2) << ", estimated "
        << percent(result.estimatedRate, 2) << ", raw " << percent(result.rawRate, 2) << " (biased)\n"
        << "95 % intervals hold the truth   " << percent(result.coverage95) << " of " << result.radiologistsJudged
        << " radiologists\n"
        << "cost of a study                 " << milliseconds(result.secondsPerStudyFirstDay) << " on the first day, "
        << milliseconds(result.secondsPerStudyLastDay) << " on the last\n"
        << "throughput                      " << percent(result.throughputRatio, 0)
        << " of the same transactions as bare SQL\n";
    for (const auto& [kind, open] : result.backlog)
        out << "still open: " << nameOf(kind) << " " << open.tasks << ", past due " << open.overdue
            << ", the oldest by " << std::lround(open.oldestHours) << " h\n";
    out << "brought before the head as past due: " << result.counts.overdueShown << "\n\n";
    for (const auto& [rule, count] : result.violations)
        if (count != 0) out << "VIOLATED " << rule << ": " << count << "\n";
    out << result.violations.size() << " rules checked, violations " << result.violationsInAll() << "\n";
    if (!result.keptDatabase.empty())
        out << "kept: OVERREAD_DATABASE_NAME=" << result.keptDatabase << " ./overread serve\n";
    return out.str();
}

}  // namespace overread::simulation::city
