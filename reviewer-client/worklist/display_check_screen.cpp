#include "reviewer-client/worklist/display_check_screen.h"

#include <QDate>
#include <QHBoxLayout>
#include <QPainter>
#include <QPushButton>
#include <QSettings>

#include "reviewer-client/theme/labels.h"
#include "reviewer-client/theme/main_button.h"
#include "reviewer-client/theme/middle_panel.h"

namespace overread::client {
namespace {

constexpr auto dayKey = "displayCheck/day";
constexpr auto answerKey = "displayCheck/answer";

QString today() {
    return QDate::currentDate().toString(Qt::ISODate);
}

/// 5 % on black beside 95 % on white, in plain grey levels: what the viewer's linear window sends to the display.
class Patches final : public QWidget {
public:
    explicit Patches(QWidget* parent = nullptr) : QWidget(parent) { setMinimumHeight(lines(10)); }

protected:
    void paintEvent(QPaintEvent*) override {
        QPainter painter(this);
        const auto half = [&](int left, int around, int patch) {
            const QRect ground(left, 0, width() / 2, height());
            painter.fillRect(ground, QColor(around, around, around));
            const int side = std::min(ground.width(), ground.height()) / 3;
            QRect middle(0, 0, side, side);
            middle.moveCenter(ground.center());
            painter.fillRect(middle, QColor(patch, patch, patch));
        };
        half(0, 0, 255 * 5 / 100);
        half(width() / 2, 255, 255 * 95 / 100);
    }
};

}  // namespace

DisplayCheckScreen::DisplayCheckScreen(QWidget* parent)
    : QWidget(parent),
      advice_(wrappedLabel("displayAdvice", "warning")),
      yes_(new MainButton(tr("I see both      Enter"))) {
    setObjectName("displayCheckScreen");
    auto& layout = middlePanel(*this, 32);
    auto* question = wrappedLabel("displayQuestion", "heading");
    question->setText(tr("Do you see the square in the black and the square in the white?"));
    layout.addWidget(question);
    auto* patches = new Patches;
    patches->setObjectName("displayPatches");
    patches->setAccessibleName(tr("A square of 5 % grey on black and one of 95 % grey on white"));
    layout.addWidget(patches);
    layout.addWidget(advice_);
    yes_->setObjectName("displayYes");
    layout.addWidget(yes_);
    auto* row = new QHBoxLayout;
    auto* no = new QPushButton(tr("No"));
    no->setObjectName("displayNo");
    auto* later = new QPushButton(tr("Later"));
    later->setObjectName("displayLater");
    row->addWidget(no);
    row->addWidget(later);
    layout.addLayout(row);
    connect(yes_, &MainButton::pressedAwake, this, [this] {
        keep("yes");
        emit finished();
    });
    connect(no, &QPushButton::clicked, this, [this] {
        keep("no");
        advice_->setText(
            tr("Dim the room, clean the display, set it to its calibrated state. Where that does not help, "
               "read on another one and tell whoever looks after the displays."));
    });
    connect(later, &QPushButton::clicked, this, &DisplayCheckScreen::finished);
}

bool DisplayCheckScreen::isDue() {
    const QSettings settings;
    return settings.value(dayKey).toString() != today() || settings.value(answerKey).toString() != "yes";
}

void DisplayCheckScreen::begin() {
    advice_->clear();
    yes_->setFocus();
}

void DisplayCheckScreen::keep(const char* answer) {
    QSettings settings;
    settings.setValue(dayKey, today());
    settings.setValue(answerKey, answer);
}

}  // namespace overread::client
