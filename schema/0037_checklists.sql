-- Why: a department looks at itself with a list: is it ready, does its protocol hold, is infection kept out. Who answers what and
-- when is kept whole: an answer is added and never changed, the latest of an item holds.

create table qa.checklist (
    id        uuid primary key,
    kind      text not null check (kind in ('readiness', 'technicalProtocol', 'infectionControl')),
    facility  text not null check (facility <> ''),
    owner     uuid not null references identity.person,
    due_at    timestamptz not null,
    opened_at timestamptz not null,
    opened_by uuid not null references identity.person
);
create index on qa.checklist (opened_at desc, id desc);

create table qa.checklist_item (
    checklist_id uuid not null references qa.checklist,
    position     integer not null check (position >= 1),
    item         text not null check (item <> ''),      -- stable code; the pages have its words
    primary key (checklist_id, position)
);

create table qa.checklist_answer (
    id           uuid primary key,
    checklist_id uuid not null,
    position     integer not null,
    answer       text not null check (answer in ('met', 'partly', 'notMet', 'notApplicable')),
    note         text not null default '' check (note <> '' or answer <> 'notMet'),   -- what is missing has to be said
    answered_by  uuid not null references identity.person,
    answered_at  timestamptz not null,
    foreign key (checklist_id, position) references qa.checklist_item
);
create index on qa.checklist_answer (checklist_id, position, answered_at desc, id desc);
create trigger written_once before update or delete on qa.checklist_answer for each row execute function audit.refuse_change();
create trigger never_emptied before truncate on qa.checklist_answer execute function audit.refuse_change();
grant select, insert on qa.checklist, qa.checklist_item, qa.checklist_answer to overread_app;
grant select on qa.checklist, qa.checklist_item, qa.checklist_answer to overread_report;
