#include "server/command_line/audit_command.h"

#include <CLI/CLI.hpp>
#include <iostream>
#include <nlohmann/json.hpp>

#include "server/command_line/case_story.h"
#include "server/command_line/database_failures.h"
#include "server/command_line/program.h"
#include "server/database/audit_trail.h"
#include "server/database/case_story_repository.h"
#include "server/database/transaction.h"
#include "server/workflow/selection_audit.h"

namespace overread {
namespace {

AuditVerification verified() {
    return sayingWhatFailed([] {
        ConnectionPool pool(loadConfiguration(), DatabaseRole::app, 1);
        Transaction transaction(pool);
        return AuditTrail(transaction.session()).verify();
    });
}

nlohmann::json toJson(const AuditVerification& result) {
    nlohmann::json json{{"intact", !result.problem},
                        {"sealed", result.sealed},
                        {"unsealed", result.unsealed},
                        {"head", result.headHash},
                        {"problem", nullptr}};
    if (result.problem)
        json["problem"] = {{"position", result.problem->position},
                           {"event", result.problem->sequence},
                           {"what", result.problem->sentence}};
    return json;
}

/// Runs `work` with a session that may read everything and commits what planning may have made (a first plan).
template <class Work>
auto withRecord(const Work& work) {
    return sayingWhatFailed([&] {
        ConnectionPool pool(loadConfiguration(), DatabaseRole::app, 1);
        Transaction transaction(pool);
        auto result = work(transaction.session());
        transaction.commit();
        return result;
    });
}

void showSelections(bool asJson, int& exitCode) {
    const auto audit = withRecord([](soci::session& session) {
        return workflow::auditSelections(session,
                                         [](long reports) { std::cerr << "selection: " << reports << " reports\n"; });
    });
    if (asJson) {
        auto differences = nlohmann::json::array();
        for (const auto& each : audit.differences)
            differences.push_back({{"report", each.report.text()},
                                   {"reason", each.reason},
                                   {"what", each.what},
                                   {"recorded", each.recorded},
                                   {"recomputed", each.recomputed}});
        std::cout << nlohmann::json{{"reports", audit.reports},
                                    {"draws", audit.draws},
                                    {"mixingDraws", audit.mixingDraws},
                                    {"differing", audit.differing},
                                    {"differences", differences}}
                         .dump()
                  << std::endl;
    } else {
        for (const auto& each : audit.differences)
            std::cout << each.report.text() << "\t" << each.reason << "\t" << each.what << "\trecorded "
                      << each.recorded << "\trecomputed " << each.recomputed << "\n";
        std::cout << (audit.differing == 0 ? "all as recorded: " : std::to_string(audit.differing) + " differ: ")
                  << audit.draws << " draws of " << audit.reports << " reports and " << audit.mixingDraws
                  << " mixing draws computed again" << std::endl;
    }
    exitCode = static_cast<int>(audit.differing == 0 ? ExitCode::done : ExitCode::failed);
}

void showCase(const std::string& id, bool asJson, int& exitCode) {
    const auto stories = withRecord([&](soci::session& session) {
        const CaseStoryRepository repository(session);
        auto found = nlohmann::json::array();
        for (const auto& each : repository.find(id)) {
            found.push_back(nlohmann::json::parse(repository.storyJson(each)));
            AuditTrail(session).append({std::nullopt, "case.audited", "case", each.text()});
        }
        return found;
    });
    if (stories.empty())
        throw CommandFailure(ExitCode::inputRefused, "not_found", "no case of " + id,
                             "give the id of a case or of a report, or a study instance UID");
    if (asJson)
        std::cout << nlohmann::json{{"cases", stories}}.dump() << std::endl;
    else
        for (const auto& story : stories) std::cout << textOfStory(story) << std::endl;
    exitCode = static_cast<int>(ExitCode::done);
}

}  // namespace

void addAuditCommand(CLI::App& app, int& exitCode) {
    const auto asJson = std::make_shared<bool>(false);
    const auto caseId = std::make_shared<std::string>();
    auto* command = app.add_subcommand("audit", helpWith(R"(  ./overread audit verify
  ./overread audit selection
  ./overread audit case 0192f0c4-0000-7000-8000-000000000001
)",
                                                         "The audit trail, and what can be computed again from it."));
    command->require_subcommand(1);
    auto* selection = command->add_subcommand(
        "selection", "computes every draw again from the record alone and names those that differ; 1 where some do");
    selection->add_flag("--json", *asJson, "one JSON object on standard output");
    selection->callback([asJson, &exitCode] { showSelections(*asJson, exitCode); });
    auto* story = command->add_subcommand(
        "case", "everything that is recorded of one case: draws with their probabilities, tasks, answers, decisions");
    story->add_option("ID", *caseId, "of a case or a report, or a study instance UID")->required();
    story->add_flag("--json", *asJson, "one JSON object on standard output");
    story->callback([caseId, asJson, &exitCode] { showCase(*caseId, *asJson, exitCode); });
    auto* verify = command->add_subcommand(
        "verify", "recomputes the hash chain and says where it breaks; compare the head with a copy kept elsewhere");
    verify->add_flag("--json", *asJson, "one JSON object on standard output");
    verify->callback([asJson, &exitCode] {
        const auto result = verified();
        if (*asJson)
            std::cout << toJson(result).dump() << std::endl;
        else if (result.problem)
            std::cout << "BROKEN after " << result.sealed << " events: " << result.problem->sentence << std::endl;
        else
            std::cout << "intact: " << result.sealed << " events sealed, " << result.unsealed << " waiting; head "
                      << result.headHash << std::endl;
        exitCode = static_cast<int>(result.problem ? ExitCode::failed : ExitCode::done);
    });
}

}  // namespace overread
