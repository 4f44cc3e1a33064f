#include "server/intake/listener.h"

#include <Poco/Logger.h>
#include <dcmtk/dcmnet/dcmtrans.h>
#include <dcmtk/oflog/oflog.h>
#include <signal.h>
#include <sys/resource.h>
#include <unistd.h>

#include <chrono>
#include <filesystem>
#include <system_error>

#include "server/database/new_id.h"
#include "server/intake/receipt_book.h"

namespace overread {
namespace {

constexpr rlim_t childAddressSpaceBytes = rlim_t{512} << 20;
constexpr std::chrono::minutes abandonedAfter{10};

Poco::Logger& logger() {
    return Poco::Logger::get("listener");
}

void onSignal(int signal, void (*handler)(int)) {
    struct sigaction action {};
    action.sa_handler = handler;
    sigemptyset(&action.sa_mask);
    action.sa_flags = SA_RESTART;
    ::sigaction(signal, &action, nullptr);
}

void limitThisProcess() {
    const rlimit noCore{0, 0};
    ::setrlimit(RLIMIT_CORE, &noCore);  // a core file would hold patients' images
#ifndef __SANITIZE_ADDRESS__            // which reserves address space without measure
    const rlimit memory{childAddressSpaceBytes, childAddressSpaceBytes};
    ::setrlimit(RLIMIT_AS, &memory);
#endif
}

void reject(T_ASC_Association* association, T_ASC_RejectParametersResult result, T_ASC_RejectParametersSource source,
            T_ASC_RejectParametersReason reason) {
    const T_ASC_RejectParameters parameters{result, source, reason};
    ASC_rejectAssociation(association, &parameters);
    ASC_dropAssociation(association);
    ASC_destroyAssociation(&association);
}

void log(const Connection& connection, const std::string& caller, const AssociationOutcome& outcome) {
    const std::string who = "association of " + caller + "@" + connection.peerAddress;
    if (outcome.how.rfind("rejected", 0) == 0) {
        if (connection.table->mayLogStranger(who)) logger().warning(who + " " + outcome.how);
        return;
    }
    logger().information(who + ": " + std::to_string(outcome.objects) + " objects kept, " +
                         std::to_string(outcome.failures) + " refused, " + outcome.how);
}

}  // namespace

int serveAssociation(const Connection& connection, const Configuration& configuration,
                     const AssociationLimits& limits) {
    onSignal(SIGTERM, StorageScp::endSoon);
    onSignal(SIGALRM, StorageScp::endNow);
    onSignal(SIGPIPE, SIG_IGN);
    ::alarm(static_cast<unsigned>(limits.request.count()));
    limitThisProcess();
    OFLog::configure(OFLogger::OFF_LOG_LEVEL);  // it prints what senders say; we log what we decided
    dcmDisableGethostbyaddr.set(OFTrue);
    dcmSocketReceiveTimeout.set(static_cast<Sint32>(limits.silence.count()));
    dcmSocketSendTimeout.set(static_cast<Sint32>(limits.silence.count()));
    dcmExternalSocketHandle.set(connection.socket);

    T_ASC_Network* network = nullptr;
    if (ASC_initializeNetwork(NET_ACCEPTOR, 0, static_cast<int>(limits.request.count()), &network).bad()) return 1;
    T_ASC_Association* association = nullptr;
    const OFCondition received = ASC_receiveAssociation(network, &association, static_cast<long>(limits.pduBytes));
    ::alarm(0);
    if (received.bad()) {
        if (connection.table->mayLogStranger("no request " + connection.peerAddress))
            logger().warning("connection of " + connection.peerAddress + " without a valid request");
        return 2;
    }
    const std::string caller = association->params->DULparams.callingAPTitle;
    AssociationOutcome outcome;
    switch (connection.table->becomeAssociation(connection.place, caller)) {
        case ConnectionTable::Admission::admitted:
            break;
        case ConnectionTable::Admission::evicted:
            return 2;
        case ConnectionTable::Admission::congested:
            outcome.how = "rejected: too many associations";
            reject(association, ASC_RESULT_REJECTEDTRANSIENT, ASC_SOURCE_SERVICEPROVIDER_PRESENTATION_RELATED,
                   ASC_REASON_SP_PRES_TEMPORARYCONGESTION);
            log(connection, caller, outcome);
            return 2;
    }
    const ImageStore store(configuration.storePath);
    ReceiptBook receipts(configuration, newUuid());
    StorageScp scp(configuration, limits, store, receipts, connection);
    const OFCondition served = scp.run(association);
    ASC_dropNetwork(&network);
    try {
        receipts.close();
    } catch (const std::exception& problem) {
        logger().warning(std::string("the indexing of an association waits a little longer: ") + problem.what());
    }
    log(connection, caller, scp.outcome());
    return served.good() ? 0 : 1;
}

void removeAbandonedReceptions(const ImageStore& store) {
    const auto oldest = std::filesystem::file_time_type::clock::now() - abandonedAfter;
    for (const auto& entry : std::filesystem::directory_iterator(store.root() / "incoming")) {
        std::error_code gone;  // a reception that ends just now moves its file away
        const auto written = entry.last_write_time(gone);
        if (!gone && written < oldest) std::filesystem::remove(entry.path(), gone);
    }
}

}  // namespace overread
