#include "core/domain/id.h"

#include <stdexcept>

namespace overread {

bool isCanonicalUuid(std::string_view text) {
    if (text.size() != 36) return false;
    for (std::size_t i = 0; i < text.size(); ++i) {
        const char c = text[i];
        const bool dashHere = i == 8 || i == 13 || i == 18 || i == 23;
        if (dashHere ? c != '-' : !((c >= '0' && c <= '9') || (c >= 'a' && c <= 'f'))) return false;
    }
    return true;
}

void detail::refuseId(std::string_view text) {
    throw std::invalid_argument("not an id (a UUID in lower case is expected): " + std::string(text.substr(0, 64)));
}

}  // namespace overread
