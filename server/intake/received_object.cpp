#include "server/intake/received_object.h"

#include <fcntl.h>
#include <unistd.h>

#include <array>
#include <cerrno>
#include <climits>
#include <cstring>
#include <system_error>

namespace overread {
namespace {

// One object at a time and one thread: an association's process. Plain memory, since the signal handler reads it.
std::array<char, PATH_MAX> unfinished{};

}  // namespace

ReceivedObject::ReceivedObject(std::filesystem::path file) : file_(std::move(file)) {
    if (file_.native().size() >= unfinished.size())
        throw std::system_error(std::make_error_code(std::errc::filename_too_long), file_.string());
    descriptor_ = ::open(file_.c_str(), O_WRONLY | O_APPEND | O_CLOEXEC);
    if (descriptor_ < 0) throw std::system_error(errno, std::generic_category(), "open " + file_.string());
    std::memcpy(unfinished.data() + 1, file_.c_str() + 1, file_.native().size());
    unfinished[0] = file_.native().front();  // last, so that the handler never sees half a name
    crypto_generichash_init(&hash_, nullptr, 0, crypto_generichash_BYTES);
}

ReceivedObject::~ReceivedObject() {
    ::close(descriptor_);
    if (!released_) ::unlink(file_.c_str());
    unfinished[0] = '\0';
}

void ReceivedObject::append(std::span<const unsigned char> bytes) {
    bytes_ += bytes.size();
    crypto_generichash_update(&hash_, bytes.data(), bytes.size());
    while (writeError_ == 0 && !bytes.empty()) {
        const ssize_t written = ::write(descriptor_, bytes.data(), bytes.size());
        if (written < 0 && errno != EINTR) writeError_ = errno;
        if (written > 0) bytes = bytes.subspan(static_cast<std::size_t>(written));
    }
}

std::string ReceivedObject::contentHashHex() {
    std::array<unsigned char, crypto_generichash_BYTES> digest{};
    crypto_generichash_final(&hash_, digest.data(), digest.size());
    std::string hex(2 * digest.size() + 1, '\0');
    sodium_bin2hex(hex.data(), hex.size(), digest.data(), digest.size());
    hex.pop_back();
    return hex;
}

void ReceivedObject::release() {
    released_ = true;
    unfinished[0] = '\0';
}

void ReceivedObject::removeUnfinished() {
    if (unfinished[0] != '\0') ::unlink(unfinished.data());
}

}  // namespace overread
