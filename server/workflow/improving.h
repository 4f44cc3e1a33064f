#pragma once
#include <string>
#include <variant>

#include "core/domain/id.h"
#include "core/domain/learning_session.h"
#include "core/domain/timestamp.h"
#include "core/wire/learning_session.h"
#include "core/wire/measure.h"
#include "server/workflow/refusal.h"

namespace soci {
class session;
}

/// What follows from the cases: corrective measures and learning sessions. `facility` limits a head to their own;
/// empty: no limit.
namespace overread::workflow {

/// Who manages, and where.
struct Manager {
    UserId person;
    std::string facility;
};

[[nodiscard]] std::variant<wire::MeasureRow, Invalid> openMeasure(soci::session& session, const Manager& manager,
                                                                  const wire::NewMeasure& wanted, Timestamp now);
/// AlreadyLocked: it is closed.
[[nodiscard]] std::variant<std::string, Unknown, StaleEtag, AlreadyLocked, Invalid> changeMeasure(
    soci::session& session, const Manager& manager, const MeasureId& id, const std::string& etag,
    const wire::MeasureChange& wanted, Timestamp now);
[[nodiscard]] std::variant<std::string, Unknown, StaleEtag, AlreadyLocked> closeMeasure(
    soci::session& session, const Manager& manager, const MeasureId& id, const std::string& etag,
    const std::string& result, Timestamp now);

[[nodiscard]] std::variant<wire::LearningSession, Invalid> openLearningSession(soci::session& session,
                                                                               const Manager& manager,
                                                                               const wire::NewLearningSession& wanted,
                                                                               Timestamp now);
/// Nobody named: the caller was there. Others are named by who manages the session.
[[nodiscard]] std::variant<std::monostate, Unknown, Invalid> attend(soci::session& session, const Manager& caller,
                                                                    bool isManager, const LearningSessionId& id,
                                                                    const wire::NewAttendance& attendance,
                                                                    Timestamp now);
[[nodiscard]] std::variant<wire::Made, Unknown, Invalid> addLearningAction(soci::session& session,
                                                                           const Manager& manager,
                                                                           const LearningSessionId& id,
                                                                           const wire::NewLearningAction& wanted,
                                                                           Timestamp now);
[[nodiscard]] std::variant<std::monostate, Unknown> completeLearningAction(soci::session& session,
                                                                           const Manager& manager,
                                                                           const LearningSessionId& id,
                                                                           const LearningActionId& action,
                                                                           Timestamp now);

}  // namespace overread::workflow
