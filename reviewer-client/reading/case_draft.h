#pragma once
#include <QObject>
#include <functional>
#include <string>

#include "reviewer-client/answers/draft.h"
#include "reviewer-client/api/failure.h"

namespace overread::client {

class ApiClient;
class DraftKeeper;
class DraftStore;
class Form;
class FormSide;
class ImageSide;

/// The draft of the case on screen: gathered from the form and the images, kept as long as it may change, and put back
/// when the case is opened again. Where two workstations wrote, the reader chooses.
class CaseDraft final : public QObject {
    Q_OBJECT
public:
    /// All are borrowed and must outlive it.
    CaseDraft(ApiClient& api, DraftStore& store, std::string handle, ImageSide& images, FormSide& questions,
              QObject* parent = nullptr);

    /// This machine's or the server's, whichever changed last. False: they contradict, and the page of the choice is
    /// filled; `chosen` follows. `makeForm` makes one to show a draft in words.
    [[nodiscard]] bool restore(const std::string& fromServer, const std::function<Form*()>& makeForm);
    void changed();  ///< answered, marked or measured
    void keepNow();  ///< on this machine
    void forget();   ///< locked: it has served
    void stop();     ///< keep what is there, send nothing more

signals:
    void restored(Timestamp changedAt);
    void chosen();
    void notKeptHere();
    void serverRefused(const Failure& failure);

private:
    void askWhich(const Draft& here, const Draft& there, const std::function<Form*()>& makeForm);
    void use(const Draft& draft);
    [[nodiscard]] Draft now() const;

    ApiClient& api_;
    DraftStore& store_;
    std::string handle_;
    ImageSide& images_;
    FormSide& questions_;
    DraftKeeper* keeper_;
    Timestamp changedAt_;  // by the server's clock
};

}  // namespace overread::client
