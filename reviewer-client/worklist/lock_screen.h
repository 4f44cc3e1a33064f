#pragma once
#include <QWidget>

class QLabel;
class QLineEdit;

namespace overread::client {

class ApiClient;
class MainButton;

/// Covers everything after a quarter of an hour without input, until the reader's password is typed. What lies under it
/// stays as it is.
class LockScreen final : public QWidget {
    Q_OBJECT
public:
    explicit LockScreen(ApiClient& api, QWidget* parent = nullptr);
    void begin();

signals:
    void unlocked();
    void signOutWanted();

private:
    void unlock();

    ApiClient& api_;
    QLineEdit* password_;
    QLabel* message_;
    MainButton* button_;
};

}  // namespace overread::client
