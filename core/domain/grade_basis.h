#pragma once
#include <algorithm>

#include "core/domain/findings.h"
#include "core/domain/named.h"

namespace overread {

/// Which involvement decides the grade: that of both lungs, or that of the worse one, as some regulations have it. A
/// value of the plan (product.md, section 2).
enum class GradeBasis { total, worseLung };

/// The percentage that the grade is taken from. A side that was not measured cannot be the worse one; the total is
/// the least that is known.
[[nodiscard]] inline double decidingPercent(const Involvement& involvement, GradeBasis basis) {
    if (basis == GradeBasis::total) return involvement.totalPercent;
    return std::max(
        {involvement.totalPercent, involvement.rightPercent.value_or(0), involvement.leftPercent.value_or(0)});
}

template <>
struct Names<GradeBasis> {
    static constexpr auto table = std::to_array<std::pair<GradeBasis, std::string_view>>(
        {{GradeBasis::total, "total"}, {GradeBasis::worseLung, "worseLung"}});
};

}  // namespace overread
