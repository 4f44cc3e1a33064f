#pragma once
#include <QElapsedTimer>
#include <QTimer>
#include <functional>
#include <optional>
#include <string>

#include "core/wire/assignment.h"
#include "reviewer-client/answers/reveal_wait.h"
#include "reviewer-client/api/failure.h"

namespace overread::client {

class ApiClient;

/// Asks for what is shown after the lock until it is whole: the comparison is a job of the worker, the measurement may
/// come later than a quick reader, and an arbiter much later. Gently: see pauseBeforeAskingAgain().
class RevealLoader final : public QObject {
    Q_OBJECT
public:
    /// Nothing is asked while nobody looks: `isLookedAt` is asked before each question.
    RevealLoader(ApiClient& api, std::string handle, std::function<bool()> isLookedAt, QObject* parent = nullptr);
    void begin();

signals:
    void arrived(const wire::Reveal& reveal);  ///< the first, and each that says something new
    void unchanged();                          ///< asked again, and nothing is new
    void failed(const Failure& why);           ///< nothing could be shown at all

private:
    void ask();
    void answered(const Answer<wire::Reveal>& answer);
    void failedNow(const Failure& failure);
    void askLater(RevealWait waitsFor);

    ApiClient& api_;
    std::string handle_;
    std::function<bool()> isLookedAt_;
    QTimer again_;
    QElapsedTimer sinceLock_;
    int asked_ = 0;
    std::optional<wire::Reveal> shown_;
};

}  // namespace overread::client
