#pragma once
#include <optional>
#include <string>
#include <vector>

#include "core/domain/findings.h"
#include "core/domain/grade.h"
#include "core/domain/id.h"
#include "core/wire/outside_result.h"

namespace soci {
class session;
}

namespace overread {

/// What an outside service measured on a study, and how it compares with ours.
struct OutsideResultRecord {
    std::string id;        ///< of the row; names the masks in the store
    std::string objectId;  ///< of the object that brought it
    StudyId study;
    std::string kind;  ///< "sr" or "seg"
    std::string service, version;
    std::string reason, detail;  ///< where refused
    Grade grade = Grade::ct0;
    Involvement involvement;
    std::string measurement;  ///< ours that it was compared with, as versionOf() says; empty: none
    std::optional<double> pointsApart, lesionDice, lungDice;
    bool hasMasks = false;
};

class OutsideResultRepository {
public:
    explicit OutsideResultRepository(soci::session& session);  // borrowed; must outlive this. One thread at a time

    struct Object {
        StudyId study;
        std::string resultId;  ///< empty: it was not read yet
    };
    /// The study of a received object and the result that was read from it; none where no such object is in use.
    [[nodiscard]] std::optional<Object> objectOf(const std::string& objectId) const;
    /// A segmentation or a structured report other than a dose report: may hold a measurement.
    [[nodiscard]] bool mayHoldResult(const std::string& objectId) const;
    /// Objects of the study that brought a result.
    [[nodiscard]] std::vector<std::string> objectsOf(const StudyId& study) const;
    /// Replaces what was read from the same object before.
    void save(const OutsideResultRecord& result);
    [[nodiscard]] std::vector<wire::OutsideResult> of(const StudyId& study) const;  ///< the latest first

private:
    soci::session& session_;
};

}  // namespace overread
