#pragma once
#include <QWidget>

namespace overread::client {

/// A window of its own for one pane, on another screen where there is one. Its title names nothing of what it shows.
class SideWindow final : public QWidget {
    Q_OBJECT
public:
    /// `owner`: the widget whose window it stands beside and with which it goes.
    explicit SideWindow(QWidget& owner);
    void hold(QWidget* pane);  ///< takes it over until it is given another parent
    void place();              ///< on the first screen that the owner's window is not on, whole; else beside it

signals:
    void closed();  ///< by its frame; it stays as it is until it is told otherwise

protected:
    void closeEvent(QCloseEvent* event) override;

private:
    QWidget& owner_;
};

}  // namespace overread::client
