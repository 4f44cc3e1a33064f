#include "server/intake/storage_scp.h"

#include <Poco/Logger.h>
#include <dcmtk/dcmdata/dcostrmf.h>
#include <dcmtk/dcmnet/dimse.h>
#include <signal.h>
#include <sys/socket.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <csignal>
#include <memory>
#include <string_view>

#include "server/database/new_id.h"
#include "server/intake/presentation_contexts.h"
#include "server/intake/received_object.h"
#include "server/intake/sources.h"

namespace overread {
namespace {

constexpr Uint16 refusedOutOfResources = 0xa700;
constexpr Uint16 invalidInstance = 0x0117;

volatile std::sig_atomic_t insideObject = 0;
volatile std::sig_atomic_t endRequested = 0;

Poco::Logger& logger() {
    return Poco::Logger::get("listener");
}

/// While it lives SIGTERM waits for the answer to the object, and SIGALRM ends a sender that takes too long.
class InsideObject {
public:
    explicit InsideObject(std::chrono::seconds longest) {
        insideObject = 1;
        ::alarm(static_cast<unsigned>(longest.count()));
    }
    ~InsideObject() {
        ::alarm(0);
        insideObject = 0;
    }
    InsideObject(const InsideObject&) = delete;
    InsideObject& operator=(const InsideObject&) = delete;
};

bool isUid(std::string_view text) {
    const auto allowed = [](char c) { return (c >= '0' && c <= '9') || c == '.'; };
    return !text.empty() && text.size() <= 64 && std::all_of(text.begin(), text.end(), allowed);
}

}  // namespace

StorageScp::StorageScp(const Configuration& configuration, const AssociationLimits& limits, const ImageStore& store,
                       ReceiptBook& receipts, const Connection& peer)
    : configuration_(configuration), limits_(limits), store_(store), receipts_(receipts), peer_(peer) {
    setAETitle(configuration.dicomAeTitle.c_str());
    setMaxReceivePDULength(limits.pduBytes);
    setDIMSEBlockingMode(DIMSE_NONBLOCKING);  // a time-out works only so; else the wait has no end
    setDIMSETimeout(static_cast<Uint32>(limits.idle.count()));
    setACSETimeout(static_cast<Uint32>(limits.silence.count()));
    setHostLookupEnabled(OFFalse);
    setProgressNotificationMode(OFFalse);
    OFList<OFString> syntaxes;
    for (const auto uid : storedTransferSyntaxes) syntaxes.push_back(OFString(uid.data(), uid.size()));
    for (const auto uid : storedSopClasses) addPresentationContext(OFString(uid.data(), uid.size()), syntaxes);
    OFList<OFString> plain;
    plain.push_back("1.2.840.10008.1.2.1");
    plain.push_back("1.2.840.10008.1.2");
    addPresentationContext(UID_VerificationSOPClass, plain);
}

OFCondition StorageScp::run(T_ASC_Association* association) {
    association_ = association;
    const OFCondition condition = DcmThreadSCP::run(association);
    association_ = nullptr;
    return condition;
}

void StorageScp::endSoon(int) {
    if (insideObject != 0) {
        endRequested = 1;
        return;
    }
    ReceivedObject::removeUnfinished();
    ::_exit(0);
}

void StorageScp::endNow(int) {
    ReceivedObject::removeUnfinished();
    ::_exit(3);
}

OFBool StorageScp::checkCalledAETitleAccepted(const OFString& called) {
    const bool ours = std::string_view(called.c_str()) == configuration_.dicomAeTitle;
    if (!ours) outcome_.how = "rejected: another called AE title";
    return ours;
}

// A known title from another address gets the same answer as an unknown one.
OFBool StorageScp::checkCallingAETitleAccepted(const OFString& calling) {
    const bool known = isKnown(configuration_.dicomSources, calling.c_str(), peer_.peerAddress);
    if (!known) outcome_.how = "rejected: not a known source";
    return known;
}

OFCondition StorageScp::handleIncomingCommand(T_DIMSE_Message* message, const DcmPresentationContextInfo& context) {
    if (message->CommandField != DIMSE_C_STORE_RQ) return DcmThreadSCP::handleIncomingCommand(message, context);
    const OFCondition condition = store(message->msg.CStoreRQ, context);
    if (condition.bad() || endRequested == 0) return condition;
    // The abort that DCMTK would send waits for the sender to hang up, longer than a stop may take.
    constexpr std::array<unsigned char, 10> abort{7, 0, 0, 0, 0, 4, 0, 0, 2, 0};
    ::send(peer_.socket, abort.data(), abort.size(), MSG_NOSIGNAL);
    ::shutdown(peer_.socket, SHUT_RDWR);
    return makeOFCondition(OFM_dcmnet, 4001, OF_error, "the listener ends");
}

OFCondition StorageScp::store(T_DIMSE_C_StoreRQ& request, const DcmPresentationContextInfo& context) {
    if (request.DataSetType == DIMSE_DATASET_NULL) return DIMSE_BADMESSAGE;
    const InsideObject inside(limits_.object);
    if (!isUid(request.AffectedSOPInstanceUID)) return refuse(request, context, invalidInstance);
    if (context.abstractSyntax != request.AffectedSOPClassUID)
        return refuse(request, context, STATUS_STORE_Refused_SOPClassNotSupported);
    if (!store_.hasRoom() || !receipts_.isReachable()) return refuse(request, context, refusedOutOfResources);

    const std::string objectId = newUuid();
    const auto file = store_.incomingFile(objectId);
    DcmOutputFileStream* header = nullptr;
    OFCondition condition = DIMSE_createFilestream(OFFilename(file.c_str()), &request, association_,
                                                   context.presentationContextID, 1, &header);
    delete header;  // closes the file: the data set is appended by our own stream, which hashes it
    if (condition.bad()) {
        std::error_code ignored;
        std::filesystem::remove(file, ignored);
        return refuse(request, context, refusedOutOfResources);
    }
    ReceivedObject object(file);
    condition = receiveDataSet(context, &object);
    if (condition.bad()) return condition;
    return answer(request, context, keep(object, objectId, request, context));
}

// DCMTK's own DIMSE_receiveDataSetInFile refuses a fragment of odd length. Such a data set is against the standard and
// its bytes are kept all the same: what to think of it is the index job's business.
OFCondition StorageScp::receiveDataSet(const DcmPresentationContextInfo& context, ReceivedObject* object) {
    std::uint64_t bytes = 0;
    for (DUL_PDV fragment{}; fragment.lastPDV == OFFalse;) {
        const OFCondition condition = nextFragment(fragment);
        if (condition.bad()) return condition;
        if (fragment.pdvType != DUL_DATASETPDV || fragment.presentationContextID != context.presentationContextID)
            return DIMSE_UNEXPECTEDPDVTYPE;
        bytes += fragment.fragmentLength;
        if (bytes > limits_.objectBytes) return makeOFCondition(OFM_dcmnet, 4002, OF_error, "the object is too long");
        if (object != nullptr)
            object->append({static_cast<const unsigned char*>(fragment.data), fragment.fragmentLength});
    }
    return EC_Normal;
}

OFCondition StorageScp::nextFragment(DUL_PDV& fragment) {
    if (DUL_NextPDV(&association_->DULassociation, &fragment).good()) return EC_Normal;
    const int silence = static_cast<int>(limits_.silence.count());
    if (!ASC_dataWaiting(association_, silence)) return DIMSE_NODATAAVAILABLE;
    const OFCondition condition = DUL_ReadPDVs(&association_->DULassociation, nullptr, DUL_NOBLOCK, silence);
    if (condition != DUL_PDATAPDUARRIVED) return condition.good() ? DIMSE_READPDVFAILED : condition;
    return DUL_NextPDV(&association_->DULassociation, &fragment);
}

Uint16 StorageScp::keep(ReceivedObject& object, const std::string& objectId, const T_DIMSE_C_StoreRQ& request,
                        const DcmPresentationContextInfo& context) {
    if (!object.isWhole()) return refusedOutOfResources;
    const auto kept = store_.objectFile(objectId);
    try {
        store_.keep(object.file(), kept);
        // From here on a failure leaves the file: whether the receipt was committed may be unknown, and a receipt
        // without its file would be a loss. A file without a receipt is only space.
        object.release();
        const ReceiptVerdict verdict = receipts_.enter({.objectId = objectId,
                                                        .instanceUid = request.AffectedSOPInstanceUID,
                                                        .classUid = request.AffectedSOPClassUID,
                                                        .transferSyntaxUid = context.acceptedTransferSyntax.c_str(),
                                                        .contentHashHex = object.contentHashHex(),
                                                        .bytes = object.bytes(),
                                                        .associationId = {},
                                                        .callingAe = association_->params->DULparams.callingAPTitle,
                                                        .peerAddress = peer_.peerAddress});
        if (verdict == ReceiptVerdict::sameAgain) std::filesystem::remove(kept);
        if (verdict == ReceiptVerdict::keptApart)
            logger().warning("object " + objectId + " has other bytes than the first one of its UID; kept apart");
        return STATUS_STORE_Success;
    } catch (const std::exception& problem) {
        logger().error("object " + objectId + " was not kept: " + problem.what());
        return refusedOutOfResources;
    }
}

OFCondition StorageScp::refuse(T_DIMSE_C_StoreRQ& request, const DcmPresentationContextInfo& context, Uint16 status) {
    const OFCondition condition = receiveDataSet(context, nullptr);
    return condition.bad() ? condition : answer(request, context, status);
}

OFCondition StorageScp::answer(T_DIMSE_C_StoreRQ& request, const DcmPresentationContextInfo& context, Uint16 status) {
    ++(status == STATUS_STORE_Success ? outcome_.objects : outcome_.failures);
    return sendSTOREResponse(context.presentationContextID, request, status);
}

void StorageScp::notifyReleaseRequest() {
    outcome_.how = "released";
}
void StorageScp::notifyAbortRequest() {
    outcome_.how = "aborted by the sender";
}
void StorageScp::notifyDIMSEError(const OFCondition& condition) {
    outcome_.how = std::string("broken: ") + condition.text();
}

}  // namespace overread
