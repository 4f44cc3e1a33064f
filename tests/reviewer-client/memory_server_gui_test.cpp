#include <dcmtk/config/osconfig.h>
#include <dcmtk/dcmdata/dctk.h>

#include <cmath>
#include <fstream>
#include <sstream>

#include "tests/reviewer-client/client_and_server.h"

// Qt's words (emit, signals) last.
#include <QFile>
#include <QPushButton>
#include <QTest>
#include <QUuid>

#include "tests/reviewer-client/client_process.h"

/// The blind in the memory of a client: all that a dump of its process would show before the lock.
namespace overread::client::tests {
namespace {

constexpr int patienceMs = 120'000;

QString lockWanted() {
    return ClientProcess::drafts() + "/lock-wanted";
}

/// Not a test of its own: the process whose memory the next one looks through.
TEST(WatchedReader, DISABLED_readsAndLocksWhenToldTo) {
    ReaderAtTheScreen reader(ClientProcess::server(), ClientProcess::drafts());
    reader.signIn(ClientProcess::name(), ClientProcess::password());
    ASSERT_TRUE(reader.isAtWorklist());
    ASSERT_TRUE(reader.openNextCase());
    ASSERT_TRUE(reader.awaitImages());
    ASSERT_TRUE(reader.awaitSubmitAwake());
    reader.comeToTheImages();
    reader.fillDoubleRead(34, 30);
    ClientProcess::say("read");
    ASSERT_TRUE(QTest::qWaitFor([] { return QFile::exists(lockWanted()); }, patienceMs));
    reader.find<QPushButton>("submit")->setFocus();
    reader.key(Qt::Key_Return);
    ASSERT_TRUE(reader.awaitReveal());
    ClientProcess::say("locked");
    (void)QTest::qWaitFor([] { return false; }, patienceMs);
}

/// What the process has written to: heap, stacks and every other map that is no file.
QByteArray memoryOf(qint64 process) {
    const std::string folder = "/proc/" + std::to_string(process);
    std::ifstream maps(folder + "/maps");
    std::ifstream memory(folder + "/mem", std::ios::binary);
    QByteArray all;
    for (std::string line; std::getline(maps, line);) {
        std::istringstream columns(line);
        unsigned long long from = 0, to = 0, inode = 0;
        char dash = 0;
        std::string rights, offset, device;
        columns >> std::hex >> from >> dash >> to >> rights >> offset >> device >> std::dec >> inode;
        if (rights.substr(0, 2) != "rw" || inode != 0) continue;
        // In parts: pages that were never touched answer with nothing but zeros, and some not at all.
        constexpr unsigned long long part = 1 << 20;
        for (auto at = from; at < to; at += part) {
            QByteArray bytes(static_cast<qsizetype>(std::min(part, to - at)), '\0');
            memory.clear();
            memory.seekg(static_cast<std::streamoff>(at));
            memory.read(bytes.data(), bytes.size());
            bytes.truncate(memory.gcount());
            if (bytes.count('\0') < bytes.size()) all += bytes;
        }
    }
    return all;
}

/// As a program keeps it: eight bytes that no other number has.
QByteArray bytesOf(double value) {
    return {reinterpret_cast<const char*>(&value), sizeof value};
}

std::string tagOf(const std::filesystem::path& path, const DcmTagKey& tag) {
    DcmFileFormat file;
    OFString value;
    if (file.loadFile(path.c_str()).good()) file.getDataset()->findAndGetOFString(tag, value);
    return value.c_str();
}

QByteArray utf16(const std::string& text) {
    const QString wide = QString::fromStdString(text);
    return {reinterpret_cast<const char*>(wide.utf16()), wide.size() * 2};
}

class Memory : public ClientAndServer {
protected:
    /// The total of the measurement, once it is there.
    double measuredPercent() {
        double percent = 0;
        EXPECT_TRUE(QTest::qWaitFor(
            [&] {
                ConnectionPool pool(house_->system.configuration(), DatabaseRole::app, 1);
                Transaction transaction(pool);
                return fetchRow(transaction.session(),
                                "select involvement_total::float8 from qa.quantification where status = 'measured'",
                                std::tie(percent));
            },
            patienceMs));
        return percent;
    }
};

TEST_F(Memory, ofTheClientHoldsNoCanaryBeforeTheLock) {
    // Made now, so that they stand in no program as a literal.
    const std::string random = QUuid::createUuid().toString(QUuid::Id128).left(12).toStdString();
    simulation::Scene scene;
    scene.truthPercent = 35;
    scene.reportedGrade = Grade::ct2;
    scene.statedPercent = 33.71825137;
    auto study = stage(scene);
    study.report.reporter = "code-" + random;
    study.report.reporterName = "Name" + random;
    study.report.facility = "facility-" + random;
    study.report.text = "text-" + random;
    std::vector<std::string> never{study.report.reporter, study.report.reporterName, study.report.facility,
                                   study.studyInstanceUid};
    for (const auto& tag : {DCM_PatientID, DCM_PatientName, DCM_AccessionNumber, DCM_SeriesInstanceUID})
        if (const auto value = tagOf(study.files.front(), tag); value.size() > 5)  // shorter ones stand there by chance
            never.push_back(value);
    ASSERT_GE(never.size(), 6u);
    send(study);
    const double measured = measuredPercent();
    ASSERT_NE(measured, std::round(measured)) << "a number that stands nowhere else";

    const auto person = aReader();
    ClientProcess client("WatchedReader.*", house_->system.url(), person.name, person.password, drafts_.path());
    ASSERT_TRUE(client.awaitSaid("read", 180)) << client.output();
    const auto expectNone = [&](const QByteArray& memory) {
        EXPECT_GT(memory.size(), 10'000'000) << "the memory was read";
        EXPECT_TRUE(memory.contains(QByteArray::fromStdString(person.name))) << "what is there is found";
        for (const auto& canary : never) {
            EXPECT_FALSE(memory.contains(QByteArray::fromStdString(canary))) << canary;
            EXPECT_FALSE(memory.contains(utf16(canary))) << canary << " as the window writes it";
        }
    };
    {
        const auto memory = memoryOf(client.process().processId());
        expectNone(memory);
        EXPECT_FALSE(memory.contains(QByteArray::fromStdString(study.report.text))) << "the report before the lock";
        EXPECT_FALSE(memory.contains(utf16(study.report.text)));
        EXPECT_FALSE(memory.contains(bytesOf(scene.statedPercent))) << "what it stated";
        EXPECT_FALSE(memory.contains("33.71825137"));
        EXPECT_FALSE(memory.contains(bytesOf(measured))) << "what was measured";
    }
    ASSERT_TRUE(QFile(drafts_.path() + "/lock-wanted").open(QIODevice::WriteOnly));
    ASSERT_TRUE(client.awaitSaid("locked", 120)) << client.output();
    const auto memory = memoryOf(client.process().processId());
    expectNone(memory);
    EXPECT_TRUE(memory.contains(utf16(study.report.text))) << "the canary can be found at all";
    client.process().kill();
    ASSERT_TRUE(client.process().waitForFinished());
}

}  // namespace
}  // namespace overread::client::tests
