#pragma once
#include <optional>
#include <string>
#include <string_view>

#include "core/domain/id.h"
#include "core/domain/learning_session.h"
#include "core/domain/timestamp.h"
#include "core/wire/pictures.h"

namespace soci {
class session;
}

/// What heads, QA leads and the reporter see of the images: of settled cases alone, so that nothing of an open one
/// leaves (trust.md, section 3).
namespace overread::workflow {

inline constexpr std::string_view renderStudyKind = "renderStudy";  ///< key: study

/// A settled case whose images somebody may see.
struct ShownCase {
    CaseId id;
    std::optional<StudyId> study;  ///< none: no images came
    int slice = 0;                 ///< of greatest difference
};

/// None unless the case is settled and belongs to the facility (empty: any).
[[nodiscard]] std::optional<ShownCase> settledCase(soci::session& session, const CaseId& id,
                                                   const std::string& facility);
/// The case of this feedback; none where it went to somebody else, or is told later than `now`.
[[nodiscard]] std::optional<ShownCase> caseOfFeedback(soci::session& session, const FeedbackId& id,
                                                      const UserId& reporter, Timestamp now);

/// The case at a position (from 1) of a learning session that the facility (empty: any) may see; none where there is
/// none. A case that was disputed since is not shown.
[[nodiscard]] std::optional<ShownCase> caseOfLearningSession(soci::session& session, const LearningSessionId& id,
                                                             int position, const std::string& facility);

/// Where its pictures are. The look is written to the audit trail; pictures that are not there yet are ordered.
[[nodiscard]] wire::Pictures showPictures(soci::session& session, const ShownCase& shown, const UserId& by);

}  // namespace overread::workflow
