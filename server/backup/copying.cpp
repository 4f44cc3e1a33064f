#include "server/backup/copying.h"

#include <fcntl.h>
#include <sodium.h>
#include <unistd.h>

#include <array>
#include <cerrno>
#include <fstream>
#include <stdexcept>
#include <system_error>
#include <vector>

namespace overread::backup {
namespace {

namespace fs = std::filesystem;
constexpr std::size_t chunk = std::size_t{1} << 20;
constexpr std::size_t hexLength = 2 * crypto_hash_sha256_BYTES;

[[noreturn]] void fail(const std::string& what, const fs::path& file) {
    throw std::runtime_error(what + " " + file.string() + ": " + std::generic_category().message(errno));
}

class Descriptor {
public:
    Descriptor(const fs::path& path, int flags) : number_(::open(path.c_str(), flags | O_CLOEXEC, 0600)) {
        if (number_ < 0) fail("cannot open", path);
    }
    ~Descriptor() { ::close(number_); }
    Descriptor(const Descriptor&) = delete;
    Descriptor& operator=(const Descriptor&) = delete;
    [[nodiscard]] int number() const { return number_; }

private:
    int number_;
};

/// Reads the file to its end and gives each piece away; answers the hash of all.
template <class Take>
std::string hashing(const fs::path& file, const Take& take) {
    const Descriptor in(file, O_RDONLY);
    crypto_hash_sha256_state state;
    crypto_hash_sha256_init(&state);
    std::vector<unsigned char> buffer(chunk);
    while (true) {
        const auto got = ::read(in.number(), buffer.data(), buffer.size());
        if (got < 0) fail("cannot read", file);
        if (got == 0) break;
        crypto_hash_sha256_update(&state, buffer.data(), static_cast<unsigned long long>(got));
        take(buffer.data(), static_cast<std::size_t>(got));
    }
    std::array<unsigned char, crypto_hash_sha256_BYTES> hash{};
    crypto_hash_sha256_final(&state, hash.data());
    std::array<char, hexLength + 1> hex{};
    return sodium_bin2hex(hex.data(), hex.size(), hash.data(), hash.size());
}

bool staysInside(const fs::path& path) {
    if (path.empty() || path.is_absolute()) return false;
    for (const auto& part : path)
        if (part == "..") return false;
    return true;
}

}  // namespace

std::string hashOf(const fs::path& file) {
    return hashing(file, [](const unsigned char*, std::size_t) {});
}

std::string copyHashed(const fs::path& from, const fs::path& to) {
    fs::create_directories(to.parent_path());
    const Descriptor out(to, O_WRONLY | O_CREAT | O_EXCL);
    return hashing(from, [&](const unsigned char* bytes, std::size_t size) {
        while (size > 0) {
            const auto written = ::write(out.number(), bytes, size);
            if (written < 0) fail("cannot write", to);
            bytes += written;
            size -= static_cast<std::size_t>(written);
        }
    });
}

void syncAll(const fs::path& folder) {
    const Descriptor any(folder, O_RDONLY | O_DIRECTORY);
    if (::syncfs(any.number()) != 0) fail("cannot sync", folder);
}

bool isEmptyOrAbsent(const fs::path& folder) {
    return !fs::exists(folder) || (fs::is_directory(folder) && fs::is_empty(folder));
}

void makeEmptyFolder(const fs::path& folder) {
    if (!isEmptyOrAbsent(folder)) throw std::runtime_error(folder.string() + " is not empty");
    fs::create_directories(folder);
    fs::permissions(folder, fs::perms::owner_all);
}

void writeHashes(const FileHashes& hashes, const fs::path& file) {
    std::ofstream out(file, std::ios::binary);
    for (const auto& [path, hash] : hashes) out << hash << "  " << path << '\n';
    out.close();
    if (!out) fail("cannot write", file);
}

FileHashes readHashes(const fs::path& file) {
    std::ifstream in(file, std::ios::binary);
    if (!in) fail("cannot read", file);
    FileHashes hashes;
    for (std::string line; std::getline(in, line);) {
        if (line.size() <= hexLength + 2 || line.compare(hexLength, 2, "  ") != 0 ||
            !staysInside(line.substr(hexLength + 2)))
            throw std::runtime_error(file.string() + " has a line that is none: " + line.substr(0, 120));
        hashes.emplace(line.substr(hexLength + 2), line.substr(0, hexLength));
    }
    return hashes;
}

}  // namespace overread::backup
