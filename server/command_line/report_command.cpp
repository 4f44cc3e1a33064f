#include "server/command_line/report_command.h"

#include <CLI/CLI.hpp>
#include <fstream>
#include <iostream>
#include <memory>
#include <nlohmann/json.hpp>

#include "reports/print/pdf.h"
#include "reports/quality_report.h"
#include "server/command_line/command_failure.h"
#include "server/command_line/database_failures.h"
#include "server/command_line/program.h"
#include "server/command_line/progress.h"
#include "server/configuration/configuration.h"
#include "server/database/audit_trail.h"
#include "server/database/columns.h"
#include "server/database/oversight_repository.h"
#include "server/database/person_repository.h"
#include "server/database/transaction.h"
#include "server/oversight/radiologist_figures.h"

namespace overread {
namespace {

struct Options {
    std::string radiologist;
    std::string period;
    std::string format;
    std::string out;
    bool asJson = false;
};

constexpr int rowsAPage = 500;

/// Reads everything in one transaction, so that the numbers and the cases behind them are of one moment.
reports::QualityReport reportOf(const Options& options, const reports::Period& period) {
    ConnectionPool pool(loadConfiguration(), DatabaseRole::app, 1);
    Transaction transaction(pool);
    auto& session = transaction.session();
    const auto person = PersonRepository(session).findByStaffCode(options.radiologist);
    if (!person)
        throw CommandFailure(ExitCode::inputRefused, "no_such_radiologist",
                             "no radiologist with the staff code " + options.radiologist,
                             "the staff code is the one that stands in the reports");
    reports::QualityReport report;
    report.period = period;
    report.asOf = databaseNow(session);
    report.figures.reporter = person->staffCode;
    report.figures.reporterName = person->displayName;
    const auto figures = radiologistFigures(session, {period.from, period.to, "", person->id});
    if (!figures.empty()) report.figures = figures.front();

    CaseFilter settled;
    settled.which = CaseFilter::Which::settled;
    settled.reporter = person->staffCode;
    settled.from = period.from;
    settled.to = period.to;
    std::string cursor;
    do {
        auto page = OversightRepository(session).casePage(settled, cursor, rowsAPage);
        std::ranges::move(page.items, std::back_inserter(report.cases));
        cursor = page.nextCursor.value_or("");
    } while (!cursor.empty());

    AuditEvent exported;
    exported.action = "report.exported";
    exported.subjectKind = "person";
    exported.subjectId = person->id.text();
    exported.detailJson = R"({"format": ")" + options.format + R"(", "period": ")" + period.name + R"("})";
    AuditTrail(session).append(exported);
    transaction.commit();
    return report;
}

void write(const Options& options, const std::string& text) {
    std::ofstream out(options.out, std::ios::binary);
    out << text;
    out.close();
    if (!out) throw CommandFailure(ExitCode::failed, "cannot_write", "cannot write " + options.out);
}

int run(const Options& options) {
    const auto period = reports::monthNamed(options.period);
    if (!period)
        throw CommandFailure(ExitCode::wrongUsage, "wrong_usage", "'" + options.period + "' is no month",
                             "for example --period 2026-10");
    const auto report = reportOf(options, *period);
    if (options.format == "html") write(options, reports::toHtml(report));
    if (options.format == "csv") write(options, reports::toCsv(report));
    if (options.format == "pdf")
        reports::writePdf(reports::toHtml(report), "Quality report " + report.figures.reporter,
                          "Quality report " + report.figures.reporter + ", " + period->name +
                              ". Quality assurance; not for primary diagnosis.",
                          options.out);
    if (options.asJson)
        std::cout << nlohmann::json{{"file", options.out},
                                    {"radiologist", report.figures.reporter},
                                    {"period", period->name},
                                    {"reports", report.figures.reports},
                                    {"cases", report.cases.size()}}
                         .dump()
                  << std::endl;
    else
        say(Verbosity::normal, options.out + ": " + std::to_string(report.figures.reports) + " reports, " +
                                   std::to_string(report.cases.size()) + " settled cases");
    return static_cast<int>(ExitCode::done);
}

}  // namespace

void addReportCommand(CLI::App& app, int& exitCode) {
    const auto options = std::make_shared<Options>();
    auto* command = app.add_subcommand(
        "report", helpWith("  ./overread report --radiologist R-17 --period 2026-10 --format pdf --out R-17.pdf\n",
                           "The quality report of one radiologist and month, with an interval beside each number."));
    command->add_option("--radiologist", options->radiologist, "staff code")->required();
    command->add_option("--period", options->period, "month, for example 2026-10")->required();
    command->add_option("--format", options->format, "html, pdf or csv")
        ->required()
        ->check(CLI::IsMember(std::vector<std::string>{"html", "pdf", "csv"}));
    command->add_option("--out", options->out, "file to write")->required();
    command->add_flag("--json", options->asJson, "one JSON object on standard output");
    command->callback([options, &exitCode] { exitCode = sayingWhatFailed([&] { return run(*options); }); });
}

}  // namespace overread
