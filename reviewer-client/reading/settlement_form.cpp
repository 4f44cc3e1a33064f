#include "reviewer-client/reading/settlement_form.h"

#include <QLabel>
#include <QPlainTextEdit>
#include <QVBoxLayout>

#include "reviewer-client/reading/choice_row.h"
#include "reviewer-client/reading/comparison_table.h"
#include "reviewer-client/reading/dispute_part.h"
#include "reviewer-client/reading/words.h"
#include "reviewer-client/theme/labels.h"

namespace overread::client {

SettlementForm::SettlementForm(const wire::ArbitrationView& view, QWidget* parent)
    : Form(parent), reported_(view.readA.grade), reason_(new QPlainTextEdit) {
    setObjectName("settlementForm");
    auto* layout = new QVBoxLayout(this);
    layout->setContentsMargins(6, 6, 6, 6);
    auto* heading = new QLabel(tr("Your blind read is locked. Settle the grade."));
    heading->setProperty("role", "heading");
    heading->setContentsMargins(10, 4, 0, 4);
    heading->setWordWrap(true);
    layout->addWidget(heading);
    std::vector<ComparisonColumn> columns{columnOf(tr("You"), view.own),
                                          columnOfReport(tr("Reader A"), view.readA, view.readAStatesInvolvement)};
    if (view.readB) columns.push_back(columnOf(tr("Reader B"), *view.readB));
    columns.push_back(columnOf(tr("Measured"), view.measurement));
    layout->addWidget(new ComparisonTable(columns));
    for (const auto& [title, text] : {std::pair{tr("Reader A: %1"), view.readA.text},
                                      std::pair{tr("Reader B: %1"), view.readB ? view.readB->text : std::string()}}) {
        if (text.empty()) continue;
        auto* words = new QLabel(title.arg(QString::fromStdString(text)));
        words->setTextFormat(Qt::PlainText);
        words->setWordWrap(true);
        words->setContentsMargins(10, 0, 6, 4);
        layout->addWidget(words);
    }
    if (view.dispute) {
        dispute_ = new DisputePart(*view.dispute);
        layout->addWidget(dispute_);
        heading->setText(tr("Your blind read is locked. Decide the dispute."));
        connect(dispute_, &DisputePart::answered, this, &SettlementForm::verdictGiven);
        connect(dispute_, &DisputePart::finished, this, [this] { (void)focusFirstOpen(); });
        connect(dispute_, &DisputePart::refused, this, &Form::refused);
        connect(dispute_, &DisputePart::sliceWanted, this, &Form::sliceWanted);
    }
    grade_ = new ChoiceRow(
        "settledGrade", tr("settled grade"), ChoiceRow::Takes::one,
        {{'0', tr("CT-0")}, {'1', tr("CT-1")}, {'2', tr("CT-2")}, {'3', tr("CT-3")}, {'4', tr("CT-4")}}, 5);
    layout->addWidget(grade_);
    auto* reasonWord = new QLabel(tr("reason  (the reporter reads it)"));
    reasonWord->setContentsMargins(10, 4, 0, 0);
    layout->addWidget(reasonWord);
    reason_->setObjectName("settlementReason");
    reason_->setAccessibleName(tr("Reason of the settlement"));
    reason_->setTabChangesFocus(true);
    reason_->setFixedHeight(90);
    layout->addLayout(indented(*reason_));
    layout->addStretch(1);
    connect(grade_, &ChoiceRow::refused, this, &Form::refused);
    connect(grade_, &ChoiceRow::answered, this, &Form::changed);
    connect(grade_, &ChoiceRow::finished, this, [this] {
        if (!focusFirstOpen()) emit answeredAll();
    });
    if (dispute_) connect(grade_, &ChoiceRow::previousWanted, dispute_, &DisputePart::focusVerdict);
    connect(grade_, &ChoiceRow::nextWanted, reason_, [this] { reason_->setFocus(); });
    connect(reason_, &QPlainTextEdit::textChanged, this, &Form::changed);
}

/// Upheld says the grade as well; any other verdict asks for it anew.
void SettlementForm::verdictGiven() {
    const bool stays = grade_->chosenOne() == static_cast<int>(dispute_->settledGrade());
    if (dispute_->verdict() == PanelVerdict::upheld)
        grade_->showChosen({static_cast<int>(dispute_->settledGrade())});
    else if (stays)
        grade_->showChosen({});
    emit changed();
}

SettlementAnswers SettlementForm::answers() const {
    SettlementAnswers answers;
    if (dispute_) answers.verdict = dispute_->verdict();
    if (const int index = grade_->chosenOne(); index >= 0) answers.grade = static_cast<Grade>(index);
    answers.reason = reason_->toPlainText().toStdString();
    return answers;
}

std::variant<wire::Settlement, SettlementQuestion> SettlementForm::result() const {
    return completed(answers(), dispute_ ? std::optional{dispute_->settledGrade()} : std::nullopt);
}

bool SettlementForm::focusFirstOpen() {
    const auto now = result();
    const auto* open = std::get_if<SettlementQuestion>(&now);
    if (!open) return false;
    if (*open == SettlementQuestion::verdict)
        dispute_->focusVerdict();
    else if (*open == SettlementQuestion::grade)
        grade_->setFocus(Qt::TabFocusReason);
    else
        reason_->setFocus(Qt::TabFocusReason);
    return true;
}

bool SettlementForm::isComplete() const {
    return std::holds_alternative<wire::Settlement>(result());
}

Outgoing SettlementForm::complete() const {
    return outgoing(std::get<wire::Settlement>(result()));
}

QString SettlementForm::recordedAs() const {
    const auto grade = answers().grade;
    return grade ? words::of(*grade) : QString();
}

void SettlementForm::showRefused(const QString& pointer) {
    showFieldRefused(*reason_, pointer.endsWith("reason"));
    if (dispute_ && pointer.endsWith("verdict"))
        dispute_->showRemark(tr("does not fit the grade: overturned finds the report right, partly neither"));
}

QString SettlementForm::panelConsequence() const {
    const auto now = answers();
    const auto settled = dispute_->settledGrade();
    if (!now.verdict) return {};
    if (now.verdict == PanelVerdict::upheld)
        return !now.grade || *now.grade == settled
                   ? tr("%1 stands. The reporter reads your reason.").arg(words::of(settled))
                   : tr("Upheld keeps %1; %2 needs another verdict.").arg(words::of(settled), words::of(*now.grade));
    if (!now.grade) return {};
    if (now.verdict == PanelVerdict::partly && *now.grade == settled)
        return tr("Partly gives another grade than the settled %1.").arg(words::of(settled));
    QString sentence = now.verdict == PanelVerdict::overturned
                           ? tr("The settled %1 becomes %2; the report counts as concordant, and the figures change.")
                           : tr("The settled %1 becomes %2; the report still differs, and the figures change.");
    sentence = sentence.arg(words::of(settled), words::of(*now.grade));
    if (alertsFacility(reported_, *now.grade) && !alertsFacility(reported_, settled))
        sentence += tr(" The facility is alerted at once.");
    return sentence;
}

QString SettlementForm::consequence() const {
    if (dispute_) return panelConsequence();
    const auto grade = answers().grade;
    if (!grade) return {};
    if (*grade == reported_) return tr("%1 stays %1.").arg(words::of(*grade));
    QString sentence = tr("%1 becomes %2.").arg(words::of(reported_), words::of(*grade));
    if (alertsFacility(reported_, *grade))
        sentence = tr("%1 becomes %2: the facility is alerted at once, first escalation after 30 min.")
                       .arg(words::of(reported_), words::of(*grade));
    return sentence + tr(" An amended report will be asked for.");
}

void SettlementForm::showReadOnly() {
    if (dispute_) dispute_->showReadOnly();
    grade_->showReadOnly(true);
    reason_->setReadOnly(true);
}

void SettlementForm::readFrom(const Draft& draft) {
    if (dispute_) dispute_->showVerdict(draft.settlement.verdict);
    grade_->showChosen(draft.settlement.grade ? std::vector<int>{static_cast<int>(*draft.settlement.grade)}
                                              : std::vector<int>{});
    reason_->setPlainText(QString::fromStdString(draft.settlement.reason));
}

QString SettlementForm::asText() const {
    const auto now = answers();
    return tr("Settled grade %1. %2")
        .arg(now.grade ? words::of(*now.grade) : QString("-"), QString::fromStdString(now.reason));
}

}  // namespace overread::client
