#include "reviewer-client/worklist/worklist_screen.h"

#include <QFrame>
#include <QHBoxLayout>
#include <QLabel>
#include <QLocale>
#include <QPointer>
#include <QPushButton>
#include <QRandomGenerator>
#include <QTime>
#include <QVBoxLayout>
#include <algorithm>
#include <cmath>
#include <utility>

#include "reviewer-client/api/api_client.h"
#include "reviewer-client/reading/words.h"
#include "reviewer-client/theme/labels.h"
#include "reviewer-client/theme/main_button.h"
#include "reviewer-client/theme/middle_panel.h"
#include "reviewer-client/worklist/appearance_bar.h"
#include "reviewer-client/worklist/availability_bar.h"
#include "reviewer-client/worklist/own_figures_view.h"

namespace overread::client {
namespace {

constexpr int refreshMs = 30'000;

QLabel* label(const char* name, const char* role, QVBoxLayout& layout) {
    auto* text = wrappedLabel(name, role);
    layout.addWidget(text);
    return text;
}

}  // namespace

WorklistScreen::WorklistScreen(ApiClient& api, CaseSupply& supply, QWidget* parent)
    : QWidget(parent), api_(api), supply_(supply) {
    setObjectName("worklistScreen");
    auto* outer = new QVBoxLayout(this);
    outer->setContentsMargins(0, 0, 0, 0);
    auto* bar = new QFrame;
    bar->setProperty("role", "bar");
    auto* barRow = new QHBoxLayout(bar);
    barRow->setContentsMargins(12, 7, 12, 7);
    reader_ = new QLabel;
    reader_->setObjectName("reader");
    barRow->addWidget(reader_, 1);
    auto* appearance = new AppearanceBar;
    barRow->addWidget(appearance);
    auto* signOut = new QPushButton(tr("Sign out"));
    signOut->setObjectName("signOut");
    barRow->addWidget(signOut);
    outer->addWidget(bar);
    auto* layout = &middlePanel(*this, 32);
    waiting_ = label("waiting", "heading", *layout);
    next_ = new MainButton(tr("Next case      Enter"));
    next_->setObjectName("next");
    next_->setMinimumHeight(52);
    layout->addWidget(next_);
    message_ = label("worklistMessage", "warning", *layout);
    message_->setMinimumHeight(2 * message_->fontMetrics().lineSpacing() + 4);
    message_->setAlignment(Qt::AlignTop | Qt::AlignLeft);
    heldTitle_ = label("heldTitle", "second", *layout);
    held_ = new QVBoxLayout;
    held_->setSpacing(6);
    layout->addLayout(held_);
    availability_ = new AvailabilityBar(api_);
    layout->addWidget(availability_);
    today_ = label("today", "", *layout);
    aside_ = label("putAside", "second", *layout);
    recorded_ = new RecordedList(api_);
    layout->addWidget(recorded_);
    figures_ = new OwnFiguresView(api_);
    layout->addWidget(figures_);
    asOf_ = label("asOf", "second", *layout);

    connect(availability_, &AvailabilityBar::switched, this, &WorklistScreen::switched);
    connect(availability_, &AvailabilityBar::failed, this,
            [this](const Failure& failure) { say(tr("It stays as it was: %1").arg(words::of(failure)), "warning"); });
    connect(appearance, &AppearanceBar::changed, this, &WorklistScreen::appearanceChanged);
    connect(next_, &MainButton::pressedAwake, this, &WorklistScreen::takeNext);
    connect(next_, &MainButton::refused, this, [this](const QString& why) { say(why, "second"); });
    connect(signOut, &QPushButton::clicked, this, &WorklistScreen::signOutWanted);
    timer_.setSingleShot(true);
    connect(&timer_, &QTimer::timeout, this, &WorklistScreen::refresh);
}

void WorklistScreen::showReader(const QString& displayName) {
    reader_->setText(displayName);
}

void WorklistScreen::noteRecorded(const Recorded& recorded) {
    recorded_->add(recorded);
}

void WorklistScreen::showRecorded(const QList<Recorded>& recorded) {
    recorded_->show(recorded);
}

QList<Recorded> WorklistScreen::recordedToday() const {
    return recorded_->recorded();
}

void WorklistScreen::say(const QString& words, const char* role) {
    message_->setText(words);
    showRole(*message_, role);
}

void WorklistScreen::begin() {
    message_->clear();
    opening_ = false;
    showNext();
    next_->setFocus();
    failures_ = 0;
    figures_->refresh();
    refresh();
}

void WorklistScreen::leave() {
    timer_.stop();
}

void WorklistScreen::refresh() {
    if (asking_) return;
    asking_ = true;
    api_.worklist(this, [this](const Answer<wire::Worklist>& answer) {
        asking_ = false;
        if (std::exchange(asksAgain_, false)) return refresh();
        if (const auto* list = std::get_if<wire::Worklist>(&answer)) {
            failures_ = 0;
            refreshLater();
            return showList(*list);
        }
        const auto& failure = std::get<Failure>(answer);
        if (failure.kind == Failure::Kind::signedOut) return;  // the window asks for the name
        ++failures_;
        refreshLater();
        if (failure.kind == Failure::Kind::noConnection)
            return say(tr("No connection. What you see is from before; the next case opens when the line is back."),
                       "warning");
        say(tr("The worklist cannot be read: %1").arg(words::of(failure)), "warning");
    });
}

/// Half a minute, spread so that the readers of a house that came back do not all ask at once; longer each time while
/// nobody answers, and while nobody looks.
void WorklistScreen::refreshLater() {
    if (!isVisible()) return;
    const int unseen = window()->isMinimized() ? 4 : 1;
    const int wait = (refreshMs * unseen) << std::min(failures_, 3);
    timer_.start(wait * 3 / 4 + static_cast<int>(QRandomGenerator::global()->bounded(wait / 2)));
}

void WorklistScreen::showList(const wire::Worklist& list) {
    asOf_->setText(tr("as of %1").arg(QTime::currentTime().toString("HH:mm")));
    const QString minutes = tr("%n minute(s)", nullptr, static_cast<int>(std::lround(list.expectedMinutes)));
    if (list.waiting > 0)
        waiting_->setText(list.nearestDue
                              ? tr("%n case(s) waiting for you, about %1, the nearest due at %2", nullptr, list.waiting)
                                    .arg(minutes, words::timeOfDay(*list.nearestDue))
                              : tr("%n case(s) waiting for you, about %1", nullptr, list.waiting).arg(minutes));
    else
        waiting_->setText(list.held.empty() ? tr("Nothing waits for you.") : tr("Nothing else waits for you."));
    if (list.waiting == 0 && list.moreExpectedAt)
        waiting_->setText(waiting_->text() + " " +
                          tr("More is expected at %1.").arg(words::timeOfDay(*list.moreExpectedAt)));
    if (message_->property("role").toString() == "warning") message_->clear();
    availability_->show(list);
    showNext();
    showHeld(list);
    today_->setText(list.readsToday == 0 ? tr("No reads today yet.")
                    : list.minutesPerRead > 0
                        ? tr("%n read(s) today, ", nullptr, list.readsToday) +
                              tr("%1 minutes each").arg(QLocale().toString(list.minutesPerRead, 'f', 1))
                        : tr("%n read(s) today", nullptr, list.readsToday));
    QStringList aside;
    for (const auto& each : list.putAside)
        aside << tr("%1 (%2)").arg(QString::fromStdString(each.label), words::ofAsideReason(each.reason));
    aside_->setText(aside.isEmpty() ? QString() : tr("Put aside today: %1").arg(aside.join(", ")));
    aside_->setVisible(!aside.isEmpty());
}

void WorklistScreen::showNext() {
    if (opening_)
        next_->putToSleep(tr("Opening ..."));
    else if (!availability_->whyNone().isEmpty())
        next_->putToSleep(availability_->whyNone());
    else
        next_->wake();
}

void WorklistScreen::switched(bool available) {
    if (!available) supply_.forget();  // the server has taken it back with all else that was held
    asksAgain_ = asking_;
    refresh();
}

void WorklistScreen::showHeld(const wire::Worklist& list) {
    while (auto* item = held_->takeAt(0)) {
        // Its own click may be what brought us here.
        if (item->widget()) item->widget()->deleteLater();
        delete item;
    }
    heldTitle_->setText(list.held.empty() ? QString() : tr("You hold:"));
    heldTitle_->setVisible(!list.held.empty());
    for (const auto& held : list.held) {
        if (supply_.holds(held.handle)) continue;  // fetched ahead; it comes by itself
        const QString label = QString::fromStdString(held.label);
        auto* row = new QWidget;
        auto* columns = new QHBoxLayout(row);
        columns->setContentsMargins(0, 0, 0, 0);
        auto* text = wrappedLabel("held", "");
        text->setText(tr("%1 · %2 · about %3 min · due %4 · yours until %5")
                          .arg(label, words::of(held.kind), words::number(held.expectedMinutes),
                               words::timeOfDay(held.due), words::timeOfDay(held.leaseUntil)));
        columns->addWidget(text, 1);
        auto* button = new QPushButton(tr("Resume"));
        button->setAccessibleName(tr("Resume %1").arg(label));
        button->setObjectName("resume_" + label);
        connect(button, &QPushButton::clicked, this, [this, handle = held.handle] { resume(handle); });
        columns->addWidget(button);
        held_->addWidget(row);
    }
}

void WorklistScreen::takeNext() {
    if (!availability_->whyNone().isEmpty()) return say(availability_->whyNone(), "second");
    opening_ = true;
    showNext();
    supply_.next([this, screen = QPointer(this)](Answer<std::optional<SuppliedCase>> answer) {
        if (!screen) return;
        if (const auto* failure = std::get_if<Failure>(&answer)) return refused(*failure);
        auto& supplied = std::get<std::optional<SuppliedCase>>(answer);
        if (supplied) return open(std::move(*supplied));
        opening_ = false;
        showNext();
        refresh();
        say(tr("New cases are counted here by themselves, about twice a minute."), "second");
    });
}

void WorklistScreen::resume(const std::string& handle) {
    opening_ = true;
    showNext();
    api_.assignment(handle, this, [this](const Answer<wire::Assignment>& answer) {
        if (const auto* failure = std::get_if<Failure>(&answer)) return refused(*failure);
        open(supply_.resumed(std::get<wire::Assignment>(answer)));
    });
}

void WorklistScreen::refused(const Failure& failure) {
    opening_ = false;
    showNext();
    switch (failure.kind) {
        case Failure::Kind::signedOut:
            return;
        case Failure::Kind::noConnection:
            return say(tr("No connection: no new case now."), "warning");
        case Failure::Kind::gone:
            refresh();
            return say(tr("This case went back meanwhile and somebody else reads it."), "warning");
        default:
            say(tr("No case could be opened: %1").arg(words::of(failure)), "warning");
    }
}

void WorklistScreen::open(SuppliedCase supplied) {
    opening_ = false;
    showNext();
    leave();
    emit caseOpened(std::make_shared<SuppliedCase>(std::move(supplied)));
}

}  // namespace overread::client
