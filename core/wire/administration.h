#pragma once
#include <optional>
#include <string>
#include <vector>

#include "core/domain/role.h"
#include "core/domain/timestamp.h"
#include "core/wire/json_fwd.h"
#include "core/wire/one_way.h"

/// What the administrator sees: no clinical content anywhere here.
namespace overread::wire {

/// GET /api/v1/users (administrator)
struct UserRow {
    std::string id;
    std::string name;  ///< with which they sign in
    std::string staffCode;
    std::string displayName;
    std::vector<Role> roles;
    std::string facility;  ///< of a head; empty: all
    bool disabled = false;
};

/// POST /api/v1/users (administrator). The password has 15 characters at least and is changed by nobody but its owner.
struct NewUser {
    std::string name;
    std::string staffCode;
    std::string displayName;
    std::vector<Role> roles;  ///< at least one
    std::string facility;     ///< of a head; empty: all
    std::string password;
};

/// PUT /api/v1/users/{user} (administrator). Another role or the end of an account ends its sessions.
struct UserChange {
    std::string displayName;
    std::vector<Role> roles;  ///< at least one
    std::string facility;
    bool disabled = false;
};

/// GET /api/v1/users/{user} (administrator): the account, where it is signed in, and what became of it.
struct UserDetail {
    UserRow row;
    struct Session {
        Timestamp openedAt;
        Timestamp lastUsedAt;
        std::string transport;  ///< "cookie", "bearer"
    };
    std::vector<Session> sessions;
    struct Step {
        Timestamp at;
        std::string what;    ///< stable code of the audit event
        std::string actor;   ///< name of who did it; empty: the product or the command line
        std::string detail;  ///< JSON
    };
    std::vector<Step> history;  ///< the latest first
    Timestamp asOf;
};

/// GET /api/v1/jobs (administrator)
struct JobsView {
    struct Count {
        std::string kind;
        std::string state;
        long count = 0;
        std::optional<Timestamp> oldest;
    };
    std::vector<Count> counts;
    struct DeadLetter {
        std::string id;
        std::string kind;
        int attempts = 0;
        std::string error;
        Timestamp failedAt;
    };
    std::vector<DeadLetter> deadLetters;
    Timestamp asOf;
};

/// GET /api/v1/audit?cursor= (QA lead, administrator): one event a row, newest first.
struct AuditRow {
    long sequence = 0;
    Timestamp at;
    std::string actor;        ///< id of the person; empty: the product itself
    std::string what;         ///< stable code
    std::string subjectKind;  ///< "case", "study", "account" ...
    std::string subject;      ///< its id
};

/// GET /api/v1/audit/verification (QA lead, administrator)
struct AuditVerification {
    bool intact = false;
    long sealedEvents = 0;
    long unsealedEvents = 0;
    std::optional<long> firstBroken;  ///< sequence number
    Timestamp asOf;
};

/// GET /api/v1/plan (QA lead)
struct PlanView {
    int version = 0;
    double randomRate = 0;       ///< 0..1
    int floorPerReporter = 0;    ///< reviews a reporter and period
    double doubleReadShare = 0;  ///< of the random draws that are double-read, 0..1
    int firstReportsOfNewReporter = 0;
    double readersLimitPercent = 0;  ///< limits of agreement between two readers, points of involvement
};

OVERREAD_WIRE(UserRow)
OVERREAD_WIRE(NewUser)
OVERREAD_REQUEST(UserChange)
OVERREAD_ANSWER(UserDetail)
OVERREAD_WIRE(JobsView)
OVERREAD_WIRE(AuditRow)
OVERREAD_WIRE(AuditVerification)
OVERREAD_WIRE(PlanView)

}  // namespace overread::wire
