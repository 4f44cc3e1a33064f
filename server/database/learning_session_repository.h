#pragma once
#include <optional>
#include <string>
#include <vector>

#include "core/domain/learning_session.h"
#include "core/wire/learning_session.h"

namespace soci {
class session;
}

namespace overread {

/// Learning sessions with their cases, attendance and actions. For overread_app.
class LearningSessionRepository {
public:
    explicit LearningSessionRepository(soci::session& session);  // borrowed; must outlive this. One thread at a time

    [[nodiscard]] LearningSessionId add(const std::string& title, const std::string& facility, Timestamp heldAt,
                                        const std::vector<CaseId>& cases, const UserId& by, Timestamp now);
    /// True where each is settled and not disputed, and of that facility (empty: any).
    [[nodiscard]] bool mayAllBeShared(const std::vector<CaseId>& cases, const std::string& facility) const;
    /// `caller` is who asks: for "attendedByMe". An empty facility: all; else that one's and everybody's. Throws
    /// std::invalid_argument for a cursor that is none of ours.
    [[nodiscard]] wire::Page<wire::LearningSessionRow> page(const std::string& facility, const UserId& caller,
                                                            const std::string& cursor, int limit) const;
    /// Everything of it; the caller leaves out what a role may not see. None for an unknown one.
    [[nodiscard]] std::optional<wire::LearningSession> find(const LearningSessionId& id, const UserId& caller) const;
    /// The case at a position (from 1) of a session of that facility or of everybody; none where there is none.
    [[nodiscard]] std::optional<CaseId> caseAt(const LearningSessionId& id, int position,
                                               const std::string& facility) const;
    void attend(const LearningSessionId& id, const UserId& person, Timestamp now);
    [[nodiscard]] LearningActionId addAction(const LearningSessionId& id, const std::string& text, const UserId& owner,
                                             Timestamp due);
    /// False: no such action, or it is done already.
    [[nodiscard]] bool completeAction(const LearningSessionId& id, const LearningActionId& action, Timestamp now);

private:
    soci::session& session_;
};

}  // namespace overread
