#pragma once
#include <QTimer>
#include <QWidget>
#include <memory>

#include "core/wire/assignment.h"
#include "reviewer-client/api/failure.h"
#include "reviewer-client/series/case_supply.h"
#include "reviewer-client/worklist/recorded_list.h"

class QLabel;
class QVBoxLayout;

namespace overread::client {

class ApiClient;
class AvailabilityBar;
class MainButton;
class OwnFiguresView;

/// The next thing to do, as one button; beside it what waits, what is held, what was read today. No list to pick from.
class WorklistScreen final : public QWidget {
    Q_OBJECT
public:
    WorklistScreen(ApiClient& api, CaseSupply& supply, QWidget* parent = nullptr);
    void showReader(const QString& displayName);
    void noteRecorded(const Recorded& recorded);  ///< the last read, for today's list
    void showRecorded(const QList<Recorded>& recorded);
    [[nodiscard]] QList<Recorded> recordedToday() const;
    void begin();  ///< asks the server and puts the keyboard on the button
    void showList(const wire::Worklist& list);
    void takeNext();
    void resume(const std::string& handle);
    void leave();  ///< stops asking

signals:
    /// Whoever opens the case takes it out.
    void caseOpened(const std::shared_ptr<SuppliedCase>& supplied);
    void signOutWanted();
    void appearanceChanged();  ///< language or size of text

private:
    void refresh();
    void refreshLater();
    void showHeld(const wire::Worklist& list);
    void showNext();  ///< awake where cases may come and none is being opened
    void switched(bool available);
    void refused(const Failure& failure);
    void open(SuppliedCase supplied);
    void say(const QString& words, const char* role);

    ApiClient& api_;
    CaseSupply& supply_;
    QLabel *reader_, *waiting_, *today_, *message_, *asOf_, *heldTitle_, *aside_;
    AvailabilityBar* availability_;
    RecordedList* recorded_;
    OwnFiguresView* figures_;
    QVBoxLayout* held_;
    MainButton* next_;
    QTimer timer_;
    bool asking_ = false;
    bool asksAgain_ = false;  // what is on its way was asked before the switch was turned
    bool opening_ = false;
    int failures_ = 0;
};

}  // namespace overread::client
