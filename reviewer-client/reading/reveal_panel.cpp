#include "reviewer-client/reading/reveal_panel.h"

#include <QLabel>
#include <QPlainTextEdit>
#include <QPushButton>
#include <QUuid>
#include <QVBoxLayout>

#include "reviewer-client/reading/comparison_table.h"
#include "reviewer-client/reading/words.h"
#include "reviewer-client/theme/labels.h"
#include "reviewer-client/theme/main_button.h"

namespace overread::client {
namespace {
QLabel* line(const char* name, const char* role) {
    auto* label = wrappedLabel(name, role);
    label->setContentsMargins(10, 0, 6, 0);
    return label;
}

/// Says nothing that the reader does not see in the columns: which agreeing cases go to an arbiter is drawn.
QString waitsFor(const wire::Reveal& reveal) {
    QStringList parts;
    if (reveal.measurement.status == Quantification::Status::pending)
        parts << RevealPanel::tr("The lungs are still being measured.");
    if (!reveal.outcome && !reveal.rule.empty())
        parts << RevealPanel::tr(
            "An arbiter reads the case blind, then settles it. Answers that differ go there, and a few that agree.");
    if (!parts.isEmpty()) parts << RevealPanel::tr("It appears here by itself; you need not stay.");
    return parts.join(' ');
}
}  // namespace

RevealPanel::RevealPanel(QWidget* parent)
    : QWidget(parent),
      recorded_(line("recordedText", "second")),
      outcome_(line("outcomeText", "heading")),
      settled_(line("settledText", "")),
      rule_(line("ruleText", "")),
      waiting_(line("waitsFor", "second")),
      noteState_(line("noteState", "second")),
      content_(new QVBoxLayout),
      note_(new QPlainTextEdit),
      addNote_(new QPushButton(tr("Add a note"))),
      jump_(new QPushButton(tr("To the slice of the greatest difference"))),
      next_(new MainButton(tr("Next case      Enter"))) {
    setObjectName("revealPanel");
    auto* layout = new QVBoxLayout(this);
    layout->setContentsMargins(6, 8, 6, 8);
    layout->setSpacing(8);
    layout->addWidget(recorded_);
    layout->addWidget(outcome_);
    for (auto* text : {rule_, settled_, waiting_}) layout->addWidget(text);
    settled_->hide();
    waiting_->hide();
    layout->addLayout(content_);
    jump_->setObjectName("jumpToDifference");
    jump_->hide();
    auto* jumpRow = new QHBoxLayout;
    jumpRow->setContentsMargins(10, 0, 6, 0);
    jumpRow->addWidget(jump_);
    jumpRow->addStretch(1);
    layout->addLayout(jumpRow);
    layout->addStretch(1);
    note_->setObjectName("note");
    note_->setAccessibleName(tr("Note"));
    note_->setPlaceholderText(tr("A note, signed by you. It counts in no statistic; the read stays as it is."));
    note_->setFixedHeight(lines(3) + 18);
    note_->setTabChangesFocus(true);
    layout->addLayout(indented(*note_));
    auto* noteRow = new QHBoxLayout;
    noteRow->setContentsMargins(10, 0, 4, 0);
    addNote_->setObjectName("addNote");
    addNote_->setEnabled(false);
    noteRow->addWidget(addNote_);
    noteRow->addWidget(noteState_, 1);
    layout->addLayout(noteRow);
    next_->setObjectName("nextCase");
    layout->addLayout(indented(*next_));

    connect(note_, &QPlainTextEdit::textChanged, this, [this] {
        addNote_->setEnabled(!note_->toPlainText().trimmed().isEmpty());
        noteKey_ = QUuid::createUuid().toString(QUuid::WithoutBraces);
    });
    connect(addNote_, &QPushButton::clicked, this,
            [this] { emit noteWritten(noteKey_, note_->toPlainText().trimmed()); });
    connect(next_, &MainButton::pressedAwake, this, &RevealPanel::nextWanted);
    connect(jump_, &QPushButton::clicked, this, &RevealPanel::differenceWanted);
}

std::vector<ComparisonColumn> columnsOf(const wire::Reveal& reveal) {
    std::vector<ComparisonColumn> columns;
    if (reveal.you) columns.push_back(columnOf(RevealPanel::tr("You"), *reveal.you));
    if (reveal.readA)
        columns.push_back(columnOfReport(RevealPanel::tr("Reader A"), *reveal.readA, reveal.readAStatesInvolvement));
    columns.push_back(columnOf(RevealPanel::tr("Measured"), reveal.measurement));
    return columns;
}

void RevealPanel::clearContent() {
    while (auto* item = content_->takeAt(0)) {
        delete item->widget();
        delete item;
    }
}

void RevealPanel::showWaiting(const QString& recorded) {
    recorded_->setText(recorded);
    outcome_->setText(tr("The answers are being compared."));
    rule_->clear();
    settled_->hide();
    waiting_->hide();
    jump_->hide();
    clearContent();
}

void RevealPanel::showReveal(const wire::Reveal& reveal) {
    clearContent();
    outcome_->setText(reveal.outcome        ? words::of(*reveal.outcome)
                      : reveal.rule.empty() ? tr("The answers are being compared.")
                                            : tr("Recorded. An arbiter settles it."));
    rule_->setText(reveal.rule.empty() ? QString() : words::ofRule(reveal.rule, reveal.pointsApart));
    if (reveal.settledGrade) settled_->setText(tr("Settled grade: %1").arg(words::of(*reveal.settledGrade)));
    settled_->setVisible(reveal.settledGrade.has_value());
    waitsFor_ = waitsFor(reveal);
    waiting_->setVisible(!waitsFor_.isEmpty());
    content_->addWidget(new ComparisonTable(columnsOf(reveal)));
    if (reveal.readA && !reveal.readA->text.empty()) {
        auto* text = line("readAText", "");
        text->setText(tr("Reader A: %1").arg(QString::fromStdString(reveal.readA->text)));
        content_->addWidget(text);
    }
    jump_->setVisible(reveal.hasMasks);
}

void RevealPanel::showAskedAt(Timestamp moment) {
    waiting_->setText(tr("%1 As of %2.").arg(waitsFor_, words::timeOfDay(moment)));
}

void RevealPanel::showProblem(const QString& words) {
    clearContent();
    outcome_->setText(words);
    rule_->clear();
    settled_->hide();
    waiting_->hide();
}

void RevealPanel::showNoteSaved() {
    note_->clear();
    noteState_->setText(tr("Note kept."));
}

void RevealPanel::showNoteFailed(const QString& words) {
    noteState_->setText(words);
}

void RevealPanel::focusNext() {
    next_->setFocus(Qt::TabFocusReason);
}

}  // namespace overread::client
