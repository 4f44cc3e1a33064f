#pragma once
#include <optional>
#include <span>
#include <string>
#include <string_view>

#include "core/domain/id.h"
#include "core/wire/checklist.h"

namespace soci {
class session;
}

namespace overread {

/// Self-assessments of departments. Answers are only added. An empty facility means all of them. For overread_app.
class ChecklistRepository {
public:
    explicit ChecklistRepository(soci::session& session);  // borrowed; must outlive this. One thread at a time

    ChecklistId add(ChecklistKind kind, const std::string& facility, const UserId& owner, Timestamp due,
                    std::span<const std::string_view> items, const UserId& by, Timestamp now);
    [[nodiscard]] wire::Page<wire::ChecklistRow> page(const std::string& facility, const std::string& cursor, int limit,
                                                      Timestamp now) const;
    [[nodiscard]] std::optional<wire::Checklist> find(const ChecklistId& id, const std::string& facility,
                                                      Timestamp now) const;
    /// False, nothing written, where there is no such item.
    bool answer(const ChecklistId& id, int position, ChecklistVerdict verdict, const std::string& note,
                const UserId& by, Timestamp now);

private:
    soci::session& session_;
};

}  // namespace overread
