#pragma once
#include <QElapsedTimer>
#include <QWidget>
#include <functional>
#include <map>
#include <memory>
#include <optional>
#include <set>
#include <string>
#include <vector>

#include "reviewer-client/viewer/cine_player.h"
#include "reviewer-client/viewer/image_view.h"
#include "reviewer-client/viewer/lung_extent.h"

class QAction;
class QActionGroup;
class QKeySequence;
class QLabel;
class QSplitter;

namespace overread::client {

class SideWindow;
class StackPane;
class WrapLayout;

/// One of the two places of the reading screen: the images with their bars, the line of figures and the tools. Axial
/// alone, with coronal and sagittal cuts, or beside a prior study. All keys are QActions that live while this place has
/// the keyboard, so that a digit here never answers a question there; each has one Latin key at most and a button or a
/// place in the menu.
class Viewer final : public QWidget {
    Q_OBJECT
public:
    explicit Viewer(QWidget* parent = nullptr);

    void showStack(std::shared_ptr<const SliceStack> stack);  ///< forgets the prior, marks and measurements
    void sliceArrived(int slice);
    void masksArrived(int slice);
    /// There is a prior study; it is shown when the reader asks for it. Null: none.
    void offerPrior(std::shared_ptr<const SliceStack> prior, int daysBefore);
    void priorSliceArrived(int slice);
    /// After the lock: masks may be looked at, the slice is shown and they are switched on.
    void revealMasks(int differenceSlice);

    [[nodiscard]] ImageView& view();  ///< axial, of the current study
    [[nodiscard]] const ImageView& view() const;
    [[nodiscard]] ImageView& view(Plane plane);
    [[nodiscard]] ImageView& priorView();
    [[nodiscard]] const std::set<int>& marks() const { return marks_; }
    [[nodiscard]] const std::shared_ptr<const SliceStack>& stack() const;
    void showMarks(std::set<int> marks);
    void goToFirstNotShown();
    [[nodiscard]] bool showsCuts() const { return showsCuts_; }
    [[nodiscard]] bool showsPrior() const { return showsPrior_; }
    /// The prior study stands in a window of its own, for a second screen.
    [[nodiscard]] bool isPriorApart() const { return isPriorApart_; }
    [[nodiscard]] bool isLinked() const { return isLinked_; }
    [[nodiscard]] CinePlayer& cine() { return cine_; }
    /// Other keys than the usual ones, by the name of the action; those that are not named have the usual ones.
    void bind(const std::map<std::string, std::string>& keys);

    /// What was drawn and the window, for the draft: opaque text.
    [[nodiscard]] std::string kept() const;
    void showKept(const std::string& text);

signals:
    void formWanted();  ///< Tab
    void enterPressed();
    void refused(const QString& why);  ///< a key that does nothing here now
    void marksChanged();
    void measurementsChanged();
    void priorWanted();  ///< the prior study is looked at: fetch it before anything else

protected:
    bool eventFilter(QObject* watched, QEvent* event) override;
    void hideEvent(QHideEvent* event) override;
    void showEvent(QShowEvent* event) override;

private:
    // viewer_tools.cpp
    QAction* act(const char* name, const QString& words, const QList<QKeySequence>& keys, std::function<void()> what,
                 bool repeats = false);
    QAction* button(QAction* action);
    void showKeysOf(QAction& action);
    [[nodiscard]] QString keyFor(const char* action) const;  ///< as it is now, for a sentence
    void makeTools();
    void makeWindows();
    void makeMouseTools();
    void makeStudyTools();
    void makeStackTools();
    void makeKeysWithoutButton();
    void showChecks();

    void connectView(ImageView& view);
    [[nodiscard]] std::vector<ImageView*> views() const;         ///< all of them
    [[nodiscard]] std::vector<ImageView*> visibleViews() const;  ///< in the order of the arrow keys
    [[nodiscard]] ImageView& active() const;
    void useTool(ImageView::Tool tool);
    void useMouse(ImageView::Mouse mouse);
    void toggleCuts();
    void togglePrior();
    void togglePriorApart();
    void showPriorsPlace();  ///< in its own window, or beside the current study
    void toggleLink();
    void toggleSolo(ImageView& view);
    void showLayout();
    void turnSlabKind();
    void turnSlabThickness(int by);
    void cycleTexts();
    void toggleCine();
    void turnCineSpeed();
    void pressMasks();
    void toggleMasks(ImageView::Masks masks);
    void toggleMark();
    void goToMark(int direction);
    void goToView(int direction);
    void reset();
    void follow(ImageView& moved);
    void showCrosshair();
    void moveCrosshair(const Voxel& voxel);
    void renewLink();
    void showFigures();

    StackPane* current_;
    StackPane* prior_;
    ImageView *coronal_, *sagittal_;
    QSplitter *studies_, *planes_, *cuts_;
    SideWindow* apart_;
    WrapLayout* tools_ = nullptr;
    QActionGroup* toolGroup_ = nullptr;
    QLabel *slice_, *hu_, *windowText_, *stateText_;
    CinePlayer cine_;
    std::set<int> marks_;
    bool masksAllowed_ = false;
    bool showsCuts_ = false;
    bool showsPrior_ = false;
    bool isPriorApart_ = false;
    bool isLinked_ = true;
    bool isAligned_ = false;  // by the reader, with an offset of theirs
    bool isFollowing_ = false;
    ImageView* solo_ = nullptr;
    mutable ImageView* lastActive_ = nullptr;
    StudyLink link_;
    int linkedLoaded_ = -1;  // slices of both that the link rests on
    Voxel crosshair_;

    QElapsedTimer masksPressed_;
    std::optional<quint32> lastKey_, masksKey_;  // by its place on the keyboard, whatever the layout
};

}  // namespace overread::client
