#pragma once
#include <QTimer>
#include <QWidget>
#include <memory>

#include "core/wire/assignment.h"
#include "reviewer-client/api/failure.h"
#include "reviewer-client/series/case_supply.h"

namespace overread::client {

class AfterLock;
class ApiClient;
class CaseBar;
class CaseDraft;
class DraftStore;
class Form;
class FormSide;
class ImageSide;
class KeyChoices;
class LeaseKeeper;
class MessageBar;
class Places;
class Submission;
class Viewer;

/// One case on screen, from its first slice to what is revealed after the lock: joins the place of the images, the
/// place of the questions and the network, and knows the phase. Made anew for every case, so that nothing of one
/// patient can stay on for the next.
class ReadingScreen final : public QWidget {
    Q_OBJECT
public:
    /// `api`, `drafts` and `keys` are borrowed and must outlive the screen.
    /// `progress`: "7 of 25", shown as it is.
    ReadingScreen(ApiClient& api, DraftStore& drafts, KeyChoices& keys, SuppliedCase supplied, const QString& progress,
                  QWidget* parent = nullptr);
    ~ReadingScreen() override;

    [[nodiscard]] const std::string& handle() const { return assignment_.handle; }
    [[nodiscard]] AssignmentKind kind() const { return assignment_.kind; }
    /// The reader may still answer: neither locked nor lost.
    [[nodiscard]] bool isOpen() const { return phase_ != Phase::locked && phase_ != Phase::lost; }
    [[nodiscard]] Viewer& viewer();
    void takeUp();     ///< after the lock screen: the keyboard on the images, and is the case still ours?
    void keepDraft();  ///< before the window closes or the session ends

signals:
    void nextWanted();
    void worklistWanted();
    void imagesComplete();  ///< the network is free for the next case
    void leaseRenewed();
    void reopenWanted();                  ///< another workstation reads it; this one wants it back
    void recorded(const QString& words);  ///< "4F7K: CT-2 recorded"

protected:
    bool eventFilter(QObject* watched, QEvent* event) override;

private:
    enum class Phase { choosingDraft, reading, sending, locked, lost };

    void joinImages();
    void joinQuestions();
    void joinNetwork();
    void makeKeys();
    void joinKeys(KeyChoices& keys);
    void useFormOfTask();
    [[nodiscard]] Form* makeForm() const;
    void restoreDraft();
    void draftChanged();  ///< answered, marked or measured

    void focusMoved(QWidget* now);
    void goToForm();
    void goToImages();
    void showPage();
    void showBroken();  ///< what of the series cannot be shown, once all has come
    void showSeen();
    void showConnection();
    void updateSubmit();

    void submit();
    void locked(const wire::Locked& answer);
    void delayed(const Failure& failure);
    void refusedByServer(const Failure& failure);
    void beginReveal();
    void readAgain();
    void showChanges(wire::Assignment now);
    void leaseLost();
    void readElsewhere();
    void becomeReadOnly(const QString& lease);
    void putAside(const QString& reason);

    ApiClient& api_;
    wire::Assignment assignment_;
    Phase phase_ = Phase::reading;

    CaseBar* bar_;
    ImageSide* images_;
    FormSide* questions_;
    Places* places_;
    MessageBar* messages_;
    CaseDraft* draft_;
    LeaseKeeper* lease_;
    Submission* submission_;
    AfterLock* afterLock_;

    QString nothingToRead_;     // why, where there are no images
    bool submitAwake_ = false;  // two seconds after the first image
    bool asksStillReading_ = false;
    QTimer wake_;
    QString offlineSince_;
};

}  // namespace overread::client
