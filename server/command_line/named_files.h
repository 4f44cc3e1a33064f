#pragma once
#include <cstdint>
#include <filesystem>
#include <optional>
#include <string>
#include <variant>
#include <vector>

#include "core/dicom/refusal.h"

namespace overread {

/// What an archive may unpack to. A chest in thin slices takes 250 MB; a bomb stops here.
struct UnpackLimits {
    std::uintmax_t bytes = std::uintmax_t{4} << 30;
    std::size_t files = 20'000;
};

/// What a person named on the command line, as files to read: files as they are, folders searched, lists (a text with
/// one path a line, relative to the list or to the working folder), and archives (zip, tar, also compressed; told by
/// their content). An archive's files are unpacked under names of ours into a temporary folder that goes with this
/// object, so that no name inside reaches the disk; an archive in an archive stays closed.
class NamedFiles {
public:
    /// A Refusal (unreadableFile, truncatedFile, limitExceeded) where a list or an archive cannot be taken.
    [[nodiscard]] static std::variant<NamedFiles, dicom::Refusal> of(const std::vector<std::filesystem::path>& paths,
                                                                     const UnpackLimits& limits = {});
    [[nodiscard]] const std::vector<std::filesystem::path>& files() const { return files_; }

    NamedFiles(NamedFiles&& other) noexcept;
    NamedFiles& operator=(NamedFiles&& other) = delete;
    ~NamedFiles();

private:
    NamedFiles() = default;
    std::optional<dicom::Refusal> add(const std::filesystem::path& path, const UnpackLimits& limits);
    std::optional<dicom::Refusal> unpack(const std::filesystem::path& path, const UnpackLimits& limits);

    std::vector<std::filesystem::path> files_;
    std::filesystem::path unpacked_;  ///< empty: no archive was named
    std::uintmax_t unpackedBytes_ = 0;
    std::size_t unpackedFiles_ = 0;
};

}  // namespace overread
