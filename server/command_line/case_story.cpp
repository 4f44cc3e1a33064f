#include "server/command_line/case_story.h"

#include <nlohmann/json.hpp>
#include <sstream>

namespace overread {
namespace {

using nlohmann::json;

/// Text as it is, anything else as JSON; null is "-".
std::string plain(const json& value) {
    if (value.is_null()) return "-";
    return value.is_string() ? value.get<std::string>() : value.dump();
}

/// "name value, name value", without what is null or empty.
std::string listed(const json& object, std::initializer_list<const char*> names) {
    std::string text;
    for (const auto* name : names) {
        const auto& value = object.at(name);
        if (value.is_null() || value == "" || value == json::object()) continue;
        text += (text.empty() ? "" : ", ") + std::string(name) + ' ' + plain(value);
    }
    return text;
}

void tellDraws(const json& draws, std::ostringstream& out) {
    out << "\nDraws (every reason that could have picked the report)\n";
    for (const auto& draw : draws)
        out << "  " << (draw.at("selected").get<bool>() ? "picked    " : "not picked") << "  "
            << plain(draw.at("reason")) << ": "
            << listed(draw, {"probability", "number", "stratum", "planVersion", "firstTask", "decidedAt", "restsOn"})
            << '\n';
}

void tellTasks(const json& tasks, std::ostringstream& out) {
    out << "\nTasks\n";
    for (const auto& task : tasks) {
        out << "  " << plain(task.at("kind")) << (task.at("isPanel").get<bool>() ? " (panel)" : "") << ' '
            << plain(task.at("id")) << ": "
            << listed(task, {"state", "reader", "createdAt", "dueAt", "takenAt", "finishedAt"}) << '\n';
        for (const auto& returned : task.at("returns"))
            out << "    given back: " << listed(returned, {"reason", "reader", "at"}) << '\n';
    }
}

void tellAnswers(const json& answers, std::ostringstream& out) {
    out << "\nLocked answers\n";
    for (const auto& answer : answers) {
        out << "  " << plain(answer.at("at")) << "  " << plain(answer.at("what")) << ':';
        for (const auto& [name, value] : answer.items())
            if (name != "at" && name != "what" && !value.is_null()) out << ' ' << name << ' ' << plain(value);
        out << '\n';
    }
}

}  // namespace

std::string textOfStory(const json& story) {
    std::ostringstream out;
    const auto& qaCase = story.at("case");
    out << "Case " << plain(qaCase.at("id")) << '\n'
        << "  "
        << listed(qaCase, {"state", "report", "judgedVersion", "reporter", "facility", "reportedGrade", "firstTask"})
        << "\n  " << listed(qaCase, {"inclusionProbability", "designProbability", "openedAt", "dueAt", "settledAt"})
        << "\n  "
        << listed(qaCase, {"outcome", "settledGrade", "rule", "pointsApart", "settlementReason", "cancelReason"})
        << '\n';
    out << "\nVersions of the report\n";
    for (const auto& version : story.at("versions"))
        out << "  " << listed(version, {"version", "grade", "involvement", "routing", "signedAt", "receivedAt"})
            << '\n';
    tellDraws(story.at("draws"), out);
    tellTasks(story.at("tasks"), out);
    tellAnswers(story.at("answers"), out);
    for (const auto* part : {"dispute", "alert", "feedback"})
        if (!story.at(part).is_null()) out << '\n' << part << "\n  " << story.at(part).dump() << '\n';
    out << "\nEvents of the audit trail\n";
    for (const auto& event : story.at("events"))
        out << "  " << plain(event.at("at")) << "  " << plain(event.at("what")) << "  "
            << listed(event, {"actor", "id", "detail"}) << '\n';
    return out.str();
}

}  // namespace overread
