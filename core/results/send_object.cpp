#include "core/results/send_object.h"

#include <dcmtk/config/osconfig.h>

#include <dcmtk/dcmdata/dcdeftag.h>
#include <dcmtk/dcmdata/dcfilefo.h>
#include <dcmtk/dcmdata/dcuid.h>
#include <dcmtk/dcmnet/scu.h>

namespace overread {
namespace {

constexpr int answerWithinSeconds = 30;

}  // namespace

std::string sendObject(const std::filesystem::path& file, const std::string& ourAeTitle, const std::string& aeTitle,
                       const std::string& host, int port) {
    DcmFileFormat object;
    OFCondition condition = object.loadFile(file.c_str());
    OFString sopClass;
    if (condition.good()) condition = object.getDataset()->findAndGetOFString(DCM_SOPClassUID, sopClass);
    if (condition.bad()) return std::string("the object cannot be read: ") + condition.text();
    DcmSCU scu;
    scu.setAETitle(ourAeTitle.c_str());
    scu.setPeerAETitle(aeTitle.c_str());
    scu.setPeerHostName(host.c_str());
    scu.setPeerPort(static_cast<Uint16>(port));
    scu.setConnectionTimeout(answerWithinSeconds);
    scu.setACSETimeout(answerWithinSeconds);
    scu.setDIMSETimeout(answerWithinSeconds);
    scu.setDIMSEBlockingMode(DIMSE_NONBLOCKING);
    OFList<OFString> syntaxes;
    syntaxes.push_back(UID_LittleEndianExplicitTransferSyntax);
    scu.addPresentationContext(sopClass, syntaxes);
    condition = scu.initNetwork();
    if (condition.good()) condition = scu.negotiateAssociation();
    if (condition.bad()) return std::string("no association: ") + condition.text();
    Uint16 status = 0;
    condition = scu.sendSTORERequest(0, "", object.getDataset(), status);
    scu.releaseAssociation();
    if (condition.bad()) return std::string("C-STORE failed: ") + condition.text();
    return status == 0 ? std::string{} : "C-STORE was answered with status " + std::to_string(status);
}

}  // namespace overread
