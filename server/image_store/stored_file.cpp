#include "server/image_store/stored_file.h"

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cerrno>
#include <system_error>
#include <utility>

namespace overread {
namespace {

[[noreturn]] void fail(const char* what, const std::filesystem::path& path) {
    throw std::system_error(errno, std::generic_category(), std::string(what) + " " + path.string());
}

}  // namespace

StoredFile::StoredFile(std::filesystem::path path)
    : path_(std::move(path)), descriptor_(::open(path_.c_str(), O_RDONLY | O_CLOEXEC)) {
    if (descriptor_ < 0) fail("open", path_);
    struct stat state {};
    if (::fstat(descriptor_, &state) != 0) {
        const int error = errno;
        ::close(descriptor_);
        errno = error;
        fail("fstat", path_);
    }
    size_ = static_cast<std::uint64_t>(state.st_size);
}

StoredFile::~StoredFile() {
    ::close(descriptor_);
}

void StoredFile::requireRange(std::uint64_t offset, std::uint64_t length) const {
    if (offset > size_ || length > size_ - offset)
        throw std::system_error(std::make_error_code(std::errc::invalid_seek), "beyond the end of " + path_.string());
}

std::string bytesOf(const std::filesystem::path& file, std::uint64_t offset, std::uint64_t length) {
    const StoredFile source(file);
    source.requireRange(offset, length);
    std::string bytes(length, '\0');
    for (std::uint64_t done = 0; done < length;) {
        const ssize_t got =
            ::pread(source.descriptor(), bytes.data() + done, length - done, static_cast<off_t>(offset + done));
        if (got < 0 && errno == EINTR) continue;
        if (got < 0) fail("read", file);
        if (got == 0) throw std::system_error(std::make_error_code(std::errc::io_error), "short " + file.string());
        done += static_cast<std::uint64_t>(got);
    }
    return bytes;
}

}  // namespace overread
