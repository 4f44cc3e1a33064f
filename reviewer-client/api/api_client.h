#pragma once
#include <QByteArray>
#include <QNetworkAccessManager>
#include <QObject>
#include <QUrl>
#include <functional>
#include <optional>

#include "core/wire/assignment.h"
#include "core/wire/own_read.h"
#include "core/wire/session.h"
#include "core/wire/staffing.h"
#include "reviewer-client/api/failure.h"
#include "reviewer-client/api/picture_stream.h"

class QNetworkReply;

namespace overread::client {

/// The server as the reviewer's screens need it: every call returns at once, the answer comes later in the window's
/// thread and not at all when `context` is gone by then. Nothing is kept on disk. One server and one session at a time.
class ApiClient final : public QObject {
    Q_OBJECT
public:
    template <class T>
    using Then = std::function<void(Answer<T>)>;

    explicit ApiClient(QObject* parent = nullptr);

    /// True for https, and for http to this machine: a password never crosses a network in the open.
    [[nodiscard]] static bool isSafe(const QUrl& server);

    void signIn(const QUrl& server, const QString& name, const QString& password, QObject* context,
                Then<wire::SessionOpened> then);
    /// The same person once more, after the lock screen. A wrong password leaves the session as it is.
    void signInAgain(const QString& password, QObject* context, Then<wire::SessionOpened> then);
    void signOut();  ///< forgets the session here at once, tells the server
    [[nodiscard]] bool isSignedIn() const { return !token_.isEmpty(); }

    void worklist(QObject* context, Then<wire::Worklist> then);
    void ownFigures(QObject* context, Then<QByteArray> then);  ///< JSON, see answers/own_figures
    /// What hidden cases showed of this reader: whole weeks and sums.
    void calibration(QObject* context, Then<wire::Calibration> then);
    /// What this reader locked where it is settled by now, newest first. `filter`: "kind=doubleRead", "arbitrated=true"
    /// or empty; `cursor` of the page before, or empty.
    void ownReads(const QString& filter, const std::string& cursor, QObject* context,
                  Then<wire::Page<wire::OwnReadRow>> then);
    void ownPace(QObject* context, Then<wire::OwnPace> then);
    /// Pause, or take cases again. What is held and not locked goes back; drafts stay.
    void setAvailable(bool available, QObject* context, Then<Done> then);
    /// What this reader chose for the client: opaque text, the same on every workstation.
    void readerSettings(QObject* context, Then<std::string> then);
    void saveReaderSettings(const std::string& settings, QObject* context, Then<Done> then);
    void next(QObject* context, Then<std::optional<wire::Assignment>> then);  ///< none: nothing waits
    void assignment(const std::string& handle, QObject* context, Then<wire::Assignment> then);
    void renewLease(const std::string& handle, QObject* context, Then<wire::Lease> then);
    /// This client reads that assignment from now on; another one's drafts and answers are refused.
    void readHere(const std::string& handle, QObject* context, Then<wire::Lease> then);
    /// What this client calls itself: random, new with every start.
    [[nodiscard]] const std::string& workstation() const { return workstation_; }
    void putAside(const std::string& handle, const QString& reason, QObject* context, Then<Done> then);
    void saveDraft(const std::string& handle, const std::string& draft, QObject* context, Then<Done> then);
    /// Reading of a reserved case begins now.
    void begin(const std::string& handle, QObject* context, Then<wire::Lease> then);

    enum class Pictures { frames, priorFrames, masks };
    /// Pictures of at most 64 slices: each as it comes, in the order asked, while the answer still runs. `then` when it
    /// has ended; what has not come by then comes no more.
    void pictures(const std::string& handle, Pictures what, const std::vector<int>& slices, QObject* context,
                  PictureStream::Each each, Then<Done> then);

    /// What is locked for ever. `key` makes a repetition after a lost line harmless; `etag` is the assignment's.
    struct Once {
        std::string handle;
        std::string etag;
        QString key;
    };
    /// `resource` under the assignment: "read", "review" or "settlement"; `body` its JSON.
    void submit(const Once& once, const std::string& resource, const std::string& body, QObject* context,
                Then<wire::Locked> then);
    void reveal(const std::string& handle, QObject* context, Then<wire::Reveal> then);
    void addNote(const std::string& handle, const QString& key, const QString& text, QObject* context, Then<Done> then);

    /// Now, by the server's clock as its last answer told it: leases end by that clock.
    [[nodiscard]] Timestamp serverNow() const;

signals:
    void reached();       ///< an answer came, whatever it said
    void unreachable();   ///< a request found nobody
    void sessionEnded();  ///< 401 to anything but the sign-in

private:
    using Raw = std::function<void(Answer<QByteArray>, int status)>;
    [[nodiscard]] QNetworkRequest requestTo(const QString& path) const;
    [[nodiscard]] static QString assignmentPath(const std::string& handle, const QString& rest = {});
    void send(const QByteArray& verb, QNetworkRequest request, const QByteArray& body, QObject* context, Raw then);
    void whenFinished(QNetworkReply* reply, QObject* context, Raw then);
    [[nodiscard]] Answer<QByteArray> read(QNetworkReply& reply);

    QNetworkAccessManager network_;
    QUrl server_;
    QString name_;
    QByteArray token_;
    std::string workstation_;
    std::chrono::microseconds serverAhead_{0};
};

}  // namespace overread::client
