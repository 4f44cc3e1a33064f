#pragma once
#include <QElapsedTimer>
#include <QTimer>
#include <QWidget>
#include <memory>

#include "core/wire/assignment.h"
#include "reviewer-client/answers/draft.h"
#include "reviewer-client/api/failure.h"

class QLabel;
class QMainWindow;
class QPushButton;
class QStackedWidget;
class QVBoxLayout;

namespace overread::client {

class ApiClient;
class ChoiceRow;
class DraftKeeper;
class DraftStore;
class Form;
class LeaseKeeper;
class MainButton;
class PlaceFrame;
class RevealPanel;
class SeriesLoader;
class Viewer;

/// One case on screen, from its first slice to what is revealed after the lock. Made anew for every case, so that
/// nothing of one patient can stay on for the next.
class ReadingScreen final : public QWidget {
    Q_OBJECT
public:
    /// `api` and `drafts` are borrowed and must outlive the screen.
    ReadingScreen(ApiClient& api, DraftStore& drafts, wire::Assignment assignment, QWidget* parent = nullptr);
    ~ReadingScreen() override;

    [[nodiscard]] const std::string& handle() const { return assignment_.handle; }
    [[nodiscard]] Viewer& viewer() { return *viewer_; }
    void keepDraft();  ///< before the window closes or the session ends

signals:
    void nextWanted();
    void worklistWanted();
    void recorded(const QString& words);  ///< "4F7K: CT-2 recorded"

protected:
    bool eventFilter(QObject* watched, QEvent* event) override;

private:
    enum class Phase { reading, sending, locked, lost };

    void makeHeader(QVBoxLayout& layout);
    void makePlaces(QVBoxLayout& layout);
    QWidget* makeAnswers();
    QWidget* makeLost();
    QWidget* makeAside();
    QWidget* makeKeys();
    void makeBar(QVBoxLayout& layout);
    void makeKeysOfScreen();
    void useForm(Form* form);
    void startImages();
    void startLease();
    void restoreDraft();
    [[nodiscard]] Draft draftNow() const;

    void focusMoved(QWidget* now);
    void goToForm();
    void goToImages();
    void say(const QString& words);
    void refuse(const QString& why);
    void showConsequence();
    void showConnection();
    void imagePainted();
    void updateSubmit();

    void submit();
    void send();
    void answered(const Answer<wire::Locked>& answer);
    void locked(const wire::Locked& answer);
    void failed(const Failure& failure);
    void readAgain();
    void loadReveal();
    void leaseLost();
    void putAside(int reason);
    void greatCall();

    ApiClient& api_;
    DraftStore& drafts_;
    wire::Assignment assignment_;
    Phase phase_ = Phase::reading;
    std::unique_ptr<SeriesLoader> loader_;
    std::unique_ptr<DraftKeeper> keeper_;
    std::unique_ptr<LeaseKeeper> lease_;

    QLabel *case_, *leaseText_, *connection_, *place_, *message_;
    QMainWindow* places_;
    Viewer* viewer_;
    PlaceFrame *imagesFrame_, *answersFrame_;
    QStackedWidget* pages_;
    QWidget *answersPage_, *lostPage_, *asidePage_, *keysPage_;
    QVBoxLayout* formPlace_;
    Form* form_ = nullptr;
    QLabel *consequence_, *notShown_;
    MainButton* submit_;
    QPushButton* jumpToNotShown_;
    QLabel* lostText_;
    ChoiceRow* asideReason_;
    RevealPanel* reveal_;

    bool submitAwake_ = false;  // two seconds after the first image
    QString submissionKey_;     // the same for every attempt at one submission
    QTimer wake_, resend_, revealAgain_, messageEnds_;
    QElapsedTimer sinceLock_;
    QString offlineSince_;
    int differenceSlice_ = 0;
    bool revealShown_ = false;
    bool masksFetched_ = false;
};

}  // namespace overread::client
