#include <QApplication>
#include <QCommandLineParser>
#include <QSettings>

#include "reviewer-client/language/language.h"
#include "reviewer-client/main_window.h"
#include "reviewer-client/theme/theme.h"
#include "reviewer-client/worklist/appearance_bar.h"

namespace {
struct ReviewerProgram {
    Q_DECLARE_TR_FUNCTIONS(ReviewerProgram)
};
}  // namespace

int main(int argc, char** argv) {
    QApplication application(argc, argv);
    QApplication::setOrganizationName("overread");
    QApplication::setApplicationName("overread-reviewer");
    QApplication::setApplicationVersion("0.1");

    overread::client::useLanguage(overread::client::chosenLanguage());

    QCommandLineParser parser;
    parser.setApplicationDescription(
        ReviewerProgram::tr("The reviewer's client: reads studies blind and locks what was read.\n\nExample: "
                            "overread-reviewer --server http://localhost:8480"));
    parser.addHelpOption();
    parser.addVersionOption();
    const QCommandLineOption server("server", ReviewerProgram::tr("Address of the server."), "URL");
    parser.addOption(server);
    parser.process(application);

    overread::client::applyTheme(application, overread::client::chosenTextPercent());
    const QString address =
        parser.isSet(server) ? parser.value(server) : QSettings().value("server", "http://localhost:8480").toString();
    overread::client::MainWindow window(QUrl::fromUserInput(address), overread::client::DraftStore::usualFolder());
    window.resize(1500, 950);
    window.show();
    return QApplication::exec();
}
