-- Why: what a study costs must not grow with what waits, and a settlement must not be planned anew each time.

-- A worker takes some kinds alone. In one order by time it looked through all that waits for others: with 90,000 results to be
-- exported, each look took milliseconds (docs/decisions/0065). By kind it begins at the first one that is its own.
drop index jobs.waiting_jobs;
create index waiting_jobs on jobs.job (kind, run_at, id) where state = 'waiting';

-- PostgreSQL plans the statements of a function in SQL at each call, and those of a PL/pgSQL function once in a session: the same
-- text for less, as long as it may not plan one for each array. "exists" may be answered by a table of all cases, made for one report; a scalar subquery asks the index.
do $$
declare
    old record;
begin
    for old in select p.oid::regprocedure as name, pg_get_function_arguments(p.oid) as arguments,
                      replace(replace(p.prosrc,
                          'exists (select from qa.qa_case c where c.report_id = r.id)',
                          '(select count(*) from qa.qa_case c where c.report_id = r.id)'),
                          'exists (select from qa.settlement s where s.case_id = c.id)',
                          '(select count(*) > 0 from qa.settlement s where s.case_id = c.id)') as body
               from pg_proc p where p.oid in ('qa.add_case_figures(qa.qa_case[], integer)'::regprocedure,
                                              'qa.add_report_figures(qa.report[], qa.study, integer)'::regprocedure) loop
        execute format('create or replace function %s(%s) returns void language plpgsql security definer '
                       'set search_path = pg_catalog, pg_temp set jit = off '
                       'set plan_cache_mode = force_generic_plan as %L',
                       split_part(old.name::text, '(', 1), old.arguments, 'begin ' || rtrim(old.body, E' ;\n') || '; end');
    end loop;
end
$$;
