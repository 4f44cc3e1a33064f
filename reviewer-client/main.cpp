#include <QApplication>
#include <QCommandLineParser>
#include <QSettings>

#include "reviewer-client/main_window.h"
#include "reviewer-client/theme/theme.h"

int main(int argc, char** argv) {
    QApplication application(argc, argv);
    QApplication::setOrganizationName("overread");
    QApplication::setApplicationName("overread-reviewer");
    QApplication::setApplicationVersion("0.1");

    QCommandLineParser parser;
    parser.setApplicationDescription(
        QCoreApplication::translate("main",
                                    "The reviewer's client: reads studies blind and locks what was read.\n\nExample: "
                                    "overread-reviewer --server http://localhost:8480"));
    parser.addHelpOption();
    parser.addVersionOption();
    const QCommandLineOption server("server", QCoreApplication::translate("main", "Address of the server."), "URL");
    parser.addOption(server);
    parser.process(application);

    overread::client::applyTheme(application);
    const QString address =
        parser.isSet(server) ? parser.value(server) : QSettings().value("server", "http://localhost:8480").toString();
    overread::client::MainWindow window(QUrl::fromUserInput(address), overread::client::DraftStore::usualFolder());
    window.resize(1500, 950);
    window.show();
    return QApplication::exec();
}
