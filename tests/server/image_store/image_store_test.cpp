#include "server/image_store/image_store.h"

#include <gtest/gtest.h>

#include <fstream>
#include <stdexcept>
#include <system_error>

#include "server/image_store/stored_file.h"
#include "tests/support/temporary_folder.h"

namespace overread::tests {
namespace {

constexpr std::string_view id = "01a20f16-3fef-7acd-8a16-efac432e8e27";

TEST(ImageStore, makesPathsOfItsOwnIdsAlone) {
    const ImageStore store("/store");
    EXPECT_EQ(store.objectFile(id), "/store/objects/27/01a20f16-3fef-7acd-8a16-efac432e8e27.dcm");
    for (const char* text : {"", "../../etc/passwd", "/etc/passwd", "1.2.840.113619.2.1",
                             "01A20F16-3FEF-7ACD-8A16-EFAC432E8E27", "01a20f16-3fef-7acd-8a16-efac432e8e2/"}) {
        EXPECT_THROW((void)store.objectFile(text), std::invalid_argument) << text;
        EXPECT_THROW((void)store.incomingFile(text), std::invalid_argument) << text;
        EXPECT_THROW((void)store.framesFile(text), std::invalid_argument) << text;
        EXPECT_THROW((void)store.labelsFile(text), std::invalid_argument) << text;
        EXPECT_THROW((void)store.workFolder(text), std::invalid_argument) << text;
    }
}

TEST(ImageStore, keepsAFileUnderItsFinalNameAndReplacesAnOlderOne) {
    const TemporaryFolder folder;
    const ImageStore store(folder.path() / "store");
    store.prepare();
    store.prepare();  // again at every start
    for (const char* text : {"first", "second"}) {
        std::ofstream(store.incomingFile(id)) << text;
        store.keep(store.incomingFile(id), store.framesFile(id));
        EXPECT_EQ(bytesOf(store.framesFile(id), 0, std::string_view(text).size()), text);
        EXPECT_FALSE(std::filesystem::exists(store.incomingFile(id)));
    }
    EXPECT_THROW(store.keep(store.incomingFile(id), store.framesFile(id)), std::system_error);
    EXPECT_TRUE(store.hasRoom());
}

TEST(ImageStore, readsARangeOrSaysThatItIsNotThere) {
    const TemporaryFolder folder;
    const auto file = folder.path() / "frames";
    std::ofstream(file) << "0123456789";
    EXPECT_EQ(bytesOf(file, 3, 4), "3456");
    EXPECT_EQ(bytesOf(file, 0, 10), "0123456789");
    EXPECT_EQ(bytesOf(file, 10, 0), "");
    EXPECT_THROW((void)bytesOf(file, 3, 8), std::system_error);
    EXPECT_THROW((void)bytesOf(file, 11, 0), std::system_error);
    EXPECT_THROW((void)bytesOf(file, 5, ~std::uint64_t{0}), std::system_error);
    EXPECT_THROW((void)bytesOf(folder.path() / "nothing", 0, 1), std::system_error);
}

}  // namespace
}  // namespace overread::tests
