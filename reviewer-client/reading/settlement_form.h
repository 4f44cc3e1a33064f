#pragma once
#include "core/wire/assignment.h"
#include "reviewer-client/answers/settlement_answers.h"
#include "reviewer-client/reading/form.h"

class QPlainTextEdit;

namespace overread::client {

class ChoiceRow;
class DisputePart;

/// What the arbiter sees after the own blind read, and where the grade is settled; for a panel with the dispute.
class SettlementForm final : public Form {
    Q_OBJECT
public:
    explicit SettlementForm(const wire::ArbitrationView& view, QWidget* parent = nullptr);

    [[nodiscard]] SettlementAnswers answers() const;
    bool focusFirstOpen() override;
    [[nodiscard]] QString consequence() const override;
    [[nodiscard]] bool isComplete() const override;
    [[nodiscard]] Outgoing complete() const override;
    [[nodiscard]] QString recordedAs() const override;
    void showReadOnly() override;
    void showRefused(const QString& pointer) override;
    void writeTo(Draft& draft) const override { draft.settlement = answers(); }
    void readFrom(const Draft& draft) override;
    [[nodiscard]] QString asText() const override;

private:
    void verdictGiven();
    [[nodiscard]] std::variant<wire::Settlement, SettlementQuestion> result() const;
    [[nodiscard]] QString panelConsequence() const;

    Grade reported_;
    DisputePart* dispute_ = nullptr;  // of a panel
    ChoiceRow* grade_;
    QPlainTextEdit* reason_;
};

}  // namespace overread::client
