#pragma once
#include <cstdint>
#include <filesystem>
#include <map>
#include <string>

/// Files by their hash. The list is written as sha256sum writes it, so that an operator can check a backup without this
/// program: sha256sum -c files.sha256
namespace overread::backup {

/// SHA-256 in hex by path below the folder.
using FileHashes = std::map<std::string, std::string>;

[[nodiscard]] std::string hashOf(const std::filesystem::path& file);
/// Copies one file and answers its hash; readable by its owner alone. Makes the folders that are missing. Throws
/// std::runtime_error, also where the target is there already.
[[nodiscard]] std::string copyHashed(const std::filesystem::path& from, const std::filesystem::path& to);

/// Everything that was written below the folder is on the disk afterwards.
void syncAll(const std::filesystem::path& folder);
/// Makes it for its owner alone. Throws std::runtime_error where something is in it.
void makeEmptyFolder(const std::filesystem::path& folder);
[[nodiscard]] bool isEmptyOrAbsent(const std::filesystem::path& folder);

void writeHashes(const FileHashes& hashes, const std::filesystem::path& file);
/// Throws std::runtime_error for a line that is none, and for a path that leaves the folder.
[[nodiscard]] FileHashes readHashes(const std::filesystem::path& file);

}  // namespace overread::backup
