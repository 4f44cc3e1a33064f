#include <QAction>
#include <QActionGroup>
#include <QSettings>
#include <QTimer>
#include <QToolButton>
#include <algorithm>

#include "reviewer-client/theme/key_words.h"
#include "reviewer-client/viewer/stack_pane.h"
#include "reviewer-client/viewer/viewer.h"
#include "reviewer-client/viewer/window_names.h"
#include "reviewer-client/viewer/wrap_layout.h"

/// The viewer's keys and buttons, and what they do.
namespace overread::client {
namespace {
constexpr auto usualKeys = "usualKeys";  // properties of an action
constexpr auto signOf = "sign";          // in place of its words on a button
}  // namespace

QAction* Viewer::act(const char* name, const QString& words, const QList<QKeySequence>& keys,
                     std::function<void()> what, bool repeats) {
    auto* action = new QAction(words, this);
    action->setObjectName(name);
    action->setShortcuts(keys);
    action->setShortcutContext(Qt::WidgetWithChildrenShortcut);
    action->setAutoRepeat(repeats);
    action->setProperty(usualKeys, QVariant::fromValue(keys));
    showKeysOf(*action);
    connect(action, &QAction::triggered, this, std::move(what));
    addAction(action);
    return action;
}

void Viewer::showKeysOf(QAction& action) {
    const QString key = keyWords(action.shortcut());
    const QString sign = action.property(signOf).toString();
    action.setToolTip(tr("%1  (%2)").arg(action.text(), key));
    action.setIconText(key + ' ' + (sign.isEmpty() ? action.text() : sign));
}

void Viewer::bind(const std::map<std::string, std::string>& keys) {
    for (auto* action : actions()) {
        auto wanted = action->property(usualKeys).value<QList<QKeySequence>>();
        if (const auto chosen = keys.find(action->objectName().toStdString()); chosen != keys.end())
            if (const QKeySequence key(QString::fromStdString(chosen->second)); !key.isEmpty()) wanted = {key};
        if (wanted == action->shortcuts()) continue;
        action->setShortcuts(wanted);
        showKeysOf(*action);
    }
    showChecks();
}

QString Viewer::keyFor(const char* action) const {
    return keyWords(findChild<QAction*>(action)->shortcut());
}

QAction* Viewer::button(QAction* action) {
    auto* tool = new QToolButton;
    tool->setObjectName(action->objectName() + "Button");
    tool->setDefaultAction(action);
    tool->setAccessibleName(action->text());
    tool->setFocusPolicy(Qt::NoFocus);  // the keyboard stays with the image
    tools_->addWidget(tool);
    return action;
}

void Viewer::makeTools() {
    makeWindows();
    tools_->addGap();
    makeMouseTools();
    tools_->addGap();
    makeStudyTools();
    tools_->addGap();
    makeStackTools();
    makeKeysWithoutButton();
}

void Viewer::makeWindows() {
    for (const auto& preset : windowPresets) {
        const auto name = QString::fromLatin1(preset.name.data(), static_cast<qsizetype>(preset.name.size()));
        auto* action = button(act(qPrintable("window_" + QString(name).replace(' ', '_')), windowName(preset.window),
                                  {QKeySequence(QString(QChar(preset.digit)))},
                                  [this, window = preset.window] { active().showWindow(window); }));
        action->setCheckable(true);
        action->setData(QString(QChar(preset.digit)));
    }
}

void Viewer::makeMouseTools() {
    toolGroup_ = new QActionGroup(this);
    const auto tool = [&](const char* name, const QString& words, const char* key, ImageView::Tool which) {
        auto* action =
            button(act(name, words, {QKeySequence(QString::fromLatin1(key))}, [this, which] { useTool(which); }));
        action->setCheckable(true);
        action->setData(static_cast<int>(which));
        toolGroup_->addAction(action);
    };
    tool("toolWindow", tr("window"), "W", ImageView::Tool::window);
    tool("toolScroll", tr("scroll"), "S", ImageView::Tool::scroll);
    tool("toolPan", tr("pan"), "T", ImageView::Tool::pan);
    tool("toolZoom", tr("zoom"), "Z", ImageView::Tool::zoom);
    tool("toolDistance", tr("distance"), "D", ImageView::Tool::distance);
    tool("toolEllipse", tr("ellipse"), "E", ImageView::Tool::ellipse);
    button(act("deleteMeasurement", tr("delete"), {QKeySequence(Qt::Key_Delete)}, [this] {
        if (!active().removeMeasurement()) emit refused(tr("There is no measurement in this view."));
    }));
}

void Viewer::makeStudyTools() {
    const auto toggle = [&](const char* name, const QString& words, const char* key, void (Viewer::*what)()) {
        button(act(name, words, {QKeySequence(QString::fromLatin1(key))}, [this, what] {
            (this->*what)();
        }))->setCheckable(true);
    };
    toggle("cuts", tr("cuts"), "M", &Viewer::toggleCuts);
    toggle("slab", tr("slab"), "B", &Viewer::turnSlabKind);
    toggle("prior", tr("prior"), "P", &Viewer::togglePrior);
    toggle("link", tr("link"), "L", &Viewer::toggleLink);
    toggle("masks", tr("masks"), "O", &Viewer::pressMasks);
}

void Viewer::makeStackTools() {
    button(act("cine", tr("cine"), {QKeySequence("C")}, [this] { toggleCine(); }))->setCheckable(true);
    button(act("cineSpeed", tr("cine speed"), {QKeySequence("Shift+C")}, [this] { turnCineSpeed(); }));
    button(act("mark", tr("mark"), {QKeySequence("K")}, [this] { toggleMark(); }));
    const auto jump = [&](const char* name, const QString& words, const char* key, const char* sign, int direction) {
        auto* action = button(
            act(name, words, {QKeySequence(QString::fromLatin1(key))}, [this, direction] { goToMark(direction); }));
        action->setProperty(signOf, QString::fromUtf8(sign));
        showKeysOf(*action);
    };
    jump("lastMark", tr("last mark"), ",", " \u2039", -1);
    jump("nextMark", tr("next mark"), ".", " \u203a", 1);
    button(act("texts", tr("texts"), {QKeySequence("I")}, [this] { cycleTexts(); }));
    button(act("reset", tr("reset"), {QKeySequence("R")}, [this] { reset(); }));
}

void Viewer::makeKeysWithoutButton() {
    act("masksFilled", tr("masks: outline or fill"), {QKeySequence("Shift+O")}, [this] {
        toggleMasks(view().masks() == ImageView::Masks::fill ? ImageView::Masks::outline : ImageView::Masks::fill);
    });
    const auto step = [&](const char* name, const QString& words, const QList<QKeySequence>& keys, int by) {
        act(
            name, words, keys, [this, by] { active().stepThrough(by); }, true);
    };
    step("sliceUp", tr("one slice to the head"), {QKeySequence(Qt::Key_Up)}, 1);
    step("sliceDown", tr("one slice to the feet"), {QKeySequence(Qt::Key_Down)}, -1);
    step("tenUp", tr("ten slices to the head"), {QKeySequence("Shift+Up"), QKeySequence(Qt::Key_PageUp)}, 10);
    step("tenDown", tr("ten slices to the feet"), {QKeySequence("Shift+Down"), QKeySequence(Qt::Key_PageDown)}, -10);
    act("toHead", tr("head end"), {QKeySequence(Qt::Key_Home)}, [this] { active().showSlice(active().slices()); });
    act("toFeet", tr("foot end"), {QKeySequence(Qt::Key_End)}, [this] { active().showSlice(0); });
    const auto zoom = [&](const char* name, const QString& words, const QList<QKeySequence>& keys, double factor) {
        act(
            name, words, keys, [this, factor] { active().zoomBy(factor, QRectF(active().rect()).center()); }, true);
    };
    zoom("zoomIn", tr("larger"), {QKeySequence("+"), QKeySequence("="), QKeySequence("Ctrl+Up")}, 1.15);
    zoom("zoomOut", tr("smaller"), {QKeySequence("-"), QKeySequence("Ctrl+Down")}, 1 / 1.15);
    act("slabThicker", tr("thicker slab"), {QKeySequence("Alt+Up")}, [this] { turnSlabThickness(1); });
    act("slabThinner", tr("thinner slab"), {QKeySequence("Alt+Down")}, [this] { turnSlabThickness(-1); });
    act("priorApart", tr("prior in a window of its own"), {QKeySequence("Shift+P")}, [this] { togglePriorApart(); });
    act("viewRight", tr("next view"), {QKeySequence(Qt::Key_Right)}, [this] { goToView(1); });
    act("viewLeft", tr("last view"), {QKeySequence(Qt::Key_Left)}, [this] { goToView(-1); });
    act("mouseProfile", tr("mouse: left windows, or left scrolls"), {QKeySequence("Shift+S")}, [this] {
        const bool scrolls = QSettings().value("viewer/mouse").toString() == "leftScrolls";
        useMouse(scrolls ? ImageView::Mouse::leftWindows : ImageView::Mouse::leftScrolls);
    });
    act("toForm", tr("to the questions"), {QKeySequence(Qt::Key_Tab)}, [this] {
        window()->activateWindow();  // from a window beside it
        emit formWanted();
    });
    act("enter", tr("next case, after the lock"), {QKeySequence(Qt::Key_Return), QKeySequence(Qt::Key_Enter)},
        [this] { emit enterPressed(); });
}

void Viewer::showChecks() {
    const auto check = [this](const char* name, bool isOn, bool isThere) {
        auto* action = findChild<QAction*>(name);
        if (!action) return;
        action->setChecked(isOn);
        action->setEnabled(isThere);
    };
    check("cuts", showsCuts_, true);
    check("slab", active().slab().kind != Slab::Kind::none, true);
    check("prior", showsPrior_, true);
    check("link", showsPrior_ && isLinked_, true);
    check("masks", view().masks() != ImageView::Masks::hidden, true);
    check("cine", cine_.isPlaying(), true);
    for (auto* action : toolGroup_->actions())
        if (action->data().toInt() == static_cast<int>(view().tool())) action->setChecked(true);
    for (auto* action : actions())
        if (action->objectName().startsWith("window_"))
            action->setChecked(std::ranges::any_of(windowPresets, [&](const WindowPreset& preset) {
                return preset.window == view().window() && action->data().toString() == QChar(preset.digit);
            }));
    if (auto* speed = findChild<QAction*>("cineSpeed")) speed->setIconText(tr("%1/s").arg(cine_.framesPerSecond()));
}

void Viewer::useTool(ImageView::Tool tool) {
    for (auto* each : views()) each->useTool(tool);
    showChecks();
}

void Viewer::useMouse(ImageView::Mouse mouse) {
    const bool scrolls = mouse == ImageView::Mouse::leftScrolls;
    QSettings().setValue("viewer/mouse", scrolls ? "leftScrolls" : "leftWindows");
    for (auto* each : views()) each->useMouse(mouse);
    useTool(scrolls ? ImageView::Tool::scroll : ImageView::Tool::window);
}

void Viewer::toggleCuts() {
    showsCuts_ = !showsCuts_;
    solo_ = nullptr;
    showLayout();
    if (showsCuts_ && stack()) moveCrosshair({crosshair_.column, crosshair_.row, static_cast<double>(view().slice())});
    showCrosshair();
    active().setFocus();
    showFigures();
}

void Viewer::togglePrior() {
    if (!prior_->stack()) {
        showChecks();
        return emit refused(tr("There is no earlier study of this patient to show."));
    }
    showsPrior_ = !showsPrior_;
    solo_ = nullptr;
    if (showsPrior_) {
        emit priorWanted();
        if (isLinked_) renewLink();
    }
    showLayout();
    active().setFocus();
    showFigures();
}

void Viewer::toggleLink() {
    if (!showsPrior_) {
        showChecks();
        return emit refused(tr("Nothing is beside: %1 shows the prior study.").arg(keyFor("prior")));
    }
    isLinked_ = !isLinked_;
    if (isLinked_) {
        renewLink();
        link_.align(view().slice(), prior_->view().slice());
        isAligned_ = true;
    }
    showChecks();
    showFigures();
}

void Viewer::toggleSolo(ImageView& view) {
    const bool isApart = isPriorApart_ && &view == &prior_->view();
    if (isApart || (!solo_ && visibleViews().size() < 2)) return view.resetPlacement();
    solo_ = solo_ ? nullptr : &view;
    showLayout();
    view.setFocus();
}

void Viewer::turnSlabKind() {
    constexpr std::array order{Slab::Kind::none, Slab::Kind::maximum, Slab::Kind::mean, Slab::Kind::minimum};
    Slab slab = active().slab();
    const auto at = std::ranges::find(order, slab.kind) - order.begin();
    slab.kind = order[static_cast<std::size_t>(at + 1) % order.size()];
    active().showSlab(slab);
    showChecks();
}

void Viewer::turnSlabThickness(int by) {
    active().turnSlab(by);
    showChecks();
}

void Viewer::pressMasks() {
    if (view().masks() != ImageView::Masks::hidden) return toggleMasks(ImageView::Masks::hidden);
    toggleMasks(ImageView::Masks::outline);
    // A key that stays down shows the masks as long as it does; a tap, or a click on the button, switches them on.
    masksKey_ = lastKey_;
    masksPressed_.start();
}

void Viewer::toggleMasks(ImageView::Masks masks) {
    if (!masksAllowed_) {
        showChecks();
        return emit refused(tr("Masks are there after the lock."));
    }
    for (auto* each : {&view(), coronal_, sagittal_}) each->showMasks(masks);
    showChecks();
}

void Viewer::toggleCine() {
    if (cine_.isPlaying()) return cine_.stop();
    if (!stack()) return showChecks();
    ImageView& shown = active();
    cine_.play(shown, &shown == &prior_->view() ? prior_->stack() : stack());
    showChecks();
    showFigures();
}

void Viewer::turnCineSpeed() {
    constexpr std::array speeds{5, 10, 15, 20, 25, 30};
    const auto* at = std::ranges::find(speeds, cine_.framesPerSecond());
    const bool isLast = at == speeds.end() || at + 1 == speeds.end();
    cine_.setFramesPerSecond(isLast ? speeds.front() : *(at + 1));
    QSettings().setValue("viewer/cine", cine_.framesPerSecond());
    showChecks();
    showFigures();
}

void Viewer::cycleTexts() {
    const auto texts = view().texts() == ImageView::Texts::full    ? ImageView::Texts::brief
                       : view().texts() == ImageView::Texts::brief ? ImageView::Texts::none
                                                                   : ImageView::Texts::full;
    for (auto* each : views()) each->showTexts(texts);
}

void Viewer::reset() {
    for (auto* each : visibleViews()) {
        each->resetPlacement();
        each->showSlab({});
    }
    view().showWindow(windowPresets.front().window);
    showChecks();
}

void Viewer::toggleMark() {
    if (!stack()) return;
    const int slice = view().slice();
    if (!marks_.erase(slice)) marks_.insert(slice);
    current_->showMarks(marks_);
    emit marksChanged();
}

void Viewer::goToMark(int direction) {
    if (marks_.empty()) return emit refused(tr("No slice is marked. %1 marks one.").arg(keyFor("mark")));
    auto next = direction > 0 ? marks_.upper_bound(view().slice()) : marks_.lower_bound(view().slice());
    if (direction > 0) {
        if (next == marks_.end()) next = marks_.begin();
    } else {
        if (next == marks_.begin()) next = marks_.end();
        --next;
    }
    view().showSlice(*next);
}

void Viewer::goToView(int direction) {
    const auto shown = visibleViews();
    const auto at = std::ranges::find(shown, &active()) - shown.begin();
    const auto n = std::ssize(shown);
    auto* next = shown[static_cast<std::size_t>((at + direction + n) % n)];
    next->QWidget::window()->activateWindow();
    next->setFocus();
    showFigures();
    showChecks();
}

}  // namespace overread::client
