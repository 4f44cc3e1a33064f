#pragma once
#include <QObject>

#include "reviewer-client/answers/key_bindings.h"

namespace overread::client {

class ApiClient;

/// The keys that the reader who is signed in chose; kept with the account, so that they come along to another
/// workstation.
class KeyChoices final : public QObject {
    Q_OBJECT
public:
    explicit KeyChoices(ApiClient& api, QObject* parent = nullptr);  ///< borrows it
    void load();  ///< of the account that has just signed in; until then the usual keys
    void choose(const QString& what, const QString& key);
    void chooseUsual();
    [[nodiscard]] const KeyBindings& keys() const { return keys_; }

signals:
    void changed();
    void notKept(const QString& why);

private:
    void save();

    ApiClient& api_;
    KeyBindings keys_;
};

}  // namespace overread::client
