#pragma once
#include <filesystem>
#include <map>
#include <string>
#include <string_view>
#include <vector>

namespace overread {

/// Below, equal or above zero as dpkg orders the versions ("1:1.2~rc1" comes before "1:1.2").
[[nodiscard]] int compareDebianVersions(std::string_view a, std::string_view b);

/// Versions of installed packages by name, as dpkg's status file has them; empty where there is none.
[[nodiscard]] std::map<std::string, std::string, std::less<>> installedPackages(
    const std::filesystem::path& statusFile);

/// A line of deploy/parsers.txt.
struct WatchedPackage {
    std::string name;
    std::string leastVersion;
    std::string reads;
};
[[nodiscard]] std::vector<WatchedPackage> watchedPackages(const std::filesystem::path& file);

}  // namespace overread
