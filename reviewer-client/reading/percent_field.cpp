#include "reviewer-client/reading/percent_field.h"

#include <QKeyEvent>

#include "reviewer-client/answers/double_read_answers.h"
#include "reviewer-client/theme/labels.h"

namespace overread::client {

PercentField::PercentField(const QString& name, const QString& accessibleName, Empty empty, QWidget* parent)
    : QLineEdit(parent), empty_(empty) {
    setObjectName(name);
    setAccessibleName(accessibleName);
    setMaxLength(6);
    setAlignment(Qt::AlignRight);
    setFixedWidth(lines(5));
    connect(this, &QLineEdit::textEdited, this, [this] {
        showRefused(isUnreadable());
        emit answered();
    });
}

std::optional<double> PercentField::percent() const {
    return parsePercent(text().toStdString());
}

bool PercentField::isUnreadable() const {
    return !text().trimmed().isEmpty() && !percent();
}

void PercentField::showPercent(std::optional<double> value) {
    setText(value ? QString::fromStdString(percentText(*value)) : QString());
    showRefused(false);
}

void PercentField::showRefused(bool refused) {
    showFieldRefused(*this, refused);
}

bool PercentField::event(QEvent* event) {
    // Digits and the up and down keys are answers here, whatever the window's keys say.
    if (event->type() == QEvent::ShortcutOverride) {
        const QString text = static_cast<QKeyEvent*>(event)->text();
        if (text.size() == 1 && (text[0].isDigit() || text[0] == ',' || text[0] == '.')) {
            event->accept();
            return true;
        }
    }
    return QLineEdit::event(event);
}

void PercentField::keyPressEvent(QKeyEvent* event) {
    const QString text = event->text();
    if (text.size() == 1 && text[0].isPrint() && !text[0].isDigit() && text[0] != ',' && text[0] != '.' &&
        !(event->modifiers() & (Qt::ControlModifier | Qt::AltModifier)))
        return emit refused(tr("A percent from 0 to 100 belongs here."));
    switch (event->key()) {
        case Qt::Key_Return:
        case Qt::Key_Enter:
            if (event->isAutoRepeat() || isReadOnly()) return;
            if (isUnreadable() || (empty_ == Empty::refused && this->text().trimmed().isEmpty())) {
                showRefused(true);
                return emit refused(tr("A percent from 0 to 100 belongs here."));
            }
            return emit finished();
        case Qt::Key_Up:
            return emit previousWanted();
        case Qt::Key_Down:
            return emit nextWanted();
        default:
            QLineEdit::keyPressEvent(event);
    }
}

void PercentField::focusInEvent(QFocusEvent* event) {
    QLineEdit::focusInEvent(event);
    if (event->reason() != Qt::MouseFocusReason) selectAll();
}

}  // namespace overread::client
