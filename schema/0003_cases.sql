-- Why: the way of a report through quality assurance. Names are those of core/domain; one report makes one case.

-- A plan is never changed, only followed by the next version: every selection names the version that drew it.
create table qa.plan (
    version    integer primary key check (version >= 1),
    settings   jsonb not null,
    created_at timestamptz not null default now(),
    created_by uuid
);
-- The key of the draws. Apart from the plan, so that a reviewer's request cannot compute who is drawn.
create table qa.plan_secret (
    version integer primary key references qa.plan,
    secret  bytea not null check (octet_length(secret) = 32)
);
create trigger written_once before update or delete on qa.plan for each row execute function audit.refuse_change();
create trigger written_once before update or delete on qa.plan_secret for each row execute function audit.refuse_change();

create table qa.qa_case (
    id                uuid primary key,
    report_id         uuid not null unique references qa.report,
    report_version    integer not null,
    study_id          uuid references qa.study,
    reporter          uuid not null references identity.person,
    state             text not null check (state in (
                          'awaitingImages', 'awaitingReader', 'reading', 'read', 'concordant', 'discordant',
                          'inArbitration', 'settled', 'closed', 'feedbackSent', 'acknowledged', 'disputed', 'panel',
                          'upheld', 'overturned', 'cancelled')),
    first_task        text not null check (first_task in ('arbitration', 'doubleRead', 'peerReview')),
    outcome           text check (outcome in ('concordant', 'insignificantDiscrepancy', 'significantDiscrepancy')),
    settled_grade     qa.grade,
    rule              text not null default '',      -- stable code of the rule that decided
    settlement_reason text not null default '',
    points_apart      double precision not null default 0,
    difference_slice  integer not null default 0 check (difference_slice >= 0),
    great_call        boolean not null default false,
    cancel_reason     text not null default '',
    opened_at         timestamptz not null,
    due_at            timestamptz not null,
    settled_at        timestamptz,
    -- What the figures group by, written when the case is settled, so that no dashboard joins seven tables:
    facility          text not null default '',
    reported_grade    qa.grade,
    inclusion_probability double precision check (inclusion_probability > 0 and inclusion_probability <= 1),
                                                     -- joint; null: there by request alone, counts in no rate
    design_probability double precision check (design_probability > 0 and design_probability <= 1),
                                                     -- of coming into this design: rates within it weigh by its inverse
    version           integer not null default 1 check (version >= 1),
    foreign key (report_id, report_version) references qa.report_version (report_id, version),
    check ((state = 'cancelled') = (cancel_reason <> '')),
    check ((settled_at is null) = (outcome is null)),
    check (settled_at is null or settled_grade is not null),
    check (settled_at is null or reported_grade is not null)
);
create index on qa.qa_case (reporter, settled_at);
create index on qa.qa_case (settled_at) where settled_at is not null;
create index on qa.qa_case (study_id);
create index on qa.qa_case (opened_at desc, id desc);

-- Every draw, also those that picked nothing: a rate is weighted by what could have been picked.
create table qa.selection (
    report_id    uuid not null references qa.report,
    reason       text not null check (reason in (
                     'mandatory', 'automatedDiscrepancy', 'rapidProgression', 'routingConflict', 'random', 'newReporter',
                     'measureFollowUp', 'calibration', 'request')),
    plan_version integer not null references qa.plan,
    stratum      text not null default '',
    probability  double precision check (probability > 0 and probability <= 1),
    draw         double precision check (draw >= 0 and draw < 1),  -- the keyed hash of the report, as a number
    selected     boolean not null,
    first_task   text not null check (first_task in ('arbitration', 'doubleRead', 'peerReview')),
    -- Probability that the reason leads to a double read once it picks the report; else to a peer review.
    double_read_share double precision not null default 0 check (double_read_share between 0 and 1),
    case_id      uuid references qa.qa_case,
    decided_at   timestamptz not null default now(),
    detail       jsonb not null default '{}',        -- for example by how much the measurement lies outside
    primary key (report_id, reason),
    check (probability is not null or reason = 'request'),
    check (selected or case_id is null)
);
create index on qa.selection (case_id) where case_id is not null;
create index on qa.selection (stratum, plan_version);

-- A task for one reviewer. handle, label, etag and tie_break are random: they tell nothing about the case. Every write of
-- the holder carries the lease token; an expired lease returns the task to the pool.
create table qa.assignment (
    id               uuid primary key,
    case_id          uuid not null references qa.qa_case,
    kind             text not null check (kind in ('arbitration', 'doubleRead', 'peerReview')),
    state            text not null check (state in ('waiting', 'held', 'blindLocked', 'done', 'cancelled')),
    reviewer         uuid references identity.person,
    handle           text not null unique check (length(handle) >= 22),
    label            text not null,
    etag             text not null check (etag <> ''),
    lease_token      uuid,
    lease_until      timestamptz,
    due_at           timestamptz not null,
    tie_break        bigint not null,
    expected_minutes double precision not null default 5 check (expected_minutes > 0),
    is_panel         boolean not null default false,     -- a fresh arbiter after a dispute
    created_at       timestamptz not null default now(),
    taken_at         timestamptz,
    finished_at      timestamptz,
    check ((state = 'waiting') = (reviewer is null) or state = 'cancelled'),
    -- blindLocked: an arbiter whose blind read is locked and who still has to settle
    check ((state in ('held', 'blindLocked')) = (lease_token is not null and lease_until is not null)),
    check ((state = 'done') = (finished_at is not null)),
    check (state <> 'blindLocked' or kind = 'arbitration')
);
create index waiting_assignments on qa.assignment (due_at, tie_break, id) where state = 'waiting';  -- the queue's order
create index on qa.assignment (lease_until) where state in ('held', 'blindLocked');
create index on qa.assignment (reviewer, finished_at);
create index on qa.assignment (case_id);
-- One open task of a kind per case: two assigners cannot make two.
create unique index one_open_assignment on qa.assignment (case_id, kind) where state in ('waiting', 'held', 'blindLocked');

-- Somebody put a task aside or let it go; they do not get this case again where the reason is 'known' or 'notMyField'.
create table qa.assignment_return (
    assignment_id uuid not null references qa.assignment,
    reviewer      uuid not null references identity.person,
    reason        text not null check (reason in ('known', 'imagesMissing', 'notMyField', 'later', 'leaseExpired')),
    returned_at   timestamptz not null default now()
);
create index on qa.assignment_return (assignment_id, reviewer);

-- When a reviewer works; without a row they are taken as available whenever they sign in.
create table qa.shift (
    reviewer  uuid not null references identity.person,
    starts_at timestamptz not null,
    ends_at   timestamptz not null check (ends_at > starts_at),
    primary key (reviewer, starts_at)
);

-- What was typed and not yet submitted; survives a lost lease.
create table qa.draft (
    assignment_id uuid not null references qa.assignment,
    reviewer      uuid not null references identity.person,
    draft         text not null,
    saved_at      timestamptz not null default now(),
    primary key (assignment_id, reviewer)
);

-- A locked blind interpretation: the double read's, or the first part of an arbitration. Never changed.
create table qa.read (
    id                uuid primary key,
    assignment_id     uuid not null unique references qa.assignment,
    case_id           uuid not null references qa.qa_case,
    reader            uuid not null references identity.person,
    kind              text not null check (kind in ('doubleRead', 'arbitration')),
    grade             qa.grade not null,
    grade_reason      text check (grade_reason in ('grewByHalf', 'clinicalPicture', 'other')),
    involvement_total qa.percent not null,
    involvement_right qa.percent,
    involvement_left  qa.percent,
    quality           text not null check (quality in ('diagnostic', 'limited', 'notDiagnostic')),
    confidence        integer not null check (confidence between 1 and 3),
    answer            jsonb not null,                    -- the whole read as core/wire writes it
    minutes           double precision not null default 0 check (minutes >= 0),
    locked_at         timestamptz not null default now()
);
create index on qa.read (case_id);
create index on qa.read (reader, locked_at);

-- A locked peer review. Never changed.
create table qa.review (
    id                uuid primary key,
    assignment_id     uuid not null unique references qa.assignment,
    case_id           uuid not null references qa.qa_case,
    reviewer          uuid not null references identity.person,
    score             integer not null check (score between 1 and 3),
    significance      text check (significance in ('unlikely', 'likely')),
    error_kind        text check (error_kind in ('perception', 'interpretation', 'reporting', 'communication')),
    technical_remarks text[] not null default '{}' check (technical_remarks <@ array['coverage', 'motion', 'protocol', 'labelling']),
    great_call        boolean not null default false,
    answer            jsonb not null,
    minutes           double precision not null default 0 check (minutes >= 0),
    locked_at         timestamptz not null default now(),
    check ((score = 1) = (significance is null))
);
create index on qa.review (case_id);
create index on qa.review (reviewer, locked_at);

-- What an arbiter decided after the own blind read. A panel after a dispute adds its own row.
create table qa.settlement (
    id            uuid primary key,
    assignment_id uuid not null unique references qa.assignment,
    case_id       uuid not null references qa.qa_case,
    arbiter       uuid not null references identity.person,
    grade         qa.grade not null,
    reason        text not null,
    settled_at    timestamptz not null default now()
);
create index on qa.settlement (case_id);

-- Said after the reveal; no statistic reads it.
create table qa.note (
    id            uuid primary key,
    assignment_id uuid not null references qa.assignment,
    author        uuid not null references identity.person,
    text          text not null check (text <> ''),
    written_at    timestamptz not null default now()
);
create index on qa.note (assignment_id);

create trigger written_once before update or delete on qa.read for each row execute function audit.refuse_change();
create trigger never_emptied before truncate on qa.read execute function audit.refuse_change();
create trigger written_once before update or delete on qa.review for each row execute function audit.refuse_change();
create trigger never_emptied before truncate on qa.review execute function audit.refuse_change();
create trigger written_once before update or delete on qa.settlement for each row execute function audit.refuse_change();
create trigger never_emptied before truncate on qa.settlement execute function audit.refuse_change();
create trigger written_once before update or delete on qa.note for each row execute function audit.refuse_change();

-- The settled grade changed the patient's routing upward: a named person has to acknowledge it.
create table qa.alert (
    id              uuid primary key,
    case_id         uuid not null unique references qa.qa_case,
    facility        text not null,
    reported_grade  qa.grade not null,
    settled_grade   qa.grade not null,  -- may equal the reported one: the recorded routing contradicted the grade
    raised_at       timestamptz not null default now(),
    escalates_at    timestamptz not null,
    escalation      integer not null default 0 check (escalation >= 0),
    acknowledged_at timestamptz,
    acknowledged_by uuid references identity.person,
    how             text not null default '',
    etag            text not null check (etag <> ''),
    check ((acknowledged_at is null) = (acknowledged_by is null)),
    check ((acknowledged_at is null) = (how = ''))
);
create index on qa.alert (escalates_at) where acknowledged_at is null;
create index on qa.alert (facility, raised_at desc);

-- What the reporter receives of a settled case; no reviewer's name is in it.
create table qa.feedback (
    id             uuid primary key,
    case_id        uuid not null unique references qa.qa_case,
    reporter       uuid not null references identity.person,
    reported_grade qa.grade not null,
    settled_grade  qa.grade not null,
    outcome        text not null check (outcome in ('concordant', 'insignificantDiscrepancy', 'significantDiscrepancy')),
    great_call     boolean not null default false,
    comment        text not null default '',
    slice          integer check (slice >= 0),
    state          text not null default 'sent' check (state in ('sent', 'acknowledged', 'disputed')),
    sent_at        timestamptz not null default now(),
    answer_until   timestamptz not null,
    answered_at    timestamptz,
    context        text not null default '',
    question       text not null default '',
    question_slice integer check (question_slice >= 0),
    etag           text not null check (etag <> ''),
    check ((state = 'sent') = (answered_at is null)),
    check ((state = 'disputed') = (question <> ''))
);
create index on qa.feedback (reporter, sent_at desc);

-- Overdue work that was brought before the head, once per task and deadline.
create table qa.escalation (
    assignment_id uuid not null references qa.assignment,
    due_at        timestamptz not null,
    escalated_at  timestamptz not null default now(),
    primary key (assignment_id, due_at)
);

grant select, insert on qa.plan, qa.plan_secret to overread_app, overread_worker;
grant select, insert, update on qa.qa_case, qa.selection, qa.assignment, qa.alert, qa.feedback, qa.shift to overread_app, overread_worker;
grant select, insert on qa.assignment_return, qa.escalation, qa.read, qa.review, qa.settlement, qa.note to overread_app, overread_worker;
grant select, insert, update, delete on qa.draft to overread_app;
grant select, insert, update, delete on qa.draft to overread_worker;

grant select on qa.plan, qa.selection, qa.shift to overread_reading;
grant select, update on qa.qa_case to overread_reading;
grant select, insert, update on qa.assignment to overread_reading;
grant select, insert on qa.assignment_return, qa.read, qa.review, qa.settlement, qa.note to overread_reading;
grant select, insert, update, delete on qa.draft to overread_reading;

grant select on qa.plan, qa.qa_case, qa.selection, qa.assignment, qa.read, qa.review, qa.settlement, qa.alert, qa.feedback to overread_report;
