#pragma once
#include <cstdint>
#include <filesystem>
#include <string>
#include <vector>

namespace overread::simulation {

/// What a storage SCP answered.
struct SendResult {
    int sent = 0;         ///< answered with success
    int notSent = 0;      ///< refused, or unreadable here
    std::string problem;  ///< the last one, empty: none
};

/// Sends DICOM files by C-STORE as a scanner would, each in the transfer syntax that it has. Association by association
/// until all are through; a connection that breaks is tried again for `attempts` times. Throws nothing: the result
/// says.
[[nodiscard]] SendResult sendByCStore(const std::vector<std::filesystem::path>& files, const std::string& host,
                                      int port, const std::string& calledAe, int attempts = 20);

/// True when a C-ECHO is answered.
[[nodiscard]] bool echoes(const std::string& host, int port, const std::string& calledAe);

}  // namespace overread::simulation
