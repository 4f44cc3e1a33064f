#include "server/intake/sources.h"

#include <algorithm>

namespace overread {

bool isKnown(const std::vector<DicomSource>& sources, std::string_view aeTitle, std::string_view address) {
    return std::any_of(sources.begin(), sources.end(), [&](const DicomSource& source) {
        const std::string_view known = source.address == "localhost" ? "127.0.0.1" : std::string_view(source.address);
        return (source.aeTitle == "*" || source.aeTitle == aeTitle) && known == address;
    });
}

}  // namespace overread
