#pragma once
#include <optional>
#include <string>
#include <vector>

#include "core/domain/case.h"
#include "core/domain/grade.h"
#include "core/domain/quantification.h"
#include "core/domain/routing.h"
#include "core/phantom/phantom.h"

namespace overread::simulation {

/// What must come out of a scene; what is absent may be either way.
struct Expectation {
    std::optional<Quantification::Status> measured;
    std::optional<SelectionReason> reason;  ///< among the reasons
    std::optional<Outcome> outcome;
    std::optional<Grade> settledGrade;
    bool alert = false;
    bool greatCall = false;
    bool isRead = false;  ///< at least one read or review
};

/// One study of the demonstration: what is true of the patient, what was reported, and what must come of it.
struct Scene {
    std::string name;
    double truthPercent = 0;
    double consolidationShare = 0.2;
    LesionDistribution distribution = LesionDistribution::bilateral;
    double effusionMl = 0;
    bool hasTooFewSlices = false;  ///< the measurement must refuse it

    Grade reportedGrade = Grade::ct0;
    double statedPercent = 0;
    std::optional<RoutingDecision> routing;  ///< none: as the table says for the reported grade
    bool deservesPraise = false;             ///< a peer reviewer makes it a great call
    bool isAmended = false;                  ///< the reporter sends a second version once the case is settled

    Expectation expected;
};

/// The scenes of the demonstration. The first five are the ones that every demonstration must show; with more than
/// there are, they come again with other patients.
[[nodiscard]] std::vector<Scene> scenes(int count);

/// What is expected and did not come, in a sentence; empty: all came.
struct Observed {
    Quantification::Status measured = Quantification::Status::pending;
    std::vector<SelectionReason> reasons;
    std::optional<Outcome> outcome;
    std::optional<Grade> settledGrade;
    bool alert = false;
    bool greatCall = false;
    int reads = 0;
};
[[nodiscard]] std::string unmet(const Expectation& expected, const Observed& observed);

}  // namespace overread::simulation
