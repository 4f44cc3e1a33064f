#pragma once
#include <QUrl>
#include <QWidget>

class QLabel;
class QLineEdit;

namespace overread::client {

class ApiClient;
class MainButton;

/// Server, name, password. Says of a wrong pair only that it is wrong.
class SignInScreen final : public QWidget {
    Q_OBJECT
public:
    SignInScreen(ApiClient& api, const QUrl& server, QWidget* parent = nullptr);
    /// Why the reader is here again, for example because the session ended.
    void showReason(const QString& words);
    void begin();  ///< the keyboard on the first empty field, the password empty

signals:
    void signedIn(const QString& displayName);
    void appearanceChanged();  ///< language or size of text

private:
    void signIn();

    ApiClient& api_;
    QLineEdit *server_, *name_, *password_;
    QLabel* message_;
    MainButton* button_;
};

}  // namespace overread::client
