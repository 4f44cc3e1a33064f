#pragma once
#include <optional>

#include "core/domain/timestamp.h"

namespace soci {
class session;
}

namespace overread {

/// When each part of the house last did what it is there for. For overread_app; names no patient and no case.
class SystemRepository {
public:
    explicit SystemRepository(soci::session& session);  // borrowed; must outlive this. One thread at a time

    struct LastSuccess {
        std::optional<Timestamp> image;
        std::optional<Timestamp> report;
        std::optional<Timestamp> measurement;
        std::optional<Timestamp> seal;  ///< of the audit trail
    };
    [[nodiscard]] LastSuccess lastSuccess() const;

private:
    soci::session& session_;
};

}  // namespace overread
