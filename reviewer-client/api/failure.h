#pragma once
#include <QString>
#include <variant>

namespace overread::client {

/// Why the server did not do what it was asked. `detail` is the server's own sentence, for support; what a reader sees
/// is written by the screen that asked, in the reader's language.
struct Failure {
    enum class Kind {
        noConnection,  ///< nothing answers, or not in time
        signedOut,     ///< 401: wrong name or password at sign-in, else the session has ended
        notAllowed,    ///< 403
        gone,          ///< 404: not mine (any more); at an assignment the lease is lost
        conflict,      ///< 409: not now, for example already locked
        changed,       ///< 412: somebody, or my other machine, wrote in between
        refused,       ///< 400, 413, 422: `field` says where
        tooMany,       ///< 429
        serverFault,   ///< 5xx
        notUnderstood  ///< an answer that this client cannot read: it is too old, or that is no overread server
    };
    Kind kind = Kind::noConnection;
    int status = 0;  ///< of HTTP; 0 without an answer
    QString detail;
    QString field;        ///< JSON pointer, for example "/involvement/totalPercent"; empty: the whole
    QString supportId;    ///< request id for the log, where the server gave one
    int waitSeconds = 0;  ///< 429: until it may be asked again; 0: the server did not say
};

template <class T>
using Answer = std::variant<T, Failure>;

/// For requests that answer nothing.
struct Done {};

}  // namespace overread::client
