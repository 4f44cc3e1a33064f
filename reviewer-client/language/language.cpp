#include "reviewer-client/language/language.h"

#include <QCoreApplication>
#include <QLocale>
#include <QSettings>
#include <QTranslator>
#include <memory>

static void makeTranslationsKnown() {  // outside the namespaces: the macro declares a function
    Q_INIT_RESOURCE(translations);
}

namespace overread::client {

Language chosenLanguage() {
    const auto code = QSettings().value("language", QLocale::system().name().left(2)).toString();
    return code == "ru" ? Language::russian : Language::english;
}

void useLanguage(Language language) {
    static std::unique_ptr<QTranslator> inUse;
    makeTranslationsKnown();
    const QString code = language == Language::russian ? "ru" : "en";
    inUse = std::make_unique<QTranslator>();  // the one before takes itself out
    // English has a file as well, for its plurals.
    if (inUse->load(":/translations/reviewer_" + code + ".qm")) QCoreApplication::installTranslator(inUse.get());
    QLocale::setDefault(QLocale(language == Language::russian ? QLocale::Russian : QLocale::English));
    QSettings().setValue("language", code);
}

Language otherThan(Language language) {
    return language == Language::russian ? Language::english : Language::russian;
}

QString nativeName(Language language) {
    return language == Language::russian ? QString::fromUtf8("Русский") : QString("English");
}

}  // namespace overread::client
