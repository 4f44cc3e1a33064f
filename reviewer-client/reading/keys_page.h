#pragma once
#include <QAction>
#include <QScrollArea>

class QGridLayout;
class QLabel;
class QPushButton;

namespace overread::client {

/// F1: every key of the images with what it does, and those of the questions. A press on a key, and the next one that
/// is pressed takes its place.
class KeysPage final : public QScrollArea {
    Q_OBJECT
public:
    /// `imageActions` must outlive it. What has no Latin key of its own choice ("fixed") cannot be given another.
    explicit KeysPage(const QList<QAction*>& imageActions, QWidget* parent = nullptr);
    void showKeys();  ///< after they were changed
    void say(const QString& words);

signals:
    void keyChosen(const QString& what, const QString& key);
    void usualWanted();

protected:
    bool eventFilter(QObject* watched, QEvent* event) override;

private:
    void addRow(QAction* action, QGridLayout& grid, int row);
    void ask(QAction* action, QPushButton* button);
    void take(const QKeySequence& key);

    QList<QAction*> actions_;
    QList<QPushButton*> buttons_;  // of the actions that can be given another key, in their order
    QAction* asked_ = nullptr;
    QLabel* state_;
};

}  // namespace overread::client
