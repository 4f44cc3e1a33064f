#include "reviewer-client/viewer/viewer.h"

#include <QAction>
#include <QActionGroup>
#include <QHBoxLayout>
#include <QLabel>
#include <QMenu>
#include <QTimer>
#include <QToolButton>
#include <QVBoxLayout>

#include "reviewer-client/viewer/slice_bar.h"

namespace overread::client {
namespace {
constexpr int cineIntervalMs = 66;  // 15 slices a second; each is painted before the next

QLabel* figure(const char* name, const QString& accessibleName, int widthPx, QHBoxLayout& row) {
    auto* label = new QLabel;
    label->setObjectName(name);
    label->setAccessibleName(accessibleName);
    label->setMinimumWidth(widthPx);
    row.addWidget(label);
    return label;
}
}  // namespace

Viewer::Viewer(QWidget* parent) : QWidget(parent), view_(new ImageView), bar_(new SliceBar), cine_(new QTimer(this)) {
    setObjectName("viewer");
    auto* layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(0);
    auto* images = new QHBoxLayout;
    images->setSpacing(0);
    images->addWidget(view_, 1);
    images->addWidget(bar_);
    layout->addLayout(images, 1);

    auto* figures = new QHBoxLayout;
    figures->setContentsMargins(10, 4, 10, 0);
    slice_ = figure("sliceText", tr("Slice"), 230, *figures);
    hu_ = figure("huText", tr("Hounsfield units under the pointer"), 100, *figures);
    windowText_ = figure("windowText", tr("Window"), 210, *figures);
    figures->addStretch(1);
    layout->addLayout(figures);
    auto* tools = new QHBoxLayout;
    tools->setContentsMargins(6, 0, 6, 4);
    tools->setSpacing(2);
    makeTools(*tools);
    tools->addStretch(1);
    layout->addLayout(tools);
    setFocusProxy(view_);

    connect(view_, &ImageView::sliceShown, this, &Viewer::showFigures);
    connect(view_, &ImageView::windowChanged, this, &Viewer::showFigures);
    connect(view_, &ImageView::firstImagePainted, this, &Viewer::showFigures, Qt::QueuedConnection);
    connect(view_, &ImageView::probed, this,
            [this](std::optional<int> hu) { hu_->setText(hu ? tr("HU %1").arg(*hu) : tr("HU –")); });
    connect(view_, &ImageView::menuWanted, this, [this](QPoint at) {
        QMenu menu(this);
        menu.addActions(actions());
        menu.exec(at);
    });
    connect(bar_, &SliceBar::sliceWanted, view_, &ImageView::showSlice);
    cine_->setInterval(cineIntervalMs);
    connect(cine_, &QTimer::timeout, this, [this] {
        const int before = view_->slice();
        view_->stepThrough(cineDirection_);
        if (view_->slice() == before) cineDirection_ = -cineDirection_;
    });
    showFigures();
}

QAction* Viewer::act(const char* name, const QString& words, const QList<QKeySequence>& keys,
                     std::function<void()> what, bool repeats) {
    auto* action = new QAction(words, this);
    action->setObjectName(name);
    action->setShortcuts(keys);
    action->setShortcutContext(Qt::WidgetWithChildrenShortcut);
    action->setAutoRepeat(repeats);
    action->setToolTip(keys.isEmpty() ? words
                                      : tr("%1  (%2)").arg(words, keys.front().toString(QKeySequence::NativeText)));
    connect(action, &QAction::triggered, this, std::move(what));
    addAction(action);
    return action;
}

QAction* Viewer::button(QHBoxLayout& row, QAction* action) {
    auto* tool = new QToolButton;
    tool->setObjectName(action->objectName() + "Button");
    tool->setDefaultAction(action);
    tool->setAccessibleName(action->text());
    tool->setFocusPolicy(Qt::NoFocus);  // the keyboard stays with the image
    row.addWidget(tool);
    return action;
}

void Viewer::makeTools(QHBoxLayout& row) {
    for (const auto& preset : windowPresets) {
        const QString name = QString::fromLatin1(preset.name.data(), static_cast<qsizetype>(preset.name.size()));
        auto* action = act(qPrintable("window_" + QString(name).replace(' ', '_')),
                           tr("%1 %2").arg(preset.digit).arg(name), {QKeySequence(QString(QChar(preset.digit)))},
                           [this, window = preset.window] { view_->showWindow(window); });
        button(row, action);
    }
    row.addSpacing(14);
    auto* group = new QActionGroup(this);
    const auto tool = [&](const char* name, const QString& words, const char* key, ImageView::Tool which) {
        auto* action = act(name, words, {QKeySequence(QString::fromLatin1(key))}, [this, which] { useTool(which); });
        action->setCheckable(true);
        action->setChecked(which == view_->tool());
        group->addAction(button(row, action));
        toolActions_.push_back(action);
    };
    tool("toolWindow", tr("window"), "W", ImageView::Tool::window);
    tool("toolScroll", tr("scroll"), "S", ImageView::Tool::scroll);
    tool("toolPan", tr("pan"), "T", ImageView::Tool::pan);
    tool("toolZoom", tr("zoom"), "Z", ImageView::Tool::zoom);
    row.addSpacing(14);
    button(row, act("reset", tr("reset"), {QKeySequence("R")}, [this] {
               view_->resetPlacement();
               view_->showWindow(windowPresets.front().window);
           }));
    button(row, act("cine", tr("cine"), {QKeySequence("C")}, [this] { toggleCine(); }));
    button(row, act("mark", tr("mark"), {QKeySequence("K")}, [this] { toggleMark(); }));
    button(row, act("masks", tr("masks"), {QKeySequence("O")}, [this] {
               toggleMasks(view_->masks() == ImageView::Masks::hidden ? ImageView::Masks::outline
                                                                      : ImageView::Masks::hidden);
           }));
    act("masksFilled", tr("masks: outline or fill"), {QKeySequence("Shift+O")}, [this] {
        toggleMasks(view_->masks() == ImageView::Masks::fill ? ImageView::Masks::outline : ImageView::Masks::fill);
    });
    act("nextMark", tr("next mark"), {QKeySequence(".")}, [this] { goToMark(1); });
    act("lastMark", tr("last mark"), {QKeySequence(",")}, [this] { goToMark(-1); });
    act("texts", tr("texts: full, short, none"), {QKeySequence("I")}, [this] {
        view_->showTexts(view_->texts() == ImageView::Texts::full    ? ImageView::Texts::brief
                         : view_->texts() == ImageView::Texts::brief ? ImageView::Texts::none
                                                                     : ImageView::Texts::full);
    });
    act(
        "sliceUp", tr("one slice to the head"), {QKeySequence(Qt::Key_Up)}, [this] { view_->stepThrough(1); }, true);
    act(
        "sliceDown", tr("one slice to the feet"), {QKeySequence(Qt::Key_Down)}, [this] { view_->stepThrough(-1); },
        true);
    act(
        "tenUp", tr("ten slices to the head"), {QKeySequence("Shift+Up"), QKeySequence(Qt::Key_PageUp)},
        [this] { view_->stepThrough(10); }, true);
    act(
        "tenDown", tr("ten slices to the feet"), {QKeySequence("Shift+Down"), QKeySequence(Qt::Key_PageDown)},
        [this] { view_->stepThrough(-10); }, true);
    act("toHead", tr("head end"), {QKeySequence(Qt::Key_Home)}, [this] { view_->showSlice(1 << 30); });
    act("toFeet", tr("foot end"), {QKeySequence(Qt::Key_End)}, [this] { view_->showSlice(0); });
    act(
        "zoomIn", tr("larger"), {QKeySequence("+"), QKeySequence("=")},
        [this] { view_->zoomBy(1.15, QRectF(view_->rect()).center()); }, true);
    act(
        "zoomOut", tr("smaller"), {QKeySequence("-")},
        [this] { view_->zoomBy(1 / 1.15, QRectF(view_->rect()).center()); }, true);
    act("toForm", tr("to the questions"), {QKeySequence(Qt::Key_Tab)}, [this] { emit formWanted(); });
    act("enter", tr("next case, after the lock"), {QKeySequence(Qt::Key_Return), QKeySequence(Qt::Key_Enter)},
        [this] { emit enterPressed(); });
}

void Viewer::showStack(std::shared_ptr<const SliceStack> stack) {
    stack_ = stack;
    masksAllowed_ = false;
    marks_.clear();
    cine_->stop();
    bar_->showStack(stack);
    view_->showStack(std::move(stack));
    showFigures();
}

void Viewer::sliceArrived(int slice) {
    view_->sliceArrived(slice);
    showFigures();
}

void Viewer::masksArrived(int slice) {
    view_->masksArrived(slice);
}

void Viewer::revealMasks(int differenceSlice) {
    masksAllowed_ = true;
    view_->showSlice(differenceSlice);
    view_->showMasks(ImageView::Masks::outline);
}

void Viewer::showMarks(std::set<int> marks) {
    marks_ = std::move(marks);
    showFigures();
}

void Viewer::goToFirstNotShown() {
    const auto& shown = view_->shownSlices();
    for (std::size_t slice = 0; slice < shown.size(); ++slice)
        if (!shown[slice]) return view_->showSlice(static_cast<int>(slice));
}

void Viewer::useTool(ImageView::Tool tool) {
    view_->useTool(tool);
}

void Viewer::toggleMasks(ImageView::Masks masks) {
    if (!masksAllowed_) return emit refused(tr("Masks are there after the lock."));
    view_->showMasks(masks);
}

void Viewer::toggleCine() {
    if (cine_->isActive())
        cine_->stop();
    else
        cine_->start();
}

void Viewer::toggleMark() {
    if (!stack_) return;
    if (!marks_.erase(view_->slice())) marks_.insert(view_->slice());
    showFigures();
    emit marksChanged();
}

void Viewer::goToMark(int direction) {
    if (marks_.empty()) return emit refused(tr("No slice is marked. K marks one."));
    auto next = direction > 0 ? marks_.upper_bound(view_->slice()) : marks_.lower_bound(view_->slice());
    if (direction > 0) {
        if (next == marks_.end()) next = marks_.begin();
    } else {
        if (next == marks_.begin()) next = marks_.end();
        --next;
    }
    view_->showSlice(*next);
}

void Viewer::showFigures() {
    if (!stack_) {
        slice_->setText(tr("no images"));
        hu_->setText({});
        windowText_->setText({});
        return;
    }
    const double mm = view_->slice() * stack_->series().spacingMm[2];
    QString where = tr("slice %1/%2   %3 mm").arg(view_->slice() + 1).arg(stack_->slices()).arg(mm, 0, 'f', 1);
    if (stack_->loaded() < stack_->slices()) where += tr("   loaded %1").arg(stack_->loaded());
    slice_->setText(where);
    const auto& window = view_->window();
    const auto preset = presetNameOf(window);
    windowText_->setText(tr("W %1 L %2 %3")
                             .arg(window.widthHu, 0, 'f', 0)
                             .arg(window.centreHu, 0, 'f', 0)
                             .arg(QString::fromLatin1(preset.data(), static_cast<qsizetype>(preset.size()))));
    bar_->showState(view_->slice(), view_->shownSlices(), marks_);
}

}  // namespace overread::client
