#include "reviewer-client/viewer/viewer.h"

#include <QAction>
#include <QGuiApplication>
#include <QKeyEvent>
#include <QLabel>
#include <QLocale>
#include <QMenu>
#include <QScreen>
#include <QSettings>
#include <QSplitter>
#include <QVBoxLayout>
#include <algorithm>
#include <cmath>
#include <utility>

#include "reviewer-client/viewer/kept_view.h"
#include "reviewer-client/viewer/side_window.h"
#include "reviewer-client/viewer/stack_pane.h"
#include "reviewer-client/viewer/window_names.h"
#include "reviewer-client/viewer/wrap_layout.h"

namespace overread::client {
namespace {

constexpr qint64 peekMs = 300;  // a key held for longer was a look, not a switch

QLabel* figure(const char* name, const QString& accessibleName, int widthPx, QHBoxLayout& row) {
    auto* label = new QLabel;
    label->setObjectName(name);
    label->setAccessibleName(accessibleName);
    label->setMinimumWidth(widthPx);
    row.addWidget(label);
    return label;
}

/// How the reader had the views share the place is remembered per set of screens.
QString keyOfScreens(const QString& what) {
    QString key = "viewer/" + what;
    for (const auto* screen : QGuiApplication::screens())
        key += QString("_%1x%2").arg(screen->size().width()).arg(screen->size().height());
    return key;
}

QSplitter* splitter(const char* name, Qt::Orientation orientation, const QList<QWidget*>& parts) {
    auto* made = new QSplitter(orientation);
    made->setObjectName(name);
    made->setChildrenCollapsible(false);
    made->setHandleWidth(3);
    for (auto* part : parts) made->addWidget(part);
    return made;
}

}  // namespace

Viewer::Viewer(QWidget* parent)
    : QWidget(parent),
      current_(new StackPane),
      prior_(new StackPane),
      coronal_(new ImageView(Plane::coronal)),
      sagittal_(new ImageView(Plane::sagittal)) {
    setObjectName("viewer");
    prior_->view().setObjectName("priorView");
    prior_->view().setAccessibleName(tr("Images of the prior study"));
    coronal_->setObjectName("coronalView");
    coronal_->setAccessibleName(tr("Coronal cut"));
    sagittal_->setObjectName("sagittalView");
    sagittal_->setAccessibleName(tr("Sagittal cut"));

    cuts_ = splitter("cuts", Qt::Vertical, {coronal_, sagittal_});
    planes_ = splitter("planes", Qt::Horizontal, {current_, cuts_});
    planes_->setStretchFactor(0, 3);
    planes_->setStretchFactor(1, 2);
    studies_ = splitter("studies", Qt::Horizontal, {planes_, prior_});
    studies_->setStretchFactor(0, 1);
    studies_->setStretchFactor(1, 1);
    for (auto* each : {cuts_, planes_, studies_}) {
        each->restoreState(QSettings().value(keyOfScreens(each->objectName())).toByteArray());
        connect(each, &QSplitter::splitterMoved, this,
                [each] { QSettings().setValue(keyOfScreens(each->objectName()), each->saveState()); });
    }
    auto* layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(0);
    layout->addWidget(studies_, 1);

    auto* figures = new QHBoxLayout;
    figures->setContentsMargins(10, 4, 10, 0);
    slice_ = figure("sliceText", tr("Slice"), 210, *figures);
    hu_ = figure("huText", tr("Hounsfield units under the pointer"), 80, *figures);
    windowText_ = figure("windowText", tr("Window"), 200, *figures);
    stateText_ = figure("stateText", tr("Slab, cine, link"), 10, *figures);
    figures->addStretch(1);
    layout->addLayout(figures);
    tools_ = new WrapLayout(2, 12);
    tools_->setContentsMargins(6, 0, 6, 4);
    makeTools();
    layout->addLayout(tools_);
    setFocusProxy(&current_->view());
    apart_ = new SideWindow(*this);
    apart_->addActions(actions());  // a window of its own has no part in the keys of another
    connect(apart_, &SideWindow::closed, this, &Viewer::togglePriorApart);
    isPriorApart_ = QSettings().value(keyOfScreens("priorApart")).toBool();
    showPriorsPlace();

    for (auto* view : views()) connectView(*view);
    connect(&current_->view(), &ImageView::firstImagePainted, this, &Viewer::showFigures, Qt::QueuedConnection);
    connect(&cine_, &CinePlayer::stopped, this, &Viewer::showFigures);
    connect(&cine_, &CinePlayer::stopped, this, &Viewer::showChecks);
    cine_.setFramesPerSecond(QSettings().value("viewer/cine", 15).toInt());
    useMouse(QSettings().value("viewer/mouse").toString() == "leftScrolls" ? ImageView::Mouse::leftScrolls
                                                                           : ImageView::Mouse::leftWindows);
    showLayout();
    showFigures();
}

void Viewer::connectView(ImageView& view) {
    view.installEventFilter(this);
    connect(&view, &ImageView::sliceShown, this, [this, &view] { follow(view); });
    connect(&view, &ImageView::windowChanged, this, [this, &view] {
        for (auto* other : views()) other->showWindow(view.window());  // one window for all that is compared
        showFigures();
        showChecks();
    });
    connect(&view, &ImageView::slabChanged, this, &Viewer::showFigures);
    connect(&view, &ImageView::toolChanged, this, [this, &view] {
        for (auto* other : views()) other->useTool(view.tool());
        showChecks();
    });
    connect(&view, &ImageView::measured, this, &Viewer::measurementsChanged);
    connect(&view, &ImageView::pointed, this, [this, &view](const Voxel& voxel) {
        if (showsCuts_ && &view != &prior_->view()) moveCrosshair(voxel);
    });
    connect(&view, &ImageView::soloWanted, this, [this, &view] { toggleSolo(view); });
    connect(&view, &ImageView::probed, this,
            [this](std::optional<int> hu) { hu_->setText(hu ? tr("HU %1").arg(*hu) : tr("HU –")); });
    connect(&view, &ImageView::menuWanted, this, [this](QPoint at) {
        QMenu menu(this);
        menu.addActions(actions());
        menu.exec(at);
    });
}

ImageView& Viewer::view() {
    return current_->view();
}

const ImageView& Viewer::view() const {
    return current_->view();
}

ImageView& Viewer::view(Plane plane) {
    return plane == Plane::coronal ? *coronal_ : plane == Plane::sagittal ? *sagittal_ : current_->view();
}

ImageView& Viewer::priorView() {
    return prior_->view();
}

const std::shared_ptr<const SliceStack>& Viewer::stack() const {
    return current_->stack();
}

std::vector<ImageView*> Viewer::views() const {
    return {&current_->view(), coronal_, sagittal_, &prior_->view()};
}

std::vector<ImageView*> Viewer::visibleViews() const {
    std::vector<ImageView*> visible;
    for (auto* view : views())
        if (view->isVisibleTo(this)) visible.push_back(view);
    return visible;
}

ImageView& Viewer::active() const {
    for (auto* view : views())
        if (view->hasFocus()) lastActive_ = view;
    return lastActive_ && lastActive_->isVisibleTo(this) ? *lastActive_ : current_->view();
}

void Viewer::showStack(std::shared_ptr<const SliceStack> stack) {
    cine_.stop();
    masksAllowed_ = false;
    marks_.clear();
    solo_ = nullptr;
    lastActive_ = nullptr;
    offerPrior(nullptr, 0);
    current_->showStack(stack);
    coronal_->showStack(stack);
    sagittal_->showStack(stack);
    if (stack) crosshair_ = {stack->columns() / 2.0, stack->rows() / 2.0, static_cast<double>(view().slice())};
    showCrosshair();
    showLayout();
    showFigures();
}

void Viewer::sliceArrived(int slice) {
    current_->sliceArrived(slice);
    if (showsCuts_) {
        coronal_->sliceArrived(slice);
        sagittal_->sliceArrived(slice);
    }
    showFigures();
}

void Viewer::masksArrived(int slice) {
    for (auto* each : {&current_->view(), coronal_, sagittal_}) each->masksArrived(slice);
}

void Viewer::offerPrior(std::shared_ptr<const SliceStack> prior, int daysBefore) {
    isLinked_ = true;
    isAligned_ = false;
    linkedLoaded_ = -1;
    if (!prior) showsPrior_ = false;
    prior_->showStack(std::move(prior));
    prior_->view().nameStudy(Measurement::Study::prior, tr("prior, %n day(s) before", nullptr, daysBefore));
    prior_->view().showWindow(view().window());
    showLayout();
}

void Viewer::priorSliceArrived(int slice) {
    prior_->sliceArrived(slice);
    if (showsPrior_ && isLinked_) renewLink();
}

void Viewer::revealMasks(int differenceSlice) {
    masksAllowed_ = true;
    view().showSlice(differenceSlice);
    toggleMasks(ImageView::Masks::outline);
}

void Viewer::showMarks(std::set<int> marks) {
    marks_ = std::move(marks);
    current_->showMarks(marks_);
}

void Viewer::goToFirstNotShown() {
    const auto& shown = view().shownSlices();
    for (std::size_t slice = 0; slice < shown.size(); ++slice)
        if (!shown[slice]) return view().showSlice(static_cast<int>(slice));
}

std::string Viewer::kept() const {
    KeptView kept;
    if (stack()) kept.window = view().window();
    for (const auto* each : views())
        kept.measurements.insert(kept.measurements.end(), each->measurements().begin(), each->measurements().end());
    return toText(kept);
}

void Viewer::showKept(const std::string& text) {
    const auto kept = keptViewFrom(text);
    if (kept.window) view().showWindow(*kept.window);
    for (auto* each : views()) {
        const auto study = each == &prior_->view() ? Measurement::Study::prior : Measurement::Study::current;
        std::vector<Measurement> own;
        std::ranges::copy_if(kept.measurements, std::back_inserter(own), [&](const Measurement& one) {
            return one.study == study && one.plane == each->plane() && one.slice < each->slices();
        });
        each->showMeasurements(std::move(own));
    }
}

bool Viewer::eventFilter(QObject* watched, QEvent* event) {
    // The keys' own places: a shortcut takes the key press, and its release has to be known again in any layout.
    if (event->type() == QEvent::ShortcutOverride) lastKey_ = static_cast<QKeyEvent*>(event)->nativeScanCode();
    if (event->type() == QEvent::KeyRelease && masksKey_) {
        const auto* key = static_cast<QKeyEvent*>(event);
        if (!key->isAutoRepeat() && key->nativeScanCode() == *masksKey_) {
            masksKey_.reset();
            if (masksPressed_.elapsed() >= peekMs) toggleMasks(ImageView::Masks::hidden);
        }
    }
    return QWidget::eventFilter(watched, event);
}

void Viewer::follow(ImageView& moved) {
    if (isFollowing_ || !stack()) return showFigures();
    isFollowing_ = true;
    if (&moved == &prior_->view()) {
        if (showsPrior_ && isLinked_) view().passBy(link_.currentOf(moved.slice()) - view().slice());
    } else {
        const double slice = moved.slice();
        if (moved.plane() == Plane::axial) crosshair_.slice = slice;
        if (moved.plane() == Plane::coronal) crosshair_.row = slice;
        if (moved.plane() == Plane::sagittal) crosshair_.column = slice;
        if (showsCuts_) showCrosshair();
        if (showsPrior_ && isLinked_ && moved.plane() == Plane::axial)
            prior_->view().passBy(link_.priorOf(moved.slice()) - prior_->view().slice());
    }
    isFollowing_ = false;
    showFigures();
}

void Viewer::moveCrosshair(const Voxel& voxel) {
    crosshair_ = voxel;
    const bool wasFollowing = std::exchange(isFollowing_, true);
    for (auto* each : {&current_->view(), coronal_, sagittal_})
        each->showSlice(pointOf(each->plane(), voxel, stack()->series()).slice);
    isFollowing_ = wasFollowing;
    showCrosshair();
}

void Viewer::showCrosshair() {
    for (auto* each : {&current_->view(), coronal_, sagittal_})
        each->showCrosshair(showsCuts_ && stack() ? std::optional{crosshair_} : std::nullopt);
}

/// The link rests on where the lungs lie, which is known better the more slices have come.
void Viewer::renewLink() {
    if (!stack() || !prior_->stack()) return;
    const int loaded = stack()->loaded() + prior_->stack()->loaded();
    if (loaded == linkedLoaded_) return;
    linkedLoaded_ = loaded;
    const int beside = prior_->view().slice();
    link_ = StudyLink(stack()->slices(), stack()->lungs(), prior_->stack()->slices(), prior_->stack()->lungs());
    if (isAligned_)
        link_.align(view().slice(), beside);
    else
        prior_->view().showSlice(link_.priorOf(view().slice()));
}

void Viewer::showLayout() {
    const bool hasCuts = showsCuts_ && stack();
    const auto isWanted = [&](ImageView* view, bool usually) { return solo_ ? solo_ == view : usually; };
    current_->setVisible(isWanted(&current_->view(), true));
    coronal_->setVisible(isWanted(coronal_, hasCuts));
    sagittal_->setVisible(isWanted(sagittal_, hasCuts));
    cuts_->setVisible(isWanted(coronal_, hasCuts) || isWanted(sagittal_, hasCuts));
    planes_->setVisible(!solo_ || solo_ != &prior_->view());
    prior_->setVisible(isPriorApart_ ? showsPrior_ : isWanted(&prior_->view(), showsPrior_));
    const bool isApart = isPriorApart_ && showsPrior_ && isVisible();
    if (isApart && !apart_->isVisible()) apart_->place();
    apart_->setVisible(isApart);
    if (showsPrior_ && !isPriorApart_ && !solo_ && !QSettings().contains(keyOfScreens(studies_->objectName())))
        studies_->setSizes({studies_->width() / 2, studies_->width() / 2});
    const bool several = visibleViews().size() > 1;
    for (auto* view : views()) view->parentWidget()->setProperty("showsFocus", several);
    showChecks();
}

void Viewer::togglePriorApart() {
    isPriorApart_ = !isPriorApart_;
    solo_ = nullptr;
    QSettings().setValue(keyOfScreens("priorApart"), isPriorApart_);
    showPriorsPlace();
    showLayout();
    view().setFocus();
}

void Viewer::showPriorsPlace() {
    if (!isPriorApart_) return studies_->addWidget(prior_);
    apart_->hold(prior_);
}

void Viewer::hideEvent(QHideEvent* event) {
    // A window of its own would stay on screen over the lock.
    apart_->hide();
    QWidget::hideEvent(event);
}

void Viewer::showEvent(QShowEvent* event) {
    QWidget::showEvent(event);
    showLayout();
}

void Viewer::showFigures() {
    if (!stack()) {
        slice_->setText(tr("no images"));
        for (auto* text : {hu_, windowText_, stateText_}) text->clear();
        return;
    }
    const ImageView& shown = active();
    QString where = tr("slice %1/%2").arg(shown.slice() + 1).arg(shown.slices());
    if (shown.plane() == Plane::axial) {
        const auto& stackShown = &shown == &prior_->view() ? prior_->stack() : stack();
        where += tr("   %1 mm").arg(QLocale().toString(shown.slice() * stackShown->series().spacingMm[2], 'f', 1));
        if (stackShown->loaded() < stackShown->slices()) where += tr("   loaded %1").arg(stackShown->loaded());
    }
    slice_->setText(where);
    const auto& window = shown.window();
    windowText_->setText(
        tr("W %1 L %2 %3").arg(window.widthHu, 0, 'f', 0).arg(window.centreHu, 0, 'f', 0).arg(windowName(window)));
    QStringList states;
    if (cine_.isPlaying()) states << tr("cine %1/s").arg(cine_.framesPerSecond());
    if (showsPrior_) states << (isLinked_ ? tr("linked") : tr("not linked"));
    const auto passed = std::ranges::count(view().passedSlices(), true);
    if (passed > 0) states << tr("%n slice(s) passed too fast to be seen", nullptr, static_cast<int>(passed));
    stateText_->setText(states.join(QString::fromUtf8(" · ")));
}

}  // namespace overread::client
