#pragma once
#include <optional>
#include <string>
#include <vector>

#include "core/domain/id.h"

namespace soci {
class session;
}

namespace overread {

/// Everything that the record holds of one case, for a stranger who has to follow it. People are ids, patients are not
/// in it. For overread_app.
class CaseStoryRepository {
public:
    explicit CaseStoryRepository(soci::session& session);  // borrowed; must outlive this. One thread at a time

    /// The case of that id, of the report of that id, or of the reports of that study UID, the earliest opened first.
    [[nodiscard]] std::vector<CaseId> find(const std::string& idOrStudyUid) const;

    /// {"case": {...}, "draws": [...], "versions": [...], "tasks": [...], "answers": [...], "dispute": null|{...},
    /// "alert": null|{...}, "feedback": null|{...}, "events": [{"at", "what", "about", "id", "actor", "detail"}...]},
    /// each list in the order of time.
    [[nodiscard]] std::string storyJson(const CaseId& id) const;

private:
    soci::session& session_;
};

}  // namespace overread
