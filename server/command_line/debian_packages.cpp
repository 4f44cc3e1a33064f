#include "server/command_line/debian_packages.h"

#include <cctype>
#include <fstream>
#include <sstream>

namespace overread {
namespace {

bool isDigit(char c) {
    return std::isdigit(static_cast<unsigned char>(c)) != 0;
}

/// Order of a character outside numbers: '~' before the end, the end before letters, letters before the rest.
int orderOf(std::string_view text, std::size_t at) {
    if (at >= text.size() || isDigit(text[at])) return 0;
    const auto c = static_cast<unsigned char>(text[at]);
    if (c == '~') return -1;
    return std::isalpha(c) != 0 ? c : c + 256;
}

/// Parts of text and numbers in turn, as Debian's policy 5.6.12 says.
int compareParts(std::string_view a, std::string_view b) {
    std::size_t i = 0;
    std::size_t j = 0;
    while (i < a.size() || j < b.size()) {
        while ((i < a.size() && !isDigit(a[i])) || (j < b.size() && !isDigit(b[j]))) {
            const int difference = orderOf(a, i) - orderOf(b, j);
            if (difference != 0) return difference;
            if (i < a.size() && !isDigit(a[i])) ++i;
            if (j < b.size() && !isDigit(b[j])) ++j;
        }
        while (i < a.size() && a[i] == '0') ++i;
        while (j < b.size() && b[j] == '0') ++j;
        int first = 0;
        while (i < a.size() && isDigit(a[i]) && j < b.size() && isDigit(b[j])) {
            if (first == 0) first = a[i] - b[j];
            ++i;
            ++j;
        }
        if (i < a.size() && isDigit(a[i])) return 1;
        if (j < b.size() && isDigit(b[j])) return -1;
        if (first != 0) return first;
    }
    return 0;
}

struct Parts {
    std::string_view epoch;
    std::string_view upstream;
    std::string_view revision;
};
Parts partsOf(std::string_view version) {
    Parts parts;
    if (const auto colon = version.find(':'); colon != std::string_view::npos) {
        parts.epoch = version.substr(0, colon);
        version.remove_prefix(colon + 1);
    }
    const auto dash = version.rfind('-');
    parts.upstream = version.substr(0, dash);
    if (dash != std::string_view::npos) parts.revision = version.substr(dash + 1);
    return parts;
}

}  // namespace

int compareDebianVersions(std::string_view a, std::string_view b) {
    const auto x = partsOf(a);
    const auto y = partsOf(b);
    if (const int order = compareParts(x.epoch, y.epoch); order != 0) return order;
    if (const int order = compareParts(x.upstream, y.upstream); order != 0) return order;
    return compareParts(x.revision, y.revision);
}

std::map<std::string, std::string, std::less<>> installedPackages(const std::filesystem::path& statusFile) {
    std::map<std::string, std::string, std::less<>> versions;
    std::ifstream in(statusFile);
    std::string name;
    bool isInstalled = false;
    const auto valueIn = [](const std::string& line, std::string_view field) {
        return line.starts_with(field) ? line.substr(field.size()) : std::string{};
    };
    for (std::string line; std::getline(in, line);) {
        if (const auto value = valueIn(line, "Package: "); !value.empty()) {
            name = value;
            isInstalled = false;
        }
        if (line.starts_with("Status: ")) isInstalled = line.ends_with(" installed");
        if (const auto value = valueIn(line, "Version: "); !value.empty() && isInstalled) versions[name] = value;
    }
    return versions;
}

std::vector<WatchedPackage> watchedPackages(const std::filesystem::path& file) {
    std::vector<WatchedPackage> packages;
    std::ifstream in(file);
    for (std::string line; std::getline(in, line);) {
        if (line.empty() || line.front() == '#') continue;
        std::istringstream words(line);
        WatchedPackage package;
        words >> package.name >> package.leastVersion >> std::ws;
        std::getline(words, package.reads);
        packages.push_back(std::move(package));
    }
    return packages;
}

}  // namespace overread
