-- Why: the rules of quality assurance in full: plans with a start and a reason, tasks that are moved by hand or hidden
-- among the others, panels after a dispute, shifts and pauses, corrective measures, learning sessions.

-- A plan holds from its start until the next one's. The first one holds for whatever came before.
alter table qa.plan
    add column starts_at timestamptz not null default '2000-01-01T00:00:00Z',
    add column reason text not null default '';
create index on qa.plan (starts_at);

-- reserved_for: moved by hand, or a hidden repeat that only its first reader can answer. purpose 'hidden': the case is
-- settled already; the answer stands in qa.hidden_answer, so that no figure of the case ever meets it.
alter table qa.assignment
    add column reserved_for uuid references identity.person,
    add column purpose text not null default 'case' check (purpose in ('case', 'hidden')),
    add check (purpose = 'case' or kind <> 'arbitration'),
    add check (not is_panel or kind = 'arbitration');
drop index qa.one_open_assignment;
create unique index one_open_assignment on qa.assignment (case_id, kind, purpose)
    where state in ('waiting', 'held', 'blindLocked');
create index on qa.assignment (reserved_for) where state = 'waiting' and reserved_for is not null;
create index assignments_to_oversee on qa.assignment (due_at, id) where state in ('waiting', 'held', 'blindLocked');

alter table qa.assignment_return drop constraint assignment_return_reason_check;
alter table qa.assignment_return add check (reason in
    ('known', 'imagesMissing', 'notMyField', 'later', 'leaseExpired', 'moved', 'paused'));

-- Settled cases that are shown again, hidden among the others: with a settled answer for anybody who has not read them
-- (reader null), or to the same reader once more.
create table qa.hidden_case (
    case_id    uuid not null references qa.qa_case,
    purpose    text not null check (purpose in ('calibration', 'repeat')),
    reader     uuid references identity.person,
    kind       text not null check (kind in ('doubleRead', 'peerReview')),
    ready_from timestamptz not null,
    uses       integer not null default 0 check (uses >= 0),
    last_used_at timestamptz,
    primary key (case_id, purpose),
    check ((purpose = 'repeat') = (reader is not null))
);
create index on qa.hidden_case (kind, last_used_at nulls first, ready_from, case_id) where purpose = 'calibration' or uses = 0;

-- How many reports of pneumonia came for each one without in the month before: counted once, when the first report of a
-- month is drawn, so that the rate is known before every draw and stays.
create table qa.month_volume (
    month            date primary key check (extract(day from month) = 1),
    mandatory_before bigint not null check (mandatory_before >= 0),
    others_before    bigint not null check (others_before >= 0),
    counted_at       timestamptz not null default now()
);

-- Whether a new task of the queue brought a hidden one with it: one draw a case, so that an auditor can repeat it.
create table qa.mixing (
    case_id      uuid primary key references qa.qa_case,
    plan_version integer not null references qa.plan,
    probability  double precision not null check (probability > 0 and probability <= 1),
    draw         double precision not null check (draw >= 0 and draw < 1),
    drawn        boolean not null,
    brought      uuid references qa.assignment,  -- null: not drawn, or nothing was there to be shown again
    decided_at   timestamptz not null default now()
);

-- The locked answer to a hidden task, with what it is held against. Never changed.
create table qa.hidden_answer (
    assignment_id uuid primary key references qa.assignment,
    case_id       uuid not null references qa.qa_case,
    reader        uuid not null references identity.person,
    purpose       text not null check (purpose in ('calibration', 'repeat')),
    kind          text not null check (kind in ('doubleRead', 'peerReview')),
    grade         qa.grade,                          -- of a double read
    settled_grade qa.grade not null,                 -- the answer at that time
    earlier_grade qa.grade,                          -- of a repeat: what the same reader said first
    score         integer check (score between 1 and 3),
    earlier_score integer check (earlier_score between 1 and 3),
    answer        jsonb not null,
    minutes       double precision not null default 0 check (minutes >= 0),
    locked_at     timestamptz not null,
    check ((kind = 'doubleRead') = (grade is not null)),
    check ((kind = 'peerReview') = (score is not null))
);
create index on qa.hidden_answer (reader, locked_at);
create trigger written_once before update or delete on qa.hidden_answer
    for each row execute function audit.refuse_change();
create trigger never_emptied before truncate on qa.hidden_answer execute function audit.refuse_change();

-- What a reviewer is entitled to, where it is less than the roles give. Its history is the audit trail.
create table qa.qualification (
    reviewer   uuid primary key references identity.person,
    kinds      text[] not null check (kinds <@ array['doubleRead', 'peerReview', 'arbitration']),
    changed_at timestamptz not null default now()
);
insert into qa.qualification (reviewer, kinds)
select person_id, qualifications from identity.account where cardinality(qualifications) > 0;

-- Paused by themselves; without a row they are available when on shift.
create table qa.pause (
    reviewer uuid primary key references identity.person,
    since    timestamptz not null
);

alter table qa.shift add column id uuid not null default gen_random_uuid() unique;
create index on qa.shift (starts_at);

-- A dispute before its panel. What stood before is kept: the case carries the new answer afterwards.
create table qa.dispute (
    case_id        uuid primary key references qa.qa_case,
    question       text not null check (question <> ''),
    slice          integer check (slice >= 0),
    disputed_at    timestamptz not null,
    grade_before   qa.grade not null,
    outcome_before text not null check (outcome_before in ('concordant', 'insignificantDiscrepancy', 'significantDiscrepancy')),
    reason_before  text not null default '',
    verdict        text check (verdict in ('upheld', 'overturned', 'partly')),
    reason         text not null default '',
    grade_after    qa.grade,
    outcome_after  text check (outcome_after in ('concordant', 'insignificantDiscrepancy', 'significantDiscrepancy')),
    decided_at     timestamptz,
    check ((decided_at is null) = (verdict is null)),
    check ((decided_at is null) = (grade_after is null)),
    check ((decided_at is null) = (outcome_after is null)),
    check (decided_at is null or reason <> '')
);
create index on qa.dispute (disputed_at desc, case_id);

-- Who was told of an alert, and when. Step 0 is the facility's duty role.
create table qa.alert_notice (
    alert_id uuid not null references qa.alert,
    step     integer not null check (step between 0 and 3),
    told_at  timestamptz not null,
    primary key (alert_id, step)
);
insert into qa.alert_notice (alert_id, step, told_at) select id, 0, raised_at from qa.alert;

-- What a person asked for with a request.
create table qa.review_request (
    report_id    uuid primary key references qa.report,
    asked_by     uuid not null references identity.person,
    on_behalf_of text not null check (on_behalf_of in ('self', 'clinician')),
    reason       text not null check (reason <> ''),
    asked_at     timestamptz not null
);

create table qa.corrective_measure (
    id          uuid primary key,
    kind        text not null check (kind in ('educational', 'organisational', 'technical', 'other')),
    reporter    uuid references identity.person,   -- null: of a facility, or of the whole
    facility    text not null default '',
    owner       uuid not null references identity.person,
    due_at      timestamptz not null,
    cause       text not null check (cause <> ''),
    opened_at   timestamptz not null,
    opened_by   uuid not null references identity.person,
    follow_up_from  timestamptz,
    follow_up_until timestamptz check (follow_up_until > follow_up_from),
    follow_up_share double precision check (follow_up_share > 0 and follow_up_share <= 1),
    closed_at   timestamptz,
    closed_by   uuid references identity.person,
    result      text not null default '',
    etag        text not null check (etag <> ''),
    check ((follow_up_from is null) = (follow_up_until is null)),
    check ((follow_up_from is null) = (follow_up_share is null)),
    check (follow_up_from is null or reporter is not null),
    check ((closed_at is null) = (closed_by is null)),
    check ((closed_at is null) = (result = ''))
);
create index on qa.corrective_measure (opened_at desc, id desc);
create index on qa.corrective_measure (due_at) where closed_at is null;
create index on qa.corrective_measure (reporter, follow_up_from) where follow_up_from is not null;
create table qa.corrective_measure_case (
    measure_id uuid not null references qa.corrective_measure,
    case_id    uuid not null references qa.qa_case,
    primary key (measure_id, case_id)
);

create table qa.learning_session (
    id        uuid primary key,
    title     text not null check (title <> ''),
    facility  text not null default '',               -- of the head who made it; empty: everybody's
    held_at   timestamptz not null,
    opened_at timestamptz not null,
    opened_by uuid not null references identity.person
);
create index on qa.learning_session (held_at desc, id desc);
create table qa.learning_session_case (
    session_id uuid not null references qa.learning_session,
    position   integer not null check (position >= 1),
    case_id    uuid not null references qa.qa_case,
    primary key (session_id, position),
    unique (session_id, case_id)
);
create table qa.learning_session_attendance (
    session_id  uuid not null references qa.learning_session,
    person      uuid not null references identity.person,
    attended_at timestamptz not null,
    primary key (session_id, person)
);
create table qa.learning_session_action (
    id         uuid primary key,
    session_id uuid not null references qa.learning_session,
    text       text not null check (text <> ''),
    owner      uuid not null references identity.person,
    due_at     timestamptz not null,
    done_at    timestamptz
);
create index on qa.learning_session_action (session_id);

-- A plan may measure only a share of the studies: one draw a study.
create table qa.measurement_draw (
    study_id     uuid primary key references qa.study,
    plan_version integer not null references qa.plan,
    probability  double precision not null check (probability >= 0 and probability <= 1),
    draw         double precision not null check (draw >= 0 and draw < 1),
    drawn        boolean not null,
    decided_at   timestamptz not null default now()
);

grant select, insert, update on qa.hidden_case, qa.mixing, qa.corrective_measure, qa.learning_session_action to overread_app, overread_worker;
grant select, insert, update on qa.dispute to overread_app, overread_worker, overread_reading;
grant select, insert on qa.month_volume, qa.hidden_answer, qa.alert_notice, qa.review_request, qa.measurement_draw,
    qa.corrective_measure_case, qa.learning_session, qa.learning_session_case, qa.learning_session_attendance
    to overread_app, overread_worker;
grant select, insert, update, delete on qa.qualification, qa.pause, qa.shift to overread_app;
grant select on qa.qualification, qa.pause to overread_worker;
grant select on qa.qualification, qa.hidden_case, qa.hidden_answer to overread_reading;
grant insert on qa.hidden_answer to overread_reading;
grant select, insert, delete on qa.pause to overread_reading;
grant select on qa.hidden_answer, qa.dispute, qa.corrective_measure, qa.corrective_measure_case to overread_report;
