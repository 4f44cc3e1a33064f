#include "reviewer-client/reading/form_side.h"

#include <QStackedWidget>

#include "reviewer-client/reading/answers_page.h"
#include "reviewer-client/reading/aside_page.h"
#include "reviewer-client/reading/draft_choice_page.h"
#include "reviewer-client/reading/keys_page.h"
#include "reviewer-client/reading/lost_page.h"
#include "reviewer-client/reading/reveal_panel.h"
#include "reviewer-client/theme/vertical_scroll.h"

namespace overread::client {
FormSide::FormSide(const QList<QAction*>& imageActions, QWidget* parent)
    : PlaceFrame(new QStackedWidget, parent),
      answers_(new AnswersPage),
      reveal_(new RevealPanel),
      revealPage_(new VerticalScroll(reveal_)),
      lost_(new LostPage),
      aside_(new AsidePage),
      draftChoice_(new DraftChoicePage),
      keys_(new KeysPage(imageActions)) {
    setObjectName("answersFrame");
    pages_ = findChild<QStackedWidget*>();
    pages_->setObjectName("pages");
    for (QWidget* page : std::initializer_list<QWidget*>{answers_, revealPage_, lost_, aside_, draftChoice_, keys_})
        pages_->addWidget(page);
}

void FormSide::showAnswers() {
    pages_->setCurrentWidget(answers_);
}

void FormSide::showReveal() {
    pages_->setCurrentWidget(revealPage_);
}

void FormSide::showLost() {
    pages_->setCurrentWidget(lost_);
}

void FormSide::showAside() {
    pages_->setCurrentWidget(aside_);
    aside_->begin();
}

void FormSide::showDraftChoice() {
    pages_->setCurrentWidget(draftChoice_);
}

void FormSide::showKeys() {
    pages_->setCurrentWidget(keys_);
}

bool FormSide::showsKeys() const {
    return pages_->currentWidget() == keys_;
}

}  // namespace overread::client
