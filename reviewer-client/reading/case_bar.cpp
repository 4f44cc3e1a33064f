#include "reviewer-client/reading/case_bar.h"

#include <QHBoxLayout>

#include "reviewer-client/reading/words.h"
#include "reviewer-client/theme/labels.h"

namespace overread::client {
namespace {

QString patientOf(const wire::Assignment& assignment) {
    QStringList parts;
    QString who;
    if (assignment.ageYears)
        who = *assignment.ageYears >= 90 ? CaseBar::tr("90 y or more") : CaseBar::tr("%1 y").arg(*assignment.ageYears);
    if (assignment.sex == Sex::female) who += CaseBar::tr(" F");
    if (assignment.sex == Sex::male) who += CaseBar::tr(" M");
    if (!who.trimmed().isEmpty()) parts << who.trimmed();
    if (!assignment.clinicalQuestion.empty()) parts << QString::fromStdString(assignment.clinicalQuestion);
    return parts.join(", ");
}

}  // namespace

CaseBar::CaseBar(const wire::Assignment& assignment, const QString& progress, QWidget* parent)
    : QFrame(parent),
      lease_(plainLabel("leaseText", "second")),
      connection_(plainLabel("connectionText", "second")),
      offline_(wrappedLabel("offlineText", "warning")) {
    setProperty("role", "bar");
    auto* rows = new QVBoxLayout(this);
    rows->setContentsMargins(12, 7, 12, 7);
    auto* row = new QHBoxLayout;
    row->setSpacing(16);
    rows->addLayout(row);
    rows->addWidget(offline_);
    auto* caseText = wrappedLabel("caseText", "");
    QStringList parts{tr("case %1").arg(QString::fromStdString(assignment.label)), words::of(assignment.kind)};
    if (const auto patient = patientOf(assignment); !patient.isEmpty()) parts << patient;
    parts << tr("due %1").arg(words::timeOfDay(assignment.due));
    caseText->setText(parts.join(QString::fromUtf8("  ·  ")));
    row->addWidget(caseText, 1);
    row->addWidget(lease_);
    auto* sitting = plainLabel("progress", "second");
    sitting->setText(progress);
    row->addWidget(sitting);
    row->addWidget(connection_);
    auto* keys = plainLabel("keysHint", "second");
    keys->setText(tr("F1 keys"));
    row->addWidget(keys);
    showConnected();
}

void CaseBar::showLeaseMinutes(int left) {
    lease_->setText(tr("lease %1 min").arg(left));
}

void CaseBar::showLease(const QString& words) {
    lease_->setText(words);
}

void CaseBar::showConnected() {
    connection_->setText(tr("connected"));
    showRole(*connection_, "second");
    offline_->hide();
}

void CaseBar::showOffline(const QString& words) {
    connection_->setText(tr("no connection"));
    showRole(*connection_, "warning");
    offline_->setText(words);
    offline_->show();
}

}  // namespace overread::client
