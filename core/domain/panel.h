#pragma once
#include "core/domain/named.h"

namespace overread {

/// What a panel says of a disputed settlement: it stands; the report was right; neither was.
enum class PanelVerdict { upheld, overturned, partly };
template <>
struct Names<PanelVerdict> {
    static constexpr auto table = std::to_array<std::pair<PanelVerdict, std::string_view>>(
        {{PanelVerdict::upheld, "upheld"}, {PanelVerdict::overturned, "overturned"}, {PanelVerdict::partly, "partly"}});
};

}  // namespace overread
