#include "server/database/new_id.h"

#include <sodium.h>

#include <array>
#include <chrono>
#include <cstdio>
#include <stdexcept>
#include <vector>

namespace overread {
namespace {

void fillRandom(void* bytes, std::size_t size) {
    static const bool isReady = sodium_init() >= 0;
    if (!isReady) throw std::runtime_error("libsodium does not start: no random numbers");
    randombytes_buf(bytes, size);
}

}  // namespace

std::string newUuid() {
    std::array<unsigned char, 16> bytes{};
    fillRandom(bytes.data(), bytes.size());
    const auto sinceEpoch = std::chrono::system_clock::now().time_since_epoch();
    const auto milliseconds =
        static_cast<std::uint64_t>(std::chrono::duration_cast<std::chrono::milliseconds>(sinceEpoch).count());
    for (int i = 0; i < 6; ++i)
        bytes[static_cast<std::size_t>(i)] = static_cast<unsigned char>(milliseconds >> (40 - 8 * i));
    bytes[6] = static_cast<unsigned char>((bytes[6] & 0x0f) | 0x70);
    bytes[8] = static_cast<unsigned char>((bytes[8] & 0x3f) | 0x80);
    std::string text;
    for (std::size_t i = 0; i < bytes.size(); ++i) {
        char hex[3];
        std::snprintf(hex, sizeof hex, "%02x", bytes[i]);
        if (i == 4 || i == 6 || i == 8 || i == 10) text += '-';
        text += hex;
    }
    return text;
}

std::string randomText(std::size_t bytes) {
    std::vector<unsigned char> random(bytes);
    fillRandom(random.data(), random.size());
    std::string text(sodium_base64_encoded_len(bytes, sodium_base64_VARIANT_URLSAFE_NO_PADDING), '\0');
    sodium_bin2base64(text.data(), text.size(), random.data(), random.size(), sodium_base64_VARIANT_URLSAFE_NO_PADDING);
    text.pop_back();  // the terminating zero is counted
    return text;
}

}  // namespace overread
