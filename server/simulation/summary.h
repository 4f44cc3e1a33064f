#pragma once
#include <nlohmann/json_fwd.hpp>
#include <string>

#include "server/simulation/demonstration.h"

namespace overread::simulation {

/// {"studies": [...], "counts": {...}, "addresses": {...}}: the fixed shape of `demo --json`.
[[nodiscard]] nlohmann::json toJson(const Summary& summary);

/// Study, reported grade, measured involvement, reasons, reads, settled grade, outcome: one line a study, columns never
/// cut. Then counts, addresses and accounts.
[[nodiscard]] std::string toText(const Summary& summary);

}  // namespace overread::simulation
