#pragma once
#include <filesystem>
#include <string>

namespace overread {

/// Sends one of our own objects by C-STORE, uncompressed as it was written. Empty: it was accepted; else why not, in
/// one sentence. Gives up after half a minute without an answer.
[[nodiscard]] std::string sendObject(const std::filesystem::path& file, const std::string& ourAeTitle,
                                     const std::string& aeTitle, const std::string& host, int port);

}  // namespace overread
