#include "server/workflow/outside_results.h"

#include <nlohmann/json.hpp>

#include "server/database/audit_trail.h"
#include "server/database/quantification_repository.h"
#include "server/jobs/job_queue.h"
#include "server/workflow/plan_store.h"

namespace overread::workflow {

bool orderReading(soci::session& session, const std::string& objectId) {
    if (!OutsideResultRepository{session}.mayHoldResult(objectId)) return false;
    JobQueue{session}.add(std::string{readOutsideResultKind}, objectId);
    return true;
}

void orderComparisons(soci::session& session, const StudyId& study) {
    for (const auto& object : OutsideResultRepository{session}.objectsOf(study))
        JobQueue{session}.add(std::string{readOutsideResultKind}, object);
}

void recordOutsideResult(soci::session& session, OutsideResultRecord result, Timestamp now) {
    if (result.reason.empty()) {
        result.grade = gradeOf(result.involvement.totalPercent, planWithoutSecret(session, now).limits);
        QuantificationRepository ours{session};
        const auto measured = ours.find(result.study);
        if (measured && measured->status == Quantification::Status::measured) {
            result.measurement = ours.versionOf(result.study);
            result.pointsApart = result.involvement.totalPercent - measured->involvement.totalPercent;
        }
    }
    if (result.measurement.empty()) result.lesionDice = result.lungDice = std::nullopt;
    OutsideResultRepository{session}.save(result);
    AuditTrail{session}.append({std::nullopt, "outsideResult.read", "study", result.study.text(),
                                nlohmann::json{{"result", result.id}, {"refusal", result.reason}}.dump()});
}

}  // namespace overread::workflow
