#pragma once
#include <array>
#include <string_view>

#include "server/api/exchange.h"
#include "server/database/oversight_repository.h"

namespace overread::api {

/// Names of the parameters that narrow a list of cases.
inline constexpr std::array<std::string_view, 21> caseFilterNames{
    "reporter", "outcome",   "design", "from",     "to",         "facility",  "scanner",
    "reported", "settled",   "shift",  "reason",   "radpeer",    "technical", "dispute",
    "flagged",  "greatCall", "alert",  "reviewer", "arbitrated", "service",   "answer"};

/// What they narrow it to, and to what the caller may see: a head settled cases of the own facility.
[[nodiscard]] CaseFilter caseFilterIn(const Exchange& exchange);

}  // namespace overread::api
