#pragma once
#include <string_view>
#include <vector>

#include "server/configuration/configuration.h"

namespace overread {

/// True where one of the sources has this title together with this address: titles alone prove nothing, they are
/// printed in every conformance statement. The title "*" stands for every title, which the default uses for this
/// machine alone
/// ("*@127.0.0.1"). No sources: nobody is known.
[[nodiscard]] bool isKnown(const std::vector<DicomSource>& sources, std::string_view aeTitle, std::string_view address);

}  // namespace overread
