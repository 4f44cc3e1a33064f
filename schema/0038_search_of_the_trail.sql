-- Why: who looks for what somebody did must not read the whole trail for it.
create index on audit.event (actor, sequence desc) where actor is not null;
create index on audit.event (subject_id, sequence desc);
create index on audit.event (action, sequence desc);
