#include "reviewer-client/theme/theme.h"

#include <QApplication>
#include <QPainter>
#include <QPalette>
#include <QStyleFactory>
#include <QVBoxLayout>
#include <algorithm>

namespace overread::client {
namespace {

constexpr auto styleSheet = R"(
QWidget { color: #d8dcdf; }
QLabel[role="second"], QLabel[role="hint"] { color: #a7b0b8; }
QLabel[role="title"] { font-size: %1pt; font-weight: 300; }
QLabel[role="heading"] { font-size: %2pt; font-weight: 600; }
QLabel[role="grade"] { font-size: %3pt; font-weight: 600; }
QLabel[role="warning"] { color: #f2a33a; font-weight: 600; }
QFrame[role="panel"] { background: #23272d; border-radius: 6px; }
QFrame[role="bar"] { background: #23272d; border-bottom: 1px solid #14171a; }
QLineEdit, QPlainTextEdit, QTextEdit { background: #14171a; border: 1px solid #3a414a; border-radius: 4px; padding: 4px 6px;
    selection-background-color: #2f75b5; }
QLineEdit:focus, QPlainTextEdit:focus, QTextEdit:focus { border: 1px solid #6bb8ff; }
QLineEdit[refused="true"], QPlainTextEdit[refused="true"] { border: 2px solid #f2a33a; }
QLineEdit:read-only, QPlainTextEdit:read-only { background: #1b1e22; color: #a7b0b8; }
QPushButton { background: #2f353c; border: 1px solid #3a414a; border-radius: 4px; padding: 6px 14px; }
QPushButton:hover { background: #3a424b; }
QPushButton:focus { border: 1px solid #6bb8ff; }
QPushButton:disabled { color: #6d757d; background: #23272d; }
QPushButton[role="main"] { background: #2f75b5; border: 1px solid #2f75b5; color: #ffffff; font-weight: 600; padding: 10px 18px; }
QPushButton[role="main"]:hover { background: #3a86cc; }
QPushButton[role="main"]:focus { border: 2px solid #d8dcdf; padding: 9px 17px; }
QPushButton[role="main"]:disabled { background: #2b3138; border-color: #3a414a; color: #8a939b; }
QPushButton[asleep="true"] { background: #2b3138; border-color: #3a414a; color: #8a939b; }
QPushButton[role="choice"] { padding: 3px 8px; text-align: left; }
QPushButton[role="choice"]:checked { background: #2f75b5; border-color: #6fa8d6; color: #ffffff; font-weight: 600; }
QPushButton[role="choice"]:disabled:checked { background: #2b4560; color: #d8dcdf; }
QToolButton { background: transparent; border: 1px solid transparent; border-radius: 4px; padding: 3px 7px; color: #a7b0b8; }
QToolButton:hover { background: #2f353c; color: #d8dcdf; }
QToolButton:checked { background: #2b3f54; border-color: #2f75b5; color: #ffffff; }
QScrollArea { border: none; background: transparent; }
QDockWidget { titlebar-close-icon: none; color: #a7b0b8; }
QDockWidget::title { background: #23272d; padding: 4px; }
QMainWindow::separator { background: #14171a; width: 5px; height: 5px; }
QToolTip { background: #23272d; color: #d8dcdf; border: 1px solid #3a414a; padding: 3px; }
QMenu { background: #23272d; border: 1px solid #3a414a; }
QMenu::item:selected { background: #2f75b5; }
QScrollBar:vertical { background: #1b1e22; width: 10px; }
QScrollBar::handle:vertical { background: #3a414a; border-radius: 5px; min-height: 24px; }
QScrollBar::add-line, QScrollBar::sub-line { height: 0; width: 0; }
)";

}  // namespace

void applyTheme(QApplication& application, int textPercent) {
    static const double usualPoints = application.font().pointSizeF();
    const double scale = std::clamp(textPercent, smallestText, largestText) / 100.0;
    QFont font = application.font();
    font.setPointSizeF(usualPoints * scale);
    application.setFont(font);
    application.setStyle(QStyleFactory::create("Fusion"));
    QPalette palette;
    palette.setColor(QPalette::Window, QColor(colours::window));
    palette.setColor(QPalette::WindowText, QColor(colours::text));
    palette.setColor(QPalette::Base, QColor(colours::field));
    palette.setColor(QPalette::AlternateBase, QColor(colours::panel));
    palette.setColor(QPalette::Text, QColor(colours::text));
    palette.setColor(QPalette::Button, QColor(colours::panel));
    palette.setColor(QPalette::ButtonText, QColor(colours::text));
    palette.setColor(QPalette::Highlight, QColor(0xff2f75b5));
    palette.setColor(QPalette::HighlightedText, Qt::white);
    palette.setColor(QPalette::PlaceholderText, QColor(0xff7b848c));
    palette.setColor(QPalette::ToolTipBase, QColor(colours::panel));
    palette.setColor(QPalette::ToolTipText, QColor(colours::text));
    application.setPalette(palette);
    application.setStyleSheet(QString(styleSheet).arg(20 * scale).arg(13 * scale).arg(15 * scale));
}

PlaceFrame::PlaceFrame(QWidget* content, QWidget* parent) : QFrame(parent) {
    auto* layout = new QVBoxLayout(this);
    layout->setContentsMargins(2, 2, 2, 2);
    layout->addWidget(content);
}

void PlaceFrame::showInUse(bool inUse) {
    if (inUse == inUse_) return;
    inUse_ = inUse;
    update();
}

void PlaceFrame::paintEvent(QPaintEvent* event) {
    QFrame::paintEvent(event);
    QPainter painter(this);
    QPen pen{QColor(inUse_ ? colours::focus : colours::window), 2};
    pen.setJoinStyle(Qt::MiterJoin);
    painter.setPen(pen);
    painter.drawRect(rect().adjusted(1, 1, -1, -1));
}

}  // namespace overread::client
