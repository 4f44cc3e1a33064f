#pragma once
#include "core/domain/id.h"
#include "core/domain/named.h"

namespace overread {

using ChecklistId = Id<struct ChecklistTag>;

enum class ChecklistKind { readiness, technicalProtocol, infectionControl };
template <>
struct Names<ChecklistKind> {
    static constexpr auto table = std::to_array<std::pair<ChecklistKind, std::string_view>>(
        {{ChecklistKind::readiness, "readiness"},
         {ChecklistKind::technicalProtocol, "technicalProtocol"},
         {ChecklistKind::infectionControl, "infectionControl"}});
};

enum class ChecklistVerdict { met, partly, notMet, notApplicable };
template <>
struct Names<ChecklistVerdict> {
    static constexpr auto table = std::to_array<std::pair<ChecklistVerdict, std::string_view>>(
        {{ChecklistVerdict::met, "met"},
         {ChecklistVerdict::partly, "partly"},
         {ChecklistVerdict::notMet, "notMet"},
         {ChecklistVerdict::notApplicable, "notApplicable"}});
};

}  // namespace overread
