#include "server/database/generated_history.h"

#include <array>
#include <nlohmann/json.hpp>
#include <stdexcept>

#include "core/wire/domain_json.h"
#include "server/configuration/configuration.h"
#include "server/database/libpq_connection.h"
#include "server/database/pool.h"

namespace overread {
namespace {

struct Step {
    const char* what;
    const char* sql;
};

// Everything about a report follows from its number i and a few random numbers, made once in the table draft. Ids are
// of the kind <letter of the table><number>: in order, so that indexes grow at one end.
constexpr std::array steps{
    Step{"people", R"sql(
create function pg_temp.id(kind text, i bigint) returns uuid language sql immutable as
    $$ select (kind || '00000-0000-7000-8000-' || lpad(to_hex(i), 12, '0'))::uuid $$;
insert into identity.person (id, staff_code, display_name)
select pg_temp.id('0a1', i), 'G-' || lpad(i::text, 4, '0'), 'Radiologist ' || lpad(i::text, 4, '0')
from generate_series(1, (select radiologists from wanted)) i;
insert into identity.person (id, staff_code, display_name)
select pg_temp.id('0a2', i), 'GR-' || lpad(i::text, 4, '0'), 'Reviewer ' || lpad(i::text, 4, '0')
from generate_series(1, (select reviewers from wanted)) i;
)sql"},
    Step{"draws", R"sql(
-- A radiologist errs more or less often than others, the same all the time; a fifth of the errors matters.
create temp table draft as
with drawn as (
    select i, 1 + (i % w.radiologists) as reporter, random() as u1, random() as u2, random() as u3, random() as u4, random() as u5,
           now() - make_interval(secs => (1 - i::float8 / w.reports) * w.months * 30.4 * 86400) as at,
           greatest(0, (w.cases::float8 / w.reports - 0.05) / 0.95) as pneumonia_share
    from wanted w, generate_series(1, w.reports) i
), graded as (
    select *, case when u1 >= pneumonia_share then 0 when u1 < pneumonia_share * 0.55 then 1 when u1 < pneumonia_share * 0.85 then 2
                   when u1 < pneumonia_share * 0.97 then 3 else 4 end as grade,
           case when u1 < pneumonia_share then 'mandatory' when u2 < 0.05 then 'random' end as reason
    from drawn
), judged as (
    select *, case when reason = 'mandatory' or u2 < 0.005 then 'doubleRead' when reason is not null then 'peerReview' end as design,
           least(4, greatest(0, case when u3 >= (0.15 + 0.1 * ((reporter * 7919) % 100) / 100.0) then grade
                                     when u4 < 0.55 then grade + 1 else grade - 1 end
                                + case when u3 < 0.02 then 1 else 0 end)) as settled
    from graded
)
select *, array['primary', 'home', 'home', 'hospital', 'hospital'] as class,
       greatest(0, least(100, case grade when 0 then 0 when 1 then 5 + 20 * u5 when 2 then 26 + 24 * u5 when 3 then 51 + 23 * u5 else 76 + 24 * u5 end))
           as stated,
       greatest(0, least(100, case settled when 0 then 3 * u4 when 1 then 5 + 20 * u5 when 2 then 26 + 24 * u5 when 3 then 51 + 23 * u5
                              else 76 + 24 * u5 end + 6 * (u2 - 0.5))) as measured
from judged;
alter table draft add column outcome text, add column settled_at timestamptz, add column score text;
update draft set
    outcome = case when grade = settled then 'concordant' when abs(grade - settled) > 1 or class[grade + 1] <> class[settled + 1]
                   then 'significantDiscrepancy' else 'insignificantDiscrepancy' end,
    settled_at = least(now(), at + make_interval(mins => (20 + 400 * u4 * u5)::integer)),
    score = case when grade = settled then '1' when abs(grade - settled) > 1 or class[grade + 1] <> class[settled + 1]
                 then case when u5 < 0.7 then '2b' else '3b' end else case when u5 < 0.8 then '2a' else '3a' end end
where design is not null;
create index on draft (i) where design is not null;
analyze draft;
)sql"},
    Step{"studies", R"sql(
insert into qa.study (id, study_instance_uid, accession_number, facility, scanner, age_years, sex, acquired_at, objects, created_at, indexed_at)
select pg_temp.id('0b1', i), '1.2.826.0.1.3680043.10.999.' || i, 'A' || i, 'centre-' || lpad((1 + reporter / 10)::text, 2, '0'),
       case when u4 < 0.6 then 'CT-A' else 'CT-B' end, 20 + (60 * u3)::integer, case when u2 < 0.5 then 'female' else 'male' end,
       at - make_interval(mins => (15 + 90 * u5 * u5)::integer), 300, at - interval '15 minutes', at - interval '14 minutes'
from draft;
)sql"},
    Step{"reports", R"sql(
insert into qa.report (id, study_instance_uid, accession_number, reporter, study_id, current_version, created_at, matched_at)
select pg_temp.id('0c1', i), '1.2.826.0.1.3680043.10.999.' || i, 'A' || i, pg_temp.id('0a1', reporter), pg_temp.id('0b1', i), 1, at, at
from draft;
insert into qa.report_version (report_id, version, facility, grade, involvement_total, findings, clinical_picture, states_pneumonia, text,
                               signed_at, received_at)
select pg_temp.id('0c1', i), 1, 'centre-' || lpad((1 + reporter / 10)::text, 2, '0'), 'CT-' || grade, stated, w.findings, w.picture, grade > 0,
       'generated', at - interval '1 minute', at
from draft, wanted w;
insert into qa.reporter_month (reporter, month, reports)
select pg_temp.id('0a1', reporter), date_trunc('month', at at time zone 'UTC')::date, count(*) from draft group by 1, 2;
)sql"},
    Step{"measurements", R"sql(
insert into qa.quantification (study_id, status, grade, involvement_total, uncertainty_percent, confidence, figures, measured_at)
select pg_temp.id('0b1', i), 'measured', g.name, measured, 4, 'normal',
       w.measurement || jsonb_build_object('grade', g.name, 'involvementPercent',
           jsonb_build_object('total', measured, 'right', measured, 'left', measured)), at
from draft d, wanted w, lateral (select case when measured = 0 then 'CT-0' when measured <= 25 then 'CT-1' when measured <= 50 then 'CT-2'
                                             when measured < 75 then 'CT-3' else 'CT-4' end as name) g
where d.design is not null;
)sql"},
    Step{"cases", R"sql(
insert into qa.qa_case (id, report_id, report_version, study_id, reporter, state, first_task, outcome, settled_grade, rule, points_apart,
                        difference_slice, great_call, opened_at, due_at, settled_at, facility, reported_grade, inclusion_probability,
                        design_probability, version, scanner, main_reason, is_flagged, stated_percent, measured_percent, measured_grade,
                        radpeer, technical_remarks, was_alerted)
select pg_temp.id('0d1', d.i), pg_temp.id('0c1', d.i), 1, pg_temp.id('0b1', d.i), pg_temp.id('0a1', reporter),
       case when at > now() - interval '5 days' then 'feedbackSent' when u4 < 0.004 then 'overturned' when u4 < 0.012 then 'upheld'
            else 'acknowledged' end,
       design, outcome, 'CT-' || settled, 'generated', abs(stated - measured), 131, design = 'peerReview' and u4 > 0.98, at,
       at + case design when 'doubleRead' then interval '2 hours' else interval '5 days' end, settled_at,
       s.facility, 'CT-' || d.grade, case d.reason when 'mandatory' then 1 else 0.05 end,
       case when d.reason = 'mandatory' then 1 when design = 'doubleRead' then 0.005 else 0.045 end, 1, s.scanner, d.reason, false, stated,
       measured, q.grade, case design when 'peerReview' then score end,
       case when design = 'peerReview' and u3 > 0.93
            then array[(array['coverage', 'motion', 'protocol', 'labelling'])[1 + floor(4 * u5)::integer]] else '{}' end,
       settled > d.grade and class[settled + 1] = 'hospital' and class[d.grade + 1] <> 'hospital'
from draft d join qa.study s on s.id = pg_temp.id('0b1', d.i) join qa.quantification q on q.study_id = s.id
where design is not null;
insert into qa.selection (report_id, reason, plan_version, stratum, probability, draw, selected, first_task, double_read_share, case_id,
                          decided_at)
select pg_temp.id('0c1', i), coalesce(reason, 'random'), 1,
       'reporter=' || pg_temp.id('0a1', reporter) || ' band=' || case when grade = 0 then 'CT-0' else 'pneumonia' end || ' period='
           || to_char(at at time zone 'UTC', 'YYYY-MM'),
       case reason when 'mandatory' then 1 else 0.05 end, case when reason = 'mandatory' then null else u2 end, design is not null,
       coalesce(design, 'peerReview'), case reason when 'mandatory' then 1 else 0.1 end,
       case when design is not null then pg_temp.id('0d1', i) end, at
from draft;
)sql"},
    Step{"reads", R"sql(
create temp table task as
select d.i, 0 as part, design as kind, pg_temp.id('0a2', 1 + (d.i * 31 + reporter) % w.reviewers) as reviewer, at, settled_at, grade, settled,
       score, measured, u3, u4, u5, outcome
from draft d, wanted w where design is not null
union all
select d.i, 1, 'arbitration', pg_temp.id('0a2', 1 + (d.i * 17 + reporter + 1) % w.reviewers), at, settled_at, grade, settled, score, measured,
       u3, u4, u5, outcome
from draft d, wanted w where outcome = 'significantDiscrepancy';
insert into qa.assignment (id, case_id, reporter, kind, state, reviewer, handle, label, etag, due_at, tie_break, expected_minutes, created_at,
                           taken_at, finished_at)
select pg_temp.id('0e' || part, i), pg_temp.id('0d1', i), c.reporter, kind, 'done', t.reviewer, 'generated' || part || lpad(i::text, 20, '0'), 'GEN',
       'generated', at + case kind when 'peerReview' then interval '5 days' else interval '2 hours' end, i, 5, at,
       t.settled_at - interval '10 minutes', t.settled_at
from task t join qa.qa_case c on c.id = pg_temp.id('0d1', i);
insert into qa.read (id, assignment_id, case_id, reader, kind, grade, involvement_total, quality, confidence, answer, minutes, locked_at)
select pg_temp.id('0f' || part, i), pg_temp.id('0e' || part, i), pg_temp.id('0d1', i), reviewer, kind, g.name, measured, 'diagnostic', 3,
       w.read || jsonb_build_object('grade', g.name, 'involvement', jsonb_build_object('totalPercent', measured, 'rightPercent', null,
                                                                                         'leftPercent', null)),
       case kind when 'arbitration' then 8 + 8 * u5 else 2 + 4 * u5 + 6 * u4 * u4 end, settled_at
from task, wanted w,
     lateral (select 'CT-' || least(4, greatest(0, settled + case when kind = 'doubleRead' and u5 > 0.96 then 1
                                                                  when kind = 'doubleRead' and u5 < 0.03 then -1 else 0 end)) as name) g
where kind <> 'peerReview';
insert into qa.review (id, assignment_id, case_id, reviewer, score, significance, technical_remarks, great_call, answer, minutes, locked_at)
select pg_temp.id('0f9', i), pg_temp.id('0e' || part, i), pg_temp.id('0d1', i), t.reviewer, left(score, 1)::integer, s.name,
       c.technical_remarks, c.great_call,
       w.review || jsonb_build_object('score', left(score, 1)::integer, 'significance', s.name, 'greatCall', c.great_call,
                                      'technicalRemarks', to_jsonb(c.technical_remarks)),
       2 + 3 * u5, t.settled_at
from task t join qa.qa_case c on c.id = pg_temp.id('0d1', i), wanted w,
     lateral (select case right(score, 1) when 'a' then 'unlikely' when 'b' then 'likely' end as name) s
where kind = 'peerReview';
insert into qa.settlement (id, assignment_id, case_id, arbiter, grade, reason, settled_at)
select pg_temp.id('0f8', i), pg_temp.id('0e' || part, i), pg_temp.id('0d1', i), reviewer, 'CT-' || settled, 'generated', settled_at
from task where kind = 'arbitration';
)sql"},
    Step{"alerts and feedback", R"sql(
insert into qa.alert (id, case_id, facility, reported_grade, settled_grade, raised_at, escalates_at, acknowledged_at, acknowledged_by, how,
                      etag)
select pg_temp.id('0f7', row_number() over ()), id, facility, reported_grade, settled_grade, settled_at, settled_at + interval '30 minutes',
       settled_at + interval '10 minutes', reporter, 'generated', 'generated'
from qa.qa_case where was_alerted;
insert into qa.feedback (id, case_id, reporter, reported_grade, settled_grade, outcome, great_call, comment, state, sent_at, answer_until,
                         answered_at, question, etag)
select pg_temp.id('0f6', row_number() over ()), id, reporter, reported_grade, settled_grade, outcome, great_call, 'generated',
       case when state = 'feedbackSent' then 'sent' when state = 'acknowledged' then 'acknowledged' else 'disputed' end, settled_at,
       settled_at + interval '5 days', case when state <> 'feedbackSent' then settled_at + interval '1 hour' end,
       case when state in ('upheld', 'overturned') then 'generated' else '' end, 'generated'
from qa.qa_case;
drop table draft, task;
)sql"},
    Step{"figures",
         "select qa.rebuild_figures(); select qa.rebuild_service_figures(); select qa.rebuild_report_totals(); delete "
         "from qa.figure_rebuild"},
    Step{"statistics of the tables", "analyze"},
};

/// The parts of a history that are JSON, as core/wire writes them.
nlohmann::json templateOf(const std::string& name) {
    if (name == "findings") return Findings{};
    if (name == "picture") return ClinicalPicture{};
    if (name == "read") return DoubleRead{};
    if (name == "review") return PeerReview{};
    Quantification measured;
    measured.status = Quantification::Status::measured;
    measured.uncertaintyPercent = 4;
    measured.lungMl = {4000, 2200, 1800};
    return measured;
}

void refuseNonsense(const HistoryWanted& wanted) {
    if (wanted.reports < 100 || wanted.cases * 20 < wanted.reports || wanted.cases > wanted.reports)
        throw std::invalid_argument("at least 100 reports are needed, and cases between 5 % and all of them");
    if (wanted.radiologists < 1 || wanted.reviewers < 2 || wanted.months < 1)
        throw std::invalid_argument("at least one radiologist, two reviewers and one month are needed");
}

}  // namespace

void generateHistory(const Configuration& configuration, const HistoryWanted& wanted,
                     const std::function<void(const std::string&)>& step) {
    refuseNonsense(wanted);
    LibpqConnection connection(connectionText(configuration, configuration.databaseAdmin, configuration.databaseName));
    connection.execute("set statement_timeout = 0; set lock_timeout = 0");
    if (!connection.query("select 1 from qa.report limit 1").empty())
        throw std::invalid_argument("the database holds reports already: a history is made in an empty one");
    // One transaction: half a history would look like a whole one.
    connection.execute(
        "begin; set local session_replication_role = replica; set local synchronous_commit = off; "
        "set local work_mem = '256MB'; set local max_parallel_workers_per_gather = 0");
    connection.query("select setseed($1::float8)", {std::to_string((wanted.seed % 1000) / 1000.0)});
    connection.query(
        "create temp table wanted as select $1::bigint as reports, $2::bigint as cases, $3::integer as radiologists, "
        "$4::integer as reviewers, $5::integer as months, $6::jsonb as findings, $7::jsonb as picture, "
        "$8::jsonb as measurement, $9::jsonb as read, $10::jsonb as review",
        {std::to_string(wanted.reports), std::to_string(wanted.cases), std::to_string(wanted.radiologists),
         std::to_string(wanted.reviewers), std::to_string(wanted.months), templateOf("findings").dump(),
         templateOf("picture").dump(), templateOf("measurement").dump(), templateOf("read").dump(),
         templateOf("review").dump()});
    for (const auto& each : steps) {
        step(each.what);
        connection.execute(each.sql);
    }
    connection.execute("commit");
}

}  // namespace overread
