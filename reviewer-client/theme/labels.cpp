#include "reviewer-client/theme/labels.h"

#include <QApplication>
#include <QFontMetrics>
#include <QStyle>

namespace overread::client {

QLabel* plainLabel(const char* objectName, const char* role) {
    auto* text = new QLabel;
    text->setObjectName(objectName);
    text->setProperty("role", role);
    text->setTextFormat(Qt::PlainText);
    return text;
}

QLabel* wrappedLabel(const char* objectName, const char* role) {
    auto* text = plainLabel(objectName, role);
    text->setWordWrap(true);
    return text;
}

int lines(double count) {
    return static_cast<int>(count * QFontMetrics(QApplication::font()).height());
}

QHBoxLayout* indented(QWidget& widget) {
    auto* row = new QHBoxLayout;
    row->setContentsMargins(10, 0, 4, 0);
    row->addWidget(&widget);
    return row;
}

void showRole(QWidget& widget, const char* role) {
    if (widget.property("role").toString() == role) return;
    widget.setProperty("role", role);
    widget.style()->unpolish(&widget);
    widget.style()->polish(&widget);
}

void showFieldRefused(QWidget& field, bool refused) {
    if (field.property("refused").toBool() == refused) return;
    field.setProperty("refused", refused);
    field.style()->unpolish(&field);
    field.style()->polish(&field);
}

}  // namespace overread::client
