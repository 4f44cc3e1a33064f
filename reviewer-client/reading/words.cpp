#include "reviewer-client/reading/words.h"

#include <QCoreApplication>
#include <QDateTime>
#include <QStringList>

#include "reviewer-client/answers/double_read_answers.h"

namespace overread::client::words {
namespace {
QString tr(const char* text) {
    return QCoreApplication::translate("words", text);
}
}  // namespace

QString of(Grade grade) {
    const auto name = nameOf(grade);
    return QString::fromLatin1(name.data(), static_cast<qsizetype>(name.size()));
}

QString of(AssignmentKind kind) {
    switch (kind) {
        case AssignmentKind::arbitration:
            return tr("arbitration");
        case AssignmentKind::doubleRead:
            return tr("double read");
        case AssignmentKind::peerReview:
            return tr("peer review");
    }
    return {};
}

QString of(ImageQuality quality) {
    switch (quality) {
        case ImageQuality::diagnostic:
            return tr("diagnostic");
        case ImageQuality::limited:
            return tr("limited");
        case ImageQuality::notDiagnostic:
            return tr("not diagnostic");
    }
    return {};
}

QString of(const Findings& findings) {
    QStringList parts;
    if (findings.groundGlass) parts << tr("ground glass");
    if (findings.consolidation) parts << tr("consolidation");
    if (findings.crazyPaving) parts << tr("crazy paving");
    if (findings.effusion) parts << tr("effusion");
    switch (findings.distribution) {
        case Distribution::notStated:
            break;
        case Distribution::peripheral:
            parts << tr("peripheral");
            break;
        case Distribution::central:
            parts << tr("central");
            break;
        case Distribution::diffuse:
            parts << tr("diffuse");
            break;
    }
    if (!findings.alternativeDiagnosis.empty()) parts << QString::fromStdString(findings.alternativeDiagnosis);
    return parts.isEmpty() ? tr("none") : parts.join(", ");
}

QString of(GradeReason reason) {
    switch (reason) {
        case GradeReason::grewByHalf:
            return tr("grew by half");
        case GradeReason::clinicalPicture:
            return tr("clinical picture");
        case GradeReason::other:
            return tr("other");
    }
    return {};
}

QString of(Outcome outcome) {
    switch (outcome) {
        case Outcome::concordant:
            return tr("Concordant");
        case Outcome::insignificantDiscrepancy:
            return tr("Differs, not significant");
        case Outcome::significantDiscrepancy:
            return tr("Differs, significant");
    }
    return {};
}

QString ofQualityReason(std::string_view code) {
    if (code == "motion") return tr("motion");
    if (code == "coverage") return tr("coverage");
    if (code == "noise") return tr("noise");
    if (code == "artefact") return tr("artefact");
    return tr("other");
}

QString ofConfidence(int confidence) {
    return confidence <= 1 ? tr("low") : confidence == 2 ? tr("middle") : tr("high");
}

QString consequenceOf(Grade grade) {
    const auto sentence = overread::consequenceOf(grade);
    return QCoreApplication::translate("words", std::string(sentence).c_str());
}

QString timeOfDay(Timestamp moment) {
    const auto ms = std::chrono::duration_cast<std::chrono::milliseconds>(moment.time_since_epoch()).count();
    return QDateTime::fromMSecsSinceEpoch(ms).toLocalTime().toString("HH:mm");
}

QString percent(double value) {
    return QString::fromStdString(percentText(value)) + QChar(0x202f) + "%";
}

QString ofRule(const std::string& code, double pointsApart) {
    const QString points = QString::fromStdString(percentText(pointsApart));
    if (code == "sameGrade") return tr("the same grade");
    if (code == "sameClassWithinLimits") return tr("same class, %1 points apart").arg(points);
    if (code == "sameClassBeyondLimits") return tr("same class, but %1 points apart").arg(points);
    if (code == "sameClassNotComparable") return tr("same class, involvement was not stated by both");
    if (code == "otherRoutingClass") return tr("the two grades send the patient different ways");
    if (code == "twoGradesApart") return tr("two grades apart or more");
    return QString::fromStdString(code);  // a rule newer than this client: its name says more than nothing
}

}  // namespace overread::client::words
