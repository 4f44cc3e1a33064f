#pragma once
#include <QWidget>
#include <vector>

class QLabel;
class QPushButton;

namespace overread::client {

/// One question of a form with a digit for each answer. It takes its digits itself while it has the keyboard, so that
/// they never reach the window's keys. One answer goes to the next question by itself; several wait for Enter.
class ChoiceRow final : public QWidget {
    Q_OBJECT
public:
    enum class Takes { one, several };
    struct Choice {
        QChar digit;
        QString words;
        int eitherOr = 0;  ///< of several, those of one number above 0 exclude each other
    };

    ChoiceRow(const QString& name, const QString& question, Takes takes, const std::vector<Choice>& choices,
              int columns, QWidget* parent = nullptr);

    [[nodiscard]] std::vector<int> chosen() const;  ///< indices of the choices, in order
    [[nodiscard]] int chosenOne() const;            ///< -1: none
    void showChosen(const std::vector<int>& indices);
    void showRemark(const QString& remark);  ///< beside the question: "none", "only where the grade differs"
    void showReadOnly(bool readOnly);

signals:
    void answered();  ///< by the reader: a choice was made, changed or taken back
    void finished();  ///< the reader is done with this question
    void previousWanted();
    void nextWanted();
    void refused(const QString& why);

protected:
    bool event(QEvent* event) override;
    void keyPressEvent(QKeyEvent* event) override;
    void focusInEvent(QFocusEvent* event) override;
    void focusOutEvent(QFocusEvent* event) override;
    void mousePressEvent(QMouseEvent* event) override;
    void paintEvent(QPaintEvent* event) override;

private:
    void choose(int index);

    Takes takes_;
    std::vector<Choice> choices_;
    std::vector<QPushButton*> buttons_;
    QLabel* remark_;
    bool readOnly_ = false;
};

}  // namespace overread::client
