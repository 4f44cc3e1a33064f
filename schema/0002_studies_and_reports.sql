-- Why: what comes from outside, images and reports, in either order; neither may be lost while it waits for the other.

create table qa.study (
    id                 uuid primary key,
    study_instance_uid text not null unique check (study_instance_uid <> ''),
    accession_number   text not null default '',
    facility           text not null default '',
    scanner            text not null default '',
    age_years          integer check (age_years between 0 and 150),
    sex                text not null default 'unknown' check (sex in ('unknown', 'female', 'male', 'other')),
    acquired_at        timestamptz,
    patient_id         uuid references identity.patient,  -- ties a patient's studies together; says no name
    objects            integer not null default 0 check (objects >= 0),
    images_refusal_reason text not null default '',       -- stable code: why no series can be read; empty: none known
    images_refusal_detail text not null default '',       -- the same in one sentence
    created_at         timestamptz not null default now(),
    indexed_at         timestamptz                        -- null: its objects have not been looked at as a whole
);
create index on qa.study (accession_number) where accession_number <> '';
create index on qa.study (patient_id, acquired_at) where patient_id is not null;

-- The one series of a study that is measured and read. Frames lie one after the other in one file of the store, slice 0 at
-- the feet; frame n is the bytes offsets[n] .. offsets[n + 1] (0-based; SQL counts from 1), so that serving parses nothing.
create table qa.image_series (
    series_id              uuid primary key,              -- names the folder in the store
    study_id               uuid not null unique references qa.study,
    series_instance_uid    text not null check (series_instance_uid <> ''),
    kernel                 text not null default '',      -- as the vendor calls it
    image                  jsonb not null,                -- geometry and frame format, as core/wire writes ImageSeries
    frame_offsets          bigint[] not null check (cardinality(frame_offsets) >= 2),
    mask_offsets           bigint[] check (cardinality(mask_offsets) = cardinality(frame_offsets)),
    slice_with_most_lesion integer check (slice_with_most_lesion >= 0),
    created_at             timestamptz not null default now()
);

-- One row per object on disk, written before its C-STORE is answered. The same bytes again make no second row; other
-- bytes under the same UID are kept apart and flagged.
create table qa.instance_receipt (
    object_id           uuid primary key,                  -- names the file in the store
    sop_instance_uid    text not null check (sop_instance_uid <> ''),
    sop_class_uid       text not null default '',
    transfer_syntax_uid text not null default '',
    content_hash        bytea not null check (octet_length(content_hash) = 32),  -- BLAKE2b-256 of the data set
    size_bytes          bigint not null check (size_bytes >= 0),
    association_id      uuid not null,
    calling_ae          text not null,
    peer_address        text not null default '',
    received_at         timestamptz not null default now(),
    is_conflicting      boolean not null default false,    -- other bytes under a UID that is in use already
    index_state         text not null default 'waiting' check (index_state in ('waiting', 'indexed', 'refused')),
    index_problem       text not null default '',
    index_detail        text not null default '',
    study_id            uuid references qa.study,
    series_instance_uid text not null default '',
    unique (sop_instance_uid, content_hash),
    check ((index_state = 'refused') = (index_problem <> ''))
);
create unique index one_object_in_use on qa.instance_receipt (sop_instance_uid) where not is_conflicting;
create index receipts_to_index on qa.instance_receipt (association_id) where index_state = 'waiting';
create index on qa.instance_receipt (study_id) where study_id is not null;

-- A radiologist's report of a study; its versions stand apart. study_id stays null until the images are there.
create table qa.report (
    id                 uuid primary key,
    study_instance_uid text not null default '',
    accession_number   text not null default '',
    reporter           uuid not null references identity.person,
    study_id           uuid references qa.study,
    current_version    integer not null check (current_version >= 1),
    created_at         timestamptz not null default now(),
    matched_at         timestamptz,
    check (study_instance_uid <> '' or accession_number <> ''),
    check ((study_id is null) = (matched_at is null))
);
-- The same study and reporter again is an amendment, not a second report.
create unique index one_report_per_study_uid on qa.report (reporter, study_instance_uid) where study_instance_uid <> '';
create unique index one_report_per_accession on qa.report (reporter, accession_number) where study_instance_uid = '';
create index on qa.report (study_instance_uid);
create index on qa.report (accession_number);
create index on qa.report (study_id);
create index on qa.report (created_at desc, id desc);

create table qa.report_version (
    report_id         uuid not null references qa.report,
    version           integer not null check (version >= 1),
    facility          text not null check (facility <> ''),
    grade             qa.grade not null,
    involvement_total qa.percent,
    involvement_right qa.percent,
    involvement_left  qa.percent,
    findings          jsonb not null,
    clinical_picture  jsonb not null,
    routing           text check (routing in
                          ('primaryCare', 'homeTelemonitoring', 'homeClinic', 'admission', 'emergency')),
    states_pneumonia  boolean not null,
    clinical_question text not null default '',
    text              text not null default '',
    signed_at         timestamptz not null,
    received_at       timestamptz not null default now(),
    submitted_by      uuid,
    primary key (report_id, version),
    check (involvement_total is not null or (involvement_right is null and involvement_left is null))
);
create trigger written_once before update or delete on qa.report_version
    for each row execute function audit.refuse_change();

-- How much a radiologist reports; the floor of a period's rate comes from the period before.
create table qa.reporter_month (
    reporter uuid not null references identity.person,
    month    date not null check (extract(day from month) = 1),
    reports  integer not null check (reports >= 0),
    primary key (reporter, month)
);

-- The automated measurement of a study; it never blocks reading. figures is the JSON of `overread quantify`.
create table qa.quantification (
    study_id            uuid primary key references qa.study,
    series_id           uuid references qa.image_series,
    status              text not null check (status in ('pending', 'measured', 'refused')),
    reason              text not null default '',
    grade               qa.grade,
    involvement_total   qa.percent,
    uncertainty_percent double precision check (uncertainty_percent >= 0),
    confidence          text check (confidence in ('normal', 'low')),
    figures             jsonb not null,
    measured_at         timestamptz not null default now(),
    check ((status = 'refused') = (reason <> '')),
    check ((status = 'measured') = (grade is not null and involvement_total is not null
                                    and uncertainty_percent is not null and confidence is not null))
);

grant select, insert, update on qa.study, qa.image_series, qa.report, qa.reporter_month, qa.quantification
    to overread_app, overread_worker;
grant select, insert on qa.report_version to overread_app, overread_worker;
grant select on qa.instance_receipt to overread_app;
grant select, update on qa.instance_receipt to overread_worker;
grant select, insert on qa.instance_receipt to overread_intake;
grant select on qa.study, qa.image_series, qa.report, qa.report_version, qa.quantification to overread_reading;
grant select on qa.study, qa.image_series, qa.report, qa.report_version, qa.quantification, qa.reporter_month to overread_report;
