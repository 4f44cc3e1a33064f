#pragma once
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "reviewer-client/viewer/measurement.h"
#include "reviewer-client/viewer/window.h"

namespace overread::client {

/// What of the images is kept with a draft: the window, and what was drawn in the current and the prior study.
struct KeptView {
    std::optional<Window> window;
    std::vector<Measurement> measurements;
    bool operator==(const KeptView&) const = default;
};

/// Text of our own, for the draft.
[[nodiscard]] std::string toText(const KeptView& kept);
/// Empty for what this client did not write; what lies outside every picture is left out.
[[nodiscard]] KeptView keptViewFrom(std::string_view text);

}  // namespace overread::client
