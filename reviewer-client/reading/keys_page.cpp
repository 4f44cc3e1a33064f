#include "reviewer-client/reading/keys_page.h"

#include <QGridLayout>
#include <QKeyEvent>
#include <QLabel>
#include <QPushButton>

#include "reviewer-client/theme/key_words.h"
#include "reviewer-client/theme/labels.h"

namespace overread::client {
namespace {

QString keysOf(const QAction& action) {
    QStringList keys;
    for (const auto& key : action.shortcuts()) keys << keyWords(key);
    keys.removeDuplicates();
    return keys.join(", ");
}

/// The ways from place to place stay what they are: a reader must always find out of one.
bool isFixed(const QAction& action) {
    return action.objectName() == "toForm" || action.objectName() == "enter";
}

/// One that works in the images whatever else is loaded: no function key, which belong to the whole screen, and no
/// letter of another alphabet, which another layout would take away.
bool canBeChosen(const QKeyEvent& event) {
    const int key = event.key();
    const bool isPrintable = key > Qt::Key_Space && key < 0x7f;
    const bool isMove = key >= Qt::Key_Home && key <= Qt::Key_PageDown;
    return isPrintable || isMove || key == Qt::Key_Space || key == Qt::Key_Delete || key == Qt::Key_Insert;
}

bool isModifier(int key) {
    return key == Qt::Key_Shift || key == Qt::Key_Control || key == Qt::Key_Alt || key == Qt::Key_AltGr ||
           key == Qt::Key_Meta;
}

}  // namespace

KeysPage::KeysPage(const QList<QAction*>& imageActions, QWidget* parent)
    : QScrollArea(parent), actions_(imageActions), state_(wrappedLabel("keysState", "second")) {
    setObjectName("keysPage");
    setWidgetResizable(true);
    setFocusPolicy(Qt::NoFocus);
    setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    setAccessibleName(tr("Keys"));
    auto* inner = new QWidget;
    auto* grid = new QGridLayout(inner);
    grid->setContentsMargins(16, 12, 12, 12);
    grid->setVerticalSpacing(2);
    grid->setColumnStretch(1, 1);
    int row = 0;
    const auto wide = [&](const char* name, const char* role, const QString& text) {
        auto* label = wrappedLabel(name, role);
        label->setText(text);
        grid->addWidget(label, row++, 0, 1, 2);
    };
    wide("keysHeading", "heading", tr("Keys in the images"));
    grid->addWidget(state_, row++, 0, 1, 2);
    for (auto* action : actions_) addRow(action, *grid, row++);
    auto* usual = new QPushButton(tr("Back to the usual keys"));
    usual->setObjectName("usualKeys");
    grid->addWidget(usual, row++, 0, 1, 2, Qt::AlignLeft);
    wide("mouseHelp", "",
         tr("Wheel: slices, with Shift ten, with Ctrl zoom. Left drag: the tool in use. Middle: pan. Right: zoom."));
    wide("formKeysHeading", "heading", tr("Keys in the questions"));
    wide("formKeys", "",
         tr("A digit answers and goes on. Enter: next question, at the end submit. Up, down: question. Esc: back to "
            "the images. F6 great call, F7 technical remarks, F8 put aside."));
    grid->setRowStretch(row, 1);
    setWidget(inner);
    connect(usual, &QPushButton::clicked, this, &KeysPage::usualWanted);
    showKeys();
}

void KeysPage::addRow(QAction* action, QGridLayout& grid, int row) {
    auto* words = wrappedLabel("keyWords", "");
    words->setText(action->text());
    grid.addWidget(words, row, 1);
    if (isFixed(*action)) {
        auto* key = plainLabel("fixedKey", "");
        key->setText(keysOf(*action));
        grid.addWidget(key, row, 0);
        return;
    }
    auto* button = new QPushButton;
    button->setObjectName("key_" + action->objectName());
    button->installEventFilter(this);
    connect(button, &QPushButton::clicked, this, [this, action, button] { ask(action, button); });
    grid.addWidget(button, row, 0);
    buttons_ << button;
}

void KeysPage::showKeys() {
    asked_ = nullptr;
    say(tr("Press a key here to give another one in its place. It is kept with your account."));
    auto button = buttons_.begin();
    for (const auto* action : std::as_const(actions_)) {
        if (isFixed(*action)) continue;
        (*button)->setText(keysOf(*action));
        (*button)->setAccessibleName(tr("Key for: %1, now %2").arg(action->text(), keysOf(*action)));
        ++button;
    }
}

void KeysPage::say(const QString& words) {
    state_->setText(words);
}

void KeysPage::ask(QAction* action, QPushButton* button) {
    asked_ = action;
    say(tr("Press the new key for “%1”. Esc leaves it as it is.").arg(action->text()));
    button->setText(QString(QChar(0x2026)));
    button->setFocus();
}

bool KeysPage::eventFilter(QObject* watched, QEvent* event) {
    if (!asked_) return QScrollArea::eventFilter(watched, event);
    if (event->type() == QEvent::FocusOut) {
        showKeys();
    } else if (event->type() == QEvent::ShortcutOverride) {
        event->accept();  // the key is wanted here and does nothing else
        return true;
    } else if (event->type() == QEvent::KeyPress) {
        const auto* key = static_cast<QKeyEvent*>(event);
        if (key->key() == Qt::Key_Escape) {
            showKeys();
        } else if (!isModifier(key->key())) {
            if (canBeChosen(*key))
                take(QKeySequence(key->keyCombination()));
            else
                say(
                    tr("This key cannot be given: a Latin letter, a digit, a sign or an arrow can, also with Shift, "
                       "Ctrl or Alt."));
        }
        return true;
    }
    return QScrollArea::eventFilter(watched, event);
}

void KeysPage::take(const QKeySequence& key) {
    for (const auto* other : std::as_const(actions_))
        if (other != asked_ && other->shortcuts().contains(key))
            return say(tr("%1 does “%2” already: give that another key first.").arg(keyWords(key), other->text()));
    emit keyChosen(asked_->objectName(), key.toString(QKeySequence::PortableText));
}

}  // namespace overread::client
