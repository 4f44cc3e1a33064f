#include "server/command_line/named_files.h"

#include <archive.h>
#include <archive_entry.h>

#include <algorithm>
#include <array>
#include <cstdlib>
#include <cstring>
#include <fstream>
#include <memory>
#include <sstream>
#include <stdexcept>
#include <utility>

#include "core/dicom/series_index.h"

namespace overread {
namespace {

namespace fs = std::filesystem;
using dicom::Refusal;
using dicom::RefusalCode;

constexpr std::size_t longestList = std::size_t{8} << 20;
constexpr std::size_t blockBytes = std::size_t{1} << 18;

bool isDicom(const fs::path& file) {
    std::ifstream in{file, std::ios::binary};
    std::array<char, 132> head{};
    return in.read(head.data(), head.size()) && std::memcmp(head.data() + 128, "DICM", 4) == 0;
}

struct CloseArchive {
    void operator()(archive* each) const { archive_read_free(each); }
};
using Archive = std::unique_ptr<archive, CloseArchive>;

/// Of the formats that people send studies in; "raw" and "empty" stay out, so that other files are no archives.
Archive open(const fs::path& file) {
    Archive opened{archive_read_new()};
    if (!opened) throw std::bad_alloc{};
    archive_read_support_filter_all(opened.get());
    archive_read_support_format_zip(opened.get());
    archive_read_support_format_tar(opened.get());
    archive_read_support_format_7zip(opened.get());
    if (archive_read_open_filename(opened.get(), file.c_str(), blockBytes) < ARCHIVE_WARN) return nullptr;
    return opened;
}

bool isArchive(const fs::path& file) {
    const auto opened = open(file);
    archive_entry* entry = nullptr;
    // A format was recognised, even where its first entry is damaged: then unpacking says what is wrong.
    return opened &&
           (archive_read_next_header(opened.get(), &entry) >= ARCHIVE_WARN || archive_format(opened.get()) != 0);
}

/// The lines of a text; none where it is no text, or none that could be a list.
std::vector<std::string> linesOf(const fs::path& file) {
    std::error_code trouble;
    if (const auto size = fs::file_size(file, trouble); trouble || size > longestList) return {};
    std::ifstream in{file, std::ios::binary};
    std::vector<std::string> lines;
    for (std::string line; std::getline(in, line);) {
        if (line.find('\0') != std::string::npos) return {};
        const auto end = line.find_last_not_of(" \t\r");
        if (end != std::string::npos) lines.push_back(line.substr(0, end + 1));
    }
    return lines;
}

std::optional<fs::path> pathIn(const std::string& line, const fs::path& list) {
    std::error_code trouble;
    for (const auto& path : {list.parent_path() / line, fs::path{line}})
        if (fs::exists(path, trouble)) return path;
    return std::nullopt;
}

Refusal damaged(const fs::path& path) {
    return {RefusalCode::truncatedFile, path.filename().string() + " is damaged or ends early"};
}

fs::path temporaryFolder() {
    std::string pattern = (fs::temp_directory_path() / "overread-archive-XXXXXX").string();
    if (::mkdtemp(pattern.data()) == nullptr) throw std::runtime_error("no temporary folder can be made");
    return pattern;
}

bool isWanted(archive_entry* entry) {
    if (archive_entry_filetype(entry) != AE_IFREG) return false;  // a link could point anywhere
    const char* name = archive_entry_pathname(entry);
    return name == nullptr || fs::path{name}.filename() != "DICOMDIR";
}

}  // namespace

NamedFiles::NamedFiles(NamedFiles&& other) noexcept
    : files_(std::move(other.files_)),
      unpacked_(std::exchange(other.unpacked_, {})),
      unpackedBytes_(other.unpackedBytes_),
      unpackedFiles_(other.unpackedFiles_) {}

NamedFiles::~NamedFiles() {
    std::error_code ignored;  // what cannot be removed lies in the folder for temporary files
    if (!unpacked_.empty()) fs::remove_all(unpacked_, ignored);
}

std::variant<NamedFiles, Refusal> NamedFiles::of(const std::vector<fs::path>& paths, const UnpackLimits& limits) {
    NamedFiles named;
    for (const auto& path : paths) {
        if (fs::is_regular_file(path) && !isDicom(path)) {
            const auto lines = linesOf(path);
            if (!lines.empty() && pathIn(lines.front(), path)) {
                for (std::size_t i = 0; i < lines.size(); ++i) {
                    const auto listed = pathIn(lines[i], path);
                    if (!listed)
                        return Refusal{RefusalCode::unreadableFile, path.filename().string() + ", entry " +
                                                                        std::to_string(i + 1) + ": no such file"};
                    if (auto refusal = named.add(*listed, limits)) return *refusal;
                }
                continue;
            }
        }
        if (auto refusal = named.add(path, limits)) return *refusal;
    }
    return named;
}

std::optional<Refusal> NamedFiles::add(const fs::path& path, const UnpackLimits& limits) {
    if (fs::is_regular_file(path) && !isDicom(path) && isArchive(path)) return unpack(path, limits);
    const auto files = dicom::filesUnder({path});
    files_.insert(files_.end(), files.begin(), files.end());
    return std::nullopt;
}

std::optional<Refusal> NamedFiles::unpack(const fs::path& path, const UnpackLimits& limits) {
    const auto opened = open(path);
    if (!opened) return Refusal{RefusalCode::unreadableFile, path.filename().string() + " cannot be opened"};
    if (unpacked_.empty()) unpacked_ = temporaryFolder();
    std::vector<char> block(blockBytes);
    for (archive_entry* entry = nullptr;;) {
        const int found = archive_read_next_header(opened.get(), &entry);
        if (found == ARCHIVE_EOF) return std::nullopt;
        if (found < ARCHIVE_WARN) return damaged(path);
        if (!isWanted(entry)) continue;
        if (archive_entry_is_encrypted(entry) == 1)
            return Refusal{RefusalCode::unreadableFile, path.filename().string() + " is locked by a password"};
        if (++unpackedFiles_ > limits.files)
            return Refusal{RefusalCode::limitExceeded,
                           path.filename().string() + " holds over " + std::to_string(limits.files) + " files"};
        std::ostringstream name;
        name.width(6);
        name.fill('0');
        name << unpackedFiles_;
        const auto file = unpacked_ / name.str();
        std::ofstream out{file, std::ios::binary};
        la_ssize_t got = 0;
        while ((got = archive_read_data(opened.get(), block.data(), block.size())) > 0) {
            unpackedBytes_ += static_cast<std::uintmax_t>(got);
            if (unpackedBytes_ > limits.bytes)
                return Refusal{RefusalCode::limitExceeded, path.filename().string() + " unpacks to over " +
                                                               std::to_string(limits.bytes >> 20) + " MiB"};
            out.write(block.data(), got);
        }
        if (got < 0) return damaged(path);
        out.close();
        if (!out) throw std::runtime_error("cannot write below " + unpacked_.string());
        files_.push_back(file);
    }
}

}  // namespace overread
