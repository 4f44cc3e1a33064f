#pragma once
#include <cstdlib>
#include <filesystem>
#include <optional>
#include <string>

namespace overread::tests {

/// Folder of one real CT series; none where the data are not on this machine: they are not part of the project. Looked
/// for in OVERREAD_CT_DATA, else beside the source tree. A test that uses it defines OVERREAD_SOURCE_DIR in its
/// CMakeLists and skips where there is none.
inline std::optional<std::filesystem::path> realCt(const std::string& name) {
    const char* const set = std::getenv("OVERREAD_CT_DATA");
    const auto root =
        set != nullptr ? std::filesystem::path{set} : std::filesystem::path{OVERREAD_SOURCE_DIR} / "../shared/data/ct";
    const auto folder = root / name;
    return std::filesystem::is_directory(folder) ? std::optional{folder.lexically_normal()} : std::nullopt;
}

}  // namespace overread::tests
