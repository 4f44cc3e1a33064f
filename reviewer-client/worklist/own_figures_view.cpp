#include "reviewer-client/worklist/own_figures_view.h"

#include <QHBoxLayout>
#include <QLocale>
#include <QPushButton>
#include <algorithm>

#include "reviewer-client/api/api_client.h"
#include "reviewer-client/reading/words.h"
#include "reviewer-client/theme/labels.h"
#include "reviewer-client/worklist/hour_strip.h"
#include "reviewer-client/worklist/own_reads_view.h"

namespace overread::client {
namespace {

constexpr std::size_t weeksShown = 4;

QString share(double value) {
    return QLocale().toString(100 * value, 'f', 0) + QChar(0x202f) + '%';
}

QString grades(double value) {
    return (value > 0 ? "+" : "") + QLocale().toString(value, 'f', 2);
}

QString withInterval(const OwnFigures::Interval& figure, QString (*text)(double)) {
    if (!figure.low || !figure.high) return text(*figure.value);
    return OwnFiguresView::tr("%1 (%2 to %3)").arg(text(*figure.value), text(*figure.low), text(*figure.high));
}

QString pace(const QString& what, const OwnFigures::Minutes& minutes) {
    return OwnFiguresView::tr("%1: half of them within %2 min, nine of ten within %3 min")
        .arg(what, words::number(minutes.median.value_or(0)), words::number(minutes.p90.value_or(0)));
}

}  // namespace

OwnFiguresView::OwnFiguresView(ApiClient& api, QWidget* parent)
    : QWidget(parent),
      api_(api),
      heading_(wrappedLabel("ownFigures", "second")),
      rows_(new QVBoxLayout),
      reads_(new OwnReadsView(api)) {
    setObjectName("ownFiguresView");
    auto* layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->addWidget(heading_);
    rows_->setSpacing(4);
    layout->addLayout(rows_);
    layout->addWidget(reads_);
    heading_->setText(tr("Own figures, the last twelve months, for your eyes alone. In brackets the 95 % interval."));
    hide();
}

void OwnFiguresView::refresh() {
    // Parts come one after the other; those of an earlier question are not added to a later one's.
    api_.ownFigures(this, [this, asked = ++asked_](const Answer<QByteArray>& answer) {
        if (asked != asked_) return;
        const auto* body = std::get_if<QByteArray>(&answer);
        const auto figures = body ? ownFiguresFrom(body->toStdString()) : std::nullopt;
        if (!figures) return hide();  // nothing read yet, or no line: the worklist says so
        show(*figures);
        askForThePace();
    });
}

void OwnFiguresView::askForThePace() {
    api_.ownPace(this, [this, asked = asked_](const Answer<wire::OwnPace>& answer) {
        if (asked != asked_) return;
        if (const auto* pace = std::get_if<wire::OwnPace>(&answer)) showPace(*pace);
        api_.calibration(this, [this, asked](const Answer<wire::Calibration>& sums) {
            if (asked != asked_) return;
            if (const auto* calibration = std::get_if<wire::Calibration>(&sums)) showCalibration(*calibration);
        });
    });
}

void OwnFiguresView::add(const QString& text, const QString& meaning, const QString& filter) {
    auto* row = new QWidget;
    auto* parts = new QVBoxLayout(row);
    parts->setContentsMargins(0, 0, 0, 0);
    parts->setSpacing(2);
    auto* columns = new QHBoxLayout;
    parts->addLayout(columns);
    auto* words = wrappedLabel("ownFigure", "second");
    words->setText(text);
    columns->addWidget(words, 1);
    auto* explained = wrappedLabel("meaning", "second");
    explained->setText(meaning);
    explained->setContentsMargins(12, 0, 0, 6);
    explained->hide();
    parts->addWidget(explained);
    auto* ask = new QPushButton("?");
    ask->setObjectName("meaningOf");
    ask->setAccessibleName(tr("What is: %1").arg(text.section(':', 0, 0)));
    ask->setCheckable(true);
    connect(ask, &QPushButton::toggled, explained, &QWidget::setVisible);
    columns->addWidget(ask, 0, Qt::AlignTop);
    if (!filter.isEmpty()) {
        auto* open = new QPushButton(tr("Cases"));
        open->setObjectName("cases_" + QString(filter).replace('=', '_'));
        open->setAccessibleName(tr("My settled cases behind: %1").arg(text));
        connect(open, &QPushButton::clicked, this,
                [this, text, filter] { reads_->open(text.section(':', 0, 0), filter); });
        columns->addWidget(open, 0, Qt::AlignTop);
    }
    rows_->addWidget(row);
}

void OwnFiguresView::show(const OwnFigures& figures) {
    while (auto* item = rows_->takeAt(0)) {
        delete item->widget();
        delete item;
    }
    const QString minutes = tr(
        "Minutes from the opening of a case to its lock. Median and 90th percentile, from a histogram of all that you "
        "locked.");
    if (figures.doubleRead.n > 0) add(pace(tr("Double reads"), figures.doubleRead), minutes, "kind=doubleRead");
    if (figures.peerReview.n > 0) add(pace(tr("Peer reviews"), figures.peerReview), minutes, "kind=peerReview");
    if (figures.arbitration.n > 0) add(pace(tr("Arbitrations"), figures.arbitration), minutes, "kind=arbitration");
    if (figures.agreementWithArbitration.value)
        add(tr("Agreement with arbitration: %1, n %2")
                .arg(withInterval(figures.agreementWithArbitration, share))
                .arg(figures.agreementWithArbitration.n),
            tr("Of your double reads that an arbiter settled, the share whose grade the arbiter settled on. Wilson's "
               "95 % "
               "interval."),
            "arbitrated=true");
    if (figures.leniency.value) {
        QString line = tr("Read minus settled grade: %1, n %2")
                           .arg(withInterval(figures.leniency, grades))
                           .arg(figures.leniency.n);
        if (figures.teamLeniency && figures.teamLeniency->low && figures.teamLeniency->high)
            line += tr("; half of the team: %1 to %2")
                        .arg(grades(*figures.teamLeniency->low), grades(*figures.teamLeniency->high));
        add(line,
            tr("The mean of your grade minus the settled one: below 0 you read milder, above 0 more severe. Mean and "
               "its "
               "95 % interval; the team without names, and only from five colleagues up."),
            "kind=doubleRead");
    }
    const QString repeats =
        tr("Cases that you read twice without knowing. Kappa weighs how far your two grades lie apart (quadratic "
           "weights): "
           "1 is always the same, 0 no more than chance.");
    if (figures.repeatsStillNeeded > 0)
        add(tr("Repeats: %1 so far. About %2 more before a kappa says anything.")
                .arg(figures.repeatKappa.n)
                .arg(figures.repeatsStillNeeded),
            repeats);
    else if (figures.repeatKappa.value)
        add(tr("Own repeats: kappa %1, n %2")
                .arg(withInterval(figures.repeatKappa, [](double value) { return QLocale().toString(value, 'f', 2); }))
                .arg(figures.repeatKappa.n),
            repeats);
    setVisible(rows_->count() > 0);
}

void OwnFiguresView::showPace(const wire::OwnPace& pace) {
    for (const auto& [kind, title] : {std::pair{AssignmentKind::doubleRead, tr("Double reads by hour of the day")},
                                      std::pair{AssignmentKind::peerReview, tr("Peer reviews by hour of the day")},
                                      std::pair{AssignmentKind::arbitration, tr("Arbitrations by hour of the day")}}) {
        if (std::ranges::none_of(pace.hours, [kind = kind](const auto& hour) { return hour.kind == kind; })) continue;
        add(tr("%1: dashed, what the plan expects, %2 min").arg(title, words::number(expectedMinutes(pace, kind))),
            tr("Median minutes of what you locked in that hour, local time. A hollow bar rests on fewer than five."));
        rows_->addWidget(new HourStrip(title, kind, pace));
    }
}

void OwnFiguresView::showCalibration(const wire::Calibration& calibration) {
    const auto sentence = [](const wire::HiddenSums& sums) {
        QString words =
            tr("%1 read, %2 as settled, %3 within one grade").arg(sums.cases).arg(sums.sameGrade).arg(sums.withinOne);
        if (sums.repeats > 0) words += tr("; repeats %1, the same %2").arg(sums.repeats).arg(sums.repeatsSame);
        return words;
    };
    if (calibration.total.cases + calibration.total.repeats == 0) return;
    const QString hidden =
        tr("Settled cases that were shown to you once more, without a mark. In weeks and sums alone: a single one is "
           "never "
           "told.");
    add(tr("Hidden cases: %1").arg(sentence(calibration.total)), hidden);
    const auto& weeks = calibration.weeks;
    for (std::size_t i = weeks.size() > weeksShown ? weeks.size() - weeksShown : 0; i < weeks.size(); ++i)
        if (weeks[i].from && weeks[i].cases + weeks[i].repeats > 0)
            add(tr("Week of %1: %2").arg(words::day(*weeks[i].from), sentence(weeks[i])), hidden);
}

}  // namespace overread::client
