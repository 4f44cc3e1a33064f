#pragma once
#include "core/wire/assignment.h"
#include "reviewer-client/answers/peer_review_answers.h"
#include "reviewer-client/reading/form.h"

class QLabel;
class QPlainTextEdit;
class QPushButton;

namespace overread::client {

class ChoiceRow;

/// The report, its author and place removed, and the score that the reviewer gives it.
class PeerReviewForm final : public Form {
    Q_OBJECT
public:
    /// `amendment`: a later version, shown beside the one that is reviewed.
    explicit PeerReviewForm(const wire::ReviewedReport& report, const std::optional<wire::Amendment>& amendment = {},
                            QWidget* parent = nullptr);
    /// The report was amended just now: both versions are shown and the score is asked again.
    void showAmendment(const wire::Amendment& amendment);

    [[nodiscard]] PeerReviewAnswers answers() const;
    void showAnswers(const PeerReviewAnswers& answers);
    void praise(int slice) override;
    void focusTechnical() override;
    void markSlice(std::optional<int> slice) override;

    bool focusFirstOpen() override;
    [[nodiscard]] QString consequence() const override;
    [[nodiscard]] bool isComplete() const override;
    [[nodiscard]] Outgoing complete() const override;
    [[nodiscard]] QString recordedAs() const override;
    void showReadOnly() override;
    void showRefused(const QString& pointer) override;
    void writeTo(Draft& draft) const override { draft.review = answers(); }
    void readFrom(const Draft& draft) override { showAnswers(draft.review); }
    [[nodiscard]] QString asText() const override;

private:
    void goOn();
    void showDerived();
    void putAmendment(const wire::Amendment& amendment);

    ChoiceRow *score_, *significance_, *errorKind_, *technical_;
    QPushButton* greatCall_;
    QPlainTextEdit* comment_;
    QLabel* commentWord_;
    QWidget* amended_;  // hidden until there is a second version
    QLabel *amendedTitle_, *amendedFindings_;
    QPlainTextEdit* amendedText_;
    std::optional<int> markedSlice_;
};

}  // namespace overread::client
