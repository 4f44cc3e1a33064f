#pragma once
#include <QPushButton>

namespace overread::client {

/// The one button of a screen, also by Enter. A held key never presses it, and while it is asleep it keeps the keyboard
/// and says why it does nothing.
class MainButton final : public QPushButton {
    Q_OBJECT
public:
    explicit MainButton(const QString& text, QWidget* parent = nullptr);
    void putToSleep(const QString& why);
    void wake();
    [[nodiscard]] bool isAwake() const { return why_.isEmpty(); }

signals:
    void pressedAwake();
    void refused(const QString& why);

protected:
    void keyPressEvent(QKeyEvent* event) override;

private:
    void press();
    void showState();

    QString why_;
};

}  // namespace overread::client
