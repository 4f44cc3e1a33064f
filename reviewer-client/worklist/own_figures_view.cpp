#include "reviewer-client/worklist/own_figures_view.h"

#include <QLocale>
#include <QVBoxLayout>

#include "reviewer-client/api/api_client.h"
#include "reviewer-client/reading/words.h"
#include "reviewer-client/theme/labels.h"

namespace overread::client {
namespace {

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
    : QWidget(parent), api_(api), text_(wrappedLabel("ownFigures", "second")) {
    setObjectName("ownFiguresView");
    auto* layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->addWidget(text_);
    hide();
}

void OwnFiguresView::refresh() {
    api_.ownFigures(this, [this](const Answer<QByteArray>& answer) {
        const auto* body = std::get_if<QByteArray>(&answer);
        const auto figures = body ? ownFiguresFrom(body->toStdString()) : std::nullopt;
        if (figures)
            show(*figures);
        else
            hide();  // nothing read yet, or no line: the worklist says so
    });
}

void OwnFiguresView::show(const OwnFigures& figures) {
    QStringList lines{tr("Own figures, the last twelve months, for your eyes alone. In brackets the 95 % interval.")};
    if (figures.doubleRead.n > 0) lines << pace(tr("Double reads"), figures.doubleRead);
    if (figures.peerReview.n > 0) lines << pace(tr("Peer reviews"), figures.peerReview);
    if (figures.arbitration.n > 0) lines << pace(tr("Arbitrations"), figures.arbitration);
    if (figures.agreementWithArbitration.value)
        lines << tr("Agreement with arbitration: %1, n %2")
                     .arg(withInterval(figures.agreementWithArbitration, share))
                     .arg(figures.agreementWithArbitration.n);
    if (figures.leniency.value) {
        QString line = tr("Read minus settled grade: %1, n %2")
                           .arg(withInterval(figures.leniency, grades))
                           .arg(figures.leniency.n);
        if (figures.teamLeniency && figures.teamLeniency->low && figures.teamLeniency->high)
            line += tr("; half of the team: %1 to %2")
                        .arg(grades(*figures.teamLeniency->low), grades(*figures.teamLeniency->high));
        lines << line;
    }
    if (figures.repeatsStillNeeded > 0)
        lines << tr("Repeats: %1 so far. About %2 more before a kappa says anything.")
                     .arg(figures.repeatKappa.n)
                     .arg(figures.repeatsStillNeeded);
    else if (figures.repeatKappa.value)
        lines << tr("Own repeats: kappa %1, n %2")
                     .arg(withInterval(figures.repeatKappa,
                                       [](double value) { return QLocale().toString(value, 'f', 2); }))
                     .arg(figures.repeatKappa.n);
    text_->setText(lines.join('\n'));
    setVisible(lines.size() > 1);
}

}  // namespace overread::client
