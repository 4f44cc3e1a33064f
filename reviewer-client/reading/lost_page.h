#pragma once
#include <QWidget>

class QLabel;

namespace overread::client {

class MainButton;

/// In place of the questions, when the case is no longer the reader's: why, and the way on.
class LostPage final : public QWidget {
    Q_OBJECT
public:
    explicit LostPage(QWidget* parent = nullptr);
    void showWhy(const QString& words);
    void focusNext();

signals:
    void copyWanted();
    void nextWanted();

private:
    QLabel* why_;
    MainButton* next_;
};

}  // namespace overread::client
