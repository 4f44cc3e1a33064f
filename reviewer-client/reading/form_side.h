#pragma once
#include <QAction>

#include "reviewer-client/theme/theme.h"

class QStackedWidget;

namespace overread::client {

class AnswersPage;
class AsidePage;
class DraftChoicePage;
class KeysPage;
class LostPage;
class RevealPanel;

/// The place beside the images: one page of it at a time. Knows nothing of images and network.
class FormSide final : public PlaceFrame {
    Q_OBJECT
public:
    explicit FormSide(const QList<QAction*>& imageActions, QWidget* parent = nullptr);

    [[nodiscard]] AnswersPage& answers() { return *answers_; }
    [[nodiscard]] const AnswersPage& answers() const { return *answers_; }
    [[nodiscard]] RevealPanel& reveal() { return *reveal_; }
    [[nodiscard]] LostPage& lost() { return *lost_; }
    [[nodiscard]] AsidePage& aside() { return *aside_; }
    [[nodiscard]] DraftChoicePage& draftChoice() { return *draftChoice_; }
    [[nodiscard]] KeysPage& keys() { return *keys_; }
    void showAnswers();
    void showReveal();
    void showLost();
    void showAside();
    void showDraftChoice();
    void showKeys();
    [[nodiscard]] bool showsKeys() const;

private:
    QStackedWidget* pages_;
    AnswersPage* answers_;
    RevealPanel* reveal_;
    QWidget* revealPage_;
    LostPage* lost_;
    AsidePage* aside_;
    DraftChoicePage* draftChoice_;
    KeysPage* keys_;
};

}  // namespace overread::client
