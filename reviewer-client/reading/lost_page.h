#pragma once
#include <QWidget>

class QLabel;
class QPushButton;

namespace overread::client {

class MainButton;

/// In place of the questions, when the case is no longer read here: why, and the ways on.
class LostPage final : public QWidget {
    Q_OBJECT
public:
    explicit LostPage(QWidget* parent = nullptr);
    void showGone(const QString& why);
    void showReadElsewhere(const QString& why);  ///< it can be taken back
    void focusNext();

signals:
    void copyWanted();
    void nextWanted();
    void hereWanted();

private:
    QLabel* why_;
    QPushButton* here_;
    MainButton* next_;
};

}  // namespace overread::client
