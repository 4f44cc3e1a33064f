#pragma once
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "core/domain/id.h"

namespace soci {
class session;
}

namespace overread {

/// Kind of the job that looks at the new objects of an association; its unique key is the association's id.
inline constexpr std::string_view indexObjectsKind = "indexObjects";

/// One DICOM object on disk, as its C-STORE announced it. Nothing here was parsed from the data set.
struct Receipt {
    std::string objectId;     ///< UUID of ours; names the file
    std::string instanceUid;  ///< from the command set
    std::string classUid;
    std::string transferSyntaxUid;
    std::string contentHashHex;  ///< BLAKE2b-256 of the data set, 64 hex digits
    std::uint64_t bytes = 0;     ///< of the data set
    std::string associationId;   ///< UUID of ours
    std::string callingAe;
    std::string peerAddress;
};

enum class ReceiptVerdict {
    first,      ///< the first object of this UID: it is in use
    sameAgain,  ///< the same bytes are there already: nothing was written
    keptApart   ///< other bytes under the UID: entered and flagged, the first stays in use
};

/// Receipts in PostgreSQL, in a transaction that the caller began and will commit.
class ReceiptRepository {
public:
    explicit ReceiptRepository(soci::session& session) : session_(session) {}  // borrowed; must outlive this

    /// Safe against other associations that bring the same UID at the same moment.
    [[nodiscard]] ReceiptVerdict enter(const Receipt& receipt);

    struct Waiting {
        std::string objectId;
        bool isConflicting = false;
    };
    /// Objects of the association that were not yet looked at, oldest first.
    [[nodiscard]] std::vector<Waiting> waitingOf(const std::string& associationId) const;
    /// Objects of the study, oldest first, without those that are kept apart. Broken ones are among them where they say
    /// which study they belong to.
    [[nodiscard]] std::vector<std::string> objectsOf(const StudyId& study) const;
    [[nodiscard]] bool isConflicting(const std::string& objectId) const;

    void setIndexed(const std::string& objectId, const StudyId& study, const std::string& seriesInstanceUid);
    /// `problem` is a stable code, `detail` one sentence for a person without patient data; `study` is empty where the
    /// object does not even say which it belongs to.
    void setRefused(const std::string& objectId, const std::string& problem, const std::string& detail,
                    const StudyId& study = {});

private:
    soci::session& session_;
};

}  // namespace overread
