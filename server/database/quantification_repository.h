#pragma once
#include <optional>
#include <string>

#include "core/domain/id.h"
#include "core/domain/quantification.h"

namespace soci {
class session;
}

namespace overread {

/// The automated measurement of each study; the latest one stands.
class QuantificationRepository {
public:
    explicit QuantificationRepository(soci::session& session);

    /// `seriesId` is empty where no series could be measured.
    void save(const StudyId& study, const std::string& seriesId, const Quantification& quantification);
    [[nodiscard]] std::optional<Quantification> find(const StudyId& study) const;
    /// Tells one measurement of a study from the next; empty where there is none.
    [[nodiscard]] std::string versionOf(const StudyId& study) const;

private:
    soci::session& session_;
};

}  // namespace overread
