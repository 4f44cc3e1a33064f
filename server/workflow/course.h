#pragma once
#include <chrono>
#include <optional>

#include "core/domain/id.h"
#include "core/wire/oversight.h"
#include "qa/plan.h"
#include "qa/progression.h"

namespace soci {
class session;
}

/// How a patient's lungs changed between two studies.
namespace overread::workflow {

/// The patient's study before this one.
struct EarlierStudy {
    StudyId id;
    qa::Course course;
    Grade grade = Grade::ct0;  ///< as reported; as measured where nobody reported
};
/// The latest one within that time before the study, where it was measured; none otherwise.
[[nodiscard]] std::optional<EarlierStudy> earlierStudy(soci::session& session, const StudyId& study,
                                                       const Quantification& measured, std::chrono::hours within,
                                                       const qa::Plan& plan);

/// The course up to the case's study, for whoever may see the case; none where one of two studies was not measured.
[[nodiscard]] std::optional<wire::CaseCourse> courseOf(soci::session& session, const CaseId& qaCase, Timestamp now);

}  // namespace overread::workflow
