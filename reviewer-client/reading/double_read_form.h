#pragma once
#include "reviewer-client/answers/double_read_answers.h"
#include "reviewer-client/reading/form.h"

class QLabel;
class QLineEdit;
class QPlainTextEdit;

namespace overread::client {

class ChoiceRow;
class PercentField;

/// The structured form of a blind read, in the order of thinking, with the grade that the typed involvement gives.
class DoubleReadForm final : public Form {
    Q_OBJECT
public:
    explicit DoubleReadForm(const GradeLimits& limits, QWidget* parent = nullptr);

    [[nodiscard]] DoubleReadAnswers answers() const;
    void showAnswers(const DoubleReadAnswers& answers);

    bool focusFirstOpen() override;
    [[nodiscard]] QString consequence() const override;
    [[nodiscard]] bool isComplete() const override;
    [[nodiscard]] Outgoing complete() const override;
    [[nodiscard]] QString recordedAs() const override;
    void showReadOnly() override;
    void showRefused(const QString& pointer) override;
    void writeTo(Draft& draft) const override { draft.read = answers(); }
    void readFrom(const Draft& draft) override { showAnswers(draft.read); }
    [[nodiscard]] QString asText() const override;

private:
    [[nodiscard]] QWidget* widgetOf(ReadQuestion question) const;
    void goOn();
    void moveFrom(QWidget* question, int direction);
    void answerChanged();
    void showDerived();
    template <class Question>
    void join(Question* question);

    GradeLimits limits_;
    PercentField *right_, *left_, *total_;
    QLabel *grade_, *near_;
    ChoiceRow *chosenGrade_, *gradeReason_, *findings_, *quality_, *qualityReasons_, *confidence_;
    QLineEdit* alternative_;
    QPlainTextEdit* text_;
    std::optional<Grade> readersGrade_;
    bool findingsAnswered_ = false;
    std::vector<QWidget*> order_;
};

}  // namespace overread::client
