#include "reviewer-client/reading/image_side.h"

#include "reviewer-client/series/case_images.h"
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

QString ImageSide::begin(const wire::Assignment& assignment, std::unique_ptr<CaseImages> images) {
    images_ = images ? std::move(images) : std::make_unique<CaseImages>(api_, assignment);
    connect(images_.get(), &CaseImages::gone, this, &ImageSide::notMine);
    connect(images_.get(), &CaseImages::complete, this, &ImageSide::complete);
    images_->showIn(*viewer_);
    if (images_->isComplete()) QMetaObject::invokeMethod(this, &ImageSide::complete, Qt::QueuedConnection);
    return images_->problem();
}

void ImageSide::showMasks(int slice) {
    if (masksShown_) return;
    masksShown_ = true;
    images_->showMasks(slice);
}

void ImageSide::showMasksHere() {
    showMasks(viewer_->view().slice());
}

int ImageSide::slices() const {
    return viewer_->stack() ? viewer_->stack()->slices() : 0;
}

int ImageSide::broken() const {
    return viewer_->stack() ? viewer_->stack()->broken() : 0;
}

int ImageSide::notShown() const {
    return viewer_->stack() ? viewer_->view().notShown() : 0;
}

}  // namespace overread::client
