#include "reviewer-client/reading/double_read_form.h"

#include <QGridLayout>
#include <QLabel>
#include <QLineEdit>
#include <QPlainTextEdit>
#include <QVBoxLayout>
#include <algorithm>

#include "reviewer-client/reading/choice_row.h"
#include "reviewer-client/reading/percent_field.h"
#include "reviewer-client/reading/words.h"
#include "reviewer-client/theme/labels.h"

namespace overread::client {
namespace {

constexpr std::array<bool Findings::*, 4> signs{&Findings::groundGlass, &Findings::consolidation,
                                                &Findings::crazyPaving, &Findings::effusion};
constexpr std::array distributions{Distribution::peripheral, Distribution::central, Distribution::diffuse};

std::vector<int> indicesOf(const Findings& findings) {
    std::vector<int> indices;
    for (std::size_t i = 0; i < signs.size(); ++i)
        if (findings.*signs[i]) indices.push_back(static_cast<int>(i));
    for (std::size_t i = 0; i < distributions.size(); ++i)
        if (findings.distribution == distributions[i]) indices.push_back(static_cast<int>(signs.size() + i));
    return indices;
}

QLabel* question(const QString& text) {
    auto* label = new QLabel(text);
    label->setContentsMargins(10, 0, 0, 0);
    return label;
}

}  // namespace

template <class Question>
void DoubleReadForm::join(Question* question) {
    order_.push_back(question);
    connect(question, &Question::refused, this, &Form::refused);
    connect(question, &Question::answered, this, &DoubleReadForm::answerChanged);
    connect(question, &Question::finished, this, &DoubleReadForm::goOn);
    connect(question, &Question::previousWanted, this, [this, question] { moveFrom(question, -1); });
    connect(question, &Question::nextWanted, this, [this, question] { moveFrom(question, 1); });
}

DoubleReadForm::DoubleReadForm(const GradeLimits& limits, QWidget* parent)
    : Form(parent),
      limits_(limits),
      right_(new PercentField("rightPercent", tr("Percent of the right lung"), PercentField::Empty::refused)),
      left_(new PercentField("leftPercent", tr("Percent of the left lung"), PercentField::Empty::refused)),
      total_(new PercentField("totalPercent", tr("Percent of both lungs"), PercentField::Empty::allowed)),
      grade_(new QLabel),
      near_(new QLabel),
      alternative_(new QLineEdit),
      text_(new QPlainTextEdit) {
    setObjectName("doubleReadForm");
    using Takes = ChoiceRow::Takes;
    chosenGrade_ = new ChoiceRow(
        "grade", tr("grade"), Takes::one,
        {{'0', tr("CT-0")}, {'1', tr("CT-1")}, {'2', tr("CT-2")}, {'3', tr("CT-3")}, {'4', tr("CT-4")}}, 5);
    gradeReason_ = new ChoiceRow("gradeReason", tr("why another grade"), Takes::one,
                                 {{'1', tr("grew by half")}, {'2', tr("clinical picture")}, {'3', tr("other")}}, 3);
    findings_ = new ChoiceRow("findings", tr("findings"), Takes::several,
                              {{'1', tr("ground glass")},
                               {'2', tr("consolidation")},
                               {'3', tr("crazy paving")},
                               {'4', tr("effusion")},
                               {'5', tr("peripheral"), 1},
                               {'6', tr("central"), 1},
                               {'7', tr("diffuse"), 1}},
                              3);
    quality_ = new ChoiceRow("quality", tr("image quality"), Takes::one,
                             {{'1', tr("diagnostic")}, {'2', tr("limited")}, {'3', tr("not diagnostic")}}, 3);
    qualityReasons_ = new ChoiceRow(
        "qualityReasons", tr("what limits it"), Takes::several,
        {{'1', tr("motion")}, {'2', tr("coverage")}, {'3', tr("noise")}, {'4', tr("artefact")}, {'5', tr("other")}}, 3);
    confidence_ = new ChoiceRow("confidence", tr("confidence"), Takes::one,
                                {{'1', tr("low")}, {'2', tr("middle")}, {'3', tr("high")}}, 3);

    auto* layout = new QVBoxLayout(this);
    layout->setContentsMargins(6, 6, 6, 6);
    layout->setSpacing(2);
    auto* percents = new QGridLayout;
    percents->setHorizontalSpacing(8);
    percents->setVerticalSpacing(4);
    percents->addWidget(question(tr("involvement, percent")), 0, 0, 1, 5);
    auto* rightWord = question(tr("right"));
    rightWord->setBuddy(right_);
    percents->addWidget(rightWord, 1, 0);
    percents->addWidget(right_, 1, 1);
    auto* leftWord = question(tr("left"));
    leftWord->setBuddy(left_);
    percents->addWidget(leftWord, 1, 2);
    percents->addWidget(left_, 1, 3);
    percents->addWidget(question(tr("total")), 2, 0);
    percents->addWidget(total_, 2, 1);
    grade_->setObjectName("gradeText");
    grade_->setAccessibleName(tr("Grade"));
    grade_->setProperty("role", "grade");
    percents->addWidget(grade_, 2, 2, 1, 2);
    near_->setObjectName("nearLimitText");
    near_->setProperty("role", "second");
    near_->setContentsMargins(10, 0, 0, 0);
    near_->setMinimumHeight(near_->fontMetrics().height());
    percents->addWidget(near_, 3, 0, 1, 5);
    percents->setColumnStretch(4, 1);
    layout->addLayout(percents);

    for (QWidget* row : std::initializer_list<QWidget*>{chosenGrade_, gradeReason_, findings_}) layout->addWidget(row);
    alternative_->setObjectName("alternativeDiagnosis");
    alternative_->setAccessibleName(tr("Alternative diagnosis"));
    alternative_->setPlaceholderText(tr("another diagnosis, if you see one"));
    alternative_->setMaxLength(300);
    layout->addLayout(indented(*alternative_));
    for (QWidget* row : std::initializer_list<QWidget*>{quality_, qualityReasons_, confidence_}) layout->addWidget(row);
    text_->setObjectName("text");
    text_->setAccessibleName(tr("Text"));
    text_->setPlaceholderText(tr("text, not compulsory"));
    text_->setTabChangesFocus(true);
    text_->setFixedHeight(58);
    layout->addSpacing(4);
    layout->addLayout(indented(*text_));
    layout->addStretch(1);

    // Before the common connections: those show what follows from the answer, these take the answer.
    connect(chosenGrade_, &ChoiceRow::answered, this,
            [this] { readersGrade_ = static_cast<Grade>(chosenGrade_->chosenOne()); });
    connect(findings_, &ChoiceRow::answered, this, [this] { findingsAnswered_ = true; });
    connect(findings_, &ChoiceRow::finished, this, [this] { findingsAnswered_ = true; });
    join(right_);
    join(left_);
    join(total_);
    for (auto* row : {chosenGrade_, gradeReason_, findings_, quality_, qualityReasons_, confidence_}) join(row);
    connect(alternative_, &QLineEdit::textEdited, this, &DoubleReadForm::answerChanged);
    connect(alternative_, &QLineEdit::returnPressed, this, &DoubleReadForm::goOn);
    connect(text_, &QPlainTextEdit::textChanged, this, &Form::changed);
    showDerived();
}

DoubleReadAnswers DoubleReadForm::answers() const {
    DoubleReadAnswers answers;
    answers.rightPercent = right_->percent();
    answers.leftPercent = left_->percent();
    answers.statedTotalPercent = total_->percent();
    answers.chosenGrade = readersGrade_;
    if (const int index = gradeReason_->chosenOne(); index >= 0) answers.gradeReason = static_cast<GradeReason>(index);
    answers.findingsAnswered = findingsAnswered_;
    for (const int index : findings_->chosen()) {
        const auto i = static_cast<std::size_t>(index);
        if (i < signs.size())
            answers.findings.*signs[i] = true;
        else
            answers.findings.distribution = distributions.at(i - signs.size());
    }
    answers.findings.alternativeDiagnosis = alternative_->text().trimmed().toStdString();
    if (!answers.findings.alternativeDiagnosis.empty()) answers.findingsAnswered = true;
    if (const int index = quality_->chosenOne(); index >= 0) answers.quality = static_cast<ImageQuality>(index);
    for (const int index : qualityReasons_->chosen())
        answers.qualityReasons.emplace(qualityReasonCodes.at(static_cast<std::size_t>(index)));
    if (const int index = confidence_->chosenOne(); index >= 0) answers.confidence = index + 1;
    answers.text = text_->toPlainText().toStdString();
    return answers;
}

void DoubleReadForm::showAnswers(const DoubleReadAnswers& answers) {
    right_->showPercent(answers.rightPercent);
    left_->showPercent(answers.leftPercent);
    total_->showPercent(answers.statedTotalPercent);
    readersGrade_ = answers.chosenGrade;
    const auto one = [](auto value) { return value ? std::vector<int>{static_cast<int>(*value)} : std::vector<int>{}; };
    gradeReason_->showChosen(one(answers.gradeReason));
    findingsAnswered_ = answers.findingsAnswered;
    findings_->showChosen(indicesOf(answers.findings));
    alternative_->setText(QString::fromStdString(answers.findings.alternativeDiagnosis));
    quality_->showChosen(one(answers.quality));
    std::vector<int> reasons;
    for (std::size_t i = 0; i < qualityReasonCodes.size(); ++i)
        if (answers.qualityReasons.contains(std::string(qualityReasonCodes[i]))) reasons.push_back(static_cast<int>(i));
    qualityReasons_->showChosen(reasons);
    confidence_->showChosen(answers.confidence ? std::vector<int>{*answers.confidence - 1} : std::vector<int>{});
    text_->setPlainText(QString::fromStdString(answers.text));
    showDerived();
}

void DoubleReadForm::answerChanged() {
    // The percent's own grade is no choice of another: it follows the percent again.
    if (readersGrade_ && readersGrade_ == gradeOfPercent(answers(), limits_)) readersGrade_.reset();
    for (auto* field : {right_, left_, total_}) field->showRefused(field->isUnreadable());
    showDerived();
    emit changed();
}

void DoubleReadForm::showDerived() {
    const auto now = answers();
    const auto total = totalPercentOf(now);
    const auto grade = gradeOf(now, limits_);
    total_->setPlaceholderText(total ? words::number(*total) : QString());
    grade_->setText(grade ? QString(QChar(0x2192)) + " " + words::of(*grade) : QString());
    chosenGrade_->showChosen(grade ? std::vector<int>{static_cast<int>(*grade)} : std::vector<int>{});
    const bool other = asksGradeReason(now, limits_);
    chosenGrade_->showRemark(!grade            ? QString()
                             : other           ? tr("not that of the percent")
                             : now.chosenGrade ? tr("your choice")
                                               : tr("from the percent"));
    gradeReason_->setEnabled(other);
    gradeReason_->showRemark(other ? QString() : tr("only for another grade than the percent's"));
    QString near;
    if (total && !other)
        if (const auto limit = nearLimit(*total, limits_))
            near = limit->points == 0
                       ? tr("on the limit to %1").arg(words::of(limit->neighbour))
                       : tr("%1 points from %2").arg(words::number(limit->points), words::of(limit->neighbour));
    near_->setText(near);
    findings_->showRemark(!now.findingsAnswered                              ? tr("Enter: none")
                          : words::of(now.findings) == words::of(Findings{}) ? tr("none")
                                                                             : QString());
    const bool limited = now.quality && *now.quality != ImageQuality::diagnostic;
    qualityReasons_->setEnabled(limited);
    qualityReasons_->showRemark(limited ? QString() : tr("only where it is limited"));
}

QWidget* DoubleReadForm::widgetOf(ReadQuestion question) const {
    switch (question) {
        case ReadQuestion::rightPercent:
            return right_;
        case ReadQuestion::leftPercent:
            return left_;
        case ReadQuestion::total:
            return total_;
        case ReadQuestion::grade:
            return chosenGrade_;
        case ReadQuestion::gradeReason:
            return gradeReason_;
        case ReadQuestion::findings:
            return findings_;
        case ReadQuestion::quality:
            return quality_;
        case ReadQuestion::qualityReasons:
            return qualityReasons_;
        case ReadQuestion::confidence:
            return confidence_;
        case ReadQuestion::text:
            return text_;
    }
    return right_;
}

bool DoubleReadForm::focusFirstOpen() {
    const auto open = firstOpen(answers(), limits_);
    if (!open) return false;
    widgetOf(*open)->setFocus(Qt::TabFocusReason);
    return true;
}

void DoubleReadForm::goOn() {
    showDerived();
    emit changed();
    if (!focusFirstOpen()) emit answeredAll();
}

void DoubleReadForm::moveFrom(QWidget* question, int direction) {
    auto at = std::ranges::find(order_, question) - order_.begin();
    for (at += direction; at >= 0 && at < static_cast<std::ptrdiff_t>(order_.size()); at += direction)
        if (order_[static_cast<std::size_t>(at)]->isEnabled())
            return order_[static_cast<std::size_t>(at)]->setFocus(Qt::TabFocusReason);
}

bool DoubleReadForm::isComplete() const {
    return !right_->isUnreadable() && !left_->isUnreadable() && !total_->isUnreadable() &&
           !firstOpen(answers(), limits_);
}

Outgoing DoubleReadForm::complete() const {
    return outgoing(std::get<DoubleRead>(completed(answers(), limits_)));
}

QString DoubleReadForm::recordedAs() const {
    const auto grade = gradeOf(answers(), limits_);
    return grade ? words::of(*grade) : QString();
}

QString DoubleReadForm::consequence() const {
    const auto grade = gradeOf(answers(), limits_);
    return grade ? words::consequenceOf(*grade) : QString();
}

void DoubleReadForm::showReadOnly() {
    for (auto* field : {right_, left_, total_}) field->setReadOnly(true);
    for (auto* row : {chosenGrade_, gradeReason_, findings_, quality_, qualityReasons_, confidence_})
        row->showReadOnly(true);
    alternative_->setReadOnly(true);
    text_->setReadOnly(true);
}

void DoubleReadForm::showRefused(const QString& pointer) {
    if (pointer.endsWith("rightPercent")) right_->showRefused(true);
    if (pointer.endsWith("leftPercent")) left_->showRefused(true);
    if (pointer.endsWith("totalPercent")) total_->showRefused(true);
    showFieldRefused(*text_, pointer.endsWith("text"));
    showFieldRefused(*alternative_, pointer.endsWith("alternativeDiagnosis"));
}

QString DoubleReadForm::asText() const {
    const auto now = answers();
    const auto grade = gradeOf(now, limits_);
    const auto figure = [](std::optional<double> value) { return value ? words::percent(*value) : QString("-"); };
    QString text = tr("Grade %1. Right %2, left %3, total %4. Findings: %5.")
                       .arg(grade ? words::of(*grade) : QString("-"), figure(now.rightPercent), figure(now.leftPercent),
                            figure(totalPercentOf(now)), words::of(now.findings));
    if (now.quality) text += tr(" Quality: %1.").arg(words::of(*now.quality));
    if (now.confidence) text += tr(" Confidence: %1.").arg(words::ofConfidence(*now.confidence));
    if (!now.text.empty()) text += "\n" + QString::fromStdString(now.text);
    return text;
}

}  // namespace overread::client
