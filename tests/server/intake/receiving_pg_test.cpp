// C-STORE: what came is on disk with its receipt before success is answered, whatever it is.
#include <gtest/gtest.h>
#include <signal.h>
#include <soci/soci.h>

#include <chrono>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <random>
#include <sstream>

#include <dcmtk/config/osconfig.h>
#include <dcmtk/dcmdata/dctk.h>

#include "server/database/pool.h"
#include "server/database/transaction.h"
#include "server/intake/presentation_contexts.h"
#include "tests/server/intake/raw_sender.h"
#include "tests/server/intake/running_listener.h"
#include "tests/support/fresh_database.h"

namespace overread::tests {
namespace {

using namespace std::chrono_literals;
namespace fs = std::filesystem;

constexpr int outOfResources = 0xa700;

std::string contentOf(const fs::path& file) {
    std::ifstream in(file, std::ios::binary);
    std::stringstream text;
    text << in.rdbuf();
    return text.str();
}

std::string randomBytes(std::size_t size, unsigned seed) {
    std::mt19937 generator(seed);
    std::string bytes(size, '\0');
    for (char& byte : bytes) byte = static_cast<char>(generator());
    return bytes;
}

class Receiving : public testing::Test {
protected:
    Receiving() : configuration_(database_.configuration()), pool_(configuration_, DatabaseRole::worker, 2) {
        configuration_.dicomAeTitle = "OVERREAD";
        configuration_.dicomSources = {{"SCANNER", "127.0.0.1"}, {"STORESCU", "127.0.0.1"}, {"ECHOSCU", "127.0.0.1"}};
    }

    struct Row {
        std::string objectId, classUid, syntaxUid, callingAe;
        long long bytes = 0;
        int conflicting = 0;
    };
    std::vector<Row> receiptsOf(const std::string& instanceUid) {
        Transaction transaction(pool_);
        std::vector<Row> rows;
        const soci::rowset<soci::row> found =
            (transaction.session().prepare
                 << "select cast(object_id as text), sop_class_uid, transfer_syntax_uid, calling_ae, size_bytes, "
                    "case when is_conflicting then 1 else 0 end from qa.instance_receipt where sop_instance_uid = :uid "
                    "order by received_at",
             soci::use(instanceUid));
        for (const soci::row& row : found)
            rows.push_back({row.get<std::string>(0), row.get<std::string>(1), row.get<std::string>(2),
                            row.get<std::string>(3), row.get<long long>(4), row.get<int>(5)});
        return rows;
    }
    int numberOf(const std::string& sql) {
        Transaction transaction(pool_);
        int number = 0;
        transaction.session() << sql, soci::into(number);
        return number;
    }
    std::string storedDataSet(const Row& row) {
        const std::string file = contentOf(ImageStore(configuration_.storePath).objectFile(row.objectId));
        return file.size() < static_cast<std::size_t>(row.bytes)
                   ? file
                   : file.substr(file.size() - static_cast<std::size_t>(row.bytes));
    }
    int filesIn(const char* folder) {
        int files = 0;
        for (const auto& entry : fs::recursive_directory_iterator(configuration_.storePath / folder))
            files += entry.is_regular_file() ? 1 : 0;
        return files;
    }

    FreshDatabase database_;
    Configuration configuration_;
    ConnectionPool pool_;
};

TEST_F(Receiving, keepsEveryByteOfADataSetThatIsNoDicomInEverySyntax) {
    const RunningListener listener(configuration_);
    unsigned seed = 0;
    for (const auto syntax : storedTransferSyntaxes) {
        const std::string bytes = randomBytes(250'000 + seed, seed);
        const std::string uid = "1.2.3." + std::to_string(++seed);
        RawSender sender(listener.port());
        ASSERT_TRUE(sender.associate({.transferSyntaxes = {std::string(syntax)}}).accepted) << syntax;
        ASSERT_EQ(sender.store(uid, bytes), 0) << syntax;
        const auto rows = receiptsOf(uid);  // asked after the answer: the receipt is committed by then
        ASSERT_EQ(rows.size(), 1u);
        EXPECT_EQ(rows[0].syntaxUid, syntax);
        EXPECT_EQ(rows[0].classUid, "1.2.840.10008.5.1.4.1.1.2");
        EXPECT_EQ(rows[0].callingAe, "SCANNER");
        EXPECT_EQ(rows[0].bytes, static_cast<long long>(bytes.size()));
        EXPECT_EQ(storedDataSet(rows[0]), bytes);
    }
    EXPECT_EQ(filesIn("incoming"), 0);
}

TEST_F(Receiving, addsOneIndexJobForAnAssociation) {
    const RunningListener listener(configuration_);
    RawSender sender(listener.port());
    ASSERT_TRUE(sender.associate({}).accepted);
    for (int i = 1; i <= 3; ++i) ASSERT_EQ(sender.store("1.2.3." + std::to_string(i), randomBytes(500, 1)), 0);
    sender.release();
    EXPECT_EQ(numberOf("select count(*) from jobs.job where kind = 'indexObjects'"), 1);
    EXPECT_EQ(numberOf("select count(*) from jobs.job j join qa.instance_receipt r "
                       "on r.association_id = cast(j.unique_key as uuid)"),
              3);
}

TEST_F(Receiving, ofTheSameBytesAgainIsASuccessWithoutAnythingNew) {
    const RunningListener listener(configuration_);
    const std::string bytes = randomBytes(10'000, 7);
    for (int i = 0; i < 3; ++i) {
        RawSender sender(listener.port());
        ASSERT_TRUE(sender.associate({}).accepted);
        ASSERT_EQ(sender.store("1.2.3", bytes), 0);
        sender.release();
    }
    EXPECT_EQ(receiptsOf("1.2.3").size(), 1u);
    EXPECT_EQ(filesIn("objects"), 1);
    EXPECT_EQ(numberOf("select count(*) from jobs.job"), 1) << "only the first association brought something";
}

TEST_F(Receiving, ofOtherBytesUnderTheSameUidKeepsThemApartAndFlagged) {
    const RunningListener listener(configuration_);
    RawSender sender(listener.port());
    ASSERT_TRUE(sender.associate({}).accepted);
    const std::string first = randomBytes(1000, 1);
    const std::string second = randomBytes(1000, 2);
    ASSERT_EQ(sender.store("1.2.3", first), 0);
    ASSERT_EQ(sender.store("1.2.3", second), 0);
    ASSERT_EQ(sender.store("1.2.3", second), 0);
    const auto rows = receiptsOf("1.2.3");
    ASSERT_EQ(rows.size(), 2u);
    EXPECT_EQ(rows[0].conflicting, 0);
    EXPECT_EQ(rows[1].conflicting, 1);
    EXPECT_EQ(storedDataSet(rows[0]), first);
    EXPECT_EQ(storedDataSet(rows[1]), second);
    EXPECT_EQ(filesIn("objects"), 2);
}

TEST_F(Receiving, survivesADataSetThatKillsParsers) {
    const RunningListener listener(configuration_);
    RawSender sender(listener.port());
    ASSERT_TRUE(sender.associate({}).accepted);
    std::string nested;  // (0040,A730), undefined length, item of undefined length, and so on inwards
    for (int level = 0; level < 150'000; ++level)
        nested += std::string("\x40\x00\x30\xa7\xff\xff\xff\xff\xfe\xff\x00\xe0\xff\xff\xff\xff", 16);
    EXPECT_EQ(sender.store("1.2.3", nested), 0);
    EXPECT_EQ(sender.store("1.2.4", "a little more"), 0);
}

TEST_F(Receiving, refusesABadUidAndAClassThatIsNotTheContextsAndGoesOn) {
    const RunningListener listener(configuration_);
    RawSender sender(listener.port());
    ASSERT_TRUE(sender.associate({}).accepted);
    EXPECT_EQ(sender.store("../../etc/passwd", "some bytes"), 0x0117);
    EXPECT_EQ(sender.store("1.2.3", "some bytes", "1.2.840.10008.5.1.4.1.1.7"), 0x0122);
    EXPECT_EQ(sender.store("1.2.3", "some bytes"), 0);
    EXPECT_EQ(filesIn("objects"), 1);
    EXPECT_EQ(filesIn("incoming"), 0);
}

TEST_F(Receiving, answersOutOfResourcesWhileTheDatabaseIsAway) {
    Configuration away = configuration_;
    away.databaseConnection = "host=/nonexistent";
    const RunningListener listener(away);
    RawSender sender(listener.port());
    ASSERT_TRUE(sender.associate({}).accepted);
    EXPECT_EQ(sender.store("1.2.3", randomBytes(300'000, 1)), outOfResources);
    EXPECT_EQ(sender.store("1.2.4", randomBytes(300, 1)), outOfResources) << "the association stands";
    EXPECT_EQ(filesIn("objects"), 0);
    EXPECT_EQ(filesIn("incoming"), 0);
}

TEST_F(Receiving, goesOnInTheSameAssociationAfterTheDatabaseCameBack) {
    const RunningListener listener(configuration_);
    RawSender sender(listener.port());
    ASSERT_TRUE(sender.associate({}).accepted);
    ASSERT_EQ(sender.store("1.2.1", randomBytes(300, 1)), 0);
    database_.terminateConnections();
    const auto after = sender.store("1.2.2", randomBytes(300, 2));
    if (after != 0) {  // noticed only while it was in use: the sender tries again
        ASSERT_EQ(after, outOfResources);
        ASSERT_EQ(sender.store("1.2.2", randomBytes(300, 2)), 0);
    }
    EXPECT_EQ(receiptsOf("1.2.2").size(), 1u);
}

TEST_F(Receiving, leavesNothingOfAnObjectWhoseSenderVanished) {
    const RunningListener listener(configuration_);
    {
        RawSender sender(listener.port());
        ASSERT_TRUE(sender.associate({}).accepted);
        ASSERT_EQ(sender.store("1.2.1", randomBytes(300, 1)), 0);
        sender.beginStore("1.2.2");
        sender.sendData(randomBytes(50'000, 2), false);
    }
    // The listener's end waits for its children.
    const_cast<RunningListener&>(listener).stop();
    EXPECT_EQ(receiptsOf("1.2.2").size(), 0u);
    EXPECT_EQ(filesIn("incoming"), 0);
    EXPECT_EQ(filesIn("objects"), 1);
}

TEST_F(Receiving, endsWhereAnObjectIsTooLongOrTakesTooLong) {
    const RunningListener listener(configuration_, {.object = 1s, .objectBytes = 100'000});
    RawSender tooLong(listener.port());
    ASSERT_TRUE(tooLong.associate({}).accepted);
    EXPECT_EQ(tooLong.store("1.2.1", randomBytes(150'000, 1)), std::nullopt);
    RawSender tooSlow(listener.port());
    ASSERT_TRUE(tooSlow.associate({}).accepted);
    tooSlow.beginStore("1.2.2");
    tooSlow.sendData(randomBytes(5000, 1), false);
    EXPECT_TRUE(tooSlow.isEnded(5000));
    EXPECT_EQ(filesIn("objects"), 0);
    EXPECT_EQ(filesIn("incoming"), 0);
}

TEST_F(Receiving, finishesTheObjectThatIsComingInWhenItIsStopped) {
    RunningListener listener(configuration_);
    RawSender sender(listener.port());
    ASSERT_TRUE(sender.associate({}).accepted);
    sender.beginStore("1.2.1");
    sender.sendData("the first half, ", false);
    while (filesIn("incoming") == 0) std::this_thread::yield();  // the listener is inside the object
    std::thread stopping([&] { EXPECT_EQ(listener.stop(), 0); });
    sender.sendData("the second", true);
    stopping.join();
    const auto rows = receiptsOf("1.2.1");
    ASSERT_EQ(rows.size(), 1u);
    EXPECT_EQ(storedDataSet(rows[0]), "the first half, the second");
}

TEST_F(Receiving, takesWhatStorescuAndEchoscuSend) {
    const RunningListener listener(configuration_);
    const std::string to = " -aec OVERREAD 127.0.0.1 " + std::to_string(listener.port());
    EXPECT_EQ(std::system(("echoscu -aet ECHOSCU" + to).c_str()), 0);
    EXPECT_NE(std::system(("echoscu -aet STRANGER" + to + " 2>/dev/null").c_str()), 0);

    DcmFileFormat file;
    DcmDataset& data = *file.getDataset();
    data.putAndInsertString(DCM_SOPClassUID, UID_CTImageStorage);
    data.putAndInsertString(DCM_SOPInstanceUID, "1.2.840.99.1");
    data.putAndInsertString(DCM_StudyInstanceUID, "1.2.840.99");
    data.putAndInsertString(DCM_SeriesInstanceUID, "1.2.840.99.0");
    data.putAndInsertString(DCM_PatientName, "Test^Canary");
    const std::vector<Uint16> pixels(64 * 64, 1234);
    data.putAndInsertUint16Array(DCM_PixelData, pixels.data(), pixels.size());
    const fs::path sent = configuration_.home / "sent.dcm";
    ASSERT_TRUE(file.saveFile(sent.c_str(), EXS_LittleEndianExplicit).good());
    EXPECT_EQ(std::system(("storescu -aet STORESCU" + to + " " + sent.string()).c_str()), 0);

    const auto rows = receiptsOf("1.2.840.99.1");
    ASSERT_EQ(rows.size(), 1u);
    const std::string whole = contentOf(sent);
    EXPECT_EQ(storedDataSet(rows[0]), whole.substr(whole.size() - static_cast<std::size_t>(rows[0].bytes)));
    DcmFileFormat kept;  // with a meta header of its own it is a file that every reader takes
    ASSERT_TRUE(kept.loadFile(ImageStore(configuration_.storePath).objectFile(rows[0].objectId).c_str()).good());
    OFString name;
    kept.getDataset()->findAndGetOFString(DCM_PatientName, name);
    EXPECT_EQ(name, "Test^Canary");
}

}  // namespace
}  // namespace overread::tests
