#pragma once
#include <memory>

#include "core/wire/assignment.h"
#include "reviewer-client/theme/theme.h"

namespace overread::client {

class ApiClient;
class CaseImages;
class Viewer;

/// The place of the images: the viewer and what feeds it. Knows nothing of questions and answers.
class ImageSide final : public PlaceFrame {
    Q_OBJECT
public:
    explicit ImageSide(ApiClient& api, QWidget* parent = nullptr);
    ~ImageSide() override;

    /// Shows the images, fetched ahead or (null) from now on. What the reader must be told where there is nothing to
    /// read, else empty.
    [[nodiscard]] QString begin(const wire::Assignment& assignment, std::unique_ptr<CaseImages> images);
    /// After the lock alone: loads the masks, goes to that slice and switches them on. Once; a second call does
    /// nothing.
    void showMasks(int slice);
    void showMasksHere();  ///< at the slice on screen

    [[nodiscard]] Viewer& viewer() { return *viewer_; }
    [[nodiscard]] const Viewer& viewer() const { return *viewer_; }
    [[nodiscard]] int slices() const;    ///< 0 without images
    [[nodiscard]] int broken() const;    ///< slices that cannot be shown
    [[nodiscard]] int notShown() const;  ///< slices that were never on screen

signals:
    void painted();  ///< the first image is on screen
    void sliceShown();
    void complete();  ///< every slice of the current study has come
    void notMine();   ///< the server gives no more frames of this assignment
    void formWanted();
    void enterPressed();
    void refused(const QString& why);

private:
    ApiClient& api_;
    Viewer* viewer_;
    std::unique_ptr<CaseImages> images_;
    bool masksShown_ = false;
};

}  // namespace overread::client
