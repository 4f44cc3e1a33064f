#include <cctype>
#include <nlohmann/json.hpp>

#include "reports/language.h"
#include "server/api/case_filter.h"
#include "server/api/figure_parameters.h"
#include "server/api/learning_access.h"
#include "server/api/list_parameters.h"
#include "server/api/resources.h"
#include "server/database/audit_trail.h"
#include "server/database/columns.h"
#include "server/database/feedback_repository.h"
#include "server/oversight/documents.h"
#include "server/printing/printing.h"
#include "server/workflow/pictures.h"

// Documents that leave the house: what may be seen on a page, as a file. Each is written to the audit trail with its
// purpose.
namespace overread::api {

namespace {

struct Wanted {
    std::string format;  ///< html, pdf or csv
    reports::Language language = reports::Language::english;
    std::string purpose;
};

Wanted wantedIn(const Request& request, const std::string& usualPurpose) {
    Wanted wanted{request.parameter("format").value_or("html"), reports::Language::english,
                  request.parameter("purpose").value_or(usualPurpose)};
    if (wanted.format != "html" && wanted.format != "pdf" && wanted.format != "csv")
        throw Refusal{ProblemType::malformed, "html, pdf or csv", "/format"};
    const auto language = reports::languageNamed(request.parameter("language").value_or("en"));
    if (!language) throw Refusal{ProblemType::malformed, "en or ru", "/language"};
    wanted.language = *language;
    if (!reports::isPurpose(wanted.purpose))
        throw Refusal{ProblemType::malformed, "a purpose that is known", "/purpose"};
    return wanted;
}

/// What a document says and who it is about, before it becomes bytes: those are made after the transaction, since
/// printing takes its time.
struct Made {
    reports::Document document;  ///< empty where CSV was wanted
    std::string csv;
    std::string name;  ///< of the file, without its ending
    AuditEvent event;
};

/// The browser keeps it as a file and opens no page. Of a staff code or facility in the name letters, digits and '-'
/// stay.
Response download(std::string bytes, const std::string& format, std::string name) {
    for (char& c : name)
        if (std::isalnum(static_cast<unsigned char>(c)) == 0 && c != '-') c = '_';
    Response response{200, format == "html"  ? "text/html; charset=utf-8"
                           : format == "pdf" ? "application/pdf"
                                             : "text/csv; charset=utf-8"};
    response.headers.emplace_back("Content-Disposition", "attachment; filename=\"" + name + '.' + format + '"');
    response.body = std::move(bytes);
    return response;
}

/// Makes the document in one transaction together with its event, then its bytes. `make(session, imprint)` answers
/// Made.
template <class Make>
Response exported(Exchange& exchange, const Wanted& wanted, const Make& make) {
    auto& services = exchange.services;
    const ExportGate::Pass pass(services.exports, exchange.by().id());
    Made made;
    static_cast<void>(inTransaction(services.app, [&](soci::session& session) {
        made = make(session, reports::Imprint{services.documentsBanner, wanted.purpose, databaseNow(session)});
        auto detail = nlohmann::json::parse(made.event.detailJson);
        detail["format"] = wanted.format;
        detail["purpose"] = wanted.purpose;
        made.event.actor = exchange.by().id();
        made.event.action = "document.exported";
        made.event.detailJson = detail.dump();
        AuditTrail{session}.append(made.event);
        return Response{204, {}};
    }));
    if (wanted.format == "csv") return download(std::move(made.csv), wanted.format, made.name);
    if (wanted.format == "html") return download(toHtml(made.document), wanted.format, made.name);
    return download(printedPdf(made.document, services.programsPath), wanted.format, made.name);
}

Made madeReport(soci::session& session, const FigureQuery& query, const Wanted& wanted,
                const reports::Imprint& imprint) {
    const auto report = qualityReport(session, query, imprint);
    const auto& subject = query.subject;
    const auto [from, to] = query.period();
    const nlohmann::json detail{{"document", "qualityReport"}, {"from", from}, {"to", to}};
    Made made;
    made.name = "quality-report-" + (subject.id.empty() ? subject.kind : subject.id) + '-' + from + '-' + to;
    made.event = {std::nullopt,
                  {},
                  query.scope.reporter ? "person" : "list",
                  query.scope.reporter ? query.scope.reporter->text() : query.scope.facility,
                  detail.dump()};
    if (wanted.format == "csv")
        made.csv = figuresCsv(report, wanted.language);
    else
        made.document = documentOf(report, wanted.language);
    return made;
}

Made madeLetter(soci::session& session, const Exchange& exchange, const FeedbackId& id, const UserId& reporter,
                const Wanted& wanted, const reports::Imprint& imprint) {
    const auto letter = feedbackLetter(session, exchange.services.images, id, reporter, imprint);
    if (!letter) throw Refusal{ProblemType::notFound};
    return {documentOf(*letter, wanted.language),
            {},
            "feedback-" + id.text(),
            {std::nullopt, {}, "feedback", id.text(), R"({"document": "feedbackLetter"})"}};
}

Wanted letterWantedIn(const Request& request) {
    refuseOtherParameters(request, {"format", "language", "purpose"});
    auto wanted = wantedIn(request, "feedback");
    if (wanted.format == "csv") throw Refusal{ProblemType::malformed, "html or pdf: a letter is no table", "/format"};
    return wanted;
}

}  // namespace

Response sendQualityReport(Exchange& exchange) {
    refuseOtherParameters(exchange.request,
                          {"from", "to", "reporter", "facility", "scanner", "format", "language", "purpose"});
    const auto wanted = wantedIn(exchange.request, "qualityReview");
    return exported(exchange, wanted, [&](soci::session& session, const reports::Imprint& imprint) {
        return madeReport(session, figureQueryIn(exchange, session), wanted, imprint);
    });
}

Response sendMyQualityReport(Exchange& exchange) {
    refuseOtherParameters(exchange.request, {"from", "to", "format", "language", "purpose"});
    const auto wanted = wantedIn(exchange.request, "ownRecord");
    return exported(exchange, wanted, [&](soci::session& session, const reports::Imprint& imprint) {
        const auto& own = exchange.by().account;
        const FigureQuery query{{monthsIn(exchange.request, databaseNow(session)),
                                 AssignmentKind::doubleRead,
                                 {},
                                 own.person,
                                 std::nullopt},
                                {"reporter", own.staffCode, own.displayName, ""},
                                false};
        return madeReport(session, query, wanted, imprint);
    });
}

Response sendCaseList(Exchange& exchange) {
    const auto& request = exchange.request;
    std::vector<std::string_view> known(caseFilterNames.begin(), caseFilterNames.end());
    known.insert(known.end(), {"format", "language", "purpose"});
    refuseOtherParameters(request, known);
    const auto wanted = wantedIn(request, "qualityReview");
    auto filter = caseFilterIn(exchange);
    filter.which = CaseFilter::Which::settled;  // nothing of an open case leaves
    return exported(exchange, wanted, [&](soci::session& session, const reports::Imprint& imprint) {
        const bool isCsv = wanted.format == "csv";
        reports::CaseList list{
            casesOf(session, filter, isCsv ? mostExportedRows : reports::mostPrintedCases + 1), {}, imprint};
        for (const auto& name : caseFilterNames)
            if (auto value = request.parameter(std::string(name))) list.filters.emplace_back(name, *std::move(value));
        Made made;
        made.name = "cases";
        const nlohmann::json detail{{"document", "cases"}, {"rows", list.cases.size()}};
        made.event = {std::nullopt, {}, "list", filter.reporter, detail.dump()};
        if (isCsv)
            made.csv = toCsv(list, wanted.language);
        else
            made.document = documentOf(list, wanted.language);
        return made;
    });
}

Response sendLetterOfCase(Exchange& exchange) {
    const auto id = idAt<CaseId>(exchange, "caseId");
    const auto wanted = letterWantedIn(exchange.request);
    return exported(exchange, wanted, [&](soci::session& session, const reports::Imprint& imprint) {
        const auto shown = workflow::settledCase(session, id, facilityOf(exchange.by()));
        const auto feedback = shown ? FeedbackRepository{session}.findForCase(id) : std::nullopt;
        if (!feedback) throw Refusal{ProblemType::notFound};
        return madeLetter(session, exchange, feedback->id, feedback->reporter, wanted, imprint);
    });
}

Response sendMyLetter(Exchange& exchange) {
    const auto id = idAt<FeedbackId>(exchange, "feedbackId");
    const auto wanted = letterWantedIn(exchange.request);
    return exported(exchange, wanted, [&](soci::session& session, const reports::Imprint& imprint) {
        return madeLetter(session, exchange, id, exchange.by().id(), wanted, imprint);
    });
}

Response sendLearningSet(Exchange& exchange) {
    const auto id = idAt<LearningSessionId>(exchange, "sessionId");
    refuseOtherParameters(exchange.request, {"format", "language", "purpose"});
    const auto wanted = wantedIn(exchange.request, "teaching");
    return exported(exchange, wanted, [&](soci::session& session, const reports::Imprint& imprint) {
        const auto set =
            learningSet(session, exchange.services.images, learningSessionFor(session, id, exchange.by()), imprint);
        Made made;
        made.name = "learning-set-" + id.text();
        made.event = {std::nullopt, {}, "learningSession", id.text(), R"({"document": "learningSet"})"};
        if (wanted.format == "csv")
            made.csv = toCsv(set, wanted.language);
        else
            made.document = documentOf(set, wanted.language);
        return made;
    });
}

}  // namespace overread::api
