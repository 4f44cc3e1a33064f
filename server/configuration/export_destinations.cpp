#include "server/configuration/export_destinations.h"

#include <algorithm>
#include <charconv>

namespace overread {
namespace {

ExportDestination destinationIn(const std::string& entry) {
    const auto at = entry.find('@');
    const auto colon = entry.rfind(':');
    ExportDestination destination;
    if (at != std::string::npos && colon != std::string::npos && at < colon) {
        destination = {entry.substr(0, at), entry.substr(at + 1, colon - at - 1), 0};
        const auto* end = entry.data() + entry.size();
        const auto [stopped, error] = std::from_chars(entry.data() + colon + 1, end, destination.port);
        if (error != std::errc{} || stopped != end) destination.port = 0;
    }
    if (destination.aeTitle.empty() || destination.aeTitle.size() > 16 || destination.host.empty() ||
        destination.port < 1 || destination.port > 65535)
        throw InvalidConfiguration("export.destinations: \"" + entry +
                                   "\": expected AET@host:port, several separated by ;");
    return destination;
}

}  // namespace

std::vector<ExportDestination> exportDestinations(const Configuration& configuration) {
    const auto setting = std::find_if(configuration.origins.begin(), configuration.origins.end(),
                                      [](const auto& each) { return each.key == "export.destinations"; });
    std::vector<ExportDestination> destinations;
    const std::string text = setting == configuration.origins.end() ? std::string{} : setting->value;
    for (std::size_t begin = 0; begin < text.size();) {
        const auto end = std::min(text.find(';', begin), text.size());
        destinations.push_back(destinationIn(text.substr(begin, end - begin)));
        begin = end + 1;
    }
    return destinations;
}

}  // namespace overread
