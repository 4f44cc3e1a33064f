#pragma once
#include <sodium.h>

#include <cstdint>
#include <filesystem>
#include <span>
#include <string>

namespace overread {

/// The file that a data set goes to while it arrives, byte for byte and unparsed, with the hash of these bytes. The
/// file must exist already, with its meta header in it; the data set is appended. Unless release() was called the file
/// goes with the object, and with the process when a signal ends it (see removeUnfinished()).
class ReceivedObject {
public:
    /// Throws std::system_error where the file cannot be opened.
    explicit ReceivedObject(std::filesystem::path file);
    ~ReceivedObject();
    ReceivedObject(const ReceivedObject&) = delete;
    ReceivedObject& operator=(const ReceivedObject&) = delete;

    void append(std::span<const unsigned char> bytes);

    /// All bytes that came are in the file. False after a failed write (disk full): the rest was read and dropped, so
    /// that the sender gets its answer instead of a broken connection.
    [[nodiscard]] bool isWhole() const { return writeError_ == 0; }
    [[nodiscard]] const std::filesystem::path& file() const { return file_; }
    [[nodiscard]] std::uint64_t bytes() const { return bytes_; }
    /// BLAKE2b-256 of the data set; once, after the last byte.
    [[nodiscard]] std::string contentHashHex();
    /// The file has another name now or belongs to somebody else: it is not removed.
    void release();

    /// Removes the file of the object that is being received, if any. May be called in a signal handler.
    static void removeUnfinished();

private:
    std::filesystem::path file_;
    std::uint64_t bytes_ = 0;
    int descriptor_ = -1;
    int writeError_ = 0;
    bool released_ = false;
    crypto_generichash_state hash_;
};

}  // namespace overread
