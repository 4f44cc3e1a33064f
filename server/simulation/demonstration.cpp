#include "server/simulation/demonstration.h"

#include <algorithm>
#include <chrono>
#include <fstream>
#include <nlohmann/json.hpp>
#include <thread>

#include "core/wire/administration.h"
#include "core/wire/page.h"
#include "reports/period.h"
#include "server/simulation/api_client.h"
#include "server/simulation/dicom_sender.h"
#include "server/simulation/simulated_reader.h"

namespace overread::simulation {
namespace {

using namespace std::chrono_literals;
using nlohmann::json;
namespace fs = std::filesystem;

const std::string loopback = "127.0.0.1";
constexpr auto lookEvery = 150ms;
/// Nothing has moved for so long: something is stuck, and waiting on would hide it.
constexpr auto stuckAfter = 180s;
constexpr int casesAReaderADay = 40;

template <class T>
T parsed(const Answer& answer) {
    return json::parse(answer.body).get<T>();
}

/// All pages of a list.
template <class Row>
std::vector<Row> allOf(ApiClient& api, const std::string& path) {
    std::vector<Row> rows;
    std::string next = path;
    while (true) {
        auto page = parsed<wire::Page<Row>>(api.get(next));
        std::ranges::move(page.items, std::back_inserter(rows));
        if (!page.nextCursor) return rows;
        next = path + (path.find('?') == std::string::npos ? "?" : "&") + "cursor=" + *page.nextCursor;
    }
}

Timestamp now() {
    return std::chrono::floor<std::chrono::microseconds>(std::chrono::system_clock::now());
}

bool isAtItsEnd(const wire::CaseRow& row) {
    static const std::vector<std::string> ends{"notSelected", "closed", "feedbackSent", "acknowledged", "cancelled"};
    return row.measured.status != Quantification::Status::pending && std::ranges::find(ends, row.state) != ends.end();
}

Observed observedIn(const wire::CaseRow& row) {
    return {row.measured.status, row.reasons, row.outcome, row.settledGrade, row.alert, row.greatCall, row.reads};
}

}  // namespace

class Demonstration::Stage {
public:
    Stage(const Configuration& base, Ports ports, TellProgress tell, const StopSignal& stop)
        : tell_(std::move(tell)),
          stop_(stop),
          lock_(demonstrationHome(base.home)),
          installation_(prepared(base, ports)),
          system_(installation_.configuration, programFolder(), OnExit::restart,
                  [this](const std::string& sentence) { tell_(sentence, 0, 0); }) {
        tell_("start server, listener and worker", 0, 0);
        system_.start();
        system_.awaitReady();
        openAccounts();
    }

    [[nodiscard]] Summary play(std::vector<StagedStudy> studies);
    [[nodiscard]] std::vector<StagedStudy> phantoms(int count);
    [[nodiscard]] std::vector<StagedStudy> seriesUnder(const fs::path& folder);

private:
    Installation prepared(const Configuration& base, Ports ports) {
        tell_("make a fresh database and home", 0, 0);
        return freshInstallation(base, ports);
    }
    [[nodiscard]] const fs::path& home() const { return installation_.configuration.home; }

    void openAccounts();
    Account open(ApiClient& administrator, const std::string& role, const std::string& name,
                 const std::vector<Role>& roles, const std::string& staffCode);
    [[nodiscard]] ApiClient signedIn(const std::string& name) const;
    [[nodiscard]] std::vector<std::string> namesOf(const std::string& role) const;

    void send(StagedStudy& study, ApiClient& hospital, bool imagesFirst);
    void readUntilAllIsSettled();
    [[nodiscard]] bool jobsAreDone(ApiClient& administrator) const;
    void awaitJobs();
    void acknowledgeAlerts();
    void amendReports();
    void acknowledgeFeedback();
    void printOneReport();
    void conclude();
    [[nodiscard]] std::optional<Opinion> opinionOn(std::optional<std::uint64_t> fingerprint, AssignmentKind kind);

    TellProgress tell_;
    const StopSignal& stop_;
    HomeLock lock_;
    Installation installation_;
    LocalSystem system_;
    std::vector<Account> accounts_;
    std::vector<StagedStudy> studies_;
    std::vector<wire::CaseRow> rows_;  ///< as last seen by the QA lead
    Summary summary_;
};

void Demonstration::Stage::openAccounts() {
    tell_("open the accounts", 0, 0);
    accounts_.push_back({"administrator", installation_.administratorName, installation_.administratorPassword});
    auto administrator = signedIn(installation_.administratorName);
    open(administrator, "hospital", "hospital", {Role::integrator}, "");
    open(administrator, "QA lead", "lead", {Role::qaLead}, "");
    open(administrator, "head", "head", {Role::head}, "");
    for (const auto* name : {"reader-1", "reader-2", "reader-3"})
        open(administrator, "reader", name, {Role::reviewer}, "");
    for (const auto* name : {"arbiter-1", "arbiter-2"})
        open(administrator, "arbiter", name, {Role::reviewer, Role::arbiter}, "");
    for (const auto* code : {"R-01", "R-02", "R-03"}) {
        std::string name = code;
        std::ranges::transform(name, name.begin(), [](unsigned char c) { return static_cast<char>(std::tolower(c)); });
        open(administrator, "radiologist", name, {Role::radiologist}, code);
    }
}

Account Demonstration::Stage::open(ApiClient& administrator, const std::string& role, const std::string& name,
                                   const std::vector<Role>& roles, const std::string& staffCode) {
    stop_.check();
    const Account account{role, name, newPassword()};
    const auto displayName = staffCode.empty() ? role + " " + name : nameOfRadiologist(staffCode);
    const json body = wire::NewUser{name, staffCode, displayName, roles, "", account.password};
    administrator.post("/api/v1/users", body.dump());
    accounts_.push_back(account);
    return account;
}

ApiClient Demonstration::Stage::signedIn(const std::string& name) const {
    const auto account = std::ranges::find(accounts_, name, &Account::name);
    ApiClient api(loopback, installation_.configuration.httpPort);
    api.signIn(account->name, account->password);
    return api;
}

std::vector<std::string> Demonstration::Stage::namesOf(const std::string& role) const {
    std::vector<std::string> names;
    for (const auto& account : accounts_)
        if (account.role == role) names.push_back(account.name);
    return names;
}

std::vector<StagedStudy> Demonstration::Stage::phantoms(int count) {
    std::vector<StagedStudy> staged;
    for (const auto& scene : scenes(count)) {
        stop_.check();
        const auto number = static_cast<int>(staged.size()) + 1;
        tell_("make studies", number - 1, count);
        staged.push_back(stagePhantom(scene, number, home() / "sent" / std::to_string(number)));
    }
    return staged;
}

std::vector<StagedStudy> Demonstration::Stage::seriesUnder(const fs::path& folder) {
    tell_("look for series under " + folder.string(), 0, 0);
    return stageSeriesUnder(folder, home() / "sent");
}

void Demonstration::Stage::send(StagedStudy& study, ApiClient& hospital, bool imagesFirst) {
    const auto sendReport = [&] {
        const json body = study.report;
        hospital.post("/api/v1/reports", body.dump());
    };
    if (!imagesFirst) sendReport();
    const auto& configuration = installation_.configuration;
    const auto result = sendByCStore(study.files, loopback, configuration.dicomPort, configuration.dicomAeTitle);
    summary_.counts.objects += result.sent;
    if (result.notSent > 0) {
        const auto what =
            std::to_string(result.notSent) + " objects of " + study.label + " were not taken: " + result.problem;
        tell_(what, 0, 0);
        if (study.isPhantom) throw std::runtime_error(what);
    }
    study.isDelivered = result.sent > 0;
    if (imagesFirst && study.isDelivered) sendReport();
}

/// Of a phantom the truth; of a real series what was measured, where it was, else what most would say: nothing much.
std::optional<Opinion> Demonstration::Stage::opinionOn(std::optional<std::uint64_t> fingerprint, AssignmentKind) {
    if (!fingerprint) return std::nullopt;
    const auto study = std::ranges::find(studies_, fingerprint, &StagedStudy::fingerprint);
    if (study == studies_.end()) return std::nullopt;
    if (study->isPhantom) return Opinion{study->scene.truthPercent, study->scene.deservesPraise};
    const auto row = std::ranges::find(rows_, study->studyInstanceUid, &wire::CaseRow::studyInstanceUid);
    if (row == rows_.end() || row->measured.status != Quantification::Status::measured) return std::nullopt;
    return Opinion{row->measured.involvement.totalPercent, false};
}

bool Demonstration::Stage::jobsAreDone(ApiClient& administrator) const {
    const auto jobs = parsed<wire::JobsView>(administrator.get("/api/v1/jobs"));
    return std::ranges::all_of(jobs.counts, [](const auto& each) {
        return (each.state != "waiting" && each.state != "running") || each.count == 0;
    });
}

void Demonstration::Stage::readUntilAllIsSettled() {
    auto lead = signedIn("lead");
    auto administrator = signedIn(installation_.administratorName);
    std::vector<SimulatedReader> readers;
    for (const auto* role : {"reader", "arbiter"})
        for (const auto& name : namesOf(role))
            readers.emplace_back(signedIn(name),
                                 [this](auto fingerprint, auto kind) { return opinionOn(fingerprint, kind); });

    const long expected = std::ranges::count_if(studies_, &StagedStudy::isDelivered);
    auto movedAt = std::chrono::steady_clock::now();
    std::string before;
    while (true) {
        stop_.check();
        const bool jobsDone = jobsAreDone(administrator);
        rows_ = allOf<wire::CaseRow>(lead, "/api/v1/studies");
        const auto atEnd = std::ranges::count_if(rows_, isAtItsEnd);
        const auto measured = std::ranges::count_if(
            rows_, [](const auto& row) { return row.measured.status != Quantification::Status::pending; });
        tell_("measured " + std::to_string(measured) + ", settled", atEnd, expected);
        const bool allMeasured = measured == expected;

        // Real series are judged by what was measured, so reading waits for that; phantoms are read at once.
        bool somethingWasRead = false;
        if (allMeasured || std::ranges::all_of(studies_, &StagedStudy::isPhantom))
            for (auto& reader : readers)
                while (reader.readOne()) {
                    stop_.check();
                    somethingWasRead = true;
                }
        if (jobsDone && !somethingWasRead && atEnd == expected) return;

        std::string standing = std::to_string(measured) + "/" + std::to_string(atEnd);
        for (const auto& row : rows_) standing += row.state;
        if (standing != before || somethingWasRead) movedAt = std::chrono::steady_clock::now();
        before = standing;
        if (std::chrono::steady_clock::now() - movedAt > stuckAfter) {
            std::string left;
            for (const auto& row : rows_)
                if (!isAtItsEnd(row))
                    left += "\n  " + row.studyInstanceUid + ": " + row.state + ", measurement " +
                            std::string(nameOf(row.measured.status));
            throw std::runtime_error("nothing moves any more; not at their end:" + left +
                                     "\n  logs: " + (home() / "log").string());
        }
        if (!somethingWasRead) std::this_thread::sleep_for(lookEvery);
    }
}

void Demonstration::Stage::awaitJobs() {
    auto administrator = signedIn(installation_.administratorName);
    const auto until = std::chrono::steady_clock::now() + stuckAfter;
    while (!jobsAreDone(administrator)) {
        stop_.check();
        if (std::chrono::steady_clock::now() > until) throw std::runtime_error("the queue does not become empty");
        std::this_thread::sleep_for(lookEvery);
    }
}

void Demonstration::Stage::acknowledgeAlerts() {
    auto head = signedIn("head");
    for (const auto& alert : allOf<wire::AlertRow>(head, "/api/v1/alerts")) {
        ++summary_.counts.alerts;
        if (alert.acknowledgedAt) continue;
        const json body = wire::AlertAcknowledgement{"Patient called and admitted."};
        head.change("/api/v1/alerts/" + alert.id + "/acknowledgement", body.dump(), alert.etag);
        ++summary_.counts.alertsAcknowledged;
    }
}

void Demonstration::Stage::amendReports() {
    auto hospital = signedIn("hospital");
    for (const auto& study : studies_) {
        if (!study.scene.isAmended || !study.scene.expected.settledGrade) continue;
        auto amended = study.report;
        amended.grade = *study.scene.expected.settledGrade;
        amended.involvement = Involvement{study.scene.truthPercent, std::nullopt, std::nullopt};
        amended.routing = routingOf(amended.grade);
        amended.text = "Amended after review. " + amended.text;
        amended.signedAt = now();
        const json body = amended;
        const auto receipt = parsed<wire::ReportReceipt>(hospital.post("/api/v1/reports", body.dump()));
        if (receipt.amended && receipt.version == 2)
            ++summary_.counts.amendedReports;
        else
            summary_.unmet.push_back(study.label + ": the second version of its report was not taken as an amendment");
    }
    awaitJobs();
}

void Demonstration::Stage::acknowledgeFeedback() {
    for (const auto& name : namesOf("radiologist")) {
        auto radiologist = signedIn(name);
        for (const auto& feedback : allOf<wire::FeedbackRow>(radiologist, "/api/v1/feedback")) {
            ++summary_.counts.feedback;
            if (feedback.state != "sent") continue;
            const json body = wire::FeedbackAcknowledgement{""};
            radiologist.change("/api/v1/feedback/" + feedback.id + "/acknowledgement", body.dump(), feedback.etag);
            ++summary_.counts.feedbackAcknowledged;
        }
    }
    awaitJobs();
}

void Demonstration::Stage::printOneReport() {
    auto head = signedIn("head");
    const auto month = reports::monthOf(now());
    const auto range = "from=" + toRfc3339(month.from) + "&to=" + toRfc3339(month.to);
    const auto figures = parsed<wire::FiguresOfRadiologists>(head.get("/api/v1/figures/radiologists?" + range));
    if (figures.items.empty()) {
        summary_.unmet.push_back("the figures name no radiologist");
        return;
    }
    const auto most = std::ranges::max_element(
        figures.items, {}, [](const auto& each) { return each.doubleReads.settled + each.peerReviews.settled; });
    const auto file = home() / "reports" / (most->reporter + "-" + month.name + ".pdf");
    fs::create_directories(file.parent_path());
    const auto pdf = head.get("/api/v1/documents/quality-report?reporter=" + most->reporter + "&from=" + month.name +
                              "&to=" + month.name + "&format=pdf")
                         .orThrow();
    std::ofstream(file, std::ios::binary) << pdf.body;
    summary_.pdf = file.string();
}

void Demonstration::Stage::conclude() {
    auto lead = signedIn("lead");
    rows_ = allOf<wire::CaseRow>(lead, "/api/v1/studies");
    auto& counts = summary_.counts;
    counts.studies = static_cast<int>(studies_.size());
    counts.reports = static_cast<int>(rows_.size());
    for (const auto& study : studies_) {
        ShownStudy shown{study, std::nullopt, {}};
        const auto row = std::ranges::find(rows_, study.studyInstanceUid, &wire::CaseRow::studyInstanceUid);
        if (!study.isDelivered) {
            ++counts.refused;
        } else if (row == rows_.end()) {
            shown.unmet = "the server does not know its report";
        } else {
            shown.row = *row;
            shown.unmet = unmet(study.scene.expected, observedIn(*row));
            counts.measured += row->measured.status == Quantification::Status::measured;
            counts.refused += row->measured.status == Quantification::Status::refused;
            counts.cases += !row->caseId.empty();
            counts.reads += row->reads;
            counts.greatCalls += row->greatCall;
        }
        if (!shown.unmet.empty()) summary_.unmet.push_back(study.label + ": " + shown.unmet);
        summary_.studies.push_back(std::move(shown));
    }
    const auto audit = parsed<wire::AuditVerification>(lead.get("/api/v1/audit/verification"));
    counts.auditEvents = audit.sealedEvents + audit.unsealedEvents;
    if (!audit.intact) summary_.unmet.emplace_back("the audit trail is broken");
    if (counts.alertsAcknowledged != counts.alerts) summary_.unmet.emplace_back("an alert was not acknowledged");
    summary_.server = system_.url();
    summary_.dicom = installation_.configuration.dicomAeTitle + "@" + loopback + ":" +
                     std::to_string(installation_.configuration.dicomPort);
    summary_.accounts = accounts_;
}

Summary Demonstration::Stage::play(std::vector<StagedStudy> studies) {
    studies_ = std::move(studies);
    if (studies_.empty()) throw std::runtime_error("there is no DICOM series to play with");
    auto administrator = signedIn(installation_.administratorName);
    for (int more = 4; more * casesAReaderADay < static_cast<int>(studies_.size()) + casesAReaderADay; ++more)
        open(administrator, "reader", "reader-" + std::to_string(more), {Role::reviewer}, "");
    auto hospital = signedIn("hospital");
    for (std::size_t i = 0; i < studies_.size(); ++i) {
        stop_.check();
        tell_("send images and reports", static_cast<long>(i), static_cast<long>(studies_.size()));
        // Of a real series nobody knows before whether the listener takes it, so its report comes after it.
        send(studies_[i], hospital, i % 2 == 0 || !studies_[i].isPhantom);
    }
    readUntilAllIsSettled();
    tell_("alerts, amended report, feedback, figures", 0, 0);
    acknowledgeAlerts();
    amendReports();
    acknowledgeFeedback();
    printOneReport();
    conclude();
    return summary_;
}

Demonstration::Demonstration(const Configuration& base, Ports ports, TellProgress tell, const StopSignal& stop)
    : stage_(std::make_unique<Stage>(base, ports, std::move(tell), stop)) {}
Demonstration::~Demonstration() = default;

Summary Demonstration::play(int cases) {
    return stage_->play(stage_->phantoms(cases));
}

Summary Demonstration::play(const fs::path& folderOfSeries) {
    return stage_->play(stage_->seriesUnder(folderOfSeries));
}

}  // namespace overread::simulation
