#pragma once
#include <string>
#include <string_view>

namespace overread::reports {

/// Text between tags or in a quoted attribute; control characters that HTML forbids are left out.
[[nodiscard]] std::string htmlText(std::string_view text);

}  // namespace overread::reports
