-- Why: each process has the rights that its work needs and no more (docs/architecture.md, "Processes"), so that a fault
-- in one of them cannot rewrite what another one answers for.
--
-- Roles belong to the whole cluster, not to one database. This file is therefore run in the maintenance database, before
-- every migration, under a lock there: several databases may be migrated at the same time. It changes nothing that is
-- there already, and needs a role that may create roles only when one is missing.
--
--   overread_owner    owns every table; nobody else may change a definition. Nobody signs in as it
--   overread_app      overread-server: accounts, reports, oversight, the clock
--   overread_intake   the listener's children: receipts and the jobs that they cause
--   overread_worker   overread-worker: indexing, measurement, the steps of the workflow
--   overread_reading  reviewers' requests: no right on schema identity
--   overread_report   quality reports: reads, and nothing else
do $$
declare
    wanted text;
begin
    if not exists (select from pg_roles where rolname = 'overread_owner') then
        create role overread_owner nologin;
    end if;
    foreach wanted in array array['overread_app', 'overread_intake', 'overread_worker', 'overread_reading', 'overread_report']
    loop
        if not exists (select from pg_roles where rolname = wanted) then
            execute format('create role %I login nosuperuser nocreatedb nocreaterole', wanted);
        end if;
    end loop;
end
$$;
