#pragma once
#include <string>
#include <string_view>
#include <vector>

#include "core/domain/id.h"
#include "core/domain/timestamp.h"
#include "server/database/outside_result_repository.h"

namespace soci {
class session;
}

/// What outside services measured: another measurement beside ours, which it never replaces.
namespace overread::workflow {

inline constexpr std::string_view readOutsideResultKind = "readOutsideResult";  ///< key: object

/// Orders the reading of what was received, where it may be a result. Answers whether it may.
bool orderReading(soci::session& session, const std::string& objectId);
/// Our measurement changed: what others found is compared anew.
void orderComparisons(soci::session& session, const StudyId& study);

/// Completes the record with its grade and its distance from our measurement, and keeps it with its audit event.
void recordOutsideResult(soci::session& session, OutsideResultRecord result, Timestamp now);

}  // namespace overread::workflow
