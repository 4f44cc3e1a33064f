#pragma once
#include <dcmtk/dcmnet/scpthrd.h>

#include <chrono>
#include <cstdint>
#include <string>
#include <vector>

#include "server/configuration/configuration.h"
#include "server/image_store/image_store.h"
#include "server/intake/accept_loop.h"
#include "server/intake/receipt_book.h"

namespace overread {

class ReceivedObject;

/// Time-outs and sizes of one association. Chosen defaults (interop.md 2).
struct AssociationLimits {
    std::uint32_t pduBytes = 131'072;
    std::chrono::seconds request{10};  ///< from the connection to the complete association request
    std::chrono::seconds silence{30};  ///< without a byte inside a command
    std::chrono::seconds idle{60};     ///< between commands
    std::chrono::seconds object{300};  ///< from the command to the last byte of one object
    std::uint64_t objectBytes = std::uint64_t{2} << 30;
};

/// The calling side of one association and what became of it.
struct AssociationOutcome {
    int objects = 0;   ///< answered with success
    int failures = 0;  ///< C-STOREs that were answered with another status
    std::string how;   ///< "released", "aborted by the sender", "rejected: ...", "broken: ..."
};

/// C-ECHO and C-STORE on one association, in a process of its own. A data set is written as it comes and never parsed:
/// one hostile object kills receivers that do (trust.md 1). Success is answered when the file, its folder and the
/// receipt are on disk.
class StorageScp final : public DcmThreadSCP {
public:
    /// Borrows all; they must outlive it. `peer` gives the sender's address.
    StorageScp(const Configuration& configuration, const AssociationLimits& limits, const ImageStore& store,
               ReceiptBook& receipts, const Connection& peer);

    OFCondition run(T_ASC_Association* association) override;
    [[nodiscard]] const AssociationOutcome& outcome() const { return outcome_; }

    /// SIGTERM: ends the process now, or after the answer to the object that is being received.
    static void endSoon(int signal);
    /// SIGALRM: the sender took too long; the process ends and the unfinished file goes.
    static void endNow(int signal);

protected:
    OFBool checkCalledAETitleAccepted(const OFString& called) override;
    OFBool checkCallingAETitleAccepted(const OFString& calling) override;
    OFCondition handleIncomingCommand(T_DIMSE_Message* message, const DcmPresentationContextInfo& context) override;
    void notifyReleaseRequest() override;
    void notifyAbortRequest() override;
    void notifyDIMSEError(const OFCondition& condition) override;

private:
    OFCondition store(T_DIMSE_C_StoreRQ& request, const DcmPresentationContextInfo& context);
    /// The fragments of one data set, to the object, or dropped where there is none.
    OFCondition receiveDataSet(const DcmPresentationContextInfo& context, ReceivedObject* object);
    OFCondition nextFragment(DUL_PDV& fragment);
    /// Reads the data set and drops it, so that the sender gets its answer.
    OFCondition refuse(T_DIMSE_C_StoreRQ& request, const DcmPresentationContextInfo& context, Uint16 status);
    OFCondition answer(T_DIMSE_C_StoreRQ& request, const DcmPresentationContextInfo& context, Uint16 status);
    /// The status to answer, once the file is whole.
    Uint16 keep(ReceivedObject& object, const std::string& objectId, const T_DIMSE_C_StoreRQ& request,
                const DcmPresentationContextInfo& context);

    const Configuration& configuration_;
    const AssociationLimits& limits_;
    const ImageStore& store_;
    ReceiptBook& receipts_;
    const Connection& peer_;
    T_ASC_Association* association_ = nullptr;  // run() of the base owns it
    AssociationOutcome outcome_;
};

}  // namespace overread
