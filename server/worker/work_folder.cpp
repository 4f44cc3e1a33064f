#include "server/worker/work_folder.h"

#include <chrono>
#include <system_error>

#include "server/database/new_id.h"

namespace overread {
namespace {

constexpr std::chrono::hours abandonedAfter{1};

}  // namespace

WorkFolder::WorkFolder(const ImageStore& store) : path_(store.workFolder(newUuid())) {
    std::filesystem::create_directories(path_ / "in");
    std::filesystem::create_directories(path_ / "out");
}

WorkFolder::~WorkFolder() {
    std::error_code ignored;  // what stays is removed at a later start
    std::filesystem::remove_all(path_, ignored);
}

void WorkFolder::give(const std::filesystem::path& file, const std::string& name) const {
    std::filesystem::create_hard_link(file, path_ / "in" / name);
}

void removeAbandonedWork(const ImageStore& store) {
    const auto oldest = std::filesystem::file_time_type::clock::now() - abandonedAfter;
    for (const auto& entry : std::filesystem::directory_iterator(store.root() / "work")) {
        std::error_code gone;  // another worker's, ending just now
        const auto written = entry.last_write_time(gone);
        if (!gone && written < oldest) std::filesystem::remove_all(entry.path(), gone);
    }
}

}  // namespace overread
