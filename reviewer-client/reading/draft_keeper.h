#pragma once
#include <QObject>
#include <QTimer>
#include <functional>
#include <string>

#include "reviewer-client/answers/draft.h"
#include "reviewer-client/api/failure.h"

namespace overread::client {

class ApiClient;
class DraftStore;

/// Keeps what is typed: on this machine two seconds after the first change that is not kept yet, on the server after
/// ten, and again while the server is out of reach. Whether the server has it never holds the reader up.
class DraftKeeper final : public QObject {
    Q_OBJECT
public:
    DraftKeeper(ApiClient& api, DraftStore& store, std::string handle, std::function<Draft()> draft,
                QObject* parent = nullptr);
    void touched();
    void keepNow();  ///< on this machine, where something is not kept yet
    void forget();   ///< locked: the draft has served
    void stop();     ///< keep what is there, send nothing more

signals:
    void keptHere();
    void notKeptHere();
    void serverRefused(Failure failure);

private:
    void sendToServer();

    ApiClient& api_;
    DraftStore& store_;
    std::string handle_;
    std::function<Draft()> draft_;
    QTimer here_, server_;
    bool stopped_ = false;
};

}  // namespace overread::client
