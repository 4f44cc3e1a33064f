#include "server/simulation/dicom_sender.h"

#include <dcmtk/config/osconfig.h>
#include <dcmtk/dcmnet/dstorscu.h>
#include <dcmtk/dcmnet/scu.h>

#include <chrono>
#include <set>
#include <thread>

namespace overread::simulation {
namespace {

using namespace std::chrono_literals;

constexpr auto pauseBetweenAttempts = 300ms;
constexpr Uint32 answerWithinSeconds = 30;

/// Keeps what was answered for each file, which DcmStorageSCU knows only as a text.
class Sender final : public DcmStorageSCU {
public:
    std::set<std::string> accepted;
    std::string problem;

protected:
    void notifySOPInstanceSent(const TransferEntry& entry) override {
        if (entry.RequestSent && entry.ResponseStatusCode == STATUS_Success)
            accepted.insert(entry.Filename.getCharPointer());
        else if (entry.RequestSent)
            problem = "C-STORE was answered with status " + std::to_string(entry.ResponseStatusCode);
        else
            problem = "an object could not be sent";
    }
};

void address(DcmSCU& scu, const std::string& host, int port, const std::string& calledAe) {
    scu.setAETitle("HOSPITAL");
    scu.setPeerAETitle(calledAe.c_str());
    scu.setPeerHostName(host.c_str());
    scu.setPeerPort(static_cast<Uint16>(port));
    scu.setConnectionTimeout(5);
    scu.setACSETimeout(answerWithinSeconds);
    scu.setDIMSETimeout(answerWithinSeconds);
    scu.setDIMSEBlockingMode(DIMSE_NONBLOCKING);
}

/// One pass over the files that are left; those that were accepted leave the list.
void sendOnce(std::vector<std::filesystem::path>& left, SendResult& result, const std::string& host, int port,
              const std::string& calledAe) {
    Sender sender;
    address(sender, host, port, calledAe);
    sender.setDecompressionMode(DcmStorageSCU::DM_never);
    sender.setHaltOnUnsuccessfulStoreMode(OFFalse);
    sender.setHaltOnInvalidFileMode(OFFalse);
    for (const auto& file : left) {
        const auto added = sender.addDicomFile(OFFilename(file.c_str()), ERM_autoDetect, OFFalse);
        if (added.bad()) sender.problem = added.text();
    }
    OFCondition condition = EC_Normal;
    bool isInitialised = false;
    while (condition.good() && sender.addPresentationContexts().good()) {
        if (!isInitialised) condition = sender.initNetwork();
        isInitialised = true;
        if (condition.good()) condition = sender.negotiateAssociation();
        if (condition.good()) condition = sender.sendSOPInstances();
        if (sender.isConnected()) sender.releaseAssociation();
    }
    if (condition.bad()) sender.problem = condition.text();
    if (!sender.problem.empty()) result.problem = sender.problem;
    std::erase_if(left, [&](const auto& file) { return sender.accepted.contains(file.string()); });
}

}  // namespace

SendResult sendByCStore(const std::vector<std::filesystem::path>& files, const std::string& host, int port,
                        const std::string& calledAe, int attempts) {
    OFLog::configure(OFLogger::OFF_LOG_LEVEL);  // what went wrong is in the result
    SendResult result;
    auto left = files;
    for (int attempt = 0; attempt < attempts && !left.empty(); ++attempt) {
        if (attempt > 0) std::this_thread::sleep_for(pauseBetweenAttempts);
        sendOnce(left, result, host, port, calledAe);
    }
    result.notSent = static_cast<int>(left.size());
    result.sent = static_cast<int>(files.size()) - result.notSent;
    return result;
}

bool echoes(const std::string& host, int port, const std::string& calledAe) {
    DcmSCU scu;
    address(scu, host, port, calledAe);
    OFList<OFString> syntaxes;
    syntaxes.push_back(UID_LittleEndianImplicitTransferSyntax);
    scu.addPresentationContext(UID_VerificationSOPClass, syntaxes);
    if (scu.initNetwork().bad() || scu.negotiateAssociation().bad()) return false;
    const bool answered = scu.sendECHORequest(0).good();
    scu.releaseAssociation();
    return answered;
}

}  // namespace overread::simulation
