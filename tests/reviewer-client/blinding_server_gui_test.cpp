#include <dcmtk/config/osconfig.h>
#include <dcmtk/dcmdata/dctk.h>

#include "tests/reviewer-client/client_and_server.h"

// Qt's words (emit, signals) last.
#include <QAbstractButton>
#include <QApplication>
#include <QDirIterator>
#include <QFile>
#include <QLabel>
#include <QLineEdit>
#include <QPlainTextEdit>
#include <QPushButton>
#include <QSettings>
#include <QTest>

#include "reviewer-client/reading/reading_screen.h"
#include "tests/reviewer-client/line.h"

/// The blind, held against canaries: texts that stand in the data of the server and must reach neither the line, nor
/// the screen, nor a title, the log or the disk of the reader's machine before the lock.
namespace overread::client::tests {
namespace {

QByteArray logged;

void keepLog(QtMsgType, const QMessageLogContext&, const QString& message) {
    logged += message.toUtf8() + '\n';
}

/// Every text that a person, or a screen reader, could find in the windows of this process.
QByteArray allTexts() {
    QByteArray all;
    const auto add = [&](const QString& text) { all += text.toUtf8() + '\n'; };
    for (auto* widget : QApplication::allWidgets()) {
        for (const auto& text : {widget->windowTitle(), widget->toolTip(), widget->accessibleName(),
                                 widget->accessibleDescription(), widget->objectName(), widget->windowIconText()})
            add(text);
        if (auto* label = qobject_cast<QLabel*>(widget)) add(label->text());
        if (auto* button = qobject_cast<QAbstractButton*>(widget)) add(button->text());
        if (auto* edit = qobject_cast<QPlainTextEdit*>(widget)) add(edit->toPlainText());
        if (auto* line = qobject_cast<QLineEdit*>(widget)) add(line->text());
    }
    return all;
}

QByteArray everythingIn(const QString& folder) {
    QByteArray all;
    QDirIterator files(folder, QDir::Files | QDir::Hidden, QDirIterator::Subdirectories);
    while (files.hasNext()) {
        QFile file(files.next());
        all += files.fileName().toUtf8() + '\n';
        if (file.open(QIODevice::ReadOnly)) all += file.readAll() + '\n';
    }
    return all;
}

struct Canaries {
    std::vector<QByteArray> never;       ///< patient, reporter, facility: not even after the lock
    std::vector<QByteArray> beforeLock;  ///< the report and the measurement
};

std::string tagOf(DcmDataset& data, const DcmTagKey& tag) {
    OFString value;
    data.findAndGetOFString(tag, value);
    return value.c_str();
}

void expectNone(const std::vector<QByteArray>& canaries, const QByteArray& where, const char* name) {
    for (const auto& canary : canaries)
        EXPECT_FALSE(where.contains(canary)) << canary.toStdString() << " is in " << name;
}

using Blinding = ClientAndServer;

TEST_F(Blinding, letsNoCanaryThroughBeforeTheLock) {
    logged.clear();
    const auto before = qInstallMessageHandler(keepLog);
    Line line(house_->system.httpPort());
    const auto person = aReader();
    simulation::Scene scene;
    scene.truthPercent = 35;
    scene.reportedGrade = Grade::ct2;
    scene.statedPercent = 33.7;
    auto study = stage(scene);
    study.report.reporter = "CANARY-CODE";
    study.report.reporterName = "Canary Reportersson";
    study.report.facility = "canary-facility";
    study.report.text = "Canary text of the report.";
    study.report.clinicalQuestion = "cough, control of CT-2";
    Canaries canaries{
        {"CANARY-CODE", "Reportersson", "canary-facility", QByteArray::fromStdString(study.studyInstanceUid)},
        {"Canary text", "33.7", "control of CT-2", "groundGlassMl"}};
    DcmFileFormat file;
    ASSERT_TRUE(file.loadFile(study.files.front().c_str()).good());
    for (const auto& tag : {DCM_PatientName, DCM_PatientID, DCM_InstitutionName, DCM_StationName, DCM_AccessionNumber,
                            DCM_SeriesInstanceUID, DCM_SOPInstanceUID, DCM_StudyDate})
        if (const auto value = tagOf(*file.getDataset(), tag); value.size() > 3)
            canaries.never.push_back(QByteArray::fromStdString(value));
    EXPECT_GE(canaries.never.size(), 10u);
    send(study);

    auto reader = signedIn(person, line.url());
    ASSERT_TRUE(reader.openNextCase());
    ASSERT_TRUE(reader.awaitImages());
    ASSERT_TRUE(reader.awaitSubmitAwake());
    reader.comeToTheImages();
    reader.fillDoubleRead(34, 30);
    reader.find<QPlainTextEdit>("text")->setPlainText("What I typed myself.");
    ASSERT_TRUE(QTest::qWaitFor([&] { return !QDir(drafts_.path()).entryList({"*.draft"}).isEmpty(); }, 20'000));
    QSettings().sync();
    const QByteArray settings = everythingIn(QFileInfo(QSettings().fileName()).path());
    const auto expectBlind = [&](const std::vector<QByteArray>& words) {
        expectNone(words, line.toTheClient(), "what the server sent");
        expectNone(words, line.toTheServer(), "what the client sent");
        expectNone(words, allTexts(), "the windows");
        expectNone(words, logged, "the log");
        expectNone(words, settings, "the settings");
        expectNone(words, everythingIn(drafts_.path()), "the drafts");
    };
    EXPECT_GT(line.toTheClient().size(), 100'000) << "the frames went over this line";
    expectBlind(canaries.never);
    expectBlind(canaries.beforeLock);
    EXPECT_FALSE(everythingIn(drafts_.path()).contains("typed myself")) << "a draft on disk is sealed";
    EXPECT_FALSE(everythingIn(drafts_.path()).contains(QByteArray::fromStdString(reader.screen().handle())));

    reader.find<QPushButton>("submit")->setFocus();
    reader.key(Qt::Key_Return);
    ASSERT_TRUE(reader.awaitReveal());
    EXPECT_TRUE(line.toTheClient().contains("Canary text")) << "the canary can be heard at all";
    expectBlind(canaries.never);
    qInstallMessageHandler(before);
}

}  // namespace
}  // namespace overread::client::tests
