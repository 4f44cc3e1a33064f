#include "reviewer-client/reading/choice_row.h"

#include <QKeyEvent>
#include <QLabel>
#include <QPainter>
#include <QVBoxLayout>
#include <algorithm>

#include "reviewer-client/reading/choice_grid.h"
#include "reviewer-client/theme/labels.h"
#include "reviewer-client/theme/theme.h"

namespace overread::client {

ChoiceRow::ChoiceRow(const QString& name, const QString& question, Takes takes, const std::vector<Choice>& choices,
                     int columns, QWidget* parent)
    : QWidget(parent), takes_(takes), choices_(choices), remark_(wrappedLabel((name + "Remark").toLatin1(), "second")) {
    setObjectName(name);
    setAccessibleName(question);
    setFocusPolicy(Qt::StrongFocus);
    auto* layout = new QVBoxLayout(this);
    layout->setContentsMargins(10, 4, 4, 5);
    layout->setSpacing(4);
    auto* heading = new QHBoxLayout;
    heading->addWidget(new QLabel(question));
    remark_->setAlignment(Qt::AlignRight | Qt::AlignVCenter);
    heading->addWidget(remark_, 1);
    layout->addLayout(heading);
    auto* grid = new ChoiceGrid(columns);
    layout->addLayout(grid);
    for (std::size_t i = 0; i < choices_.size(); ++i) {
        auto* button = new ChoiceButton(choices_[i].digit + QString(" ") + choices_[i].words);
        button->setObjectName(name + choices_[i].digit);
        button->setAccessibleName(choices_[i].words);
        button->setFocusPolicy(Qt::NoFocus);
        connect(button, &QPushButton::clicked, this, [this, i] {
            setFocus(Qt::MouseFocusReason);
            choose(static_cast<int>(i));
        });
        grid->addWidget(button);
        buttons_.push_back(button);
    }
}

std::vector<int> ChoiceRow::chosen() const {
    std::vector<int> indices;
    for (std::size_t i = 0; i < buttons_.size(); ++i)
        if (buttons_[i]->isChecked()) indices.push_back(static_cast<int>(i));
    return indices;
}

int ChoiceRow::chosenOne() const {
    const auto indices = chosen();
    return indices.empty() ? -1 : indices.front();
}

void ChoiceRow::showChosen(const std::vector<int>& indices) {
    for (std::size_t i = 0; i < buttons_.size(); ++i)
        buttons_[i]->setChecked(std::ranges::find(indices, static_cast<int>(i)) != indices.end());
}

void ChoiceRow::showRemark(const QString& remark) {
    remark_->setText(remark);
}

void ChoiceRow::showReadOnly(bool readOnly) {
    readOnly_ = readOnly;
    for (auto* button : buttons_) button->setDisabled(readOnly);
}

void ChoiceRow::choose(int index) {
    if (readOnly_) return;
    const auto which = static_cast<std::size_t>(index);
    if (takes_ == Takes::one) {
        showChosen({index});
        emit answered();
        emit finished();
        return;
    }
    const int group = choices_[which].eitherOr;
    if (group > 0 && buttons_[which]->isChecked())
        for (std::size_t i = 0; i < choices_.size(); ++i)
            if (i != which && choices_[i].eitherOr == group) buttons_[i]->setChecked(false);
    emit answered();
}

bool ChoiceRow::event(QEvent* event) {
    if (event->type() == QEvent::ShortcutOverride) {
        const QString text = static_cast<QKeyEvent*>(event)->text();
        if (text.size() == 1 && text[0].isDigit()) {
            event->accept();
            return true;
        }
    }
    return QWidget::event(event);
}

void ChoiceRow::keyPressEvent(QKeyEvent* event) {
    const QString text = event->text();
    if (text.size() == 1 && text[0].isDigit()) {
        if (event->isAutoRepeat() || readOnly_) return;
        for (std::size_t i = 0; i < choices_.size(); ++i)
            if (choices_[i].digit == text[0]) {
                if (takes_ == Takes::several) buttons_[i]->setChecked(!buttons_[i]->isChecked());
                return choose(static_cast<int>(i));
            }
        return emit refused(tr("%1 is no answer here.").arg(text));
    }
    switch (event->key()) {
        case Qt::Key_Return:
        case Qt::Key_Enter:
            if (event->isAutoRepeat()) return;
            if (takes_ == Takes::one && chosenOne() < 0) return emit refused(tr("Answer with a digit."));
            return emit finished();
        case Qt::Key_Up:
            return emit previousWanted();
        case Qt::Key_Down:
            return emit nextWanted();
        default:
            QWidget::keyPressEvent(event);
    }
}

void ChoiceRow::focusInEvent(QFocusEvent* event) {
    QWidget::focusInEvent(event);
    update();
}

void ChoiceRow::focusOutEvent(QFocusEvent* event) {
    QWidget::focusOutEvent(event);
    update();
}

void ChoiceRow::mousePressEvent(QMouseEvent*) {
    setFocus(Qt::MouseFocusReason);
}

void ChoiceRow::paintEvent(QPaintEvent*) {
    if (!hasFocus()) return;
    QPainter painter(this);
    painter.fillRect(rect(), QColor(0xff2b3138));
    painter.fillRect(QRect(0, 0, 3, height()), QColor(colours::focus));
}

}  // namespace overread::client
