#include "reviewer-client/worklist/appearance_bar.h"

#include <QApplication>
#include <QHBoxLayout>
#include <QPushButton>
#include <QSettings>

#include "reviewer-client/language/language.h"
#include "reviewer-client/theme/theme.h"

namespace overread::client {
namespace {
constexpr int step = 25;

bool hasSound() {
    return QSettings().value("sound", true).toBool();
}

QString soundWords() {
    return hasSound() ? AppearanceBar::tr("Sound on") : AppearanceBar::tr("Sound off");
}
}  // namespace

int chosenTextPercent() {
    return QSettings().value("textPercent", smallestText).toInt();
}

AppearanceBar::AppearanceBar(QWidget* parent) : QWidget(parent) {
    setObjectName("appearance");
    auto* row = new QHBoxLayout(this);
    row->setContentsMargins(0, 0, 0, 0);
    auto* sound = new QPushButton(soundWords());
    sound->setObjectName("sound");
    sound->setToolTip(tr("A low tone when a key is refused."));
    row->addWidget(sound);
    connect(sound, &QPushButton::clicked, sound, [sound] {
        QSettings().setValue("sound", !hasSound());
        sound->setText(soundWords());
    });
    auto* text = new QPushButton(tr("Text %1 %").arg(chosenTextPercent()));
    text->setObjectName("textSize");
    text->setAccessibleName(tr("Size of text, %1 percent; press for the next").arg(chosenTextPercent()));
    row->addWidget(text);
    const auto other = otherThan(chosenLanguage());
    auto* language = new QPushButton(nativeName(other));
    language->setObjectName("language");
    row->addWidget(language);
    // Later: the button that was pressed goes with its screen.
    connect(
        text, &QPushButton::clicked, this,
        [this] {
            const int next = chosenTextPercent() >= largestText ? smallestText : chosenTextPercent() + step;
            QSettings().setValue("textPercent", next);
            applyTheme(*qApp, next);
            emit changed();
        },
        Qt::QueuedConnection);
    connect(
        language, &QPushButton::clicked, this,
        [this, other] {
            useLanguage(other);
            emit changed();
        },
        Qt::QueuedConnection);
}

}  // namespace overread::client
