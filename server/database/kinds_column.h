#pragma once
#include <set>
#include <string>
#include <vector>

#include "core/domain/case.h"
#include "server/database/columns.h"

namespace overread {

/// Kinds of tasks as an array literal, for `kind = any (:kinds::text[])`.
[[nodiscard]] inline std::string kindsColumn(const std::set<AssignmentKind>& kinds) {
    std::vector<std::string> names;
    for (const auto kind : kinds) names.emplace_back(nameOf(kind));
    return arrayColumn(names);
}

}  // namespace overread
