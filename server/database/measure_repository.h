#pragma once
#include <optional>
#include <string>
#include <vector>

#include "core/domain/measure.h"
#include "core/wire/measure.h"

namespace soci {
class session;
}

namespace overread {

/// Corrective measures. In a transaction that the caller began and will commit.
class MeasureRepository {
public:
    explicit MeasureRepository(soci::session& session);  // borrowed; must outlive this. One thread at a time

    /// Makes the id and etag and answers the id.
    [[nodiscard]] MeasureId add(const Measure& measure, const UserId& by);
    /// Locked until the transaction ends; without its cases.
    [[nodiscard]] std::optional<Measure> findLocked(const MeasureId& id);
    /// Owner, due time and follow-up. Answers the new etag.
    [[nodiscard]] std::string change(const Measure& measure);
    [[nodiscard]] std::string close(const MeasureId& id, const UserId& by, const std::string& result, Timestamp now);
    /// Measures whose follow-up holds for a report that this reporter signed then.
    [[nodiscard]] std::vector<Measure> followingUp(const UserId& reporter, Timestamp signedAt) const;

    struct Filter {
        std::string facility;  ///< empty: all
        std::string reporter;  ///< staff code; empty: all
        std::optional<bool> isOpen;
    };
    /// The newest first; throws std::invalid_argument for a cursor that is none of ours. For overread_app.
    [[nodiscard]] wire::Page<wire::MeasureRow> page(const Filter& filter, const std::string& cursor, int limit,
                                                    Timestamp now) const;
    [[nodiscard]] std::optional<wire::MeasureRow> row(const MeasureId& id, Timestamp now) const;

private:
    soci::session& session_;
};

}  // namespace overread
