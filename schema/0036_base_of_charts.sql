-- Why: the limits of a control chart are those of its first twelve months with data, and stay. Where the work itself changed (a
-- new scanner, another mix of patients), a lead sets a new first month and says why; the one before is kept.

create table qa.chart_base (
    id        uuid primary key,
    reporter  uuid references identity.person,   -- of one radiologist ...
    facility  text not null default '',          -- ... or of a facility, or of a scanner of it; all empty: of everybody
    scanner   text not null default '',
    design    text not null check (design in ('doubleRead', 'peerReview')),
    starts    date not null check (extract(day from starts) = 1),
    reason    text not null check (reason <> ''),
    set_by    uuid not null references identity.person,
    set_at    timestamptz not null,
    check (scanner = '' or facility <> ''),
    check (reporter is null or (facility = '' and scanner = ''))
);
create index on qa.chart_base (reporter, facility, scanner, design, set_at desc);
grant select, insert on qa.chart_base to overread_app;
grant select on qa.chart_base to overread_report;
