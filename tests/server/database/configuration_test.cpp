#include <gtest/gtest.h>

#include <filesystem>
#include <fstream>
#include <map>

#include "server/configuration/configuration.h"

namespace overread {
namespace {

class ConfigurationOf : public testing::Test {
protected:
    ConfigurationOf() : home_(std::filesystem::path(testing::TempDir()) / "configuration") {
        std::filesystem::remove_all(home_);
        std::filesystem::create_directories(home_);
        environment_["OVERREAD_HOME"] = home_.string();
    }
    ~ConfigurationOf() override { std::filesystem::remove_all(home_); }
    void file(const std::string& text) { std::ofstream(home_ / "overread.properties") << text; }
    [[nodiscard]] Configuration load() const {
        return loadConfiguration([this](const std::string& name) {
            const auto found = environment_.find(name);
            return found == environment_.end() ? std::nullopt : std::optional(found->second);
        });
    }
    [[nodiscard]] std::string originOf(const std::string& key) const {
        for (const auto& origin : load().origins)
            if (origin.key == key) return origin.origin;
        return "no such key";
    }

    std::filesystem::path home_;
    std::map<std::string, std::string> environment_;
};

TEST_F(ConfigurationOf, aFreshMachineHasDefaults) {
    const auto configuration = load();
    EXPECT_EQ(configuration.httpAddress, "127.0.0.1");
    EXPECT_EQ(configuration.httpPort, 8480);
    EXPECT_EQ(configuration.dicomPort, 11112);
    EXPECT_EQ(configuration.dicomAeTitle, "OVERREAD");
    EXPECT_EQ(configuration.storePath, home_ / "store");
    EXPECT_EQ(configuration.databaseName, "overread");
    ASSERT_EQ(configuration.dicomSources.size(), 1u);
    EXPECT_EQ(configuration.dicomSources.front().aeTitle, "*");
    EXPECT_EQ(configuration.dicomSources.front().address, "127.0.0.1");
    EXPECT_EQ(originOf("http.port"), "default");
}

TEST_F(ConfigurationOf, aPasswordIsInForceAndShownToNobody) {
    const auto shownOf = [&](const std::string& connection) {
        environment_["OVERREAD_DATABASE_CONNECTION"] = connection;
        EXPECT_EQ(load().databaseConnection, connection);
        for (const auto& origin : load().origins)
            if (origin.key == "database.connection") return origin.value;
        return std::string();
    };
    EXPECT_EQ(shownOf("host=db password=s3cret sslmode=require"), "host=db password=(hidden) sslmode=require");
    EXPECT_EQ(shownOf("password = 's3 cr\\'et' host=db"), "password = (hidden) host=db");
    EXPECT_EQ(shownOf("postgresql://overread:s3cret@db/x"), "postgresql://overread:(hidden)@db/x");
    EXPECT_EQ(shownOf("host=/tmp/socket"), "host=/tmp/socket");
}

TEST_F(ConfigurationOf, theFileIsReadAndTheEnvironmentWins) {
    file("http.port = 9000\ndicom.aeTitle = FILE\ndicom.sources = CT1@10.0.0.5;CT2@localhost\n");
    environment_["OVERREAD_DICOM_AETITLE"] = "ENVIRONMENT";

    const auto configuration = load();

    EXPECT_EQ(configuration.httpPort, 9000);
    EXPECT_EQ(configuration.dicomAeTitle, "ENVIRONMENT");
    ASSERT_EQ(configuration.dicomSources.size(), 2u);
    EXPECT_EQ(configuration.dicomSources[0].aeTitle, "CT1");
    EXPECT_EQ(configuration.dicomSources[1].address, "localhost");
    EXPECT_EQ(originOf("http.port"), (home_ / "overread.properties").string());
    EXPECT_EQ(originOf("dicom.aeTitle"), "environment OVERREAD_DICOM_AETITLE");
}

TEST_F(ConfigurationOf, whatMakesNoSenseIsRefusedWithItsKeyAndOrigin) {
    for (const std::string line : {"http.port = 0", "http.port = 65536", "http.port = 80x",
                                   "http.port =", "dicom.sources = CT1", "dicom.sources = CT1@scanner.example",
                                   "dicom.aeTitle = 12345678901234567", "http.prot = 8480", "home = /elsewhere"}) {
        file(line + "\n");
        try {
            (void)load();
            ADD_FAILURE() << "not refused: " << line;
        } catch (const InvalidConfiguration& error) {
            EXPECT_NE(std::string(error.what()).find(line.substr(0, line.find(' '))), std::string::npos)
                << error.what();
            EXPECT_NE(std::string(error.what()).find("overread.properties"), std::string::npos) << error.what();
        }
    }
}

}  // namespace
}  // namespace overread
