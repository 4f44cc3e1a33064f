#pragma once
#include <optional>
#include <string>
#include <vector>

#include "core/domain/id.h"

namespace soci {
class session;
}

namespace overread {

/// One of our own result objects on its way out.
struct ResultObject {
    std::string objectId;  ///< names the file in the store
    StudyId study;
    std::string kind;         ///< "sr" or "seg"
    std::string measurement;  ///< which one it states, as QuantificationRepository::versionOf() says
    std::string sopClassUid;
    std::string sopInstanceUid;
};

/// The outbox of results.
class ResultRepository {
public:
    explicit ResultRepository(soci::session& session);  // borrowed; must outlive this. One thread at a time

    /// True where the study has a settled case, and no case of it is open, disputed or being shown once more: in an
    /// archive the measurement would show the readers of an open one the automated answer.
    [[nodiscard]] bool mayLeave(const StudyId& study) const;
    /// Whether this measurement was written before.
    [[nodiscard]] bool isWritten(const StudyId& study, const std::string& measurement) const;
    void add(const ResultObject& object, const std::vector<std::string>& destinations);
    /// None where it was sent there already, or was never meant to go there.
    [[nodiscard]] std::optional<ResultObject> findWaiting(const std::string& objectId,
                                                          const std::string& destination) const;
    void setSent(const std::string& objectId, const std::string& destination);

private:
    soci::session& session_;
};

}  // namespace overread
