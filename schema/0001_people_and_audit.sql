-- Why: who works with the product, and what they did. People's names stand in schema identity alone: a reviewer's request
-- runs as overread_reading, which has no right there, so that no query of theirs can show who reported what.

revoke all on schema public from public;

create schema identity;
create schema qa;
create schema jobs;
create schema audit;

-- Severity of lung involvement, by the names of core/domain/grade.h.
create domain qa.grade as text check (value in ('CT-0', 'CT-1', 'CT-2', 'CT-3', 'CT-4'));
-- Percent of lung parenchyma.
create domain qa.percent as double precision check (value >= 0 and value <= 100);

create table identity.person (
    id           uuid primary key,
    staff_code   text unique check (staff_code <> ''),  -- null: somebody who signs no reports
    display_name text not null,
    created_at   timestamptz not null default now()
);

-- A person who may sign in. An account is disabled, never deleted: the audit trail names its person.
create table identity.account (
    person_id      uuid primary key references identity.person,
    name           text not null check (name <> '' and name = lower(name)),
    password_hash  text not null check (password_hash like '$argon2id$%'),
    roles          text[] not null check (cardinality(roles) > 0 and roles <@ array[
                       'reviewer', 'arbiter', 'radiologist', 'head', 'qaLead', 'administrator', 'integrator']),
    qualifications text[] not null default '{}' check (qualifications <@ array['doubleRead', 'peerReview', 'arbitration']),
    facility       text not null default '',            -- a head's own facility; empty: not limited to one
    created_at     timestamptz not null default now(),
    disabled_at    timestamptz,
    unique (name)
);

-- The token itself is nowhere: a stolen backup opens no session.
create table identity.session (
    token_hash   bytea primary key check (octet_length(token_hash) = 32),
    person_id    uuid not null references identity.account,
    transport    text not null check (transport in ('bearer', 'cookie')),
    created_at   timestamptz not null default now(),
    last_used_at timestamptz not null default now(),
    expires_at   timestamptz not null check (expires_at > created_at)
);
create index on identity.session (person_id);
create index on identity.session (expires_at);

-- One row a guess that has not turned out right, counted for an hour. It is written before the password is checked, so
-- that many guesses at once are no way round the limit. Unknown names are counted too: they must look the same.
create table identity.failed_sign_in (
    id   uuid primary key,
    name text not null,
    at   timestamptz not null default now()
);
create index on identity.failed_sign_in (name, at);

-- Patients as the images name them; qa knows the id alone.
create table identity.patient (
    id         uuid primary key,
    issuer     text not null default '',
    patient_id text not null check (patient_id <> ''),
    name       text not null default '',
    birth_date date,
    unique (issuer, patient_id)
);

-- The audit trail. Events are appended in the transaction that they belong to; committed events are sealed in batches
-- into the chain, since chaining inside each transaction would be one lock for the whole house.
create table audit.event (
    sequence     bigint generated always as identity primary key,
    xid          xid8 not null default pg_current_xact_id(),  -- tells what a seal must have seen
    at           timestamptz not null default clock_timestamp(),
    actor        uuid,                                        -- null: the product itself
    action       text not null check (action <> ''),          -- stable code, for example 'read.locked'
    subject_kind text not null check (subject_kind <> ''),
    subject_id   text not null,
    detail       jsonb not null default '{}'
);
create index on audit.event (xid);
create index on audit.event (subject_kind, subject_id, sequence);

-- hash = BLAKE2b-256 of the previous hash and the event's fields; position 0 follows 32 zero bytes.
create table audit.chain (
    position       bigint primary key check (position >= 0),
    event_sequence bigint not null unique,
    hash           bytea not null check (octet_length(hash) = 32)
);

-- One row a batch. Every event of a transaction older than all_before was committed and therefore sealed by then: a later
-- one that claims such a transaction was inserted by hand.
create table audit.seal (
    last_position bigint primary key references audit.chain,
    all_before    xid8 not null,
    sealed_at     timestamptz not null default clock_timestamp()
);

create function audit.refuse_change() returns trigger language plpgsql as $$
begin
    raise exception '% of %.% is refused: these rows are written once', tg_op, tg_table_schema, tg_table_name
        using errcode = 'insufficient_privilege';
end
$$;
create trigger written_once before update or delete on audit.event for each row execute function audit.refuse_change();
create trigger never_emptied before truncate on audit.event execute function audit.refuse_change();
create trigger written_once before update or delete on audit.chain for each row execute function audit.refuse_change();
create trigger never_emptied before truncate on audit.chain execute function audit.refuse_change();
create trigger written_once before update or delete on audit.seal for each row execute function audit.refuse_change();
create trigger never_emptied before truncate on audit.seal execute function audit.refuse_change();

-- The server answers the same request only once, however often it arrives.
create table qa.idempotency_key (
    person_id    uuid not null,
    key          text not null check (length(key) between 1 and 200),
    request_hash bytea not null,     -- of method, path and body: the key with another request is a fault of the client
    status       integer not null,
    headers      jsonb not null default '{}',
    answer       text not null,
    created_at   timestamptz not null default now(),
    primary key (person_id, key)
);
create index on qa.idempotency_key (created_at);

-- Every program asks whether the schema is its own before it starts to work.
grant usage on schema public to overread_app, overread_intake, overread_worker, overread_reading, overread_report;
grant select on public.schema_migration to overread_app, overread_intake, overread_worker, overread_reading, overread_report;

grant usage on schema identity to overread_app, overread_worker, overread_report;
grant usage on schema qa, jobs, audit to overread_app, overread_intake, overread_worker, overread_reading, overread_report;

grant select, insert, update on identity.person, identity.account, identity.patient to overread_app;
grant select, insert, update, delete on identity.session, identity.failed_sign_in to overread_app;
grant select, insert on identity.person to overread_worker;
grant select, insert, update on identity.patient to overread_worker;
grant select (person_id, roles, qualifications, facility, disabled_at) on identity.account to overread_worker;
grant select on identity.person to overread_report;

grant insert (actor, action, subject_kind, subject_id, detail) on audit.event
    to overread_app, overread_intake, overread_worker, overread_reading, overread_report;
grant select on audit.event, audit.chain, audit.seal to overread_app, overread_worker;
grant insert on audit.chain, audit.seal to overread_app, overread_worker;

grant select, insert, delete on qa.idempotency_key to overread_app;
grant select, insert on qa.idempotency_key to overread_reading;
