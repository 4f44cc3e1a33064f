#include "server/command_line/named_files.h"

#include <archive.h>
#include <archive_entry.h>
#include <gtest/gtest.h>

#include <fstream>
#include <map>
#include <memory>

#include "core/dicom/series_index.h"
#include "tests/support/raw_dicom_file.h"
#include "tests/support/temporary_folder.h"

namespace overread {
namespace {

namespace fs = std::filesystem;
using tests::RawFile;

/// Name in the archive, and bytes.
using Entries = std::map<std::string, tests::Bytes>;

enum class Kind { zip, tarGz, sevenZip };

void writeArchive(const fs::path& path, Kind kind, const Entries& entries) {
    const std::unique_ptr<archive, int (*)(archive*)> out{archive_write_new(), archive_write_free};
    if (kind == Kind::zip) archive_write_set_format_zip(out.get());
    if (kind == Kind::sevenZip) archive_write_set_format_7zip(out.get());
    if (kind == Kind::tarGz) {
        archive_write_set_format_ustar(out.get());
        archive_write_add_filter_gzip(out.get());
    }
    ASSERT_EQ(archive_write_open_filename(out.get(), path.c_str()), ARCHIVE_OK);
    for (const auto& [name, bytes] : entries) {
        const std::unique_ptr<archive_entry, void (*)(archive_entry*)> entry{archive_entry_new(), archive_entry_free};
        archive_entry_set_pathname(entry.get(), name.c_str());
        archive_entry_set_size(entry.get(), static_cast<la_int64_t>(bytes.size()));
        archive_entry_set_filetype(entry.get(), AE_IFREG);
        archive_entry_set_perm(entry.get(), 0644);
        ASSERT_EQ(archive_write_header(out.get(), entry.get()), ARCHIVE_OK);
        ASSERT_EQ(archive_write_data(out.get(), bytes.data(), bytes.size()), static_cast<la_ssize_t>(bytes.size()));
    }
}

Entries twentySlices() {
    Entries entries;
    for (int i = 0; i < 20; ++i)
        entries["study/" + std::to_string(i) + ".dcm"] =
            RawFile{}
                .text(0x00080018, "UI", "1.2.3.4.5." + std::to_string(i))
                .text(0x00200032, "DS", "-100\\-100\\" + std::to_string(2 * i))
                .bytes();
    return entries;
}

class NamedFilesOf : public testing::Test {
protected:
    [[nodiscard]] fs::path path(const std::string& name) const { return folder_.path() / name; }
    static std::vector<fs::path> filesIn(const std::variant<NamedFiles, dicom::Refusal>& named) {
        const auto* files = std::get_if<NamedFiles>(&named);
        EXPECT_NE(files, nullptr) << std::get<dicom::Refusal>(named).detail;
        return files != nullptr ? files->files() : std::vector<fs::path>{};
    }
    static std::string codeIn(const std::variant<NamedFiles, dicom::Refusal>& named) {
        const auto* refusal = std::get_if<dicom::Refusal>(&named);
        return refusal != nullptr ? std::string{nameOf(refusal->code)} : "taken";
    }
    void writeText(const std::string& name, const std::string& text) const { std::ofstream{path(name)} << text; }

    tests::TemporaryFolder folder_;
};

TEST_F(NamedFilesOf, anArchiveAreItsFilesUnderNamesOfOursAndGoWithIt) {
    for (const auto kind : {Kind::zip, Kind::tarGz, Kind::sevenZip}) {
        auto entries = twentySlices();
        entries["study/DICOMDIR"] = {1, 2, 3};
        entries["../../escaped.dcm"] = RawFile{}.bytes();
        writeArchive(path("study.bin"), kind, entries);
        std::vector<fs::path> files;
        {
            const auto named = NamedFiles::of({path("study.bin")});
            files = filesIn(named);
            EXPECT_EQ(files.size(), 21U);
            for (const auto& file : files) EXPECT_EQ(file.parent_path(), files.front().parent_path());
            const auto index = dicom::indexFiles(files);
            ASSERT_TRUE(index.chosen) << index.explanation;
            EXPECT_EQ(index.series[*index.chosen].slices.size(), 20U);
        }
        EXPECT_FALSE(fs::exists(files.front().parent_path())) << "the folder goes with the object";
    }
    EXPECT_FALSE(fs::exists(folder_.path().parent_path().parent_path() / "escaped.dcm"));
}

TEST_F(NamedFilesOf, aListAreItsLinesWhereverTheListLies) {
    RawFile{}.write(path("a.dcm"));
    RawFile{}.write(path("b c.dcm"));
    writeText("list.txt", "a.dcm\r\n\n" + path("b c.dcm").string() + "\n");
    EXPECT_EQ(filesIn(NamedFiles::of({path("list.txt")})), (std::vector{folder_.path() / "a.dcm", path("b c.dcm")}));
    writeText("list.txt", "a.dcm\nmissing.dcm\n");
    EXPECT_EQ(codeIn(NamedFiles::of({path("list.txt")})), "unreadable_file");
}

TEST_F(NamedFilesOf, anythingElseIsAFileForTheReaderToJudge) {
    writeText("notes.txt", "no path at all\n");
    EXPECT_EQ(filesIn(NamedFiles::of({path("notes.txt")})).size(), 1U);
    std::ofstream{path("empty.dcm")};
    EXPECT_EQ(filesIn(NamedFiles::of({path("empty.dcm")})).size(), 1U);
}

TEST_F(NamedFilesOf, aBombStopsAtTheLimits) {
    writeArchive(path("bomb.zip"), Kind::zip, {{"zeros", tests::Bytes(8 << 20)}});
    EXPECT_LT(fs::file_size(path("bomb.zip")), 100'000U);
    EXPECT_EQ(codeIn(NamedFiles::of({path("bomb.zip")}, {.bytes = 1 << 20, .files = 100})), "limit_exceeded");
    writeArchive(path("many.zip"), Kind::zip, twentySlices());
    EXPECT_EQ(codeIn(NamedFiles::of({path("many.zip")}, {.bytes = 1 << 20, .files = 19})), "limit_exceeded");
    EXPECT_EQ(codeIn(NamedFiles::of({path("many.zip"), path("many.zip")}, {.bytes = 1 << 20, .files = 39})),
              "limit_exceeded")
        << "the limits hold for all archives together";
}

TEST_F(NamedFilesOf, anArchiveThatEndsEarlyIsRefused) {
    auto entries = twentySlices();
    std::uint32_t state = 1;
    for (auto& [name, bytes] : entries)  // so that half of the archive is half of the files
        for (int i = 0; i < 10'000; ++i)
            bytes.push_back(static_cast<std::uint8_t>((state = state * 1664525U + 1U) >> 24));
    for (const auto kind : {Kind::zip, Kind::tarGz}) {
        writeArchive(path("cut"), kind, entries);
        fs::resize_file(path("cut"), fs::file_size(path("cut")) / 2);
        EXPECT_EQ(codeIn(NamedFiles::of({path("cut")})), "truncated_file");
    }
}

}  // namespace
}  // namespace overread
