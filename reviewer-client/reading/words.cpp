#include "reviewer-client/reading/words.h"

#include <QCoreApplication>
#include <QDateTime>
#include <QLocale>
#include <QStringList>
#include <cmath>

namespace overread::client::words {
namespace {
struct Words {
    Q_DECLARE_TR_FUNCTIONS(Words)
};

/// The rule of a peer review: its score follows.
constexpr std::string_view radpeerRule = "radpeer";

QDateTime localTime(Timestamp moment) {
    const auto ms = std::chrono::duration_cast<std::chrono::milliseconds>(moment.time_since_epoch()).count();
    return QDateTime::fromMSecsSinceEpoch(ms).toLocalTime();
}

}  // namespace

QString of(Grade grade) {
    switch (grade) {
        case Grade::ct0:
            return Words::tr("CT-0");
        case Grade::ct1:
            return Words::tr("CT-1");
        case Grade::ct2:
            return Words::tr("CT-2");
        case Grade::ct3:
            return Words::tr("CT-3");
        case Grade::ct4:
            return Words::tr("CT-4");
    }
    return {};
}

QString of(AssignmentKind kind) {
    switch (kind) {
        case AssignmentKind::arbitration:
            return Words::tr("arbitration");
        case AssignmentKind::doubleRead:
            return Words::tr("double read");
        case AssignmentKind::peerReview:
            return Words::tr("peer review");
    }
    return {};
}

QString of(ImageQuality quality) {
    switch (quality) {
        case ImageQuality::diagnostic:
            return Words::tr("diagnostic");
        case ImageQuality::limited:
            return Words::tr("limited");
        case ImageQuality::notDiagnostic:
            return Words::tr("not diagnostic");
    }
    return {};
}

QString of(const Findings& findings) {
    QStringList parts;
    if (findings.groundGlass) parts << Words::tr("ground glass");
    if (findings.consolidation) parts << Words::tr("consolidation");
    if (findings.crazyPaving) parts << Words::tr("crazy paving");
    if (findings.effusion) parts << Words::tr("effusion");
    switch (findings.distribution) {
        case Distribution::notStated:
            break;
        case Distribution::peripheral:
            parts << Words::tr("peripheral");
            break;
        case Distribution::central:
            parts << Words::tr("central");
            break;
        case Distribution::diffuse:
            parts << Words::tr("diffuse");
            break;
    }
    if (!findings.alternativeDiagnosis.empty()) parts << QString::fromStdString(findings.alternativeDiagnosis);
    return parts.isEmpty() ? Words::tr("none") : parts.join(", ");
}

QString of(GradeReason reason) {
    switch (reason) {
        case GradeReason::grewByHalf:
            return Words::tr("grew by half");
        case GradeReason::clinicalPicture:
            return Words::tr("clinical picture");
        case GradeReason::other:
            return Words::tr("other");
    }
    return {};
}

QString of(Outcome outcome) {
    switch (outcome) {
        case Outcome::concordant:
            return Words::tr("Concordant");
        case Outcome::insignificantDiscrepancy:
            return Words::tr("Differs, not significant");
        case Outcome::significantDiscrepancy:
            return Words::tr("Differs, significant");
    }
    return {};
}

QString ofQualityReason(std::string_view code) {
    if (code == "motion") return Words::tr("motion");
    if (code == "coverage") return Words::tr("coverage");
    if (code == "noise") return Words::tr("noise");
    if (code == "artefact") return Words::tr("artefact");
    return Words::tr("other");
}

QString ofConfidence(int confidence) {
    return confidence <= 1 ? Words::tr("low") : confidence == 2 ? Words::tr("middle") : Words::tr("high");
}

QString consequenceOf(Grade grade) {
    switch (grade) {
        case Grade::ct0:
            return Words::tr("CT-0: no viral pneumonia, the primary care physician is informed.");
        case Grade::ct1:
            return Words::tr("CT-1: home, telemonitoring.");
        case Grade::ct2:
            return Words::tr("CT-2: home, under the clinic.");
        case Grade::ct3:
            return Words::tr("CT-3: hospital, immediate admission.");
        case Grade::ct4:
            return Words::tr("CT-4: emergency care, immediate admission.");
    }
    return {};
}

QString of(const Failure& failure) {
    const auto numbered = [&](const QString& sentence) {
        return failure.supportId.isEmpty() ? sentence
                                           : sentence + Words::tr(" (number %1 for support)").arg(failure.supportId);
    };
    switch (failure.kind) {
        case Failure::Kind::noConnection:
            return Words::tr("nothing answers");
        case Failure::Kind::signedOut:
            return Words::tr("the session has ended");
        case Failure::Kind::notAllowed:
            return Words::tr("this account may not do that");
        case Failure::Kind::gone:
            return Words::tr("it is no longer there");
        case Failure::Kind::conflict:
            return Words::tr("not possible now");
        case Failure::Kind::changed:
            return Words::tr("it changed meanwhile");
        case Failure::Kind::refused:
            return numbered(Words::tr("the server does not accept it"));
        case Failure::Kind::tooMany:
            return Words::tr("too many requests, wait a moment");
        case Failure::Kind::serverFault:
            return numbered(Words::tr("the server has a fault"));
        case Failure::Kind::notUnderstood:
            return Words::tr("this client does not understand the answer; it may be too old");
    }
    return {};
}

QString ofAsideReason(const std::string& code) {
    if (code == "known") return Words::tr("known to me");
    if (code == "imagesMissing") return Words::tr("images are missing");
    if (code == "notMyField") return Words::tr("not my field");
    return Words::tr("later");
}

QString timeOfDay(Timestamp moment) {
    return localTime(moment).toString("HH:mm");
}

QString day(Timestamp moment) {
    //: The form of a day, as Qt writes forms: in Russian dd.MM.yyyy
    return QLocale().toString(localTime(moment).date(), Words::tr("d MMM yyyy"));
}

QString dayAndTime(Timestamp moment) {
    return day(moment) + ", " + timeOfDay(moment);
}

QString number(double value) {
    const double tenth = std::round(value * 10) / 10;
    return QLocale().toString(tenth, 'f', tenth == std::floor(tenth) ? 0 : 1);
}

QString percent(double value) {
    return number(value) + QChar(0x202f) + "%";
}

QString ofRule(const std::string& code, double pointsApart) {
    const QString points = number(pointsApart);
    if (code == "sameGrade") return Words::tr("the same grade");
    if (code == "sameClassWithinLimits") return Words::tr("same class, %1 points apart").arg(points);
    if (code == "sameClassBeyondLimits") return Words::tr("same class, but %1 points apart").arg(points);
    if (code == "sameClassNotComparable") return Words::tr("same class, involvement was not stated by both");
    if (code == "otherRoutingClass") return Words::tr("the two grades send the patient different ways");
    if (code == "twoGradesApart") return Words::tr("two grades apart or more");
    if (code.starts_with(radpeerRule))
        return Words::tr("score %1").arg(QString::fromStdString(code.substr(radpeerRule.size())));
    return QString::fromStdString(code);  // a rule newer than this client: its name says more than nothing
}

}  // namespace overread::client::words
