#include "reviewer-client/worklist/sitting_screen.h"

#include <QLocale>
#include <QPushButton>
#include <QVBoxLayout>

#include "reviewer-client/theme/labels.h"
#include "reviewer-client/theme/main_button.h"
#include "reviewer-client/theme/middle_panel.h"

namespace overread::client {

SittingScreen::SittingScreen(QWidget* parent)
    : QWidget(parent),
      done_(wrappedLabel("sittingDone", "heading")),
      kinds_(wrappedLabel("sittingKinds", "")),
      minutes_(wrappedLabel("sittingMinutes", "")),
      stop_(new MainButton(tr("To the worklist      Enter"))) {
    setObjectName("sittingScreen");
    auto& layout = middlePanel(*this);
    for (auto* text : {done_, kinds_, minutes_}) layout.addWidget(text);
    auto* advice = wrappedLabel("sittingAdvice", "second");
    advice->setText(tr("A pause now is part of the work: attention falls before one notices it."));
    layout.addWidget(advice);
    stop_->setObjectName("sittingStop");
    layout.addWidget(stop_);
    auto* another = new QPushButton(tr("Begin another sitting"));
    another->setObjectName("sittingAnother");
    layout.addWidget(another);
    connect(stop_, &MainButton::pressedAwake, this, &SittingScreen::worklistWanted);
    connect(another, &QPushButton::clicked, this, &SittingScreen::anotherWanted);
}

void SittingScreen::showEnd(const Sitting& sitting, Timestamp now) {
    done_->setText(tr("The sitting is over: %n case(s) read.", nullptr, sitting.done()));
    QStringList kinds;
    if (const int n = sitting.doneOf(AssignmentKind::doubleRead)) kinds << tr("%n double read(s)", nullptr, n);
    if (const int n = sitting.doneOf(AssignmentKind::peerReview)) kinds << tr("%n peer review(s)", nullptr, n);
    if (const int n = sitting.doneOf(AssignmentKind::arbitration)) kinds << tr("%n arbitration(s)", nullptr, n);
    kinds_->setText(kinds.join(", "));
    const int minutes = sitting.minutes(now);
    minutes_->setText(tr("%n minute(s) in all, ", nullptr, minutes) +
                      tr("%1 minutes a case.").arg(QLocale().toString(double(minutes) / sitting.done(), 'f', 1)));
    stop_->setFocus();
}

}  // namespace overread::client
