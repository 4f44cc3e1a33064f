#pragma once
#include <filesystem>
#include <string>

#include "server/image_store/image_store.h"

namespace overread {

/// The folders in and out of one child below the store, gone with the object.
class WorkFolder {
public:
    explicit WorkFolder(const ImageStore& store);
    ~WorkFolder();
    WorkFolder(const WorkFolder&) = delete;
    WorkFolder& operator=(const WorkFolder&) = delete;
    [[nodiscard]] const std::filesystem::path& path() const { return path_; }
    [[nodiscard]] std::filesystem::path out(const std::string& name) const { return path_ / "out" / name; }
    /// By a second name on the same disk instead of a copy.
    void give(const std::filesystem::path& file, const std::string& name) const;

private:
    std::filesystem::path path_;
};

/// Removes folders of children whose worker was killed: older than an hour, which no child reaches.
void removeAbandonedWork(const ImageStore& store);

}  // namespace overread
