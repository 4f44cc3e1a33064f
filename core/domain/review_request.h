#pragma once
#include "core/domain/named.h"

namespace overread {

/// For whom a review of a report is asked: clinicians have no account and ask through those who do.
enum class OnBehalfOf { self, clinician };
template <>
struct Names<OnBehalfOf> {
    static constexpr auto table = std::to_array<std::pair<OnBehalfOf, std::string_view>>(
        {{OnBehalfOf::self, "self"}, {OnBehalfOf::clinician, "clinician"}});
};

}  // namespace overread
