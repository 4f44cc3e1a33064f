-- Why: settled cases are looked at in a browser; the measurement leaves the house where that was configured; and what an
-- outside service measured stands beside ours.

-- Pictures of a study for browsers, made of the frames and masks of its series whenever somebody needs them. The id names
-- their file and stands in their addresses, so that a look at them begins with an answer that is in the audit trail.
create table qa.rendering (
    study_id     uuid primary key references qa.study,
    rendering_id uuid not null unique,
    series_id    uuid not null,                      -- what they show; another one than the study's by now: stale
    measurement  text not null,                      -- whose masks: when it was measured; '' before it was
    has_masks    boolean not null,
    slices       integer not null check (slices >= 0),
    offsets      bigint[] not null,                  -- slice by slice: lung, soft, and the masks where there are any
    problem      text not null default '',           -- stable code: why there are none
    rendered_at  timestamptz not null default now(),
    check (case when problem <> '' then slices = 0
                else slices > 0 and cardinality(offsets) = slices * (case when has_masks then 3 else 2 end) + 1 end)
);
grant select on qa.rendering to overread_app;
grant select, insert, update on qa.rendering to overread_worker;

-- Our measurement as DICOM, for archives. Written when every case of the study is settled, never before: in the archive
-- it would show the readers of an open case the automated answer.
create table qa.result_object (
    object_id        uuid primary key,               -- names the file in the store
    study_id         uuid not null references qa.study,
    kind             text not null check (kind in ('sr', 'seg')),
    measurement      text not null check (measurement <> ''),
    sop_class_uid    text not null,
    sop_instance_uid text not null unique,           -- a new one for every measurement
    written_at       timestamptz not null default now(),
    unique (study_id, kind, measurement)
);
-- The outbox: one row a destination, written with the object. The job that sends it reads nothing else.
create table qa.result_delivery (
    object_id   uuid not null references qa.result_object,
    destination text not null check (destination <> ''),
    state       text not null default 'waiting' check (state in ('waiting', 'sent')),
    sent_at     timestamptz,
    primary key (object_id, destination),
    check ((state = 'sent') = (sent_at is not null))
);
grant select, insert on qa.result_object to overread_worker;
grant select, insert, update on qa.result_delivery to overread_worker;
grant select on qa.result_object, qa.result_delivery to overread_app;

-- What an outside service measured on a study of ours: a SEG or SR object that it sent. Beside ours, never in its place.
create table qa.outside_result (
    id                uuid primary key,
    object_id         uuid not null unique references qa.instance_receipt,
    study_id          uuid not null references qa.study,
    kind              text not null check (kind in ('sr', 'seg')),
    service           text not null default '',      -- maker and name, as the object states them
    service_version   text not null default '',
    status            text not null check (status in ('measured', 'refused')),
    reason            text not null default '',      -- stable code, where refused
    detail            text not null default '',
    grade             qa.grade,
    involvement_total qa.percent,
    involvement_right qa.percent,
    involvement_left  qa.percent,
    -- Against our measurement of the same study, where there is one:
    measurement       text not null default '',      -- which one: when it was measured; '': not compared yet
    points_apart      double precision,              -- its total involvement less ours
    lesion_dice       double precision check (lesion_dice between 0 and 1),
    lung_dice         double precision check (lung_dice between 0 and 1),
    has_masks         boolean not null default false, -- then <store>/outside/<id>/labels holds them
    received_at       timestamptz not null,
    read_at           timestamptz not null default now(),
    check ((status = 'refused') = (reason <> '')),
    check ((status = 'measured') = (grade is not null and involvement_total is not null)),
    check (measurement <> '' or (points_apart is null and lesion_dice is null and lung_dice is null))
);
create index on qa.outside_result (study_id);
create index on qa.outside_result (service, received_at);
grant select, insert, update on qa.outside_result to overread_worker;
grant select on qa.outside_result to overread_app, overread_report;
