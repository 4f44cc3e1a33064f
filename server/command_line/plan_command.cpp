#include "server/command_line/plan_command.h"

#include <CLI/CLI.hpp>
#include <fstream>
#include <iostream>
#include <nlohmann/json.hpp>
#include <variant>

#include "core/wire/malformed.h"
#include "core/wire/parse.h"
#include "server/command_line/database_failures.h"
#include "server/command_line/program.h"
#include "server/database/account_repository.h"
#include "server/database/columns.h"
#include "server/database/transaction.h"
#include "server/workflow/planning.h"

namespace overread {
namespace {

using nlohmann::json;

struct Options {
    int version = 0;  ///< 0: the one in force
    std::string file;
    std::string reason;
    std::string start;
    std::string by;
    bool isDryRun = false;
    bool asJson = false;
};

template <class Work>
auto withPlans(const Work& work) {
    return sayingWhatFailed([&] {
        ConnectionPool pool(loadConfiguration(), DatabaseRole::app, 1);
        Transaction transaction(pool);
        auto result = work(transaction.session(), databaseNow(transaction.session()));
        transaction.commit();
        return result;
    });
}

std::vector<wire::PlanRow> versions() {
    return withPlans([](soci::session& session, Timestamp now) { return workflow::planVersions(session, now).items; });
}

std::string inWords(const std::vector<wire::PlanChange>& changes) {
    std::string text;
    for (const auto& each : changes)
        text += "  " + each.setting + ": " + json(each.from).dump() + " -> " + json(each.to).dump() + "\n";
    return text.empty() ? "  nothing\n" : text;
}

void list(const Options& options) {
    const auto all = versions();
    if (options.asJson) {
        std::cout << json{{"plans", all}}.dump() << std::endl;
        return;
    }
    for (const auto& plan : all)
        std::cout << plan.version << "\t" << toRfc3339(plan.startsAt) << "\t" << (plan.inForce ? "in force" : "")
                  << "\t" << plan.createdBy << "\t" << plan.reason << "\n"
                  << (plan.changes.empty() ? std::string{} : inWords(plan.changes));
}

void show(const Options& options) {
    for (const auto& plan : versions()) {
        if (options.version == 0 ? !plan.inForce : plan.version != options.version) continue;
        if (options.asJson) {
            std::cout << json(plan).dump() << std::endl;
            return;
        }
        std::cout << "version " << plan.version << ", from " << toRfc3339(plan.startsAt) << ": " << plan.reason << "\n";
        for (const auto& [name, value] : plan.settings) std::cout << "  " << name << " " << json(value).dump() << "\n";
        return;
    }
    throw CommandFailure(ExitCode::inputRefused, "not_found", "no plan of version " + std::to_string(options.version),
                         "./overread plan list");
}

/// {"setting": number, ...}: the changed ones suffice.
wire::PlanSettings settingsIn(const std::string& path) {
    std::ifstream file(path);
    if (!file) throw CommandFailure(ExitCode::inputRefused, "no_file", path + " cannot be read");
    const std::string text{std::istreambuf_iterator<char>(file), {}};
    try {
        return json{{"settings", wire::parseStrictly(text)}}.get<wire::PlanDraft>().settings;
    } catch (const wire::NotJson& error) {
        throw CommandFailure(ExitCode::inputRefused, "not_json", path + ": " + error.what());
    } catch (const wire::Malformed& error) {
        throw CommandFailure(ExitCode::inputRefused, "malformed",
                             path + " " + error.pointer() + ": " + error.expected());
    }
}

/// The result, or the refusal as a failure.
template <class Result, class... Refused>
Result accepted(std::variant<Result, Refused...> outcome) {
    if (auto* result = std::get_if<Result>(&outcome)) return std::move(*result);
    if (const auto* invalid = std::get_if<workflow::Invalid>(&outcome))
        throw CommandFailure(ExitCode::inputRefused, "refused", invalid->pointer + ": expected " + invalid->expected);
    throw CommandFailure(ExitCode::failed, "stale", "another version came first", "run the command again");
}

void print(const wire::PlanPreview& preview) {
    std::cerr << "changes\n"
              << inWords(preview.changes) << "on the reports of the last " << preview.basis.days << " days ("
              << preview.basis.reports << "):\n  a day " << preview.perDay.doubleReads << " double reads, "
              << preview.perDay.peerReviews << " peer reviews, " << preview.perDay.arbitrations << " arbitrations, "
              << preview.perDay.hidden << " hidden; " << preview.perDay.minutes << " minutes, "
              << preview.readersAtSixHours << " readers at 6 h\n  \"reported as pneumonia\" is guessed right in "
              << 100 * preview.guessRightShare << " % of the double reads\n";
}

void addNew(const Options& options) {
    if (!options.isDryRun && (options.reason.empty() || options.by.empty()))
        throw CommandFailure(ExitCode::wrongUsage, "missing", "--reason and --by are needed for a new version",
                             "or --dry-run for the preview alone");
    const auto settings = settingsIn(options.file);
    const auto start = options.start.empty() ? std::nullopt : parseRfc3339(options.start);
    if (!options.start.empty() && !start)
        throw CommandFailure(ExitCode::wrongUsage, "not_a_moment", "--start is a moment as in RFC 3339",
                             "--start 2026-12-01T00:00:00Z");
    const auto answer = withPlans([&](soci::session& session, Timestamp now) {
        const auto preview = accepted(workflow::previewPlan(session, {settings}, now));
        if (!preview.problem.empty())
            throw CommandFailure(ExitCode::inputRefused, "refused", "such a plan cannot be: " + preview.problem);
        print(preview);
        if (options.isDryRun) return json(preview);
        const auto lead = AccountRepository(session).findByName(options.by);
        if (!lead) throw CommandFailure(ExitCode::inputRefused, "not_found", "no account " + options.by);
        const int follows = workflow::planVersions(session, now).items.front().version;
        return json(accepted(workflow::savePlan(
            session, lead->person, {settings, start.value_or(now), options.reason, preview.previewed, follows}, now)));
    });
    if (options.asJson)
        std::cout << answer.dump() << std::endl;
    else if (!options.isDryRun)
        std::cout << "version " << answer.at("version") << " holds from " << answer.at("startsAt").get<std::string>()
                  << std::endl;
}

}  // namespace

void addPlanCommand(CLI::App& app, int& exitCode) {
    const auto options = std::make_shared<Options>();
    auto* command =
        app.add_subcommand("plan", helpWith(R"(  ./overread plan list
  ./overread plan show
  echo '{"randomRate": 0.08}' > plan.json
  ./overread plan new plan.json --dry-run
  ./overread plan new plan.json --by lead --reason "more peer reviews before winter" --start 2026-12-01T00:00:00Z
)",
                                            "The plan of selection: its versions, and the next one. A version "
                                            "is never changed; every draw names the one that drew it."));
    command->require_subcommand(1);
    const auto then = [options, &exitCode](CLI::App* subcommand, void (*act)(const Options&)) {
        subcommand->add_flag("--json", options->asJson, "one JSON object on standard output");
        subcommand->callback([options, act, &exitCode] {
            act(*options);
            exitCode = static_cast<int>(ExitCode::done);
        });
    };
    then(command->add_subcommand("list", "all versions with what each changed"), list);
    auto* showing = command->add_subcommand("show", "every setting of a version");
    showing->add_option("VERSION", options->version, "which one; none: the one in force");
    then(showing, show);
    auto* adding = command->add_subcommand("new", "previews the next version and adds it");
    adding->add_option("FILE", options->file, "JSON: the settings that change")->required();
    auto* dryRun = adding->add_flag("--dry-run", options->isDryRun, "the preview alone");
    adding->add_option("--reason", options->reason, "why")->excludes(dryRun);
    adding->add_option("--by", options->by, "the account that answers for it")->excludes(dryRun);
    adding->add_option("--start", options->start, "from when on, RFC 3339; none: now");
    then(adding, addNew);
}

}  // namespace overread
