#include "server/database/page_cursor.h"

#include <sodium.h>

#include <stdexcept>

#include "core/domain/id.h"

namespace overread {

std::string textOf(const PageCursor& cursor) {
    const auto plain = toRfc3339(cursor.moment.value()) + " " + cursor.id;
    constexpr int variant = sodium_base64_VARIANT_URLSAFE_NO_PADDING;
    std::string text(sodium_base64_encoded_len(plain.size(), variant), '\0');
    sodium_bin2base64(text.data(), text.size(), reinterpret_cast<const unsigned char*>(plain.data()), plain.size(),
                      variant);
    text.pop_back();  // the terminating zero is counted
    return text;
}

PageCursor cursorIn(const std::string& text) {
    if (text.empty()) return {};
    std::string plain(text.size(), '\0');
    std::size_t length = 0;
    const bool isBase64 =
        sodium_base642bin(reinterpret_cast<unsigned char*>(plain.data()), plain.size(), text.data(), text.size(),
                          nullptr, &length, nullptr, sodium_base64_VARIANT_URLSAFE_NO_PADDING) == 0;
    plain.resize(isBase64 ? length : 0);
    const auto space = plain.find(' ');
    PageCursor cursor;
    if (space != std::string::npos) {
        cursor.moment = parseRfc3339(plain.substr(0, space));
        cursor.id = plain.substr(space + 1);
    }
    if (!cursor.moment || !isCanonicalUuid(cursor.id)) throw std::invalid_argument("not a cursor of this list");
    return cursor;
}

}  // namespace overread
