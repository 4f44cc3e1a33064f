#include "server/image_store/image_store.h"

#include <fcntl.h>
#include <sys/stat.h>
#include <sys/statvfs.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <stdexcept>
#include <system_error>

#include "core/domain/id.h"

namespace overread {
namespace {

constexpr std::uint64_t lowWaterBytes = std::uint64_t{2} << 30;
constexpr int lowWaterPercent = 5;

[[noreturn]] void fail(const char* what, const std::filesystem::path& path) {
    throw std::system_error(errno, std::generic_category(), std::string(what) + " " + path.string());
}

class Descriptor {
public:
    Descriptor(const std::filesystem::path& path, int flags) : number_(::open(path.c_str(), flags | O_CLOEXEC)) {
        if (number_ < 0) fail("open", path);
    }
    ~Descriptor() { ::close(number_); }
    Descriptor(const Descriptor&) = delete;
    Descriptor& operator=(const Descriptor&) = delete;
    [[nodiscard]] int number() const { return number_; }

private:
    int number_;
};

void sync(const std::filesystem::path& path, int flags) {
    const Descriptor file(path, flags);
    if (::fsync(file.number()) != 0) fail("fsync", path);
}

void makeFolder(const std::filesystem::path& folder) {
    if (std::filesystem::create_directories(folder)) sync(folder.parent_path(), O_RDONLY | O_DIRECTORY);
}

std::string checked(std::string_view id) {
    if (!isCanonicalUuid(id)) throw std::invalid_argument("not an id of the image store");
    return std::string(id);
}

}  // namespace

ImageStore::ImageStore(std::filesystem::path root) : root_(std::move(root)) {}

void ImageStore::prepare() const {
    makeFolder(root_);
    for (const char* name : {"incoming", "objects", "series", "work"}) makeFolder(root_ / name);
    constexpr std::string_view hex = "0123456789abcdef";
    for (const char high : hex)
        for (const char low : hex) std::filesystem::create_directory(root_ / "objects" / std::string{high, low});
    sync(root_ / "objects", O_RDONLY | O_DIRECTORY);  // once for all of them
}

std::filesystem::path ImageStore::incomingFile(std::string_view objectId) const {
    return root_ / "incoming" / (checked(objectId) + ".tmp");
}

std::filesystem::path ImageStore::objectFile(std::string_view objectId) const {
    const std::string id = checked(objectId);
    return root_ / "objects" / id.substr(id.size() - 2) / (id + ".dcm");
}

std::filesystem::path ImageStore::framesFile(std::string_view seriesId) const {
    return root_ / "series" / checked(seriesId) / "frames";
}

std::filesystem::path ImageStore::seriesFile(std::string_view seriesId) const {
    return root_ / "series" / checked(seriesId) / "series.json";
}

std::filesystem::path ImageStore::labelsFile(std::string_view seriesId) const {
    return root_ / "series" / checked(seriesId) / "labels";
}

std::filesystem::path ImageStore::picturesFile(std::string_view seriesId, std::string_view renderingId) const {
    return root_ / "series" / checked(seriesId) / checked(renderingId);
}

std::filesystem::path ImageStore::outsideLabelsFile(std::string_view resultId) const {
    return root_ / "outside" / checked(resultId);
}

std::filesystem::path ImageStore::resultFile(std::string_view objectId) const {
    return root_ / "results" / (checked(objectId) + ".dcm");
}

std::filesystem::path ImageStore::workFolder(std::string_view jobId) const {
    return root_ / "work" / checked(jobId);
}

void ImageStore::keep(const std::filesystem::path& from, const std::filesystem::path& to) const {
    sync(from, O_RDONLY);
    makeFolder(to.parent_path());
    if (::rename(from.c_str(), to.c_str()) != 0) fail("rename", to);
    sync(to.parent_path(), O_RDONLY | O_DIRECTORY);
}

bool ImageStore::hasRoom() const {
    struct statvfs space {};
    if (::statvfs(root_.c_str(), &space) != 0) fail("statvfs", root_);
    const auto block = static_cast<std::uint64_t>(space.f_frsize);
    const std::uint64_t lowWater = std::min(lowWaterBytes, block * space.f_blocks / 100 * lowWaterPercent);
    return block * space.f_bavail >= lowWater;
}

}  // namespace overread
