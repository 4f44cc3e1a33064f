#pragma once
#include <string>
#include <vector>

#include "server/configuration/configuration.h"

namespace overread {

/// An archive that takes our measurement as DICOM objects.
struct ExportDestination {
    std::string aeTitle;
    std::string host;
    int port = 0;
    /// As it is configured: names it in the outbox.
    [[nodiscard]] std::string text() const { return aeTitle + "@" + host + ":" + std::to_string(port); }
};

/// export.destinations: AET@host:port, several separated by ; and by default none: nothing leaves the house. Throws
/// InvalidConfiguration.
[[nodiscard]] std::vector<ExportDestination> exportDestinations(const Configuration& configuration);

}  // namespace overread
