#include "reviewer-client/reading/image_side.h"

#include "reviewer-client/reading/series_loader.h"
#include "reviewer-client/viewer/viewer.h"

namespace overread::client {

ImageSide::ImageSide(ApiClient& api, QWidget* parent) : PlaceFrame(new Viewer, parent), api_(api) {
    setObjectName("imagesFrame");
    viewer_ = findChild<Viewer*>("viewer");
    setFocusProxy(viewer_);
    connect(viewer_, &Viewer::formWanted, this, &ImageSide::formWanted);
    connect(viewer_, &Viewer::refused, this, &ImageSide::refused);
    connect(viewer_, &Viewer::enterPressed, this, &ImageSide::enterPressed);
    connect(&viewer_->view(), &ImageView::firstImagePainted, this, &ImageSide::painted, Qt::QueuedConnection);
    connect(&viewer_->view(), &ImageView::sliceShown, this, &ImageSide::sliceShown);
}

ImageSide::~ImageSide() {
    viewer_->showStack(nullptr);
}

QString ImageSide::begin(const wire::Assignment& assignment) {
    if (!assignment.series) {
        viewer_->showStack(nullptr);
        return tr("There are no images to read (%1). F8 puts the case aside.")
            .arg(QString::fromStdString(assignment.imagesProblem));
    }
    try {
        loader_ = std::make_unique<SeriesLoader>(api_, assignment.handle, *assignment.series);
    } catch (const std::exception& fault) {
        return tr("The images cannot be shown: %1. F8 puts the case aside.").arg(QString::fromUtf8(fault.what()));
    }
    connect(loader_.get(), &SeriesLoader::sliceArrived, viewer_, &Viewer::sliceArrived);
    connect(loader_.get(), &SeriesLoader::maskArrived, viewer_, &Viewer::masksArrived);
    connect(loader_.get(), &SeriesLoader::gone, this, &ImageSide::notMine);
    connect(&viewer_->view(), &ImageView::sliceShown, loader_.get(), &SeriesLoader::nearestFirst);
    viewer_->showStack(loader_->stack());
    loader_->start();
    return {};
}

void ImageSide::showMasks(int slice) {
    if (!loader_ || masksShown_) return;
    masksShown_ = true;
    viewer_->revealMasks(slice);
    loader_->fetchMasks(slice);
}

void ImageSide::showMasksHere() {
    showMasks(viewer_->view().slice());
}

int ImageSide::slices() const {
    return viewer_->stack() ? viewer_->stack()->slices() : 0;
}

int ImageSide::notShown() const {
    return viewer_->stack() ? viewer_->view().notShown() : 0;
}

}  // namespace overread::client
