#include "server/command_line/debian_packages.h"

#include <gtest/gtest.h>
#include <unistd.h>

#include <fstream>

namespace overread {
namespace {

TEST(DebianVersions, areOrderedAsDpkgOrdersThem) {
    struct Row {
        const char* lower;
        const char* higher;
    };
    for (const auto& [lower, higher] :
         {Row{"3.6.7-9~deb12u3", "3.6.7-9~deb12u4"}, Row{"3.6.7-9~deb12u9", "3.6.7-9~deb12u10"},
          Row{"3.6.7-9~deb12u4", "3.6.7-9"}, Row{"1.0~rc1", "1.0"}, Row{"1.0", "1.0-1"}, Row{"9.9", "1:0.1"},
          Row{"2.5.0-2+deb12u3", "2.5.0-2+deb12u4"}, Row{"1.2.9", "1.2.13"}, Row{"1.0a", "1.0+"}, Row{"1.0", "1.0a"}}) {
        EXPECT_LT(compareDebianVersions(lower, higher), 0) << lower << ' ' << higher;
        EXPECT_GT(compareDebianVersions(higher, lower), 0) << lower << ' ' << higher;
    }
    EXPECT_EQ(compareDebianVersions("1.10", "1.010"), 0);
    EXPECT_EQ(compareDebianVersions("0:1.0-1", "1.0-1"), 0);
}

TEST(InstalledPackages, areThoseThatAreReallyInstalled) {
    const auto file = testing::TempDir() + "status-" + std::to_string(getpid());
    std::ofstream(file) << "Package: libdcmtk17\nStatus: install ok installed\nArchitecture: amd64\n"
                           "Version: 3.6.7-9~deb12u4\n\n"
                           "Package: gone\nStatus: deinstall ok config-files\nVersion: 1.0\n";
    const auto packages = installedPackages(file);
    EXPECT_EQ(packages.size(), 1u);
    EXPECT_EQ(packages.at("libdcmtk17"), "3.6.7-9~deb12u4");
    EXPECT_TRUE(installedPackages("/nonexistent").empty());
    unlink(file.c_str());
}

TEST(WatchedPackages, areReadWithWhatTheyAreFor) {
    const auto file = testing::TempDir() + "parsers-" + std::to_string(getpid());
    std::ofstream(file) << "# a remark\nlibdcmtk17 3.6.7-9~deb12u4 DICOM objects and associations\n";
    const auto watched = watchedPackages(file);
    ASSERT_EQ(watched.size(), 1u);
    EXPECT_EQ(watched.front().leastVersion, "3.6.7-9~deb12u4");
    EXPECT_EQ(watched.front().reads, "DICOM objects and associations");
    unlink(file.c_str());
}

}  // namespace
}  // namespace overread
