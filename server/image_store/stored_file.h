#pragma once
#include <cstdint>
#include <filesystem>
#include <string>

namespace overread {

/// A file of the store, open for reading as long as this lives: what it was opened as stays readable although a newer
/// file takes its place. Thread-safe.
class StoredFile {
public:
    /// Throws std::system_error where it does not exist.
    explicit StoredFile(std::filesystem::path path);
    ~StoredFile();
    StoredFile(const StoredFile&) = delete;
    StoredFile& operator=(const StoredFile&) = delete;

    [[nodiscard]] int descriptor() const { return descriptor_; }
    /// Throws std::system_error where the file is shorter than that.
    void requireRange(std::uint64_t offset, std::uint64_t length) const;

private:
    std::filesystem::path path_;
    int descriptor_;
    std::uint64_t size_ = 0;
};

/// `length` bytes of the file from `offset`. Throws std::system_error where it does not exist or is shorter.
[[nodiscard]] std::string bytesOf(const std::filesystem::path& file, std::uint64_t offset, std::uint64_t length);

}  // namespace overread
