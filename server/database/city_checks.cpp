#include "server/database/city_checks.h"

namespace overread {

// Fixed numbers are the defaults of the plan that the city runs under: a week, a fortnight, eight hours.
const std::array<CityCheck, 18> cityChecks{{
    {"ownReport", "select 1 from qa.assignment a join qa.qa_case c on c.id = a.case_id where a.reviewer = c.reporter"},

    // A hidden repeat is shown to its first reader, and that is its point.
    {"readTwiceBySamePerson",
     "select 1 from (select case_id, reviewer from qa.assignment where state in ('held', 'blindLocked', 'done') "
     "and not (purpose = 'hidden' and reserved_for is not null)) taken "
     "group by case_id, reviewer having count(*) > 1"},

    // Taken is what counts: who looked at it has seen it.
    {"mutualWithinAWeek",
     "with taken as (select a.reviewer, c.reporter, a.taken_at from qa.assignment a join qa.qa_case c "
     "on c.id = a.case_id where a.taken_at is not null and a.state <> 'cancelled') "
     "select 1 from taken x join taken y on y.reviewer = x.reporter and y.reporter = x.reviewer "
     "and y.taken_at >= x.taken_at and y.taken_at < x.taken_at + interval '7 days'"},

    {"reviewedWhoFoundSignificant",
     "with taken as (select a.reviewer, c.reporter, a.taken_at, c.settled_at, c.outcome, a.purpose from qa.assignment "
     "a "
     "join qa.qa_case c on c.id = a.case_id where a.taken_at is not null and a.state <> 'cancelled') "
     "select 1 from taken found join taken back on back.reviewer = found.reporter and back.reporter = found.reviewer "
     "where found.outcome = 'significantDiscrepancy' and found.purpose = 'case' and back.taken_at >= found.settled_at "
     "and back.taken_at < found.settled_at + interval '14 days'"},

    {"takenOffShift",
     "select 1 from qa.assignment a where a.taken_at is not null and a.reviewer is not null "
     "and exists (select from qa.shift s where s.reviewer = a.reviewer) "
     "and not exists (select from qa.shift s where s.reviewer = a.reviewer and a.taken_at >= s.starts_at "
     "and a.taken_at < s.ends_at)"},

    {"shiftOverfull",
     "select 1 from qa.assignment where taken_at is not null and state <> 'cancelled' "
     "group by reviewer, date_trunc('day', taken_at) having sum(expected_minutes) > 480"},

    {"pneumoniaNotSelected",
     "select 1 from qa.report r join qa.report_version v on v.report_id = r.id and v.version = 1 "
     "where (v.grade <> 'CT-0' or v.states_pneumonia) and not exists (select from qa.selection s "
     "where s.report_id = r.id and s.reason = 'mandatory' and s.selected and s.probability = 1)"},

    // Read twice, or explained: the images never came, or the task is still open.
    {"pneumoniaNotReadTwice",
     "select 1 from qa.selection s left join qa.qa_case c on c.id = s.case_id where s.reason = 'mandatory' "
     "and (c.id is null or (c.state not in ('awaitingImages', 'cancelled') "
     "and not exists (select from qa.read d where d.case_id = c.id and d.kind = 'doubleRead' "
     "and d.reader <> c.reporter) "
     "and not exists (select from qa.assignment a where a.case_id = c.id and a.kind in ('doubleRead', 'peerReview') "
     "and a.state in ('waiting', 'held')) and c.state <> 'read'))"},

    {"settledWithoutAnswer",
     "select 1 from qa.qa_case c where c.outcome is not null and not exists (select from qa.read r "
     "where r.case_id = c.id) and not exists (select from qa.review v where v.case_id = c.id)"},

    {"significantWithoutArbiter",
     "select 1 from qa.qa_case c where c.outcome = 'significantDiscrepancy' and not exists (select from qa.settlement "
     "s "
     "where s.case_id = c.id)"},

    // The states of each case in the order of the audit trail, pair by pair, against the picture in the manual.
    {"transitionOutsideTheTable",
     "with steps as (select subject_id, lag(detail->>'state') over (partition by subject_id order by sequence) as "
     "before, detail->>'state' as after from audit.event where subject_kind = 'case' and detail ? 'state') "
     "select 1 from steps where (coalesce(before, 'none'), after) not in ("
     "('none', 'awaitingImages'), ('none', 'awaitingReader'), ('awaitingImages', 'awaitingReader'), "
     "('awaitingReader', 'reading'), ('reading', 'awaitingReader'), ('reading', 'read'), ('read', 'awaitingReader'), "
     "('read', 'concordant'), ('read', 'discordant'), ('concordant', 'inArbitration'), ('discordant', "
     "'inArbitration'), ('discordant', 'settled'), ('inArbitration', 'settled'), ('concordant', 'closed'), "
     "('settled', 'closed'), ('closed', 'feedbackSent'), ('feedbackSent', 'acknowledged'), ('feedbackSent', "
     "'disputed'), ('acknowledged', 'disputed'), ('disputed', 'panel'), ('panel', 'upheld'), ('panel', 'overturned'), "
     "('awaitingImages', "
     "'cancelled'), ('awaitingReader', 'cancelled'), ('reading', 'cancelled'))"},

    {"stateNotInTheTrail",
     "select 1 from qa.qa_case c join lateral (select detail->>'state' as state from audit.event "
     "where subject_kind = 'case' and subject_id = c.id::text and detail ? 'state' order by sequence desc limit 1) e "
     "on true where e.state <> c.state"},

    {"drawAgainstItsProbability",
     "select 1 from qa.selection where draw is not null and selected <> (draw < probability)"},

    {"jointProbabilityWrong",
     "select 1 from qa.qa_case c join (select report_id, case when bool_or(probability = 1) then 1 "
     "else 1 - exp(sum(ln(1 - least(probability, 0.999999999)))) end as joint from qa.selection "
     "where probability is not null and reason <> 'calibration' group by report_id) s on s.report_id = c.report_id "
     "where c.outcome is not null and abs(c.inclusion_probability - s.joint) > 1e-6"},

    {"lockedTwice",
     "select 1 from qa.assignment where state = 'done' and kind <> 'arbitration' and purpose = 'case' group by "
     "case_id, kind "
     "having count(*) > 1"},

    {"settledTwice",
     "select 1 from qa.settlement s join qa.assignment a on a.id = s.assignment_id where not a.is_panel "
     "group by s.case_id having count(*) > 1"},

    // Sent home or told nothing, and belongs in hospital; or told nothing, and has pneumonia.
    {"alertMissing",
     "select 1 from qa.qa_case c join qa.report r on r.id = c.report_id join qa.report_version v "
     "on v.report_id = r.id and v.version = c.report_version where c.state in ('feedbackSent', 'acknowledged') "
     "and r.current_version = c.report_version "
     "and case when c.settled_grade >= 'CT-3' then 2 when c.settled_grade >= 'CT-1' then 1 else 0 end > "
     "case when v.routing in ('admission', 'emergency') then 2 when v.routing in ('homeTelemonitoring', 'homeClinic') "
     "then 1 when v.routing = 'primaryCare' then 0 when v.grade >= 'CT-3' then 2 when v.grade >= 'CT-1' then 1 else 0 "
     "end and not exists (select from qa.alert a where a.case_id = c.id)"},

    // Whoever is past due and nobody brought it before the head.
    {"overdueNotShown",
     "select 1 from qa.assignment a where a.state in ('waiting', 'held', 'blindLocked') "
     "and a.due_at < :now::timestamptz - interval '10 minutes' and a.purpose = 'case' "
     "and not exists (select from qa.escalation e where e.assignment_id = a.id and e.due_at = a.due_at)",
     true},
}};

}  // namespace overread
