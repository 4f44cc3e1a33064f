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
    explicit PeerReviewForm(const wire::ReviewedReport& report, QWidget* parent = nullptr);

    [[nodiscard]] PeerReviewAnswers answers() const;
    void showAnswers(const PeerReviewAnswers& answers);
    void toggleGreatCall(int slice);  ///< F6: praise, with the marked slice or the one on screen
    void focusTechnical();            ///< F7
    /// The slice that the review is about; it goes along with a discrepancy or a great call.
    void markSlice(std::optional<int> slice);

    bool focusFirstOpen() override;
    [[nodiscard]] QString consequence() const override;
    [[nodiscard]] bool isComplete() const override;
    void showReadOnly() override;
    void writeTo(Draft& draft) const override { draft.review = answers(); }
    void readFrom(const Draft& draft) override { showAnswers(draft.review); }
    [[nodiscard]] QString asText() const override;

signals:
    void greatCallWanted();  ///< by its button

private:
    void goOn();
    void showDerived();

    ChoiceRow *score_, *significance_, *errorKind_, *technical_;
    QPushButton* greatCall_;
    QPlainTextEdit* comment_;
    QLabel* commentWord_;
    std::optional<int> markedSlice_;
};

}  // namespace overread::client
