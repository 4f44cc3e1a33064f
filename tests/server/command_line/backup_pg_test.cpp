#include <gtest/gtest.h>
#include <unistd.h>

#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <initializer_list>
#include <iostream>
#include <nlohmann/json.hpp>
#include <vector>

#include "server/backup/copying.h"
#include "server/command_line/program.h"
#include "server/database/libpq_connection.h"
#include "server/database/pool.h"
#include "server/image_store/image_store.h"
#include "tests/support/fresh_database.h"

namespace overread {
namespace {

namespace fs = std::filesystem;
using nlohmann::json;

constexpr auto object = "0192f0c4-0000-7000-8000-00000000000a";
constexpr auto series = "0192f0c4-0000-7000-8000-00000000000b";
constexpr auto rendering = "0192f0c4-0000-7000-8000-00000000000c";
constexpr auto study = "0192f0c4-0000-7000-8000-00000000000d";

void write(const fs::path& file, const std::string& text) {
    fs::create_directories(file.parent_path());
    std::ofstream(file, std::ios::binary) << text;
}

std::string textOf(const fs::path& file) {
    std::ifstream in(file, std::ios::binary);
    return {std::istreambuf_iterator<char>(in), {}};
}

/// A small installation with one study on disk, and the places of its backup.
class Backup : public testing::Test {
protected:
    Backup() : folder_(fs::temp_directory_path() / (database_.configuration().databaseName + "-backup")) {
        const ImageStore store(database_.configuration().storePath);
        store.prepare();
        write(store.objectFile(object), "an object exactly as received");
        write(store.framesFile(series), std::string(64, 'f'));
        write(store.seriesFile(series), "{}");
        write(store.labelsFile(series), std::string(20, 'l'));
        write(store.picturesFile(series, rendering), std::string(30, 'p'));
        write(store.incomingFile(object), "on its way: not saved");
        write(database_.configuration().secretsPath / "seal.key", "a secret");
        write(database_.configuration().home / "overread.properties", "documents.banner = Ours\n");
        const auto quoted = [](const char* text) { return "'" + std::string(text) + "'"; };
        database_.executeAsSuperuser(
            "insert into qa.instance_receipt (object_id, sop_instance_uid, content_hash, size_bytes, association_id, "
            "calling_ae) values (" +
            quoted(object) + ", '1.2.3', decode(repeat('00', 32), 'hex'), 29, " + quoted(object) +
            ", 'CT');"
            "insert into qa.study (id, study_instance_uid) values (" +
            quoted(study) +
            ", '1.2.3');"
            "insert into qa.image_series (series_id, study_id, series_instance_uid, image, frame_offsets, "
            "mask_offsets) "
            "values (" +
            quoted(series) + ", " + quoted(study) +
            ", '1.2.3.4', '{}', array[0, 64], array[0, 20]);"
            "insert into qa.rendering (study_id, rendering_id, series_id, measurement, has_masks, slices, offsets) "
            "values (" +
            quoted(study) + ", " + quoted(rendering) + ", " + quoted(series) + ", '', false, 1, array[0, 15, 30]);");
        command(database_.configuration(), {"user", "add", "a.reader", "--role", "reviewer", "--display-name", "Анна"},
                "correct horse battery staple\n");
    }
    ~Backup() override {
        fs::remove_all(folder_);
        for (const auto* name : {"OVERREAD_HOME", "OVERREAD_DATABASE_NAME"}) unsetenv(name);
    }

    struct Ran {
        int exitCode;
        std::string output;
        std::string errors;
        [[nodiscard]] json answer() const { return json::parse(output); }
    };
    static Ran command(const Configuration& installation, const std::vector<std::string>& arguments,
                       const std::string& input = {}) {
        setenv("OVERREAD_HOME", installation.home.c_str(), 1);
        setenv("OVERREAD_DATABASE_NAME", installation.databaseName.c_str(), 1);
        std::vector<const char*> argv{"overread"};
        for (const auto& each : arguments) argv.push_back(each.c_str());
        std::istringstream in(input);
        auto* const formerIn = std::cin.rdbuf(in.rdbuf());
        testing::internal::CaptureStdout();
        testing::internal::CaptureStderr();
        const int exitCode = runProgram(static_cast<int>(argv.size()), argv.data());
        std::cin.rdbuf(formerIn);
        return {exitCode, testing::internal::GetCapturedStdout(), testing::internal::GetCapturedStderr()};
    }
    Ran backUp() {
        return command(database_.configuration(),
                       {"backup", "--out", data().string(), "--secrets-out", secrets().string(), "--json"});
    }
    Ran restoreInto(const Configuration& installation) {
        return command(installation,
                       {"restore", "--from", data().string(), "--secrets-from", secrets().string(), "--json"});
    }
    [[nodiscard]] fs::path data() const { return folder_ / "data"; }
    [[nodiscard]] fs::path secrets() const { return folder_ / "secrets"; }
    static std::string one(const Configuration& installation, const std::string& question) {
        LibpqConnection connection(connectionText(installation, installation.databaseAdmin, installation.databaseName));
        return connection.query(question).front().front();
    }

    tests::FreshDatabase database_;
    tests::EmptyDatabase elsewhere_;
    fs::path folder_;
};

TEST_F(Backup, comesBackWholeInAnEmptyPlace) {
    const auto saved = backUp();
    ASSERT_EQ(saved.exitCode, 0) << saved.output << saved.errors;
    EXPECT_EQ(saved.answer().at("files"), 5) << "what is on its way is none of them";
    EXPECT_EQ(saved.answer().at("missing"), 0);

    const auto restored = restoreInto(elsewhere_.configuration());
    ASSERT_EQ(restored.exitCode, 0) << restored.output << restored.errors;
    const auto answer = restored.answer();
    EXPECT_EQ(answer.at("files"), 5);
    EXPECT_EQ(answer.at("dangling"), 0);
    EXPECT_EQ(answer.at("picturesAnew"), 0);
    EXPECT_EQ(answer.at("bytes"), saved.answer().at("bytes"));

    const auto& there = elsewhere_.configuration();
    const ImageStore before(database_.configuration().storePath);
    const ImageStore after(there.storePath);
    EXPECT_EQ(textOf(after.objectFile(object)), textOf(before.objectFile(object)));
    EXPECT_EQ(textOf(after.framesFile(series)), textOf(before.framesFile(series)));
    EXPECT_EQ(textOf(there.secretsPath / "seal.key"), "a secret");
    EXPECT_EQ(textOf(there.home / "overread.properties.from-backup"), "documents.banner = Ours\n");
    for (const auto* table : {"identity.account", "qa.plan", "qa.plan_secret", "qa.image_series", "audit.event"})
        EXPECT_EQ(one(there, std::string("select count(*) from ") + table + " where " +
                                 (std::string(table) == "audit.event" ? "action <> 'backup.restored'" : "true")),
                  one(database_.configuration(), std::string("select count(*) from ") + table))
            << table;
    EXPECT_EQ(command(there, {"audit", "verify"}).exitCode, 0);
    EXPECT_EQ(command(there, {"migrate", "--json"}).answer().at("applied").size(), 0u) << "it is the schema of ours";
    EXPECT_EQ(one(there, "select count(*) from audit.event where action = 'backup.restored'"), "1");
    EXPECT_EQ(one(there, "select has_table_privilege('overread_reading', 'identity.person', 'select')"), "f")
        << "rights come back, too";
}

TEST_F(Backup, keepsSecretsApartAndClosed) {
    ASSERT_EQ(backUp().exitCode, 0);
    std::vector<fs::path> files;
    for (const auto& entry : fs::recursive_directory_iterator(folder_))
        if (entry.is_regular_file()) files.push_back(entry.path());
    EXPECT_GT(files.size(), 8u);
    for (const auto& file : files) {
        const bool saysOnly = file.extension() == ".json" || file.extension() == ".sha256";
        const auto others = fs::status(file).permissions() & (fs::perms::group_all | fs::perms::others_all);
        EXPECT_TRUE(saysOnly || others == fs::perms::none) << file;
        const bool isData = file.string().starts_with(data().string());
        EXPECT_TRUE(!isData || textOf(file).find("a secret") == std::string::npos) << file;
    }
    for (const auto& each : {data(), secrets()})
        EXPECT_EQ(fs::status(each).permissions(), fs::perms::owner_all) << each;
    EXPECT_TRUE(fs::exists(secrets() / "draw-keys.dump"));
    const auto inside = command(
        database_.configuration(),
        {"backup", "--out", (folder_ / "x").string(), "--secrets-out", (folder_ / "x" / "secrets").string(), "--json"});
    EXPECT_EQ(inside.exitCode, 3);
    EXPECT_NE(inside.output.find("apart"), std::string::npos);
    EXPECT_EQ(command(database_.configuration(), {"backup", "--out", (folder_ / "y").string()}).exitCode, 2);
}

TEST_F(Backup, overwritesNothing) {
    ASSERT_EQ(backUp().exitCode, 0);
    const auto again = backUp();
    EXPECT_EQ(again.exitCode, 3);
    EXPECT_EQ(again.answer().at("error").at("code"), "not_possible");
    const auto here = restoreInto(database_.configuration());
    EXPECT_EQ(here.exitCode, 3) << here.output;
    EXPECT_NE(here.output.find("never overwritten"), std::string::npos) << here.output;
    EXPECT_EQ(one(database_.configuration(), "select count(*) from identity.account"), "1");
}

TEST_F(Backup, thatWasChangedIsRefusedAndLeavesNothingBehind) {
    ASSERT_EQ(backUp().exitCode, 0);
    const auto frames = data() / "store" / "series" / series / "frames";
    write(frames, std::string(63, 'f') + 'x');
    const auto damaged = restoreInto(elsewhere_.configuration());
    EXPECT_EQ(damaged.exitCode, 1) << damaged.output;
    EXPECT_NE(damaged.output.find("frames is not what was saved"), std::string::npos) << damaged.output;
    EXPECT_FALSE(fs::exists(elsewhere_.configuration().storePath));

    write(frames, std::string(64, 'f'));
    EXPECT_EQ(restoreInto(elsewhere_.configuration()).exitCode, 0) << "the same command again";
}

TEST_F(Backup, thatWasNotFinishedOrBelongsToOthersIsRefused) {
    ASSERT_EQ(backUp().exitCode, 0);
    const auto hashes = textOf(secrets() / "files.sha256");
    write(secrets() / "files.sha256", hashes + hashes);
    EXPECT_NE(restoreInto(elsewhere_.configuration()).output.find("another backup"), std::string::npos);
    fs::remove(data() / "backup.json");
    const auto unfinished = restoreInto(elsewhere_.configuration());
    EXPECT_EQ(unfinished.exitCode, 3);
    EXPECT_NE(unfinished.output.find("no finished backup"), std::string::npos);
}

TEST_F(Backup, saysWhenTheInstallationItselfHasLostAFile) {
    const ImageStore store(database_.configuration().storePath);
    fs::remove(store.objectFile(object));
    fs::remove(store.picturesFile(series, rendering));  // made anew whenever somebody asks for them
    const auto saved = backUp();
    EXPECT_EQ(saved.exitCode, 1);
    EXPECT_NE(saved.output.find("1 files that the database names"), std::string::npos) << saved.output;
    const auto restored = restoreInto(elsewhere_.configuration());
    EXPECT_EQ(restored.exitCode, 1);
    EXPECT_NE(restored.output.find("1 rows name files that the backup has not"), std::string::npos) << restored.output;
}

TEST(FileHashes, refuseAPathThatLeavesTheFolder) {
    const auto file = fs::temp_directory_path() / ("hashes-" + std::to_string(getpid()));
    write(file, std::string(64, '0') + "  ../../etc/passwd\n");
    EXPECT_THROW((void)backup::readHashes(file), std::runtime_error);
    write(file, std::string(64, '0') + "  /etc/passwd\n");
    EXPECT_THROW((void)backup::readHashes(file), std::runtime_error);
    write(file, std::string(64, '0') + "  store/objects/0a/x.dcm\n");
    EXPECT_EQ(backup::readHashes(file).size(), 1u);
    fs::remove(file);
}

}  // namespace
}  // namespace overread
