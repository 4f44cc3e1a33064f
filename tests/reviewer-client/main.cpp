#include <gtest/gtest.h>

#include <QApplication>
#include <QSettings>
#include <QStandardPaths>

#include "reviewer-client/theme/theme.h"

int main(int argc, char** argv) {
    // Without a screen, and with settings and drafts apart from those of whoever runs the tests.
    if (!qEnvironmentVariableIsSet("QT_QPA_PLATFORM")) qputenv("QT_QPA_PLATFORM", "offscreen");
    QStandardPaths::setTestModeEnabled(true);
    testing::InitGoogleTest(&argc, argv);
    QApplication application(argc, argv);
    QApplication::setOrganizationName("overread-test");
    QApplication::setApplicationName("reviewer-client-test");
    QSettings().setValue("sound", false);
    overread::client::applyTheme(application);
    return RUN_ALL_TESTS();
}
