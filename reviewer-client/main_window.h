#pragma once
#include <QMainWindow>
#include <QUrl>
#include <chrono>
#include <optional>

#include "core/wire/assignment.h"
#include "reviewer-client/answers/sitting.h"
#include "reviewer-client/api/api_client.h"
#include "reviewer-client/reading/draft_store.h"
#include "reviewer-client/reading/key_choices.h"
#include "reviewer-client/series/case_supply.h"

class QStackedWidget;

namespace overread::client {

class DisplayCheckScreen;
class LockScreen;
class ReadingScreen;
class SignInScreen;
class SittingScreen;
class WorklistScreen;

/// The one window: sign in, worklist, a case, the end of a sitting, the lock over all of it. Its title names nobody and
/// nothing.
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
    void makeScreens();
    void makeScreensAnew();  ///< in another language or size
    void signedIn(const QString& displayName);
    void begin();
    void openCase(SuppliedCase supplied);
    void closeCase();
    void showWorklist();
    void goOn();
    void reserveAhead();
    void noteRecorded(const QString& words);
    void lock();
    void unlock();
    void sessionEnded();
    void signOut();
    void askToSignIn(const QString& why);

    ApiClient api_;
    CaseSupply supply_{api_};
    KeyChoices keys_{api_};
    DraftStore drafts_;
    QUrl server_;
    QStackedWidget* screens_;
    SignInScreen* signIn_ = nullptr;
    WorklistScreen* worklist_ = nullptr;
    DisplayCheckScreen* displayCheck_ = nullptr;
    SittingScreen* sittingEnd_ = nullptr;
    LockScreen* lock_ = nullptr;
    ReadingScreen* reading_ = nullptr;
    QWidget* beforeLock_ = nullptr;
    QString reader_;
    std::optional<Sitting> sitting_;
    /// Of the session that ended by itself: the same person goes on where they were.
    struct Interrupted {
        QString reader;
        std::string handle;
    };
    std::optional<Interrupted> interrupted_;
};

}  // namespace overread::client
