#pragma once
#include <QWidget>
#include <optional>

#include "core/domain/panel.h"
#include "core/wire/assignment.h"

namespace overread::client {

class ChoiceRow;

/// What a panel sees beside an arbitration: the reporter's argument, without a name, against the settled answer; and
/// the verdict on it.
class DisputePart final : public QWidget {
    Q_OBJECT
public:
    explicit DisputePart(const wire::DisputeView& dispute, QWidget* parent = nullptr);

    [[nodiscard]] Grade settledGrade() const { return settledGrade_; }
    [[nodiscard]] std::optional<PanelVerdict> verdict() const;
    void showVerdict(std::optional<PanelVerdict> verdict);
    void showRemark(const QString& remark);  ///< beside the verdict: why it does not fit
    void showReadOnly();
    void focusVerdict();

signals:
    void answered();  ///< by the reader
    void finished();
    void refused(const QString& why);
    void sliceWanted(int slice);

private:
    Grade settledGrade_;
    ChoiceRow* verdict_;
};

}  // namespace overread::client
