#pragma once
#include <vector>

#include "core/wire/oversight.h"
#include "server/database/figures_repository.h"

namespace overread {

/// The figures of each radiologist in the scope, by name: loaded by the repository, computed by qa/statistics. One
/// function, so that a page and a printed report of the same moment show the same numbers.
[[nodiscard]] std::vector<wire::RadiologistFigures> radiologistFigures(soci::session& session,
                                                                       const FiguresRepository::Scope& scope);

}  // namespace overread
