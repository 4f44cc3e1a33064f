-- Why: a reader sits at another workstation every night; the keys that they chose come along with the account.

create table qa.reader_settings (
    reader     uuid primary key references identity.person,
    settings   text not null check (length(settings) <= 20000),  -- opaque: the reading client's own
    changed_at timestamptz not null default now()
);
grant select, insert, update on qa.reader_settings to overread_reading;
