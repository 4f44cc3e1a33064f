#include <gtest/gtest.h>

#include <QApplication>
#include <QDate>
#include <QSettings>
#include <QStandardPaths>
#include <QTemporaryDir>

#include "reviewer-client/language/language.h"
#include "reviewer-client/theme/theme.h"

int main(int argc, char** argv) {
    // Without a screen, and with drafts apart from those of whoever runs the tests.
    if (!qEnvironmentVariableIsSet("QT_QPA_PLATFORM")) qputenv("QT_QPA_PLATFORM", "offscreen");
    QStandardPaths::setTestModeEnabled(true);
    // Of this process alone: a second one beside it, or one that a test starts, begins with settings of its own.
    const QTemporaryDir settings;
    for (const auto format : {QSettings::NativeFormat, QSettings::IniFormat})
        QSettings::setPath(format, QSettings::UserScope, settings.path());
    testing::InitGoogleTest(&argc, argv);
    QApplication application(argc, argv);
    QApplication::setOrganizationName("overread-test");
    QApplication::setApplicationName("reviewer-client-test");
    QSettings().setValue("sound", false);
    QSettings().setValue("displayCheck/day", QDate::currentDate().toString(Qt::ISODate));
    QSettings().setValue("displayCheck/answer", "yes");
    overread::client::useLanguage(overread::client::Language::english);
    overread::client::applyTheme(application);
    return RUN_ALL_TESTS();
}
