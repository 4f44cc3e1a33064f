#include "reviewer-client/series/refusal_words.h"

#include <QCoreApplication>

#include "core/dicom/refusal.h"

namespace overread::client {
namespace {
struct RefusalWords {
    Q_DECLARE_TR_FUNCTIONS(RefusalWords)
};

QString wordsOf(dicom::RefusalCode code) {
    switch (code) {
        using enum dicom::RefusalCode;
        case notCt:
            return RefusalWords::tr("the study has no CT series");
        case localizer:
        case derived:
            return RefusalWords::tr("only scout views or reworked images came");
        case burnedInAnnotation:
            return RefusalWords::tr("text in the pixels may name the patient");
        case notAxial:
            return RefusalWords::tr("no series is axial");
        case tooFewSlices:
            return RefusalWords::tr("there are fewer than 15 slices");
        case sliceGaps:
            return RefusalWords::tr("slices are missing between the others");
        case tiltedGantry:
        case otherGeometry:
        case duplicateSlice:
            return RefusalWords::tr("the slices do not fit together");
        case unsupportedTransferSyntax:
        case unsupportedPixels:
            return RefusalWords::tr("they are stored in a form that is not read here");
        case noIdentity:
        case noPixelData:
        case noSpacing:
        case noRescale:
            return RefusalWords::tr("their files lack what is needed to show them");
        case noFiles:
            return RefusalWords::tr("they have not arrived");
        case unreadableFile:
        case notDicom:
        case truncatedFile:
        case limitExceeded:
        case undecodablePixels:
            break;
    }
    return RefusalWords::tr("their files are damaged");
}

}  // namespace

QString wordsOfImagesProblem(const std::string& code) {
    if (code == "not_arrived") return wordsOf(dicom::RefusalCode::noFiles);
    // A reason newer than this client, or a file that no program survives reading: damaged, for whoever wants to read.
    return wordsOf(valueNamed<dicom::RefusalCode>(code).value_or(dicom::RefusalCode::undecodablePixels));
}

}  // namespace overread::client
