#include "reviewer-client/reading/peer_review_form.h"

#include <QLabel>
#include <QPlainTextEdit>
#include <QPushButton>
#include <QVBoxLayout>
#include <array>

#include "reviewer-client/reading/choice_row.h"
#include "reviewer-client/reading/words.h"
#include "reviewer-client/theme/labels.h"

namespace overread::client {
namespace {

QString describe(const wire::ReviewedReport& report) {
    QString text = PeerReviewForm::tr("Reported: %1").arg(words::of(report.grade));
    if (report.involvement) {
        text += QString(" · ") + words::percent(report.involvement->totalPercent);
        if (report.involvement->rightPercent && report.involvement->leftPercent)
            text += PeerReviewForm::tr(" (right %1, left %2)")
                        .arg(words::percent(*report.involvement->rightPercent),
                             words::percent(*report.involvement->leftPercent));
    }
    return text;
}

}  // namespace

PeerReviewForm::PeerReviewForm(const wire::ReviewedReport& report, const std::optional<wire::Amendment>& amendment,
                               QWidget* parent)
    : Form(parent),
      greatCall_(new QPushButton),
      comment_(new QPlainTextEdit),
      commentWord_(new QLabel),
      amended_(new QWidget),
      amendedTitle_(wrappedLabel("amendedTitle", "warning")),
      amendedFindings_(wrappedLabel("amendedFindings", "")),
      amendedText_(new QPlainTextEdit) {
    setObjectName("peerReviewForm");
    using Takes = ChoiceRow::Takes;
    score_ = new ChoiceRow("score", tr("the report and the images"), Takes::one,
                           {{'1', tr("concur")}, {'2', tr("not ordinarily made")}, {'3', tr("should be made")}}, 3);
    significance_ = new ChoiceRow("significance", tr("clinically significant"), Takes::one,
                                  {{'1', tr("a  unlikely")}, {'2', tr("b  likely")}}, 2);
    errorKind_ = new ChoiceRow(
        "errorKind", tr("kind of discrepancy"), Takes::one,
        {{'1', tr("perception")}, {'2', tr("interpretation")}, {'3', tr("reporting")}, {'4', tr("communication")}}, 2);
    technical_ =
        new ChoiceRow("technicalRemarks", tr("technical remarks  (F7)"), Takes::several,
                      {{'1', tr("coverage")}, {'2', tr("motion")}, {'3', tr("protocol")}, {'4', tr("labelling")}}, 2);
    auto* layout = new QVBoxLayout(this);
    layout->setContentsMargins(6, 6, 6, 6);
    layout->setSpacing(3);
    auto* heading = new QLabel(describe(report));
    heading->setObjectName("reportedGrade");
    heading->setProperty("role", "heading");
    heading->setContentsMargins(10, 2, 0, 2);
    heading->setWordWrap(true);
    layout->addWidget(heading);
    auto* findings = new QLabel(tr("Findings: %1").arg(words::of(report.findings)));
    findings->setContentsMargins(10, 0, 0, 4);
    findings->setWordWrap(true);
    layout->addWidget(findings);
    auto* reportText = new QPlainTextEdit(QString::fromStdString(report.text));
    reportText->setObjectName("reportText");
    reportText->setAccessibleName(tr("Text of the report"));
    amendedText_->setObjectName("amendedText");
    amendedText_->setAccessibleName(tr("Text of the amended report"));
    for (auto* text : {reportText, amendedText_}) {
        text->setReadOnly(true);
        text->setFocusPolicy(Qt::ClickFocus);
        text->setPlaceholderText(tr("the report has no text"));
        text->setMinimumHeight(90);
    }
    layout->addLayout(indented(*reportText), 1);
    auto* amended = new QVBoxLayout(amended_);
    amended->setContentsMargins(0, 4, 0, 0);
    for (auto* words : {amendedTitle_, amendedFindings_}) {
        words->setContentsMargins(10, 0, 0, 2);
        amended->addWidget(words);
    }
    amended->addLayout(indented(*amendedText_), 1);
    amended_->hide();
    layout->addWidget(amended_, 1);
    for (auto* row : {score_, significance_, errorKind_}) {
        layout->addWidget(row);
        connect(row, &ChoiceRow::finished, this, &PeerReviewForm::goOn);
    }
    commentWord_->setContentsMargins(10, 4, 0, 0);
    layout->addWidget(commentWord_);
    comment_->setObjectName("comment");
    comment_->setAccessibleName(tr("Comment"));
    comment_->setTabChangesFocus(true);
    comment_->setFixedHeight(72);
    layout->addLayout(indented(*comment_));
    layout->addWidget(technical_);
    connect(technical_, &ChoiceRow::finished, this, &PeerReviewForm::goOn);
    greatCall_->setObjectName("greatCall");
    greatCall_->setCheckable(true);
    greatCall_->setProperty("role", "choice");
    greatCall_->setFocusPolicy(Qt::NoFocus);
    layout->addLayout(indented(*greatCall_));

    const std::array rows{score_, significance_, errorKind_, technical_};
    for (std::size_t i = 0; i < rows.size(); ++i) {
        connect(rows[i], &ChoiceRow::refused, this, &Form::refused);
        connect(rows[i], &ChoiceRow::answered, this, [this] {
            showDerived();
            emit changed();
        });
        connect(rows[i], &ChoiceRow::previousWanted, this,
                [row = rows[i]] { row->previousInFocusChain()->setFocus(); });
        connect(rows[i], &ChoiceRow::nextWanted, this, [row = rows[i]] { row->nextInFocusChain()->setFocus(); });
    }
    connect(comment_, &QPlainTextEdit::textChanged, this, &Form::changed);
    connect(greatCall_, &QPushButton::clicked, this, [this] {
        greatCall_->setChecked(!greatCall_->isChecked());  // the screen decides, it knows the slice
        emit praiseWanted();
    });
    if (amendment) putAmendment(*amendment);
    showDerived();
}

void PeerReviewForm::putAmendment(const wire::Amendment& amendment) {
    amendedTitle_->setText(
        tr("The report changed at %1. %2").arg(words::timeOfDay(amendment.at), describe(amendment.report)));
    amendedFindings_->setText(tr("Findings: %1").arg(words::of(amendment.report.findings)));
    amendedText_->setPlainText(QString::fromStdString(amendment.report.text));
    amended_->setVisible(true);
}

void PeerReviewForm::showAmendment(const wire::Amendment& amendment) {
    putAmendment(amendment);
    score_->showChosen({});
    showDerived();
    emit changed();
}

PeerReviewAnswers PeerReviewForm::answers() const {
    PeerReviewAnswers answers;
    if (const int index = score_->chosenOne(); index >= 0) answers.score = static_cast<RadpeerScore>(index + 1);
    if (const int index = significance_->chosenOne(); index >= 0)
        answers.significance = static_cast<Significance>(index);
    if (const int index = errorKind_->chosenOne(); index >= 0) answers.errorKind = static_cast<ErrorKind>(index);
    for (const int index : technical_->chosen()) answers.technicalRemarks.insert(static_cast<TechnicalRemark>(index));
    answers.greatCall = greatCall_->isChecked();
    answers.markedSlice = markedSlice_;
    answers.comment = comment_->toPlainText().toStdString();
    answers.sawAmendment = !amended_->isHidden();
    return answers;
}

void PeerReviewForm::showAnswers(const PeerReviewAnswers& answers) {
    const auto one = [](auto value, int first) {
        return value ? std::vector<int>{static_cast<int>(*value) - first} : std::vector<int>{};
    };
    const bool isOfBothVersions = answers.sawAmendment || amended_->isHidden();
    score_->showChosen(isOfBothVersions ? one(answers.score, 1) : std::vector<int>{});
    significance_->showChosen(one(answers.significance, 0));
    errorKind_->showChosen(one(answers.errorKind, 0));
    std::vector<int> remarks;
    for (const auto remark : answers.technicalRemarks) remarks.push_back(static_cast<int>(remark));
    technical_->showChosen(remarks);
    greatCall_->setChecked(answers.greatCall);
    markedSlice_ = answers.markedSlice;
    comment_->setPlainText(QString::fromStdString(answers.comment));
    showDerived();
}

void PeerReviewForm::praise(int slice) {
    greatCall_->setChecked(!greatCall_->isChecked());
    if (greatCall_->isChecked() && !markedSlice_) markedSlice_ = slice;
    showDerived();
    emit changed();
}

void PeerReviewForm::focusTechnical() {
    technical_->setFocus(Qt::TabFocusReason);
}

void PeerReviewForm::markSlice(std::optional<int> slice) {
    markedSlice_ = slice;
    showDerived();
}

void PeerReviewForm::showDerived() {
    const auto now = answers();
    const bool differs = now.score && *now.score != RadpeerScore::concur;
    significance_->setEnabled(differs);
    errorKind_->setEnabled(differs);
    technical_->showRemark(now.technicalRemarks.empty() ? tr("no remark") : QString());
    greatCall_->setText(!now.greatCall    ? tr("F6  Great call")
                        : now.markedSlice ? tr("F6  Great call, slice %1").arg(*now.markedSlice + 1)
                                          : tr("F6  Great call, noted"));
    PeerReviewAnswers without = now;
    without.comment.clear();
    commentWord_->setText(firstOpen(without) == ReviewQuestion::comment ? tr("comment  (needed for this score)")
                                                                        : tr("comment"));
}

bool PeerReviewForm::focusFirstOpen() {
    const auto open = firstOpen(answers());
    if (!open) return false;
    switch (*open) {
        case ReviewQuestion::score:
            score_->setFocus(Qt::TabFocusReason);
            break;
        case ReviewQuestion::significance:
            significance_->setFocus(Qt::TabFocusReason);
            break;
        case ReviewQuestion::errorKind:
            errorKind_->setFocus(Qt::TabFocusReason);
            break;
        case ReviewQuestion::comment:
            comment_->setFocus(Qt::TabFocusReason);
            break;
    }
    return true;
}

void PeerReviewForm::goOn() {
    if (!focusFirstOpen()) emit answeredAll();
}

bool PeerReviewForm::isComplete() const {
    return !firstOpen(answers());
}

Outgoing PeerReviewForm::complete() const {
    return outgoing(std::get<PeerReview>(completed(answers())));
}

QString PeerReviewForm::recordedAs() const {
    return tr("review");
}

void PeerReviewForm::showRefused(const QString& pointer) {
    showFieldRefused(*comment_, pointer.endsWith("comment"));
}

QString PeerReviewForm::consequence() const {
    const auto now = answers();
    if (!now.score) return {};
    if (*now.score == RadpeerScore::concur) return tr("1: you agree with the report.");
    if (!now.significance) return {};
    PeerReview review;
    review.score = *now.score;
    review.significance = now.significance;
    const QString name = QString::fromStdString(radpeerName(review));
    return needsArbitration(review) ? tr("%1 goes to an arbiter.").arg(name)
                                    : tr("%1: the reporter receives your remark.").arg(name);
}

void PeerReviewForm::showReadOnly() {
    for (auto* row : {score_, significance_, errorKind_, technical_}) row->showReadOnly(true);
    greatCall_->setDisabled(true);
    comment_->setReadOnly(true);
}

QString PeerReviewForm::asText() const {
    const auto now = answers();
    PeerReview review;
    if (now.score) review.score = *now.score;
    review.significance = now.significance;
    return tr("Score %1.").arg(now.score ? QString::fromStdString(radpeerName(review)) : QString("-")) + "\n" +
           QString::fromStdString(now.comment);
}

}  // namespace overread::client
