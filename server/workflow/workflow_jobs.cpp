#include "server/workflow/workflow_jobs.h"

#include <array>
#include <stdexcept>

#include "server/workflow/judging.h"
#include "server/workflow/selecting.h"

namespace overread::workflow {
namespace {

struct Step {
    std::string_view kind;
    void (*run)(soci::session& session, const std::string& key, Timestamp now);
};

constexpr std::array steps{
    Step{"selectReport", [](soci::session& session, const std::string& key,
                            Timestamp now) { selectReport(session, ReportId::parse(key), now); }},
    Step{"judgeDiscrepancy", [](soci::session& session, const std::string& key,
                                Timestamp now) { judgeDiscrepancy(session, ReportId::parse(key), now); }},
    Step{"decideConcordance", [](soci::session& session, const std::string& key,
                                 Timestamp now) { decideConcordance(session, CaseId::parse(key), now); }},
    Step{"closeCase", [](soci::session& session, const std::string& key,
                         Timestamp now) { closeCase(session, CaseId::parse(key), now); }},
    Step{"closePanel", [](soci::session& session, const std::string& key,
                          Timestamp now) { closePanel(session, CaseId::parse(key), now); }},
};

}  // namespace

std::vector<std::string> workflowJobKinds() {
    std::vector<std::string> kinds;
    for (const auto& step : steps) kinds.emplace_back(step.kind);
    return kinds;
}

void runWorkflowJob(soci::session& session, std::string_view kind, const std::string& uniqueKey, Timestamp now) {
    for (const auto& step : steps)
        if (step.kind == kind) return step.run(session, uniqueKey, now);
    throw std::invalid_argument("no step of the workflow: " + std::string{kind});
}

}  // namespace overread::workflow
