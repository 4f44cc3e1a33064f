#pragma once
#include <QFrame>
#include <QTimer>

class QLabel;

namespace overread::client {

/// The line under a case: the place in use, and what the screen has to say.
class MessageBar final : public QFrame {
    Q_OBJECT
public:
    explicit MessageBar(QWidget* parent = nullptr);
    void showPlace(const QString& words);
    void say(const QString& words);     ///< for eight seconds
    void keep(const QString& words);    ///< until something else is said
    void refuse(const QString& words);  ///< like say, with a low tone where sound is on
    void clear();

private:
    QLabel *place_, *message_;
    QTimer ends_;
};

}  // namespace overread::client
