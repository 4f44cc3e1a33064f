#pragma once
#include <QMainWindow>
#include <QUrl>

#include "core/wire/assignment.h"
#include "reviewer-client/api/api_client.h"
#include "reviewer-client/reading/draft_store.h"

class QStackedWidget;

namespace overread::client {

class ReadingScreen;
class SignInScreen;
class WorklistScreen;

/// The one window: sign in, worklist, a case. Its title names nobody and nothing.
class MainWindow final : public QMainWindow {
    Q_OBJECT
public:
    MainWindow(const QUrl& server, const QString& draftFolder, QWidget* parent = nullptr);
    ~MainWindow() override;

    [[nodiscard]] ApiClient& api() { return api_; }
    [[nodiscard]] ReadingScreen* reading() const { return reading_; }

protected:
    void closeEvent(QCloseEvent* event) override;

private:
    void openCase(const wire::Assignment& assignment);
    void closeCase();
    void showWorklist();
    void askToSignIn(const QString& why);

    ApiClient api_;
    DraftStore drafts_;
    QStackedWidget* screens_;
    SignInScreen* signIn_;
    WorklistScreen* worklist_;
    ReadingScreen* reading_ = nullptr;
};

}  // namespace overread::client
