#include "qa/draw.h"

#include <sodium.h>

#include <stdexcept>

namespace overread::qa {

double drawnNumber(const PlanSecret& secret, std::string_view purpose, std::string_view identity) {
    if (sodium_init() < 0) throw std::runtime_error("libsodium does not start");
    static_assert(std::tuple_size_v<PlanSecret> == crypto_generichash_KEYBYTES);
    crypto_generichash_state state;
    std::array<unsigned char, 32> hash{};
    crypto_generichash_init(&state, secret.data(), secret.size(), hash.size());
    const auto add = [&state](std::string_view text) {
        // The length first: "ab" + "c" and "a" + "bc" must not draw alike.
        const auto length = static_cast<std::uint64_t>(text.size());
        std::array<unsigned char, 8> bytes{};
        for (std::size_t i = 0; i < bytes.size(); ++i) bytes[i] = static_cast<unsigned char>(length >> (8 * i));
        crypto_generichash_update(&state, bytes.data(), bytes.size());
        crypto_generichash_update(&state, reinterpret_cast<const unsigned char*>(text.data()), text.size());
    };
    add(purpose);
    add(identity);
    crypto_generichash_final(&state, hash.data(), hash.size());
    // 53 bits fill the mantissa of a double, so that 1 is never reached.
    std::uint64_t bits = 0;
    for (std::size_t i = 0; i < 8; ++i) bits |= static_cast<std::uint64_t>(hash[i]) << (8 * i);
    return static_cast<double>(bits >> 11) * 0x1p-53;
}

}  // namespace overread::qa
