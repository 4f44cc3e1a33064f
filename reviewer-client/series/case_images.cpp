#include "reviewer-client/series/case_images.h"

#include "reviewer-client/series/refusal_words.h"
#include "reviewer-client/viewer/viewer.h"

namespace overread::client {

CaseImages::CaseImages(ApiClient& api, const wire::Assignment& assignment, QObject* parent) : QObject(parent) {
    if (!assignment.series) {
        problem_ = tr("There are no images to read: %1. F8 puts the case aside.")
                       .arg(wordsOfImagesProblem(assignment.imagesProblem));
        return;
    }
    try {
        current_ =
            std::make_unique<SeriesLoader>(api, assignment.handle, SeriesLoader::Study::current, *assignment.series);
        if (assignment.prior) {
            prior_ = std::make_unique<SeriesLoader>(api, assignment.handle, SeriesLoader::Study::prior,
                                                    assignment.prior->series);
            daysBefore_ = assignment.prior->daysBefore;
        }
    } catch (const std::exception& fault) {
        problem_ = tr("The images cannot be shown: %1. F8 puts the case aside.").arg(QString::fromUtf8(fault.what()));
        current_.reset();
        return;
    }
    connect(current_.get(), &SeriesLoader::gone, this, &CaseImages::gone);
    connect(current_.get(), &SeriesLoader::allArrived, this, [this] {
        emit complete();
        // Not while the case is only reserved: the one that is read may need the line and the memory.
        if (prior_ && viewer_) prior_->start();
    });
}

void CaseImages::fetch() {
    if (current_) current_->start();
}

bool CaseImages::isComplete() const {
    return current_ && current_->stack()->isComplete();
}

void CaseImages::showIn(Viewer& viewer) {
    viewer_ = &viewer;
    viewer.showStack(current_ ? current_->stack() : nullptr);
    if (!current_) return;
    connect(current_.get(), &SeriesLoader::sliceArrived, &viewer, &Viewer::sliceArrived);
    connect(current_.get(), &SeriesLoader::maskArrived, &viewer, &Viewer::masksArrived);
    connect(&viewer.view(), &ImageView::sliceShown, current_.get(), &SeriesLoader::nearestFirst);
    fetch();
    if (!prior_) return;
    viewer.offerPrior(prior_->stack(), daysBefore_);
    connect(prior_.get(), &SeriesLoader::sliceArrived, &viewer, &Viewer::priorSliceArrived);
    connect(&viewer.priorView(), &ImageView::sliceShown, prior_.get(), &SeriesLoader::nearestFirst);
    connect(&viewer, &Viewer::priorWanted, prior_.get(), &SeriesLoader::start);
    if (isComplete()) prior_->start();
}

void CaseImages::showMasks(int slice) {
    if (!current_ || !viewer_) return;
    viewer_->revealMasks(slice);
    current_->fetchMasks(slice);
}

}  // namespace overread::client
