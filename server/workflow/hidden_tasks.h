#pragma once
#include "core/domain/radpeer.h"
#include "core/domain/read.h"
#include "core/domain/timestamp.h"
#include "core/wire/staffing.h"
#include "qa/plan.h"
#include "server/database/assignment_repository.h"
#include "server/database/case_repository.h"
#include "server/database/own_read_repository.h"

/// Settled cases that are shown once more, hidden among the others. Nothing of their case moves, and their answers
/// stand apart from all reads.
namespace overread::workflow {

/// Draws whether a case that was just closed goes into the store, and keeps the draw.
void storeForLater(soci::session& session, const CaseRecord& closed, const qa::Plan& plan, Timestamp now);

/// A new task of a queue may bring a hidden one with it, due like it. One draw a case, kept.
void bringHiddenTask(soci::session& session, const CaseId& qaCase, AssignmentKind kind, const qa::Plan& plan,
                     Timestamp now);

/// Takes back hidden tasks that nobody came to in time: they serve no patient.
void withdrawHiddenTasks(soci::session& session, Timestamp now);

/// A hidden task came to its end: the results of its study, which it may have held back, are ordered again.
void orderExport(soci::session& session, const CaseId& qaCase);

/// Locks the answer to a held hidden task beside what it is held against. The task itself is finished by the caller.
void keepHiddenRead(soci::session& session, const AssignmentRecord& task, const DoubleRead& read, double minutes,
                    Timestamp now);
void keepHiddenReview(soci::session& session, const AssignmentRecord& task, const PeerReview& review, double minutes,
                      Timestamp now);

/// What hidden tasks showed of a reader: whole weeks that are over, and sums; nothing of a single case.
[[nodiscard]] wire::Calibration calibrationOf(soci::session& session, const UserId& reader, Timestamp now);

/// Minutes of the reader by hour of the day in the last year, hidden tasks among the others, and what the plan expects.
[[nodiscard]] wire::OwnPace paceOf(soci::session& session, const UserId& reader, Timestamp now);

/// What the reader locked, where the case is settled by now; a hidden task among the others, as if it were its case's.
[[nodiscard]] wire::Page<wire::OwnReadRow> settledReadsOf(soci::session& session, const UserId& reader,
                                                          const OwnReadFilter& filter, const std::string& cursor,
                                                          int limit, Timestamp now);

}  // namespace overread::workflow
