#include "reviewer-client/reading/case_draft.h"

#include <memory>

#include "reviewer-client/api/api_client.h"
#include "reviewer-client/reading/answers_page.h"
#include "reviewer-client/reading/draft_choice_page.h"
#include "reviewer-client/reading/draft_keeper.h"
#include "reviewer-client/reading/draft_store.h"
#include "reviewer-client/reading/form.h"
#include "reviewer-client/reading/form_side.h"
#include "reviewer-client/reading/image_side.h"
#include "reviewer-client/reading/words.h"
#include "reviewer-client/viewer/viewer.h"

namespace overread::client {

CaseDraft::CaseDraft(ApiClient& api, DraftStore& store, std::string handle, ImageSide& images, FormSide& questions,
                     QObject* parent)
    : QObject(parent),
      api_(api),
      store_(store),
      handle_(std::move(handle)),
      images_(images),
      questions_(questions),
      keeper_(new DraftKeeper(
          api_, store_, handle_, [this] { return now(); }, this)) {
    connect(keeper_, &DraftKeeper::notKeptHere, this, &CaseDraft::notKeptHere);
    connect(keeper_, &DraftKeeper::serverRefused, this, &CaseDraft::serverRefused);
}

bool CaseDraft::restore(const std::string& fromServer, const std::function<Form*()>& makeForm) {
    const auto here = store_.load(handle_);
    const auto there = draftFrom(fromServer);
    if (contradict(here, there)) {
        askWhich(*here, *there, makeForm);
        return false;
    }
    if (const auto draft = newer(here, there)) use(*draft);
    return true;
}

void CaseDraft::askWhich(const Draft& here, const Draft& there, const std::function<Form*()>& makeForm) {
    using Which = DraftChoicePage::Which;
    const auto column = [&makeForm](const Draft& draft) {
        const std::unique_ptr<Form> form(makeForm());
        form->readFrom(draft);
        return DraftChoicePage::Column{words::timeOfDay(draft.changedAt), form->asText()};
    };
    auto& page = questions_.draftChoice();
    page.showDrafts(column(here), column(there), here.changedAt >= there.changedAt ? Which::here : Which::there);
    connect(&page, &DraftChoicePage::chosen, this, [this, here, there](Which which) {
        use(which == Which::here ? here : there);
        changed();
        emit chosen();
    });
}

void CaseDraft::use(const Draft& draft) {
    questions_.answers().form().readFrom(draft);
    changedAt_ = draft.changedAt;
    auto& viewer = images_.viewer();
    viewer.showMarks(draft.marks);
    viewer.showKept(draft.viewer);
    viewer.view().showSlice(draft.slice);
    emit restored(draft.changedAt);
}

Draft CaseDraft::now() const {
    const auto& viewer = images_.viewer();
    Draft draft;
    draft.changedAt = changedAt_;
    draft.writer = api_.workstation();
    draft.slice = viewer.view().slice();
    draft.marks = viewer.marks();
    draft.viewer = viewer.kept();
    questions_.answers().form().writeTo(draft);
    return draft;
}

void CaseDraft::changed() {
    changedAt_ = api_.serverNow();
    keeper_->touched();
}

void CaseDraft::keepNow() {
    keeper_->keepNow();
}

void CaseDraft::forget() {
    keeper_->forget();
}

void CaseDraft::stop() {
    keeper_->stop();
}

}  // namespace overread::client
