#include "server/command_line/report_command.h"

#include <CLI/CLI.hpp>
#include <fstream>
#include <iostream>
#include <memory>
#include <nlohmann/json.hpp>

#include "reports/period.h"
#include "server/command_line/command_failure.h"
#include "server/command_line/database_failures.h"
#include "server/command_line/program.h"
#include "server/command_line/progress.h"
#include "server/configuration/configuration.h"
#include "server/database/audit_trail.h"
#include "server/database/columns.h"
#include "server/database/feedback_repository.h"
#include "server/database/learning_session_repository.h"
#include "server/database/transaction.h"
#include "server/oversight/documents.h"
#include "server/printing/printing.h"

namespace overread {
namespace {

struct Options {
    std::string radiologist;
    std::string facility;
    bool isOfAll = false;
    std::string letterOf;
    std::string learningSet;
    bool isCaseList = false;
    std::string period;
    std::string format;
    std::string language = "en";
    std::string purpose;
    std::string out;
    bool asJson = false;
};

/// A document before it becomes bytes, with what is said of it.
struct Made {
    reports::Document document;  ///< empty where CSV was wanted
    std::string csv;
    nlohmann::json facts;  ///< of the JSON answer
    std::string sentence;
    AuditEvent event;
};

CommandFailure wrongUsage(const std::string& message, const std::string& hint) {
    return {ExitCode::wrongUsage, "wrong_usage", message, hint};
}

/// "2026-10" or "2025-11..2026-10"
Months monthsOf(const std::string& text) {
    const auto dots = text.find("..");
    const auto first = reports::monthNamed(text.substr(0, dots));
    const auto last = dots == std::string::npos ? first : reports::monthNamed(text.substr(dots + 2));
    if (!first || !last || last->from < first->from)
        throw wrongUsage("'" + text + "' is no month and no span of months",
                         "for example --period 2026-10 or --period 2025-11..2026-10");
    const auto monthOf = [](const reports::Period& period) {
        const std::chrono::year_month_day day(std::chrono::floor<std::chrono::days>(period.from));
        return day.year() / day.month();
    };
    return {monthOf(*first), monthOf(*last)};
}

FigureQuery queryOf(soci::session& session, const Options& options) {
    if (options.period.empty()) throw wrongUsage("--period is missing", "for example --period 2026-10");
    const FigureScope scope{monthsOf(options.period), AssignmentKind::doubleRead, options.facility, {}, {}};
    const auto query = figureQuery(session, scope, options.radiologist);
    if (!query)
        throw CommandFailure(ExitCode::inputRefused, "no_such_radiologist",
                             "no radiologist with the staff code " + options.radiologist,
                             "the staff code is the one that stands in the reports");
    return *query;
}

Made madeReport(soci::session& session, const Options& options, const reports::Imprint& imprint,
                reports::Language language) {
    const auto query = queryOf(session, options);
    const auto [from, to] = query.period();
    const auto& who = query.subject.id.empty() ? query.subject.kind : query.subject.id;
    Made made;
    made.event = {
        std::nullopt,
        {},
        query.scope.reporter ? "person" : "list",
        query.scope.reporter ? query.scope.reporter->text() : query.scope.facility,
        nlohmann::json{{"document", options.isCaseList ? "cases" : "qualityReport"}, {"from", from}, {"to", to}}
            .dump()};
    const auto facts = [&](long reports, std::size_t cases) {
        made.facts = {{query.scope.reporter ? "radiologist" : "facility", who},
                      {"period", options.period},
                      {"reports", reports},
                      {"cases", cases}};
        made.sentence = std::to_string(reports) + " reports, " + std::to_string(cases) + " settled cases";
    };
    const auto report = qualityReport(session, query, imprint);
    facts(report.doubleReads.profile.reports, report.cases.size());
    if (options.isCaseList) {
        const reports::CaseList list{report.cases, {{query.subject.kind, who}, {"from", from}, {"to", to}}, imprint};
        made.document = documentOf(list, language);
        made.csv = toCsv(list, language);
    } else {
        made.document = documentOf(report, language);
        made.csv = figuresCsv(report, language);
    }
    return made;
}

Made madeLetter(soci::session& session, const ImageStore& images, const Options& options,
                const reports::Imprint& imprint, reports::Language language) {
    const CommandFailure unknown(ExitCode::inputRefused, "no_such_feedback",
                                 "no feedback was sent for the case " + options.letterOf,
                                 "give the id of a settled case; ./overread report --cases lists them");
    if (!isCanonicalUuid(options.letterOf)) throw unknown;
    const auto feedback = FeedbackRepository(session).findForCase(CaseId::parse(options.letterOf));
    if (!feedback) throw unknown;
    const auto letter = feedbackLetter(session, images, feedback->id, feedback->reporter, imprint).value();
    return {documentOf(letter, language),
            {},
            {{"case", options.letterOf}, {"feedback", feedback->id.text()}},
            "feedback letter of the case " + options.letterOf,
            {std::nullopt, {}, "feedback", feedback->id.text(), R"({"document": "feedbackLetter"})"}};
}

Made madeLearningSet(soci::session& session, const ImageStore& images, const Options& options,
                     const reports::Imprint& imprint, reports::Language language) {
    const auto nobody = UserId::parse("00000000-0000-0000-0000-000000000000");  // whether they attended is not printed
    const auto found = isCanonicalUuid(options.learningSet) ? LearningSessionRepository(session).find(
                                                                  LearningSessionId::parse(options.learningSet), nobody)
                                                            : std::nullopt;
    if (!found)
        throw CommandFailure(ExitCode::inputRefused, "no_such_session", "no learning session " + options.learningSet,
                             "its id stands in the address of its page");
    const auto set = learningSet(session, images, *found, imprint);
    return {documentOf(set, language),
            toCsv(set, language),
            {{"learningSession", options.learningSet}, {"cases", set.cases.size()}},
            std::to_string(set.cases.size()) + " cases to learn from",
            {std::nullopt, {}, "learningSession", options.learningSet, R"({"document": "learningSet"})"}};
}

/// Reads everything in one transaction, so that the numbers and the cases behind them are of one moment.
Made madeOf(const Options& options, const Configuration& configuration, reports::Language language) {
    ConnectionPool pool(configuration, DatabaseRole::app, 1);
    Transaction transaction(pool);
    auto& session = transaction.session();
    const ImageStore images(configuration.storePath);
    const bool isLetter = !options.letterOf.empty();
    const bool isSet = !options.learningSet.empty();
    const reports::Imprint imprint{configuration.documentsBanner,
                                   !options.purpose.empty() ? options.purpose
                                   : isLetter               ? "feedback"
                                   : isSet                  ? "teaching"
                                                            : "qualityReview",
                                   databaseNow(session)};
    auto made = isLetter ? madeLetter(session, images, options, imprint, language)
                : isSet  ? madeLearningSet(session, images, options, imprint, language)
                         : madeReport(session, options, imprint, language);
    auto detail = nlohmann::json::parse(made.event.detailJson);
    detail["format"] = options.format;
    detail["purpose"] = imprint.purpose;
    made.event.action = "document.exported";
    made.event.detailJson = detail.dump();
    AuditTrail(session).append(made.event);
    transaction.commit();
    return made;
}

void write(const Options& options, const std::string& bytes) {
    std::ofstream out(options.out, std::ios::binary);
    out << bytes;
    out.close();
    if (!out)
        throw CommandFailure(ExitCode::failed, "cannot_write", "cannot write " + options.out,
                             "is the folder there, and may you write into it?");
}

int run(const Options& options) {
    const int subjects = (options.radiologist.empty() ? 0 : 1) + (options.facility.empty() ? 0 : 1) +
                         (options.isOfAll ? 1 : 0) + (options.letterOf.empty() ? 0 : 1) +
                         (options.learningSet.empty() ? 0 : 1);
    if (subjects != 1)
        throw wrongUsage("say whom it is about, once: --radiologist, --facility, --all, --letter or --learning-set",
                         "see ./overread report --help");
    if (!options.letterOf.empty() && options.format == "csv")
        throw wrongUsage("a letter is no table: html or pdf", "--format pdf");
    const auto configuration = loadConfiguration();
    const auto language = reports::languageNamed(options.language).value();
    const auto made = madeOf(options, configuration, language);
    if (options.format == "csv") write(options, made.csv);
    if (options.format == "html") write(options, toHtml(made.document));
    if (options.format == "pdf") write(options, printedPdf(made.document, configuration.programsPath));
    if (options.asJson) {
        auto answer = made.facts;
        answer["file"] = options.out;
        std::cout << answer.dump() << std::endl;
    } else {
        say(Verbosity::normal, options.out + ": " + made.sentence);
    }
    return static_cast<int>(ExitCode::done);
}

}  // namespace

void addReportCommand(CLI::App& app, int& exitCode) {
    const auto options = std::make_shared<Options>();
    auto* command = app.add_subcommand(
        "report",
        helpWith(
            R"(  ./overread report --radiologist R-17 --period 2026-10 --format pdf --out R-17.pdf
  ./overread report --facility CENTRE-1 --period 2025-11..2026-10 --format html --out centre-1.html --language ru
  ./overread report --radiologist R-17 --period 2026-10 --cases --format csv --out R-17-cases.csv
  ./overread report --letter 0192f0c4-0000-7000-8000-000000000001 --format pdf --out letter.pdf
  ./overread report --learning-set 0192f0c4-0000-7000-8000-000000000002 --format pdf --out set.pdf
)",
            "Documents of quality assurance: the quality report of a radiologist, a facility or all, with an interval "
            "beside each number; the settled cases behind it; the feedback letter of a case; a learning set."));
    command->add_option("--radiologist", options->radiologist, "quality report of this staff code");
    command->add_option("--facility", options->facility, "quality report of this facility and its radiologists");
    command->add_flag("--all", options->isOfAll, "quality report of all facilities");
    command->add_option("--letter", options->letterOf, "feedback letter of this settled case (its id); html or pdf");
    command->add_option("--learning-set", options->learningSet, "cases of this learning session (its id)");
    command->add_option("--period", options->period, "of a quality report: 2026-10, or 2025-11..2026-10");
    command->add_flag("--cases", options->isCaseList, "the settled cases of the period in place of the figures");
    command->add_option("--format", options->format, "html, pdf or csv")
        ->required()
        ->check(CLI::IsMember(std::vector<std::string>{"html", "pdf", "csv"}));
    command->add_option("--out", options->out, "file to write")->required();
    command->add_option("--language", options->language, "en (default) or ru")
        ->check(CLI::IsMember(std::vector<std::string>{"en", "ru"}));
    command->add_option("--purpose", options->purpose, "why it leaves the house; stands in the audit trail")
        ->check(CLI::IsMember(
            std::vector<std::string>{"qualityReview", "talk", "teaching", "inspection", "ownRecord", "feedback"}));
    command->add_flag("--json", options->asJson, "one JSON object on standard output");
    command->callback([options, &exitCode] { exitCode = sayingWhatFailed([&] { return run(*options); }); });
}

}  // namespace overread
