#pragma once
#include <string>

#include "core/domain/id.h"

namespace overread {

/// A UUID of version 7: 48 bits of milliseconds, 74 random bits (libsodium), so that indexes grow at their end. Inside
/// the house alone: it tells when it was made. Thread-safe.
[[nodiscard]] std::string newUuid();

template <class Id>
[[nodiscard]] Id newId() {
    return Id::parse(newUuid());
}

/// Random text that nobody can guess, of 128 bits or more, in base64 for URLs: handles, ETags, tokens.
[[nodiscard]] std::string randomText(std::size_t bytes = 16);

}  // namespace overread
