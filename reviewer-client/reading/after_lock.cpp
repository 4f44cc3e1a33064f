#include "reviewer-client/reading/after_lock.h"

#include "reviewer-client/api/api_client.h"
#include "reviewer-client/reading/image_side.h"
#include "reviewer-client/reading/reveal_loader.h"
#include "reviewer-client/reading/reveal_panel.h"
#include "reviewer-client/reading/words.h"
#include "reviewer-client/viewer/viewer.h"

namespace overread::client {

AfterLock::AfterLock(ApiClient& api, std::string handle, ImageSide& images, RevealPanel& panel, QObject* parent)
    : QObject(parent),
      api_(api),
      handle_(std::move(handle)),
      images_(images),
      panel_(panel),
      loader_(new RevealLoader(
          api_, handle_, [&panel] { return panel.isVisible() && !panel.window()->isMinimized(); }, this)) {
    connect(loader_, &RevealLoader::arrived, this, &AfterLock::show);
    connect(loader_, &RevealLoader::unchanged, this, [this] { panel_.showAskedAt(api_.serverNow()); });
    connect(loader_, &RevealLoader::failed, this, [this](const Failure& failure) {
        panel_.showProblem(tr("Recorded. The comparison cannot be shown: %1").arg(words::of(failure)));
    });
    connect(&panel_, &RevealPanel::nextWanted, this, &AfterLock::nextWanted);
    connect(&panel_, &RevealPanel::noteWritten, this, &AfterLock::addNote);
    connect(&panel_, &RevealPanel::differenceWanted, this, [this] {
        images_.viewer().view().showSlice(differenceSlice_);
        emit imagesWanted();
    });
}

void AfterLock::begin() {
    loader_->begin();
}

void AfterLock::show(const wire::Reveal& reveal) {
    panel_.showReveal(reveal);
    panel_.showAskedAt(api_.serverNow());
    differenceSlice_ = reveal.differenceSlice;
    if (reveal.hasMasks) images_.showMasks(differenceSlice_);
}

void AfterLock::addNote(const QString& key, const QString& text) {
    api_.addNote(handle_, key, text, this, [this](const Answer<Done>& answer) {
        if (const auto* failure = std::get_if<Failure>(&answer))
            panel_.showNoteFailed(tr("Not kept: %1").arg(words::of(*failure)));
        else
            panel_.showNoteSaved();
    });
}

}  // namespace overread::client
