-- Why: work that outlives a process. A job is added in the transaction that causes it and deleted in the one that does it,
-- so that a crash between two steps neither loses nor doubles one.

create table jobs.job (
    id          uuid primary key,
    kind        text not null check (kind <> ''),
    unique_key  text not null check (unique_key <> ''),   -- the piece of work, for example the study's id
    payload     jsonb not null default '{}',
    state       text not null default 'waiting' check (state in ('waiting', 'running')),
    run_at      timestamptz not null default now(),
    attempts    integer not null default 0 check (attempts >= 0),   -- counted when a worker starts
    crashes     integer not null default 0 check (crashes >= 0),    -- starts that ended without a word
    last_error  text not null default '',
    lease_token uuid,
    lease_until timestamptz,
    worker      text not null default '',
    created_at  timestamptz not null default now(),
    started_at  timestamptz,
    check ((state = 'running') = (lease_token is not null and lease_until is not null))
);
-- One waiting job per piece of work: a second wish adds nothing. A wish that comes while the job runs is kept, since the
-- running one may have looked already.
create unique index one_waiting_job on jobs.job (kind, unique_key) where state = 'waiting';
-- Two workers never do the same piece of work.
create unique index one_running_job on jobs.job (kind, unique_key) where state = 'running';
create index waiting_jobs on jobs.job (run_at, id) where state = 'waiting';
create index running_jobs on jobs.job (lease_until) where state = 'running';

-- Work that was given up: two crashes, or too many failures. The error is kept for a person.
create table jobs.dead_letter (
    id         uuid primary key,
    kind       text not null,
    unique_key text not null,
    payload    jsonb not null,
    attempts   integer not null,
    crashes    integer not null,
    reason     text not null check (reason in ('crashed', 'failed', 'refused')),
    last_error text not null,
    created_at timestamptz not null,
    died_at    timestamptz not null default now()
);
create index on jobs.dead_letter (died_at);

grant select, insert, update (run_at, payload) on jobs.job to overread_app, overread_intake, overread_reading;
grant select, insert, update, delete on jobs.job to overread_worker;
grant select, insert on jobs.dead_letter to overread_worker;
grant select, delete on jobs.dead_letter to overread_app;
