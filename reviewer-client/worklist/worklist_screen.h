#pragma once
#include <QTimer>
#include <QWidget>

#include "core/wire/assignment.h"
#include "reviewer-client/api/failure.h"

class QLabel;
class QVBoxLayout;

namespace overread::client {

class ApiClient;
class MainButton;

/// The next thing to do, as one button; beside it what waits, what is held, what was read today. No list to pick from.
class WorklistScreen final : public QWidget {
    Q_OBJECT
public:
    explicit WorklistScreen(ApiClient& api, QWidget* parent = nullptr);
    void showReader(const QString& displayName);
    void showRecorded(const QString& words);  ///< the last read, for today's list
    void begin();                             ///< asks the server and puts the keyboard on the button
    void takeNext();
    void leave();  ///< stops asking

signals:
    void caseOpened(const wire::Assignment& assignment);
    void signOutWanted();

private:
    void refresh();
    void show(const wire::Worklist& list);
    void resume(const std::string& handle);
    void open(const Answer<std::optional<wire::Assignment>>& answer);
    void say(const QString& words, const char* role);

    ApiClient& api_;
    QLabel *reader_, *waiting_, *today_, *recorded_, *message_, *asOf_, *heldTitle_;
    QVBoxLayout* held_;
    MainButton* next_;
    QTimer timer_;
    QStringList recordedToday_;
};

}  // namespace overread::client
