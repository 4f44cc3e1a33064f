#include "server/intake/received_object.h"

#include <dcmtk/dcmdata/dcerror.h>
#include <fcntl.h>
#include <unistd.h>

#include <array>
#include <cerrno>
#include <climits>
#include <cstring>
#include <limits>
#include <system_error>

namespace overread {
namespace {

// One object at a time and one thread: an association's process. Plain memory, since the signal handler reads it.
std::array<char, PATH_MAX> unfinished{};

}  // namespace

ReceivedObject::ReceivedObject(std::filesystem::path file, std::uint64_t maximumBytes)
    : file_(std::move(file)), maximumBytes_(maximumBytes) {
    if (file_.native().size() >= unfinished.size())
        throw std::system_error(std::make_error_code(std::errc::filename_too_long), file_.string());
    descriptor_ = ::open(file_.c_str(), O_WRONLY | O_APPEND | O_CLOEXEC);
    if (descriptor_ < 0) throw std::system_error(errno, std::generic_category(), "open " + file_.string());
    std::memcpy(unfinished.data() + 1, file_.c_str() + 1, file_.native().size());
    unfinished[0] = file_.native().front();  // last, so that the handler never sees half a name
    crypto_generichash_init(&hash_, nullptr, 0, crypto_generichash_BYTES);
}

ReceivedObject::~ReceivedObject() {
    if (descriptor_ >= 0) ::close(descriptor_);
    if (!released_) ::unlink(file_.c_str());
    unfinished[0] = '\0';
}

void ReceivedObject::release() {
    released_ = true;
    unfinished[0] = '\0';
}

void ReceivedObject::removeUnfinished() {
    if (unfinished[0] != '\0') ::unlink(unfinished.data());
}

std::string ReceivedObject::contentHashHex() {
    std::array<unsigned char, crypto_generichash_BYTES> digest{};
    crypto_generichash_final(&hash_, digest.data(), digest.size());
    std::string hex(2 * digest.size() + 1, '\0');
    sodium_bin2hex(hex.data(), hex.size(), digest.data(), digest.size());
    hex.pop_back();
    return hex;
}

OFCondition ReceivedObject::status() const {
    return tooLong_ ? EC_StreamNotifyClient : EC_Normal;
}

offile_off_t ReceivedObject::avail() const {
    return std::numeric_limits<offile_off_t>::max();
}

offile_off_t ReceivedObject::write(const void* bytes, offile_off_t length) {
    const auto size = static_cast<std::uint64_t>(length);
    if (size > maximumBytes_ - bytes_) {
        tooLong_ = true;
        return 0;
    }
    bytes_ += size;
    crypto_generichash_update(&hash_, static_cast<const unsigned char*>(bytes), size);
    for (std::uint64_t done = 0; writeError_ == 0 && done < size;) {
        const ssize_t written = ::write(descriptor_, static_cast<const char*>(bytes) + done, size - done);
        if (written < 0 && errno != EINTR) writeError_ = errno;
        if (written > 0) done += static_cast<std::uint64_t>(written);
    }
    return length;
}

}  // namespace overread
