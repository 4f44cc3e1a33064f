#include "reviewer-client/reading/key_choices.h"

#include "reviewer-client/api/api_client.h"
#include "reviewer-client/reading/words.h"

namespace overread::client {

KeyChoices::KeyChoices(ApiClient& api, QObject* parent) : QObject(parent), api_(api) {}

void KeyChoices::load() {
    keys_.clear();
    emit changed();
    api_.readerSettings(this, [this](const Answer<std::string>& answer) {
        const auto* text = std::get_if<std::string>(&answer);
        if (!text) return;  // the usual keys do as well
        keys_ = keyBindingsFrom(*text);
        emit changed();
    });
}

void KeyChoices::choose(const QString& what, const QString& key) {
    keys_[what.toStdString()] = key.toStdString();
    save();
}

void KeyChoices::chooseUsual() {
    keys_.clear();
    save();
}

void KeyChoices::save() {
    emit changed();
    api_.saveReaderSettings(toText(keys_), this, [this](const Answer<Done>& answer) {
        if (const auto* failure = std::get_if<Failure>(&answer))
            emit notKept(tr("The keys are in use here, but not kept with your account: %1").arg(words::of(*failure)));
    });
}

}  // namespace overread::client
