#pragma once
#include <string>
#include <vector>

#include "core/domain/named.h"

namespace overread {

/// A series of a study that was looked at when one was picked to be measured and read.
struct SeriesCandidate {
    std::string seriesInstanceUid;
    bool chosen = false;
    int slices = 0;
    double sliceDistanceMm = 0;  ///< 0 where nothing says
    std::string kernel;          ///< as the vendor calls it
    std::string kernelClass;     ///< "soft", "sharp", "unknown"
    std::string refusal;         ///< stable code why it cannot be measured; empty: it could be
    bool operator==(const SeriesCandidate&) const = default;
};

/// What decided between the usable series. The order of the rule: soft before sharp, then thin, then long.
enum class ChoiceReason {
    noneUsable,
    onlyUsable,
    softest,
    thinnest,  ///< of the softest
    longest,   ///< of the softest and thinnest
    first      ///< of several alike
};

/// Which series of a study was picked and why, as codes and numbers: whoever shows it finds the words.
struct SeriesChoice {
    ChoiceReason reason = ChoiceReason::noneUsable;
    std::vector<SeriesCandidate> candidates;  ///< the chosen one first, then the longest; `leftOut` more are not listed
    int leftOut = 0;
    bool operator==(const SeriesChoice&) const = default;
};

template <>
struct Names<ChoiceReason> {
    static constexpr auto table =
        std::to_array<std::pair<ChoiceReason, std::string_view>>({{ChoiceReason::noneUsable, "none_usable"},
                                                                  {ChoiceReason::onlyUsable, "only_usable"},
                                                                  {ChoiceReason::softest, "softest"},
                                                                  {ChoiceReason::thinnest, "thinnest"},
                                                                  {ChoiceReason::longest, "longest"},
                                                                  {ChoiceReason::first, "first"}});
};

}  // namespace overread
