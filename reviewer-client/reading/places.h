#pragma once
#include <QMainWindow>

class QDockWidget;

namespace overread::client {

/// The images in the middle, the questions docked beside them or floating, for example on another screen. Where they
/// stood is remembered per set of screens.
class Places final : public QMainWindow {
    Q_OBJECT
public:
    Places(QWidget* images, QWidget* questions, QWidget* parent = nullptr);  ///< takes both over
    ~Places() override;

protected:
    void hideEvent(QHideEvent* event) override;
    void showEvent(QShowEvent* event) override;

private:
    QDockWidget* dock_;
};

}  // namespace overread::client
