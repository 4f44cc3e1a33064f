#pragma once
#include <QWidget>
#include <functional>
#include <memory>
#include <set>

#include "reviewer-client/viewer/image_view.h"

class QAction;
class QHBoxLayout;
class QLabel;
class QTimer;

namespace overread::client {

class SliceBar;

/// One of the two places of the reading screen: the image with its bar, its line of figures and its tools. All keys
/// are QActions that live while this place has the keyboard, so that a digit here never answers a question there.
class Viewer final : public QWidget {
    Q_OBJECT
public:
    explicit Viewer(QWidget* parent = nullptr);

    void showStack(std::shared_ptr<const SliceStack> stack);
    void sliceArrived(int slice);
    void masksArrived(int slice);
    /// After the lock: masks may be looked at, the slice is shown and they are switched on.
    void revealMasks(int differenceSlice);

    [[nodiscard]] ImageView& view() { return *view_; }
    [[nodiscard]] const ImageView& view() const { return *view_; }
    [[nodiscard]] const std::set<int>& marks() const { return marks_; }
    [[nodiscard]] const std::shared_ptr<const SliceStack>& stack() const { return stack_; }
    void showMarks(std::set<int> marks);
    void goToFirstNotShown();

signals:
    void formWanted();  ///< Tab
    void enterPressed();
    void refused(const QString& why);  ///< a key that does nothing here now
    void marksChanged();

private:
    QAction* act(const char* name, const QString& words, const QList<QKeySequence>& keys, std::function<void()> what,
                 bool repeats = false);
    QAction* button(QHBoxLayout& row, QAction* action);
    void makeTools(QHBoxLayout& row);
    void useTool(ImageView::Tool tool);
    void toggleMasks(ImageView::Masks masks);
    void toggleCine();
    void toggleMark();
    void goToMark(int direction);
    void showFigures();

    ImageView* view_;
    SliceBar* bar_;
    QLabel* slice_;
    QLabel* hu_;
    QLabel* windowText_;
    QTimer* cine_;
    std::shared_ptr<const SliceStack> stack_;
    std::set<int> marks_;
    bool masksAllowed_ = false;
    int cineDirection_ = 1;
    std::vector<QAction*> toolActions_;
};

}  // namespace overread::client
