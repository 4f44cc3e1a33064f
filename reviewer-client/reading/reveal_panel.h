#pragma once
#include <QWidget>
#include <vector>

#include "core/wire/assignment.h"

class QLabel;
class QPlainTextEdit;
class QPushButton;
class QVBoxLayout;

namespace overread::client {

class MainButton;
struct ComparisonColumn;

/// Everybody's answers side by side.
[[nodiscard]] std::vector<ComparisonColumn> columnsOf(const wire::Reveal& reveal);

/// What is shown after the lock: the outcome with its rule, or what it waits for; all answers side by side, and a note
/// that counts in nothing.
class RevealPanel final : public QWidget {
    Q_OBJECT
public:
    explicit RevealPanel(QWidget* parent = nullptr);

    void showWaiting(const QString& recorded);  ///< "4F7K: CT-2 recorded."
    void showReveal(const wire::Reveal& reveal);
    void showAskedAt(Timestamp moment);  ///< beside what it still waits for, when that was last asked
    void showProblem(const QString& words);
    void showNoteSaved();
    void showNoteFailed(const QString& words);
    void focusNext();

signals:
    /// `key` is the same for one text, however often it is sent.
    void noteWritten(const QString& key, const QString& text);
    void nextWanted();
    void differenceWanted();

private:
    void clearContent();

    QLabel *recorded_, *outcome_, *settled_, *rule_, *waiting_, *noteState_;
    QString waitsFor_;
    QVBoxLayout* content_;
    QPlainTextEdit* note_;
    QPushButton *addNote_, *jump_;
    QString noteKey_;
    MainButton* next_;
};

}  // namespace overread::client
